"""Searching across languages: concepts, names, dictionaries, and what a build makes of their files."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.samples import write_sample_corpus
from tests.thesaurus import TURTLE, write_dictd, write_thesaurus
from unescosearch.build.build import BuildOptions, build
from unescosearch.catalogue.conditions import Conditions
from unescosearch.generation.generation import Generation, open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.lexicon.store import Lexicon
from unescosearch.search.engine import Found, search
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.service import run_search
from unescosearch.words.analysis import query_words
from unescosearch.words.groups import Alternative, Group, single_words

SILK_ROAD = """---
id: silk-road
language: en
title: A city of scholars
---
Samarkand had an observatory. Paper was made in Samarkand as early as 751, and taken west.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Path:
    folder = tmp_path_factory.mktemp("across")
    write_sample_corpus(folder / "corpus")
    (folder / "corpus" / "silk-road.md").write_text(SILK_ROAD, encoding="utf-8")
    write_thesaurus(folder / "corpus" / "thesaurus")
    write_dictd(
        folder / "dictd", "freedict-spa-eng", {"desierto": "desert", "anciano": "old, ancient", "edificio": "building"}
    )
    options = BuildOptions(models=(str(tiny_encoder),), dictionaries=folder / "dictd")
    build([folder / "corpus"], folder / "index", options)
    return folder


@pytest.fixture(scope="module")
def known(folder: Path) -> Iterator[Generation]:
    generation = open_current(folder / "index")
    yield generation
    generation.close()


def english(generation: Generation, text: str) -> Found:
    return search(generation, SearchParameters(text, filters={"language": ("en",)}, mode="lexical"))


@pytest.mark.parametrize(
    ("text", "expected", "label"),
    [
        ("protection des zones humides", "wetlands", "Wetlands"),
        ("охрана водно-болотных угодий", "wetlands", "Wetlands"),
        ("حماية الأراضي الرطبة في العالم", "wetlands", "Wetlands"),
        ("Où se reposent les caravanes ?", "oasis", "Caravans"),
    ],
)
def test_a_concept_finds_documents_in_another_language(known: Generation, text: str, expected: str, label: str) -> None:
    found = english(known, text)
    assert found.hits[0].document.id == expected
    assert label in [concept.labels["en"] for concept in found.query.across.concepts]


def test_single_words_are_learned_from_the_labels(known: Generation) -> None:
    # No label says "oiseau" alone; four labels together tell that it is "birds".
    found = english(known, "pourquoi les oiseaux traversent plusieurs pays")
    assert found.hits[0].document.id == "wetlands"


@pytest.mark.parametrize(
    "text", ["сколько клубов в Казахстане", "Қазақстандағы клубтар саны", "نوادي اليونسكو في كازاخستان"]
)
def test_the_name_of_a_country_is_known_in_every_language(known: Generation, text: str) -> None:
    groups = search(known, SearchParameters(text)).query.across.groups["en"]
    assert Group((Alternative(("kazakhstan",)),), ("KZ",)) in groups


@pytest.mark.parametrize(
    "text", ["Самарканд", "обсерватория в Самарканде", "سمرقند", "مرصد سمرقند", "Самарқандтың тарихы"]
)
def test_a_city_is_found_from_other_scripts(known: Generation, text: str) -> None:
    assert english(known, text).hits[0].document.id == "silk-road"


@pytest.mark.parametrize("text", ["كم عدد الأندية ١٧٥", "сколько ۱۷۵", "多少 １７５"])
def test_numbers_are_found_from_the_digits_of_other_scripts(known: Generation, text: str) -> None:
    assert english(known, text).hits[0].document.id == "clubs"


def test_a_dictionary_translates_what_the_thesaurus_does_not_know(known: Generation) -> None:
    assert english(known, "cómo se cuidan los edificios ancianos").hits[0].document.id == "clubs"


def test_what_nobody_can_translate_counts_like_a_word_that_no_passage_holds(known: Generation) -> None:
    birds = Group((Alternative(("bird",)),))
    whole, partly = (
        known.lexical.search(wanted, "en", 1, Conditions({}))[0].score for wanted in ((birds,), (birds, Group(())))
    )
    assert 0 < partly < whole / 2
    assert search(known, SearchParameters("xyzzy des zones humides plugh")).query.certainty < 1


def test_a_query_in_the_language_of_the_documents_is_left_as_it_is(known: Generation) -> None:
    query = search(known, SearchParameters("birds that cross continents every year")).query
    assert (query.language, "en" in query.across.groups) == ("en", False)
    assert query.wanted("en") == single_words(query_words(query.text, "en"))


def test_without_a_thesaurus_names_are_still_known(generation: Generation) -> None:
    query = search(generation, SearchParameters("что делают клубы в Казахстане")).query
    assert query.across.concepts == ()
    assert Group((Alternative(("kazakhstan",)),), ("KZ",)) in query.across.groups["en"]


def test_an_index_of_before_has_no_lexicon_and_answers_all_the_same(folder: Path) -> None:
    generation = open_current(folder / "index")
    generation.lexicon.close()
    generation.lexicon = Lexicon(folder / "absent.sqlite")
    found = search(generation, SearchParameters("birds that cross continents"))
    generation.close()
    assert (found.hits[0].document.id, found.query.across.groups) == ("wetlands", {})


def test_a_change_of_the_thesaurus_makes_a_build_that_encodes_nothing(
    folder: Path, tmp_path: Path, tiny_encoder: Path
) -> None:
    corpus, options = write_sample_corpus(tmp_path / "corpus"), BuildOptions(models=(str(tiny_encoder),))
    write_thesaurus(corpus / "thesaurus")
    first = build([corpus], tmp_path / "index", options)
    again = build([corpus], tmp_path / "index", options)
    assert again.generation == first.generation
    write_thesaurus(corpus / "thesaurus", TURTLE.replace("Caravane", "Convoi"))
    changed = build([corpus], tmp_path / "index", options)
    assert changed.generation != first.generation
    assert changed.encoded == 0


def test_a_thesaurus_of_the_settings_counts_too_and_a_damaged_one_is_a_failure(
    tmp_path: Path, tiny_encoder: Path
) -> None:
    corpus = write_sample_corpus(tmp_path / "corpus")
    damaged = tmp_path / "damaged.ttl"
    damaged.write_text("no turtle", encoding="utf-8")
    report = build([corpus], tmp_path / "index", BuildOptions(models=(str(tiny_encoder),), thesaurus=damaged))
    assert [(failure.collection, failure.stage) for failure in report.failures] == [("damaged.ttl", "collect")]
    assert str(tmp_path) not in report.failures[0].reason
    sound = write_thesaurus(tmp_path / "sound") / "concepts.ttl"
    report = build([corpus], tmp_path / "index", BuildOptions(models=(str(tiny_encoder),), thesaurus=sound))
    assert report.failures == ()
    generation = open_current(tmp_path / "index")
    assert english(generation, "zones humides").query.across.concepts
    generation.close()


def test_a_damaged_dictionary_is_a_failure_and_the_build_goes_on(tmp_path: Path, tiny_encoder: Path) -> None:
    corpus = write_sample_corpus(tmp_path / "corpus")
    write_dictd(tmp_path / "dictd", "freedict-fra-eng", {"eau": "water"})
    (tmp_path / "dictd" / "freedict-fra-eng.dict.dz").unlink()
    options = BuildOptions(models=(str(tiny_encoder),), dictionaries=tmp_path / "dictd")
    report = build([corpus], tmp_path / "index", options)
    assert [(failure.path, failure.stage) for failure in report.failures] == [("freedict-fra-eng.index", "collect")]
    assert str(tmp_path) not in report.failures[0].reason
    (corpus / "more.md").write_text("A text about water.", encoding="utf-8")
    assert build([corpus], tmp_path / "index", options).failures == report.failures


def words(index: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(IndexLayout(index).current().lexicon)) as db:
        return db.execute('SELECT "key", word FROM words ORDER BY 1').fetchall()


def test_a_changed_dictionary_changes_the_translations(tmp_path: Path, tiny_encoder: Path) -> None:
    corpus = write_sample_corpus(tmp_path / "corpus")
    write_dictd(tmp_path / "dictd", "freedict-fra-eng", {"lac": "lake"})
    options = BuildOptions(models=(str(tiny_encoder),), dictionaries=tmp_path / "dictd")
    build([corpus], tmp_path / "index", options)
    (corpus / "more.md").write_text("A text about lakes.", encoding="utf-8")
    build([corpus], tmp_path / "index", options)
    assert words(tmp_path / "index") == [("lac", "lake"), ("lake", "lac")]
    write_dictd(tmp_path / "dictd", "freedict-fra-eng", {"lac": "lake", "puits": "well"})
    build([corpus], tmp_path / "index", options)
    assert ("puit", "well") in words(tmp_path / "index")


def test_a_result_says_which_words_and_concepts_of_another_language_it_holds(known: Generation) -> None:
    found = run_search(
        known, SearchParameters("protection des marécages", filters={"language": ("en",)}, mode="lexical")
    )
    assert [(concept.label, concept.labels["en"]) for concept in found.query.concepts] == [("marécages", "Wetlands")]
    caravans = run_search(
        known, SearchParameters("le repos des caravanes", filters={"language": ("en",)}, mode="lexical")
    )
    assert caravans.results[0].why.matched == ["caravans"]
    assert caravans.results[0].why.concepts == ["Caravans"]


def test_what_words_are_made_from_is_told_alike_by_every_process(folder: Path, tmp_path: Path) -> None:
    """The order of sets of words changes from one process to the next; what is taken over must not depend on it."""
    model = IndexLayout(folder / "index").current().dense_part("tiny").encoder
    made = set()
    for seed in ("1", "2", "3"):
        index = tmp_path / seed
        command = ["build", "--corpus", str(folder / "corpus"), "--index", str(index), "--model", str(model)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-m", "unescosearch", *command], env=environment, check=True, capture_output=True
        )
        with closing(sqlite3.connect(IndexLayout(index).current().lexicon)) as db:
            made.add(db.execute("SELECT digest FROM learned").fetchone())
    assert len(made) == 1
