"""The records of languages: each is whole, and one that nobody wrote says nothing."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from babel import Locale

from unescosearch.languages.codes import normalise
from unescosearch.languages.language import Language
from unescosearch.languages.table import ASKED, DETECTED, INTERFACE, LANGUAGES, alternatives, facts
from unescosearch.words.analysis import query_words
from unescosearch.writing import letters

EXPRESSIONS = ("number_words", "centuries", "references", "citing", "page", "out_of", "heading_style")


@pytest.fixture(params=LANGUAGES.values(), ids=LANGUAGES)
def record(request: pytest.FixtureRequest) -> Language:
    assert isinstance(request.param, Language)
    return request.param


def test_a_record_stands_under_its_code_and_has_a_name_and_a_locale(record: Language) -> None:
    assert facts(record.code) is record
    assert normalise(record.code) == record.code
    assert record.label
    assert Locale.parse(record.locale).language == record.code


def test_a_record_is_written_in_letters_of_its_scripts(record: Language) -> None:
    script = letters(*record.scripts)
    assert any(map(script.match, record.label))
    assert all(map(script.match, record.own_letters + record.shared_letters))


def test_the_expressions_of_a_record_can_be_read(record: Language) -> None:
    questions = (getattr(record.questions, each.name) for each in fields(record.questions))
    for expression in (*questions, *(getattr(record, name) for name in EXPRESSIONS)):
        assert re.compile(expression).search("") is None or not expression


def test_a_stop_word_is_no_word_of_a_query(record: Language) -> None:
    for word in record.stop_words:
        assert word == word.lower()
        assert query_words(f"{word} 1945", record.code)[-1] == "1945"


def test_the_longest_of_clitics_and_plurals_comes_first(record: Language) -> None:
    for ways in (record.clitics, [ending for ending, _ in record.plurals]):
        for at, way in enumerate(ways):
            assert not any(later != way and way.endswith(later) and len(later) > len(way) for later in ways[at:])


def test_what_the_page_speaks_can_be_asked_and_detected() -> None:
    assert set(INTERFACE) <= set(ASKED) <= set(DETECTED)


def test_codes_of_three_letters_stand_for_one_language() -> None:
    codes = [code for record in LANGUAGES.values() for code in record.iso639_2]
    assert len(codes) == len(set(codes))


def test_a_language_borrows_words_of_one_that_is_known() -> None:
    assert {record.vocabulary_of for record in LANGUAGES.values()} - {""} <= set(LANGUAGES)


def test_of_a_language_that_nobody_described_nothing_is_known() -> None:
    assert facts("sw") == Language("sw")
    assert facts("sw").locale == "sw"


def test_alternatives_are_those_of_all_languages_each_once() -> None:
    assert alternatives(lambda each: "x" if each.spaced else "") == "x"
    assert alternatives(lambda each: "|".join(each.conjunctions)) == "and|or|et|ou|y|o|и|или"
