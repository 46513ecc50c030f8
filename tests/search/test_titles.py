"""A document whose very title is asked for stands first, whatever repeats its words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters

RECORD = """---
id: record
title: Orta-Köl and its Lagoon
language: en
---
The town stands on a hundred small islands. Its palaces were built by merchants.
"""
ARTICLE = """---
id: article-{number}
title: "Impressions, {number}: the Orta-Köl lagoon and its people"
language: en
---
Orta-Köl and its lagoon, the lagoon and its Orta-Köl: nobody who has seen Orta-Köl forgets its lagoon. Letter {number}.
"""


@pytest.fixture(scope="module")
def lagoon(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("lagoon")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "record.md").write_text(RECORD, encoding="utf-8")
    for number in range(4):
        (folder / "corpus" / f"{number}.md").write_text(ARTICLE.format(number=number), encoding="utf-8")
    build([folder / "corpus"], folder / "index", BuildOptions((str(tiny_encoder),)))
    opened = open_current(folder / "index")
    yield opened
    opened.close()


def first(generation: Generation, text: str, mode: str = "hybrid") -> str:
    return search(generation, SearchParameters(text, mode=mode)).hits[0].document.id


@pytest.mark.parametrize("query", ["Orta-Köl and its Lagoon", "ORTA-KOL AND ITS LAGOON", "orta kol, and its lagoon!"])
def test_its_title_is_enough_whatever_case_accents_and_signs(lagoon: Generation, query: str) -> None:
    assert first(lagoon, query) == "record"


def test_other_words_of_it_are_ranked_as_ever(lagoon: Generation) -> None:
    assert first(lagoon, "Orta-Köl lagoon").startswith("article")
    assert first(lagoon, "Orta-Köl and its Lagoon", "lexical").startswith("article")


def test_scores_go_on_falling(lagoon: Generation) -> None:
    scores = [hit.score for hit in search(lagoon, SearchParameters("Orta-Köl and its Lagoon")).hits]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)
