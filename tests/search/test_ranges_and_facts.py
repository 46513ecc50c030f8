"""A document of several years is found in each of them, and by what no field is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters


@pytest.fixture(scope="module")
def generation(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("ranges")
    corpus = folder / "corpus"
    corpus.mkdir()
    texts = {
        "long": "---\nid: long\ndate: 1964-1985\nduration: 45 minutes\n---\nThe lesson begins beside the canal.\n",
        "short": "---\nid: short\ndate: 1990\n---\nThe lesson ends beside the harbour.\n",
        "old": "---\nid: old\ndate: 17th century\n---\nThe lesson is held beside the gate of the town.\n",
    }
    for name, text in texts.items():
        (corpus / f"{name}.md").write_text(text)
    report = build([corpus], folder / "index", BuildOptions(models=(str(tiny_encoder),)))
    assert report.failures == ()
    opened = open_current(folder / "index")
    yield opened
    opened.close()


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical"])
@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (1970, 1975, {"long"}),
        (1985, None, {"long", "short"}),
        (1986, None, {"short"}),
        (None, 1964, {"long", "old"}),
        (1650, 1660, {"old"}),
        (None, 1600, set()),
    ],
)
def test_a_filter_finds_a_range_that_overlaps_with_it(
    generation: Generation, mode: str, first: int | None, last: int | None, found: set[str]
) -> None:
    result = search(generation, SearchParameters("lesson", mode=mode, from_year=first, to_year=last))
    assert {hit.document.id for hit in result.hits} == found


def test_a_year_within_a_range_finds_its_document(generation: Generation) -> None:
    result = search(generation, SearchParameters("lesson 1971", mode="lexical"))
    assert result.hits[0].document.id == "long"


def test_a_fact_finds_its_document_and_is_given_with_it(generation: Generation) -> None:
    result = search(generation, SearchParameters("45 minutes", mode="lexical"))
    assert [hit.document.id for hit in result.hits] == ["long"]
    assert result.hits[0].document.facts == (("duration", "45 minutes"),)
