"""Where the words of a query stand in a passage."""

from __future__ import annotations

from unescosearch.search.highlights import highlights
from unescosearch.words.analysis import query_words


def test_highlights_are_the_matching_words_of_the_text() -> None:
    text = "Wetlands, and a wetland's birds"
    spans = highlights(text, frozenset(query_words("wetland bird", "en")), "en")
    assert [text[start:end] for start, end in spans] == ["Wetlands", "wetland", "birds"]


def test_highlights_in_chinese_join_pairs_of_characters() -> None:
    assert highlights("丝绸之路是世界遗产。", frozenset(query_words("世界遗产", "zh")), "zh") == [(5, 9)]
