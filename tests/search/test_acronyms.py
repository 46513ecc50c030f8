"""Acronyms: the letters and the full name find each other, in one language and across languages, as one thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.build.lexicon.acronyms import SHIPPED, read_acronyms, shipped_acronyms
from unescosearch.errors import CollectionError
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.engine import Found, search
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.service import run_search

TEXTS = {
    "long-en": ("en", "Teachers met in Almaty and spoke of education for sustainable development in their schools."),
    "short-en": ("en", "The ESD network has a new office in the capital, and its door is open on Mondays."),
    "mil-en": ("en", "Media and information literacy was taught to the librarians of nine towns."),
    "own-en": ("en", "The heritage clubs of the steppe met in the yurt of the museum last winter."),
    "other-en": ("en", "A thousand birds rest at the lake, where the wind is cold and the reeds are high."),
    "long-fr": ("fr", "Le patrimoine culturel immatériel des bergers comprend leurs chants et leurs récits."),
    "short-fr": ("fr", "La section du PCI garde les enregistrements des conteurs dans ses archives."),
    "other-fr": ("fr", "Les élèves mesurent chaque printemps la hauteur de la rivière près de leur école."),
}
OWN = '[HCS]\nen = ["heritage clubs of the steppe"]\n'


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Path:
    folder = tmp_path_factory.mktemp("acronyms")
    corpus = folder / "corpus"
    corpus.mkdir()
    for identity, (language, text) in TEXTS.items():
        head = f"---\nid: {identity}\nlanguage: {language}\ntitle: {identity[:3]}\n---\n"
        (corpus / f"{identity}.md").write_text(head + text, encoding="utf-8")
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    build([corpus], folder / "index", BuildOptions(models=(str(tiny_encoder),), acronyms=folder / "own.toml"))
    return folder / "index"


@pytest.fixture(scope="module")
def known(index: Path) -> Iterator[Generation]:
    opened = open_current(index)
    yield opened
    opened.close()


def asked(generation: Generation, text: str, *languages: str) -> Found:
    return search(generation, SearchParameters(text, filters={"language": languages}, mode="lexical"))


def ids(found: Found) -> list[str]:
    return [hit.document.id for hit in found.hits]


@pytest.mark.parametrize(
    ("text", "language", "first", "then"),
    [
        ("ESD", "en", "short-en", "long-en"),
        ("esd", "en", "short-en", "long-en"),
        ("education for sustainable development", "en", "long-en", "short-en"),
        ("les archives et le PCI", "fr", "short-fr", "long-fr"),
        ("le patrimoine culturel immatériel des bergers", "fr", "long-fr", "short-fr"),
        ("ICH of the shepherds", "fr", "long-fr", "short-fr"),  # the English acronym, over French documents
        ("HCS", "en", "own-en", None),  # of the user's own list
    ],
)
def test_letters_and_full_name_find_each_other(
    known: Generation, text: str, language: str, first: str, then: str | None
) -> None:
    found = ids(asked(known, text, language))
    assert found[0] == first
    assert then is None or then in found


def test_what_an_acronym_stands_for_is_told_and_read_by_the_encoder(known: Generation) -> None:
    query = asked(known, "teachers of ESD").query
    (acronym,) = query.across.acronyms
    assert (acronym.written, acronym.meant) == ("ESD", "education for sustainable development")
    assert query.reading == "teachers of ESD education for sustainable development"
    (shown,) = run_search(known, SearchParameters("teachers of ESD")).query.acronyms
    assert (shown.written, shown.meant, shown.ways) == ("ESD", acronym.meant, [acronym.meant])
    # Who has written it out is not told it again.
    written = run_search(known, SearchParameters("teachers of education for sustainable development")).query
    assert [(each.meant, each.ways) for each in written.acronyms] == [("", ["ESD"])]


def test_the_words_of_a_full_name_are_marked(known: Generation) -> None:
    best = asked(known, "ESD teachers in Almaty").hits[0].best
    assert {"education", "sustainable", "development", "teachers"} <= set(best.words)


def test_both_ways_count_once(known: Generation) -> None:
    scores = {hit.document.id: hit.passage_score for hit in asked(known, "ESD", "en").hits}
    assert scores["short-en"] > scores["long-en"]
    assert scores["short-en"] <= 1


@pytest.mark.parametrize(("text", "named"), [("mil", []), ("Mil pájaros", []), ("MIL", ["MIL"]), ("taux de vue", [])])
def test_what_is_an_ordinary_word_is_an_acronym_in_capitals_only(
    known: Generation, text: str, named: list[str]
) -> None:
    assert [acronym.written for acronym in asked(known, text).query.across.acronyms] == named


def test_a_phrase_in_quotation_marks_is_found_as_it_stands(known: Generation) -> None:
    assert ids(asked(known, '"ESD"')) == ["short-en"]


@pytest.mark.parametrize(
    "damaged", ["[HCS", 'HCS = "heritage"', "[HCS]\nen = []\n", '[HCS]\nen = "heritage"\n', "[HCS]\n"]
)
def test_a_damaged_list_is_refused_with_its_name(damaged: str) -> None:
    with pytest.raises(CollectionError, match=r"own\.toml"):
        read_acronyms(damaged, "own.toml")


def test_a_build_goes_on_without_a_damaged_list(tmp_path: Path, corpus: Path, tiny_encoder: Path) -> None:
    (tmp_path / "own.toml").write_text("[HCS", encoding="utf-8")
    report = build(
        [corpus], tmp_path / "index", BuildOptions(models=(str(tiny_encoder),), acronyms=tmp_path / "own.toml")
    )
    found = [(failure.path, failure.stage) for failure in report.failures if failure.collection == "acronyms"]
    assert found == [("own.toml", "collect")]


def test_the_shipped_list_names_each_acronym_once_and_in_full() -> None:
    found = read_acronyms(shipped_acronyms(), SHIPPED)
    assert {"ESD", "ICH", "WHC", "ASPnet", "MAB", "TVET", "OER", "MIL", "IBE", "IIEP", "UIL"} <= {a.name for a in found}
    assert {"IHP", "IOC", "MoW", "GEM", "WHL"} <= {a.name for a in found}
    assert all(" " in acronym.said["en"][0] for acronym in found)
