from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from tests.extract.pdf.pdf_factory import pdf
from tests.extract.pdf.scan_factory import picture_of_nothing, scanned
from unescosearch.build.build import BuildOptions, build
from unescosearch.cli.report_tables import print_report
from unescosearch.errors import UnreadableError
from unescosearch.extract import ocr
from unescosearch.extract.pdf.document import extract_pdf
from unescosearch.extract.pdf.pdfium import Pdfium
from unescosearch.extract.pdf.scans import read_scans
from unescosearch.extract.sandbox import Sandbox
from unescosearch.generation.generation import Generation
from unescosearch.generation.report import read_report
from unescosearch.records import OcrPage

needs_tesseract = pytest.mark.skipif(
    not ocr.installed() >= {"eng", "fra"}, reason="Tesseract with English and French is not installed: make ocr"
)
ENGLISH = (
    "# Water in the schools of the valley\nThe teachers of the valley wrote a course about water and its\n"
    "uses in the year 1964, and seventy schools have taught it since.\n\nThe pupils measure the river."
)
FRENCH = "L'école a été rénovée où les élèves étaient déjà réunis pour célébrer la fête de l'été."


@needs_tesseract
def test_a_scanned_page_is_read_and_its_confidence_noted() -> None:
    extracted = extract_pdf(scanned(pdf(["The cover of a report.", ENGLISH]), kept=[0]))
    assert "a course about water and its uses in the year 1964, and seventy schools" in extracted.text
    cover, scan = extracted.pages
    assert cover.confidence is None
    assert scan.number == 2
    assert scan.confidence is not None
    assert 0.8 < scan.confidence <= 1
    assert extracted.remarks == ()


@needs_tesseract
def test_the_language_that_is_given_is_read() -> None:
    data = scanned(pdf([FRENCH]))
    assert "rénovée où les élèves étaient déjà réunis" in extract_pdf(data, languages="fr").text
    assert "rénovée où les élèves étaient déjà réunis" in extract_pdf(data, languages="en, fr").text


@needs_tesseract
def test_the_sandbox_reads_scans_in_the_languages_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned(pdf([FRENCH])))
    with Sandbox(languages="fr") as sandbox:
        assert "rénovée" in sandbox.extract_file(tmp_path / "scan.pdf", "en").text


@needs_tesseract
def test_each_scanned_page_has_a_time_limit_of_its_own(tmp_path: Path) -> None:
    subjects = ("Rivers", "Schools", "Temples", "Letters", "Forests")
    pages = [f"{subject} are what\n{subject.lower()} of the valley have in common." for subject in subjects]
    (tmp_path / "scan.pdf").write_bytes(scanned(pdf(pages)))
    with Sandbox(max_seconds=2) as sandbox:
        assert len(sandbox.extract_file(tmp_path / "scan.pdf", "en").pages) == len(subjects)


@needs_tesseract
def test_a_page_that_takes_too_long_is_named() -> None:
    with pytest.raises(UnreadableError, match=r"OCR took longer than 0 seconds"):
        ocr.recognise(Pdfium(scanned(pdf([ENGLISH]))).picture(0), ["eng"], 300, max_seconds=0.01)


@needs_tesseract
def test_a_picture_that_tesseract_refuses_is_named() -> None:
    with pytest.raises(UnreadableError, match="Tesseract failed"):
        ocr.recognise(b"no picture", ["eng"], 300)


@needs_tesseract
def test_more_scanned_pages_than_the_limit_are_named() -> None:
    scans = read_scans(Pdfium(scanned(pdf([ENGLISH] * 2))), [0, 1], "en", max_pages=1)
    assert list(scans.lines) == [0]
    assert scans.unread == {1: "scan, needs OCR; only 1 scanned pages of a file are read: split it"}


@needs_tesseract
def test_a_picture_without_words_says_so_and_is_a_suspected_scan(tmp_path: Path, options: BuildOptions) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "photo.pdf").write_bytes(picture_of_nothing())
    (tmp_path / "corpus" / "a.txt").write_text(ENGLISH)
    (scan,) = build([tmp_path / "corpus"], tmp_path / "index", options).scans
    assert (scan.path, scan.reason) == ("photo.pdf", "0 of 1 pages hold text: OCR finds no words")


@needs_tesseract
def test_the_report_of_a_build_names_the_pages_and_the_next_build_takes_them_over(
    tmp_path: Path, options: BuildOptions
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "scan.pdf").write_bytes(scanned(pdf(["A cover of plain text.", ENGLISH]), kept=[0]))
    report = build([tmp_path / "corpus"], tmp_path / "index", options)
    (page,) = report.ocr
    assert (page.path, page.page) == ("scan.pdf", 2)
    assert page.confidence > 0.8
    assert report.doubtful == ()
    assert report.failures == ()
    (tmp_path / "corpus" / "note.txt").write_text("A note about the river of the valley.", encoding="utf-8")
    assert build([tmp_path / "corpus"], tmp_path / "index", options).ocr == (page,)


def test_a_page_read_with_little_confidence_is_listed_as_doubtful(generation: Generation) -> None:
    pages = (OcrPage("Loose", "a.pdf", 3, 0.91), OcrPage("Loose", "b.pdf", 7, 0.48))
    report = replace(read_report(generation), ocr=pages)
    assert report.doubtful == pages[1:]
    shown = StringIO()
    print_report(Console(file=shown, width=100), report)
    assert "2 (1 doubtful)" in shown.getvalue()
    assert "Loose: b.pdf: page 7: 48%" in shown.getvalue()


def test_a_language_that_is_not_installed_says_what_to_install() -> None:
    reason = (
        r"0 of 1 pages hold text: scan, needs OCR: pip install 'unescosearch\[ocr\]' and "
        "apt-get install tesseract-ocr tesseract-ocr-xx; or save"
    )
    with pytest.raises(UnreadableError, match=reason):
        extract_pdf(scanned(pdf([ENGLISH])), languages="xx")


def test_without_tesseract_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    ocr.installed.cache_clear()
    try:
        with pytest.raises(UnreadableError, match="apt-get install tesseract-ocr tesseract-ocr-chi-sim"):
            extract_pdf(scanned(pdf([ENGLISH])), languages="zh")
    finally:
        ocr.installed.cache_clear()


def test_no_spaces_come_between_chinese_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tesseract's table names each piece of a line as a word; Chinese is not installed everywhere, hence a table."""
    words = [("1", "教科"), ("1", "文"), ("1", "组织"), ("2", "in"), ("2", "1945")]
    rows = [f"5\t1\t1\t1\t{line}\t1\t0\t0\t9\t9\t90.0\t{word}" for line, word in words]
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\n/bin/cat <<'END'\n" + "\n".join(["head", *rows]) + "\nEND\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    read = ocr.recognise(b"", ["chi_sim"], 300)
    assert read.lines == (("教科文组织", True), ("in 1945", False))
    assert read.confidence == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("languages", "names"),
    [("", ("eng",)), ("und", ("eng",)), ("fr", ("fra",)), ("ar, zh", ("ara", "chi_sim")), ("swa", ("swa",))],
)
def test_languages_are_given_by_their_codes(languages: str, names: tuple[str, ...]) -> None:
    assert ocr.codes(languages) == names
