"""Words: forms of a word meet in each language, and what is highlighted is what matched."""

from __future__ import annotations

import pytest

from unescosearch.words.analysis import query_words


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "conventions", "Convention"),
        ("fr", "nationales", "nationale"),
        ("es", "educaciones", "educación"),
        ("ru", "памятников", "памятники"),
        ("ru", "ещё", "еще"),
        ("ar", "المدارس", "مدارس"),
        ("ar", "مَدْرَسَة", "مدرسة"),
        ("kk", "клубтары", "клубтардың"),
        ("de", "Häuser", "Hauser"),
    ],
)
def test_forms_of_a_word_are_one_word(language: str, one: str, other: str) -> None:
    assert query_words(one, language) == query_words(other, language)


def test_chinese_is_matched_by_pairs_of_characters() -> None:
    assert query_words("世界遗产", "zh") == ["世界", "界遗", "遗产"]


def test_stop_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert query_words("the mausoleum of the poet", "en") == ["mausoleum", "poet"]
    assert query_words("to be or not to be", "en")


@pytest.mark.parametrize("text", ["", "?!…", "\u0000", "x" * 10_000])
def test_text_without_words_gives_none(text: str) -> None:
    assert query_words(text, "en") == []
