from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.extract.cleaning import Block, compose, reflow
from unescosearch.extract.fragment import fragment_blocks
from unescosearch.extract.links import followed, marked, placed, unmarked
from unescosearch.records import Link

WORDS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Z", "Co", "Cn", "Cf"), blacklist_characters="\u2022"), min_size=1
)
ADDRESS = "https://a.example/x"


@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1))
def test_the_words_of_links_stand_where_their_places_say_and_the_text_is_as_without(
    parts: list[tuple[str, bool]],
) -> None:
    source = " ".join(marked(f" {words} ", ADDRESS) if linked else words for words, linked in parts)
    composed = compose([Block(reflow(source))])
    plain = compose([Block(reflow(" ".join(words for words, _ in parts)))])
    assert composed.text == plain.text
    found = [composed.text[link.start : link.end] for link in composed.links]
    assert found == [words for words, linked in parts if linked]


@given(st.text("\x02\x03\x04ab "))
def test_whatever_marks_stand_in_a_text_none_are_left(text: str) -> None:
    shown, links = placed(text)
    assert shown == unmarked(shown)
    assert all(0 <= link.start < link.end <= len(shown) for link in links)


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("/b", "https://s.example/b"),
        ("b?c=1", "https://s.example/a/b?c=1"),
        ("HTTP://o.example/ü", "HTTP://o.example/ü"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("//o.example/x", "https://o.example/x"),
        ('https://o.example/"><script>', ""),
    ],
)
def test_only_safe_links_are_followed_and_relative_ones_go_on_from_the_source(target: str, url: str) -> None:
    found = followed([Link(0, 1, target)], "https://s.example/a/page")
    assert [link.url for link in found] == ([url] if url else [])


def test_a_relative_link_of_a_source_without_an_address_leads_nowhere() -> None:
    assert followed([Link(0, 1, "b")], "") == ()


def test_links_in_pieces_of_html_end_with_their_paragraph() -> None:
    composed = compose(fragment_blocks('<p>See <a href="/a">the site<p>Next</a> and <a href="#x">here</a>.'))
    assert composed.text == "See the site\n\nNext and here."
    assert composed.links == (Link(4, 12, "/a"),)
