from __future__ import annotations

import pytest

from unescosearch.collections.template import columns, render
from unescosearch.errors import CollectionError

ROW = {"number": "42", "x.title": "Peace", "dc:date": "1960", "odd": "{number}"}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("n-{number}", "n-42"),
        ("{number:0>6}", "000042"),
        ("{x.title} ({dc:date})", "Peace (1960)"),
        ("{dc:date:.2}", "19"),
        ("{odd}", "{number}"),
        ("no columns", "no columns"),
    ],
)
def test_columns_are_replaced_literally_or_formatted(template: str, text: str) -> None:
    assert render(template, ROW) == text


def test_columns_are_listed_once_in_order() -> None:
    assert columns("{b}{a:0>6} {b} {dc:title}") == ("b", "a", "dc:title")


def test_an_unknown_column_is_named_with_those_there_are() -> None:
    with pytest.raises(CollectionError, match=r"no column 'nmber'; there are: dc:date, number, odd, x.title"):
        render("{nmber}", ROW)


@pytest.mark.parametrize("template", ["{a", "a}", "{}", "{a{b}}"])
def test_braces_that_do_not_match_are_refused(template: str) -> None:
    with pytest.raises(CollectionError, match="braces"):
        columns(template)
