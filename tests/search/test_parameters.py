from __future__ import annotations

from dataclasses import replace

import pytest

from unescosearch.errors import UsageError
from unescosearch.search.parameters import SearchParameters, checked, filters_of, not_a_number, problem

GOOD = SearchParameters("temples of Nubia", k=100, offset=10_000, from_year=1960, to_year=1960)


def test_good_parameters_come_back_as_they_are() -> None:
    assert checked(GOOD) is GOOD


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": " \n"}, "q is empty: write"),
        ({"text": "a" * 1_001}, "q has 1,001 characters, more than the 1,000 allowed: keep"),
        ({"text": "-heritage -“rock art”"}, "q only says what to leave out: write also"),
        ({"k": 0}, "k is 0: choose a whole number from 1 to 100"),
        ({"k": 101}, "k is 101"),
        ({"offset": -1}, "offset is -1: choose"),
        ({"offset": 10_001}, "from 0 to 10,000"),
        ({"from_year": -4}, "from is -4"),
        ({"to_year": 10_000}, "to is 10000"),
        ({"from_year": 1990}, r"from \(1990\) is later than to \(1960\): swap"),
        ({"mode": "magic"}, "mode 'magic' is unknown: choose one of hybrid, dense, lexical"),
        ({"group": "page"}, "group 'page' is unknown: choose one of document, passage"),
    ],
)
def test_a_message_names_the_parameter_what_is_wrong_and_what_to_do(change: dict[str, str | int], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        checked(replace(GOOD, **change))  # type: ignore[arg-type]


def test_a_text_of_just_the_longest_length_is_allowed() -> None:
    assert problem(replace(GOOD, text="é" * 1_000)) is None


def test_a_number_that_is_none_is_named_and_cut_short() -> None:
    assert not_a_number("from", "x" * 99).message == f"from is '{'x' * 20}', not a whole number: write it in digits."


def test_filters_are_those_that_have_values_in_the_order_of_the_table() -> None:
    assert list(filters_of({"theme": ["Water"], "level": [], "type": None, "language": ["fr"]})) == [
        "language",
        "theme",
    ]
    with pytest.raises(UsageError, match="there is no filter 'langauge': choose among language, type"):
        filters_of({"langauge": ["fr"]})
