"""Where the words of a query stand in a passage."""

from __future__ import annotations

import pytest

from unescosearch.search.highlights import highlights
from unescosearch.words.analysis import query_words


def test_highlights_are_the_matching_words_of_the_text() -> None:
    text = "Wetlands, and a wetland's birds"
    spans = highlights(text, frozenset(query_words("wetland bird", "en")), "en")
    assert [text[start:end] for start, end in spans] == ["Wetlands", "wetland", "birds"]


def test_highlights_in_chinese_join_pairs_of_characters() -> None:
    assert highlights("丝绸之路是世界遗产。", frozenset(query_words("世界遗产", "zh")), "zh") == [(5, 9)]


@pytest.mark.parametrize(
    ("language", "text", "query", "found"),
    [
        ("en", "It calls for (co-operation) and co-\u00adordination.", "cooperation", ["co-operation"]),
        ("en", "Asked by U.N.E.S.C.O. in 1946", "UNESCO", ["U.N.E.S.C.O"]),
        ("en", "Asked by U. N. E. S. C. O. in 1946", "unesco", ["U. N. E. S. C. O"]),
        ("en", "Some 12,600 looms, 10³ threads", "12600 10", ["12,600", "10³"]),
        ("en", "Pre primary and non-formal schools", "preprimary nonformal", ["Pre primary", "non-formal"]),
        ("en", "A well-known lake. The reed", "known lake", ["known", "lake"]),
        ("en", "The tiles of İznik", "Iznik", ["İznik"]),
        ("fr", "L'e\u0301cole du canal", "école", ["e\u0301cole"]),
        ("es", "12.600 telares", "12600", ["12.600"]),
        ("ru", "Запове́дник Ки́жи откры́т", "заповедник Кижи", ["Запове́дник", "Ки́жи"]),
        ("ar", "مَدْرَسَة وقريه", "مدرسة وقرية", ["مَدْرَسَة", "وقريه"]),
        ("zh", "地方圖書館藏１２,６００冊", "图书馆 12600", ["圖書館", "１２,６００"]),
        ("kk", "12 600 кіта\u00adп", "12600 кітаптар", ["12 600", "кіта\u00adп"]),
        ("zh", "", "图书馆", []),
    ],
)
def test_highlights_cover_what_is_written_otherwise(language: str, text: str, query: str, found: list[str]) -> None:
    spans = highlights(text, frozenset(query_words(query, language)), language)
    assert [text[start:end] for start, end in spans] == found
