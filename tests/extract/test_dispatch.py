from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.extract.pdf.pdf_factory import pdf
from unescosearch.errors import UnreadableError
from unescosearch.extract.dispatch import extract_file
from unescosearch.extract.formats import FORMATS
from unescosearch.records import Extracted

SOUND_PDF = pdf(["A page of text about heritage.", "Another page of text, on education."])
BEGINNINGS = (
    b"",
    b"%PDF-1.7\n",
    b"<html><body><p>",
    b"---\ntitle: x\n---\n",
    b"+++\n",
    b"\xff\xfe",
    b"<![x[",
    b"PK\x03\x04",
)


@pytest.mark.parametrize("name", ["a.txt", "a.MD", "a.html"])
def test_the_ending_chooses_the_extractor(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("A text about heritage.")
    assert extract_file(path).text == "A text about heritage."


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.pptx", r"format .pptx is not read; save it as PDF"),
        ("a.doc", r"format .doc is not read; save it as .docx or PDF"),
        ("a.csv", "describe the table in a collection.toml"),
        ("a", "without ending"),
    ],
)
def test_other_kinds_are_refused_with_advice(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / name).write_text("x")
    with pytest.raises(UnreadableError, match=reason):
        extract_file(tmp_path / name)


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_an_empty_file_is_unreadable(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"")
    with pytest.raises(UnreadableError, match="the file is empty"):
        extract_file(path)


def test_a_file_of_white_space_holds_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(" \n\n")
    with pytest.raises(UnreadableError, match="holds no text"):
        extract_file(tmp_path / "a.txt")


def test_a_missing_file_a_folder_and_a_large_file_are_unreadable(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    (tmp_path / "c.txt").write_text("twenty characters...")
    for name, reason in (("a.txt", "no such file"), ("b.txt", "not a plain file"), ("c.txt", "20 bytes are more than")):
        with pytest.raises(UnreadableError, match=reason):
            extract_file(tmp_path / name, max_bytes=10)


def is_sound(extracted: Extracted) -> bool:
    text = extracted.text
    return (
        text == text.strip()
        and "\n\n\n" not in text
        and not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text.replace("\n", "").replace("\t", ""))
        and all(text[heading.start : heading.end] == heading.title for heading in extracted.headings)
        and all(0 <= page.offset < len(text) and not text[page.offset].isspace() for page in extracted.pages)
    )


@pytest.mark.parametrize("ending", sorted(FORMATS))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(beginning=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_sound_text_or_a_failure(ending: str, beginning: bytes, rest: bytes) -> None:
    try:
        assert is_sound(FORMATS[ending].read(beginning + rest, "", ""))
    except UnreadableError as error:
        assert str(error)  # noqa: PT017 - both outcomes are right


@settings(max_examples=60)
@given(at=st.integers(0, len(SOUND_PDF) - 1), change=st.binary(min_size=1, max_size=6))
def test_a_damaged_pdf_gives_a_sound_text_or_a_failure(at: int, change: bytes) -> None:
    try:
        assert is_sound(FORMATS[".pdf"].read(SOUND_PDF[:at] + change + SOUND_PDF[at + len(change) :], "", ""))
    except UnreadableError as error:
        assert str(error)  # noqa: PT017
