from __future__ import annotations

from unescosearch.page.reading import anchor, stretches
from unescosearch.service.schemas import PassageOut


def _passage(identifier: str, *headings: str, page: int | None = None) -> PassageOut:
    return PassageOut(id=f"lesson:{identifier}", text="Text.", headings=list(headings), page=page, language="en")


def test_a_heading_is_shown_where_it_begins_and_its_parents_only_once() -> None:
    passages = [_passage("a"), _passage("b", "Aim"), _passage("c", "Aim", "Age"), _passage("d", "Aim", "Time")]
    shown = stretches(passages, "The lesson")
    assert [stretch.headings for stretch in shown] == [[], [(2, "Aim")], [(3, "Age")], [(3, "Time")]]


def test_the_title_of_the_document_is_not_repeated_as_its_first_heading() -> None:
    shown = stretches([_passage("a", "The lesson"), _passage("b", "The lesson", "Aim")], "The lesson")
    assert [stretch.headings for stretch in shown] == [[], [(2, "Aim")]]


def test_headings_go_no_deeper_than_html() -> None:
    (shown,) = stretches([_passage("a", *"123456")], "The lesson")
    assert [level for level, _ in shown.headings] == [2, 3, 4, 5, 6, 6]


def test_a_page_is_told_where_it_begins() -> None:
    passages = [_passage("a", page=1), _passage("b", page=1), _passage("c", page=3), _passage("d")]
    assert [stretch.opens_page for stretch in stretches(passages, "")] == [True, False, True, False]


def test_an_anchor_is_what_tells_a_passage_from_the_others_of_its_document() -> None:
    assert anchor("unesdoc:pf0000123:510e691d2723-2") == "p-510e691d2723-2"
