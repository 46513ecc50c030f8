"""Codes of languages: whatever form they are given in, one comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.languages.codes import normalise


@pytest.mark.parametrize(
    ("given_code", "code"),
    [("fr-CA", "fr"), ("fra", "fr"), (" FRE ", "fr"), ("zh_Hans", "zh"), ("zho", "zh"), ("tet", "tet"), ("x1", "und")],
)
def test_a_code_is_its_primary_subtag(given_code: str, code: str) -> None:
    assert normalise(given_code) == code


@given(st.text())
def test_a_code_that_is_made_one_stays_as_it_is(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
