from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.thesaurus import write_thesaurus
from unescosearch.build.lexicon.thesaurus import read_thesaurus
from unescosearch.build.lexicon.writer import Sources, write_lexicon
from unescosearch.lexicon.store import Lexicon
from unescosearch.search.analysis import Analysis
from unescosearch.search.translate import Interpreter, sounding, units
from unescosearch.words.lexical import LexicalIndex

TEXT = "The road to Otrar and to Shymkent begins in Otrar. From Shymkent it goes south."


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lexicon]:
    folder = tmp_path_factory.mktemp("lexicon")
    concepts = read_thesaurus(write_thesaurus(folder / "thesaurus") / "concepts.ttl")
    sources = Sources(concepts, glossaries=(), parallel={}, targets=frozenset({"en"}), texts=[TEXT])
    write_lexicon(folder / "lexicon.sqlite", sources)
    lexicon = Lexicon(folder / "lexicon.sqlite")
    yield lexicon
    lexicon.close()


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "where do migratory birds rest", "migratory birds"),
        ("fr", "où se reposent les oiseaux migrateurs", "oiseaux migrateurs"),
        ("es", "dónde descansan los pájaros migratorios", "pájaros migratorios"),
        ("ru", "где отдыхают перелётных птиц стаи", "перелётных птиц"),
        ("ar", "أين تستريح طيور مهاجرة كثيرة", "طيور مهاجرة"),
    ],
)
def test_the_longest_label_is_taken_in_whatever_form_its_words_have(
    lexicon: Lexicon, language: str, text: str, named: str
) -> None:
    found = [(unit.text, [label.uri for label in unit.labels]) for unit in units(Analysis(text), language, lexicon)]
    assert (named, ["https://example.org/concept/2"]) in found


def test_labels_that_follow_each_other_are_told_apart(lexicon: Lexicon) -> None:
    found = units(Analysis("wild birds, migratory birds and marshes"), "en", lexicon)
    assert [label.uri[-1] for unit in found for label in unit.labels] == ["3", "2", "1"]


@pytest.mark.parametrize(("text", "language"), [("١٩٧٢ اتفاقية", "ar"), ("конвенция ۱۹۷۲", "ru"), ("1972年公约", "zh")])
def test_numbers_are_read_in_the_digits_of_every_script(lexicon: Lexicon, text: str, language: str) -> None:
    assert "1972" in [unit.text for unit in units(Analysis(text), language, lexicon)]


def interpreter(lexicon: Lexicon, word: str) -> Interpreter:
    """Of a word, without any documents."""
    return Interpreter(lexicon, LexicalIndex(Path("no such folder")), Analysis(word))


@pytest.mark.parametrize(("word", "language"), [("Отрар", "ru"), ("Отраре", "ru"), ("أترار", "ar"), ("Отырар", "kk")])
def test_names_in_the_documents_are_found_by_their_sound(lexicon: Lexicon, word: str, language: str) -> None:
    assert list(sounding(word, language, interpreter(lexicon, word))) == ["otrar"]


def test_a_word_that_sounds_like_no_name_finds_none(lexicon: Lexicon) -> None:
    assert sounding("Караганда", "ru", interpreter(lexicon, "Караганда")) == {}
