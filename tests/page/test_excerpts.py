from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unescosearch.page.excerpts import Run, excerpt, linked, paragraphs
from unescosearch.service.schemas import LinkOut

_TEXTS = st.text(st.sampled_from("ab .。\n-字"), max_size=1_500)
_SPANS = st.lists(st.tuples(st.integers(-5, 1_600), st.integers(-5, 1_600)), max_size=8)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@given(_TEXTS, _SPANS)
def test_no_letter_of_a_passage_is_lost_or_added(text: str, spans: list[tuple[int, int]]) -> None:
    shown = "".join(run.text for runs in paragraphs(text, spans) for run in runs)
    assert _squeezed(shown) == _squeezed(text)


@given(_TEXTS, _SPANS)
def test_exactly_the_letters_inside_a_span_are_marked(text: str, spans: list[tuple[int, int]]) -> None:
    inside = "".join(letter for at, letter in enumerate(text) if any(max(0, start) <= at < end for start, end in spans))
    marked = "".join(run.text for runs in paragraphs(text, spans) for run in runs if run.marked)
    assert _squeezed(marked) == _squeezed(inside)


@given(_TEXTS, _SPANS)
def test_an_excerpt_is_one_stretch_of_the_passage(text: str, spans: list[tuple[int, int]]) -> None:
    shown = excerpt(text, spans)
    inner = _squeezed("".join(run.text for runs in shown.paragraphs for run in runs))
    assert inner in _squeezed(text)
    assert shown.cut_before or _squeezed(text).startswith(inner)
    assert shown.cut_after or _squeezed(text).endswith(inner)


def test_overlapping_spans_become_one_mark() -> None:
    assert paragraphs("silk roads", [(0, 4), (2, 10), (3, 3)]) == [[Run("silk roads", marked=True)]]


def test_paragraphs_and_list_items_stand_apart_but_broken_lines_run_on() -> None:
    text = "One\nline.\n\nTwo:\n- first\n- second"
    assert ["".join(run.text for run in runs) for runs in paragraphs(text, [])] == [
        "One\nline.",
        "Two:",
        "- first",
        "- second",
    ]


def test_the_excerpt_of_a_long_passage_begins_a_sentence_and_holds_the_highlights() -> None:
    text = "An opening sentence of no interest here. " * 30 + "The temples were saved from the water. " + "More. " * 80
    at = text.index("temples")
    shown = excerpt(text, [(at, at + 7)])
    inner = "".join(run.text for runs in shown.paragraphs for run in runs)
    assert (shown.cut_before, shown.cut_after) == (True, True)
    assert inner.startswith("An opening sentence")
    assert Run("temples", marked=True) in shown.paragraphs[0]
    assert len(inner) < 600


def test_a_short_passage_is_shown_whole() -> None:
    shown = excerpt("A short passage.", [])
    assert (shown.cut_before, shown.cut_after) == (False, False)


def test_links_are_shown_at_their_words_where_a_browser_may_follow_them() -> None:
    text = "One site.\n\nHead | Number\nHead: x | Number: two"
    links = [LinkOut(start=4, end=8, url="https://a.example"), LinkOut(start=0, end=3, url="javascript:x")]
    shown = linked(text, links)
    assert [[(run.text, run.link) for run in runs] for runs in shown] == [
        [("One ", ""), ("site", "https://a.example"), (".", "")],
        [("Head | Number", "")],
        [("Head: x | Number: two", "")],
    ]
