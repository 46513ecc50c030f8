"""Countries and years that a query names: documents of them are found even where their texts do not say it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import write_sample_corpus
from unescosearch.build.build import BuildOptions, build
from unescosearch.catalogue.conditions import Conditions
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.service import run_search
from unescosearch.words.groups import Alternative, Group
from unescosearch.words.weights import LEXICAL

ELSEWHERE = """---
id: {name}
language: en
title: A lesson on {name}
countries: [{code}]
date: {date}
---
Pupils draw the road from one well to the next and decide where the boats rest. They build a town of {thing}.
"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Iterator[Generation]:
    folder = tmp_path_factory.mktemp("countries")
    write_sample_corpus(folder / "corpus")
    for name, code, date, thing in (
        ("harbours", "KE", "1954-05-14", "paper"),
        ("rivers", "US", "1972", "clay"),
        ("coasts", "PG", "2003-10", "sand"),
        ("mines", "ZAR", "1975", "tin"),
        ("steppes", "Union of Soviet Socialist Republics", "1971", "felt"),
    ):
        text = ELSEWHERE.format(name=name, code=code, date=date, thing=thing)
        (folder / "corpus" / f"{name}.md").write_text(text, encoding="utf-8")
    build([folder / "corpus"], folder / "index", BuildOptions(models=(str(tiny_encoder),)))
    generation = open_current(folder / "index")
    yield generation
    generation.close()


def by_words(generation: Generation, text: str) -> list[str]:
    found = search(generation, SearchParameters(text, mode="lexical", group="passage"))
    return [hit.document.id for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pupils draw a road in Kenya", "harbours"),
        ("pupils draw a road in Uzbekistan", "oasis"),
        ("pupils draw a road in the United States", "rivers"),
        ("pupils draw a road in Papua New Guinea", "coasts"),
        ("pupils draw a road in the USA", "rivers"),
        ("pupils draw a road in Zaire", "mines"),
        ("pupils draw a road in the DR Congo", "mines"),
        ("pupils draw a road in the USSR", "steppes"),
        ("урок в СССР", "steppes"),
        ("лесной урок в Кении", "harbours"),
        ("Кениядағы сабақ", "harbours"),
        ("肯尼亚", "harbours"),
    ],
)
def test_a_document_is_found_by_the_country_that_only_its_metadata_name(
    known: Generation, text: str, first: str
) -> None:
    assert by_words(known, text)[0] == first


@pytest.mark.parametrize(("year", "first"), [("1954", "harbours"), ("1972", "rivers"), ("2003", "coasts")])
def test_a_document_is_found_by_its_year(known: Generation, year: str, first: str) -> None:
    assert by_words(known, f"pupils draw a road, {year}")[0] == first
    assert by_words(known, year)[0] == first


@pytest.mark.parametrize("text", ["pupils draw a road in Guinea", "pupils draw a road on new boats"])
def test_a_part_of_a_countrys_name_is_not_the_country(known: Generation, text: str) -> None:
    assert "PG" not in search(known, SearchParameters(text)).query.across.countries


def test_a_text_that_says_the_name_and_metadata_that_say_it_count_once(known: Generation) -> None:
    """The better of the two counts: metadata add nothing to a title that says the name often enough."""

    def score(group: Group) -> float:
        hits = known.lexical.search((group,), "en", 10, Conditions({}))
        return max(hit.score for hit in hits)

    word = Alternative(("kazakhstan",))
    by_text, by_metadata = score(Group((word,))), score(Group((Alternative(("absent",)),), ("KZ",)))
    assert by_metadata == pytest.approx(LEXICAL.country / 2.2, rel=1e-5)
    assert score(Group((word,), ("KZ",))) == pytest.approx(max(by_text, by_metadata), rel=1e-5)


def test_a_country_is_no_translation(known: Generation) -> None:
    """Documents that are searched with the words as they stand do not come after others for it."""
    query = search(known, SearchParameters("the road of the pupils in Kenya", spelling=False)).query
    assert (query.language, "en" in query.across.groups, query.across.translated & {"en"}) == ("en", True, set())
    assert not query.translates("en")


def test_a_phrase_and_an_excluded_word_look_at_texts_alone(known: Generation) -> None:
    assert "harbours" not in by_words(known, '"pupils" "Kenya"')
    assert "harbours" in by_words(known, "pupils road -Kenya")


def test_a_result_says_which_country_its_metadata_have(known: Generation) -> None:
    first = run_search(known, SearchParameters("pupils draw a road in Kenya", mode="lexical")).results[0]
    assert (first.document.id, first.why.countries) == ("harbours", ["KE"])
    assert "kenya" not in first.why.matched
    others = run_search(known, SearchParameters("pupils draw a road", mode="lexical")).results
    assert [result.why.countries for result in others] == [[]] * len(others)
