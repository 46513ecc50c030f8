from __future__ import annotations

import pytest

from unescosearch.extract.pdf.hyphens import document_words, half_word, mended

WORDS = document_words(["The human body is centred; national aims, open sources and non-governmental bodies"])


@pytest.mark.parametrize(
    ("line", "after", "whole"),
    [
        ("interna-", "tional", "international"),
        ("a human-", "centred mindset", "a human-centred mindset"),
        ("a non-", "governmental body", "a non-governmental body"),
        ("of Latin-", "American origin", "of Latin-American origin"),
        ("teacher–", "student", "teacher–student"),
        ("and/", "or", "and/or"),
        ("(2025-", "2027)", "(2025-2027)"),
        ("https://www.unesco.org/open-", "science", "https://www.unesco.org/open-science"),
        ("world/relations-", "relations_culturelles", "world/relations-relations_culturelles"),
        ("state-of-the-", "art", "state-of-the-art"),
        ("unesdoc.unesco.org/ark:/48223/", "pf0000386693", "unesdoc.unesco.org/ark:/48223/pf0000386693"),
        ("https://data.europa.eu/", "doi/10.2766/153756", "https://data.europa.eu/doi/10.2766/153756"),
    ],
)  # fmt: skip
def test_what_is_broken_at_a_line_end_is_made_whole(line: str, after: str, whole: str) -> None:
    half = half_word(line, after, WORDS)
    assert half is not None
    assert half + after == whole
    unknown = half_word(line, after, None)
    assert unknown is not None
    assert mended(unknown + after, WORDS) == whole


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("https://www.ai4t.eu/", "2 Further information"),
        ("https://in-transition.at/", "6. PROMOTING INNOVATION"),
        ("https://pipdt.icict.fiocruz.br/", "The Foundation"),
        ("https://colloque.uvci.edu.ci/symposium/", "https://uvci.tv/main"),
        ("a whole sentence.", "Another one"),
        ("open science /", "Ministry"),
        ("YES / PARTLY /", "lf yes"),
    ],
)
def test_what_is_whole_stays_apart(line: str, after: str) -> None:
    assert half_word(line, after, WORDS) is None


def test_soft_hyphens_follow_the_same_rule() -> None:
    assert (
        mended("inter\u00adnational human\u00adcentred North\u00adSouth", WORDS)
        == "international human-centred North-South"
    )


def test_halves_of_broken_words_are_no_words_of_the_document() -> None:
    assert document_words(["one interna-", "tional aim", "hu\u00adman"]) == {"one", "aim"}
