"""The main job on the real collections: everything is accounted for, and real questions find their document."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.encoder.description import DEFAULT_MODELS
from unescosearch.generation.generation import Generation, open_current
from unescosearch.generation.report import read_report
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.service import run_ask, run_search

pytestmark = [pytest.mark.corpora, pytest.mark.model]

COLLECTIONS = ("legal_instruments", "world_heritage", "almaty", "open_science_pdf")
SAMPLED_ARTICLES = 500


def courier_sample(source: Path, folder: Path) -> Path:
    """Articles drawn evenly from all years, as a collection of its own with the collection's own mapping."""
    folder.mkdir()
    shutil.copy(source / "collection.toml", folder)
    with (source / "document_index.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = list(csv.reader(file, delimiter="\t"))
    chosen = lines[:: len(lines) // SAMPLED_ARTICLES][:SAMPLED_ARTICLES]
    with (folder / "document_index.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter="\t").writerows([header, *chosen])
    (folder / "corpus").mkdir()
    for line in chosen:
        name = dict(zip(header, line, strict=True))["filename"]
        shutil.copy(source / "corpus" / name, folder / "corpus")
    return folder


@pytest.fixture(scope="module")
def real(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """An index of the real collections with the English model."""
    folder = tmp_path_factory.mktemp("real")
    sample = courier_sample(corpora / "courier", folder / "courier")
    # They are asked in English: the vectors of the other default model would take minutes.
    build([*(corpora / name for name in COLLECTIONS), sample], folder / "index", BuildOptions(DEFAULT_MODELS[:1]))
    generation = open_current(folder / "index")
    yield generation
    generation.close()


def test_every_file_and_row_is_accounted_for(real: Generation) -> None:
    report = read_report(real)
    # 82 instruments, 1,199 sites, one article, 22 PDF files and the sample.
    assert report.changes.files == 82 + 1_199 + 1 + 22 + SAMPLED_ARTICLES
    assert sum(report.outcomes.values()) == report.changes.files
    failed = {failure.path for failure in report.failures}
    assert len(failed) == len(report.failures) == report.outcomes["failure"]
    assert {"legal_instrument_index.csv#row 9", "legal_instrument_index.csv#row 36"} <= failed
    assert report.outcomes["document"] >= 1_299 + SAMPLED_ARTICLES - 10


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("How many UNESCO clubs are there in Kazakhstan?", "almaty-unesco-clubs-kazakhstan-2022"),
        ("Which convention forbids discrimination in education?", "instrument-12949"),
        ("protection of wetlands used by waterfowl", "instrument-15398"),
        ("mausoleum of a Sufi poet in the town of Turkestan", "whc-1103"),
        ("politique nationale de science ouverte en Côte d'Ivoire", "open-science-CIV"),
    ],
)
def test_a_real_question_finds_its_document_among_the_first_three(
    real: Generation, question: str, document: str
) -> None:
    found = run_search(real, SearchParameters(question, k=3))
    assert document in [result.document.id for result in found.results]


def test_the_number_of_clubs_is_quoted_from_the_article(real: Generation) -> None:
    answered = run_ask(real, SearchParameters("How many UNESCO clubs are there in Kazakhstan?"))
    assert answered.answer.status == "answered"
    assert "175 clubs" in answered.answer.sentences[0].text
    assert answered.citations[0].link.startswith("http://en.unesco.kz/")


def test_a_pdf_result_opens_at_its_page(real: Generation) -> None:
    found = run_search(real, SearchParameters("politique nationale de science ouverte en Côte d'Ivoire", k=1))
    result = found.results[0]
    assert result.document.language == "fr"
    assert result.passage.page
    assert result.document.link == f"https://www.unesco.org/en/open-science#page={result.passage.page}"


def test_the_pages_of_a_pdf_can_be_rebuilt_from_its_passages(real: Generation) -> None:
    passages = real.catalogue.passages_of("open-science-CIV")
    text = "".join(passage.lead + passage.text for passage in passages)
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text
    assert [page.number for page in real.catalogue.page_starts("open-science-CIV")][:2] == [1, 2]
