"""Writing systems: what each kind of word and each normal form does, and where they differ."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.writing import (
    COMPOUND,
    COUNTED,
    HYPHENATED,
    LETTERS,
    SAID,
    SPELT,
    TOKEN,
    WORD,
    bare,
    caseless_words,
    composed,
    letters,
    plain,
    plain_words,
    with_plain_digits,
)

TEXT = "l'eau post-war 1970-х __ 1932年世界"


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (WORD, ["l", "eau", "post", "war", "1970", "х", "__", "1932年世界"]),
        (LETTERS, ["l", "eau", "post", "war", "х", "年世界"]),
        (COMPOUND, ["l'eau", "post-war", "1970-х", "1932年世界"]),
        (SPELT, ["l'eau", "post-war", "х", "年世界"]),
        (HYPHENATED, ["l", "eau", "post-war", "х", "年世界"]),
        (SAID, ["l", "eau", "post", "war", "1970", "х", "1932年世界"]),
        (TOKEN, ["l", "eau", "post", "war", "1970", "х", "__", "1932", "年", "世", "界"]),
        (COUNTED, ["l'eau", "post-war", "1970-х", "1932年世界"]),
    ],
)
def test_what_a_word_is(pattern: re.Pattern[str], words: list[str]) -> None:
    assert pattern.findall(TEXT) == words


def test_a_run_of_ideographs_is_counted_in_pairs_and_compared_by_letter() -> None:
    assert COUNTED.findall("世界遗产公约是") == ["世界", "遗产", "公约", "是"]
    assert SAID.findall("世界のく") == ["世", "界", "の", "く"]


def test_normal_forms_leave_what_they_promise() -> None:
    assert composed("ﬁne １２") == "fine 12"
    assert plain("École ß") == "ecole ss"
    assert plain_words("«L’École», 2ᵉ!") == "l ecole 2e"
    assert caseless_words("Élève, ÉLÈVE") == ["élève", "élève"]
    assert bare("A b-c_1.") == "abc1"
    assert with_plain_digits("١٩٤٥ ²") == "1945 2"


def test_a_letter_of_some_ranges_is_one_of_any() -> None:
    assert letters("a-c", "x").findall("abcdxyz") == ["a", "b", "c", "x"]


@given(st.text())
def test_a_normal_form_is_its_own(text: str) -> None:
    assert composed(composed(text)) == composed(text)
    assert bare(bare(text)) == bare(text)
    assert with_plain_digits(with_plain_digits(text)) == with_plain_digits(text)
