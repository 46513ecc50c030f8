"""Near duplicates: the same text twice is kept once, other texts of one kind stay, and nothing is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from scripts.quality.made_alike import letters, made_pairs, scanned
from tests.extract.pdf.pdf_factory import pdf
from unescosearch.build.build import BuildOptions, build
from unescosearch.build.difference import other_document
from unescosearch.build.likeness import FEWEST_WORDS, likeness, shingles, signature
from unescosearch.generation.generation import open_current
from unescosearch.generation.report import BuildReport
from unescosearch.records import Duplicate
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.service import run_search

WORDS = [f"{first}{second}{third}" for first in "bdfgklm" for second in "aeiou" for third in ("r", "n", "st", "l")]


def article(seed: int, words: int = 400) -> list[str]:
    chosen = random.Random(seed).choices(WORDS, k=words)
    return [" ".join(chosen[at : at + 10]).capitalize() + "." for at in range(0, words, 10)]


def write(folder: Path, name: str, sentences: list[str], **metadata: object) -> None:
    head = "".join(f"{key}: {value}\n" for key, value in metadata.items())
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"---\nlanguage: en\n{head}---\n{' '.join(sentences)}\n")


def kept(report: BuildReport) -> dict[str, str]:
    return {duplicate.path: duplicate.kept for duplicate in report.duplicates}


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """An article, the same one with a few sentences changed, and another."""
    corpus = tmp_path / "twice"
    text = article(1)
    write(corpus, "a.md", text, id="a", title="As printed")
    write(
        corpus,
        "b.md",
        [*text[:38], "Two new sentences end it.", "They do."],
        id="b",
        source_url="https://example.org/b",
    )
    write(corpus, "c.md", article(2), id="c")
    return corpus


def test_of_two_nearly_equal_texts_the_one_with_an_address_is_kept(
    twice: Path, tmp_path: Path, options: BuildOptions
) -> None:
    report = build([twice], tmp_path / "index", options)
    (left_out,) = report.duplicates
    assert (left_out.path, left_out.kept, left_out.id, left_out.title) == ("a.md", "b", "a", "As printed")
    assert 0.7 <= left_out.similarity < 1
    assert report.outcomes == {"document": 2, "duplicate": 1}
    assert report.documents == 2


def test_what_was_left_out_can_be_told_by_what_was_kept(twice: Path, tmp_path: Path, options: BuildOptions) -> None:
    better = {"source_url": "https://example.org/d", "date": 1960, "type": "article"}
    write(twice, "d.md", [*article(1), "The end."], id="d", **better)
    build([twice], tmp_path / "index", options)
    generation = open_current(tmp_path / "index")
    found = generation.catalogue.duplicates_of(["d", "c"])
    generation.close()
    assert list(found) == ["d"]
    assert [(one.id, one.source_url) for one in found["d"]] == [("a", ""), ("b", "https://example.org/b")]


def test_of_a_pdf_and_the_page_it_was_made_from_one_is_kept(tmp_path: Path, options: BuildOptions) -> None:
    corpus = tmp_path / "twice"
    corpus.mkdir()
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in article(1))
    head = '<head><title>Wells</title><link rel="canonical" href="https://example.org/wells"></head>'
    (corpus / "wells.html").write_text(f'<html lang="en">{head}<body><article>{paragraphs}</article></body></html>')
    (corpus / "wells.pdf").write_bytes(pdf(["\n".join(article(1)[at : at + 20]) for at in (0, 20)]))
    (corpus / "wells.pdf.toml").write_text('language = "en"\n')
    (left_out,) = build([corpus], tmp_path / "index", options).duplicates
    assert (left_out.path, left_out.kept) == ("wells.pdf", "example-org-wells")
    assert left_out.similarity > 0.9


def test_passages_are_counted_without_gaps(twice: Path, tmp_path: Path, options: BuildOptions) -> None:
    """The vectors and words of what stands behind the one that is left out are still its own."""
    build([twice], tmp_path / "index", options)
    generation = open_current(tmp_path / "index")
    rows = range(generation.manifest.counts["passages"])
    passages = generation.catalogue.passages(rows)
    generation.close()
    assert sorted(passages) == list(rows)
    assert {passage.document_id for passage in passages.values()} == {"b", "c"}


def test_an_incremental_build_keeps_the_same_as_a_full_one(twice: Path, tmp_path: Path, options: BuildOptions) -> None:
    (twice / "b.md").rename(tmp_path / "b.md")
    assert kept(build([twice], tmp_path / "index", options)) == {}
    (tmp_path / "b.md").rename(twice / "b.md")
    assert kept(build([twice], tmp_path / "index", options)) == {"a.md": "b"}
    (twice / "b.md").unlink()
    again = build([twice], tmp_path / "index", options)
    assert (kept(again), again.documents) == ({}, 2)


def test_a_reprint_in_another_year_stays(twice: Path, tmp_path: Path, options: BuildOptions) -> None:
    write(twice, "a.md", article(1), id="a", date=1961)
    write(twice, "b.md", [*article(1)[:38], "Reprinted with thanks."], id="b", date="2009-05")
    assert kept(build([twice], tmp_path / "index", options)) == {}


def test_short_sheets_of_one_template_stay(tmp_path: Path, options: BuildOptions) -> None:
    corpus = tmp_path / "sheets"
    for number, name in enumerate(("Tiya", "Aksum", "Lalibela")):
        sheet = f"{name} has been on the List since 1980. It stands in Ethiopia. It is number {number} of its kind."
        write(corpus, f"{name}.md", [sheet], id=name)
    assert kept(build([corpus], tmp_path / "index", options)) == {}


def test_letters_of_one_form_stay_and_a_scan_of_one_goes(tmp_path: Path, options: BuildOptions) -> None:
    corpus = tmp_path / "letters"
    copies = letters("grant")
    for number, letter in enumerate(copies):
        write(corpus, f"{number}.md", [letter], id=f"letter-{number}", type="letter")
    write(corpus, "scan.md", [scanned(copies[0], 0)], id="scan")
    assert kept(build([corpus], tmp_path / "index", options)) == {"scan.md": "letter-0"}


@pytest.mark.parametrize(("name", "first", "second", "other"), list(made_pairs()))
def test_names_and_figures_make_another_document_noise_and_small_changes_do_not(
    name: str, first: str, second: str, other: bool
) -> None:
    assert other_document(first, second) is other_document(second, first) is other, name


def test_where_a_script_has_no_small_letters_whatever_differs_may_be_a_name() -> None:
    form = "委员会审阅了申请，决定资助{}，数额为{}元。"
    assert other_document(form.format("塔尔图博物馆", "三千"), form.format("纳尔瓦图书馆", "八千"))
    assert not other_document(form, form + "谢谢")


def test_a_duplicate_of_a_duplicate_is_one_of_what_was_kept(twice: Path, tmp_path: Path, options: BuildOptions) -> None:
    write(twice, "z.md", article(1), id="z")
    report = build([twice], tmp_path / "index", options)
    assert kept(report) == {"a.md": "b", "z.md": "b"}
    assert all(isinstance(one, Duplicate) and one.similarity < 1 for one in report.duplicates)


def test_a_signature_tells_what_a_comparison_would() -> None:
    text = article(3)
    first, second = (" ".join(part) for part in (text, text[:30]))
    assert 0.6 < likeness(shingles(first), shingles(second)) < 0.8
    assert likeness(shingles(first), shingles(" ".join(article(4)))) < 0.1
    assert likeness(shingles(first), shingles(first.upper())) == 1
    assert signature(first) == signature(first.replace(".", " -"))
    assert signature("too short " * FEWEST_WORDS) == b""


def test_a_search_shows_where_the_copy_stands(twice: Path, tmp_path: Path, options: BuildOptions) -> None:
    better = {"source_url": "https://example.org/d", "date": 1960, "type": "article"}
    write(twice, "d.md", [*article(1), "The end."], id="d", **better)
    build([twice], tmp_path / "index", options)
    generation = open_current(tmp_path / "index")
    found = run_search(generation, SearchParameters(article(1)[0]))
    generation.close()
    shown = {result.document.id: [copy.source_url for copy in result.document.copies] for result in found.results}
    # The copy without an address is nowhere to be read.
    assert shown["d"] == ["https://example.org/b"]
    assert all(not copies for document, copies in shown.items() if document != "d")
