from __future__ import annotations

from dataclasses import replace

import pytest

from unescosearch.citations import printed_page, reference, source_link
from unescosearch.records import Document, Passage

WATER = Document("a", "Water.", "https://example.org/w.pdf#top", "en", "Reports", "w.pdf", "2006-05", ("Ada", "Bo"))


def passage(page: int | None, label: str) -> Passage:
    return Passage("p", "a", "Text.", "", 0, 5, 0, "en", page=page, page_label=label)


def test_the_link_goes_to_the_page_where_there_is_one() -> None:
    assert source_link(WATER, 3) == "https://example.org/w.pdf#page=3"
    assert source_link(WATER) == WATER.source_url
    assert source_link(replace(WATER, source_url=""), 3) == ""


@pytest.mark.parametrize(("page", "label", "shown"), [(9, "vii", "vii"), (9, "", "9"), (None, "", "")])
def test_the_printed_number_goes_before_that_of_the_file(page: int | None, label: str, shown: str) -> None:
    assert printed_page(passage(page, label)) == shown


def test_a_reference_says_what_is_known() -> None:
    assert reference(WATER, "https://example.org") == "Ada, Bo (2006). Water. Reports. https://example.org"
    assert reference(replace(WATER, publisher="UNESCO"), "", "vii") == "Ada, Bo (2006). Water. UNESCO, p. vii."
    assert reference(replace(WATER, authors=(), date=""), "") == "Water. (n.d.). Reports."
