from __future__ import annotations

import pytest

from unescosearch.errors import UnreadableError
from unescosearch.extract.markdown import extract_markdown
from unescosearch.records import Extracted, PageStart


def extract(source: str) -> Extracted:
    extracted = extract_markdown(source.encode())
    for heading in extracted.headings:
        assert extracted.text[heading.start : heading.end] == heading.title
    return extracted


def test_yaml_front_matter_becomes_metadata_and_leaves_the_text() -> None:
    extracted = extract("---\ntitle: 'A: b'\ndate: 1960-12-14\nyear: 1960\nthemes: [education, peace]\n---\n\nText.\n")
    assert extracted.metadata == {
        "title": "A: b",
        "date": "1960-12-14",
        "year": "1960",
        "themes": ["education", "peace"],
    }
    assert extracted.text == "Text."


def test_toml_front_matter_becomes_metadata() -> None:
    extracted = extract('+++\ntitle = "T"\ndate = 2001-02-03\ntags = ["a"]\n[nested]\nx = 1\n+++\nText.')
    assert extracted.metadata == {"title": "T", "date": "2001-02-03", "tags": ["a"], "nested.x": "1"}


def test_scalars_of_yaml_are_text_as_they_are_written() -> None:
    head = "countries: [NO, SE]\nlanguage: no\nid: 1.10\nnumber: 007\ntitle: 1984\nsize: 1e3\nopen: yes"
    assert extract(
        f"---\n{head}\nday: 2001-02-30\nhour: 1:30\nnone: null\ngone: ~\nsaid: 'null'\n---\nText."
    ).metadata == {
        **{"countries": ["NO", "SE"], "language": "no", "id": "1.10", "number": "007", "title": "1984", "size": "1e3"},
        **{"open": "yes", "day": "2001-02-30", "hour": "1:30", "said": "null"},
    }


def test_what_lies_deeper_is_kept_under_the_names_of_its_way() -> None:
    head = "contact:\n  name: Kari\n  places: [Oslo, Bergen]\nparts:\n- {a: 1, b: [2, 3]}\n"
    assert extract(f"---\n{head}---\nText.").metadata == {
        **{"contact.name": "Kari", "contact.places": ["Oslo", "Bergen"], "parts": ["a: 1, b: 2, 3"]},
    }


def test_a_key_that_stands_twice_is_remarked_on() -> None:
    extracted = extract("---\ntitle: A\ntitle: B\n---\nText.")
    assert extracted.metadata == {"title": "B"}
    assert "'title' more than once" in extracted.remarks[0]


@pytest.mark.parametrize("number", ["0x" + "f" * 5000, "9" * 5000])
def test_a_number_of_thousands_of_digits_is_text_in_yaml_and_refused_in_toml(number: str) -> None:
    assert extract(f"---\nid: {number}\n---\nText.").metadata == {"id": number}
    with pytest.raises(UnreadableError, match="front matter is not valid TOML"):
        extract(f"+++\nid = {number}\n+++\nText.")


def test_a_number_in_toml_keeps_its_zeros() -> None:
    assert extract("+++\nid = 1.10\nopen = true\n+++\nText.").metadata == {"id": "1.10", "open": "true"}


def test_broken_front_matter_is_unreadable() -> None:
    with pytest.raises(UnreadableError, match="front matter is not valid YAML"):
        extract("---\ntitle: [unclosed\n---\nText.")


def test_a_ruler_at_the_head_is_no_front_matter() -> None:
    assert extract("---\nText between rulers\n---\nMore.").text == "Text between rulers\n\nMore."


def test_headings_are_spans_without_marks() -> None:
    extracted = extract("# *One*\n\nText.\n\n## Two `b` ##\nMore.\n\nThree\n-----\n")
    assert [(heading.level, heading.title) for heading in extracted.headings] == [
        (1, "One"),
        (2, "Two b"),
        (2, "Three"),
    ]
    assert extracted.text == "One\n\nText.\n\nTwo b\n\nMore.\n\nThree"


def test_links_and_emphasis_leave_their_words() -> None:
    source = (
        "See [the *list*](http://x.y), ![a map](m.png), **bold**, _thin_, a_b_c;\nnext `code` \\* &amp; <b>tag</b>."
    )
    assert extract(source).text == "See the list, a map, bold, thin, a_b_c; next code * & tag."


def test_lists_tables_quotations_and_code_keep_their_lines() -> None:
    lists = "- one\n  more\n- two\n\n3. three\n4. four\n\n> said\n> so\n\n"
    others = "| a | *b* |\n|---|---|\n| 1 | 2 |\n\n```py\nx = *y*\n```\n"
    assert extract(lists + others).text == (
        "• one more\n• two\n\n3. three\n4. four\n\nsaid so\n\na | b\na: 1 | b: 2\n\n```py\nx = *y*\n```"
    )


def test_hard_line_breaks_stay_and_comments_go() -> None:
    assert extract("one  \ntwo<br>three\n\n<!-- not\nshown -->\n\n<div>four</div>\n").text == "one\ntwo\nthree\n\nfour"


def test_a_heading_that_links_to_a_page_begins_it_and_is_no_text() -> None:
    extracted = extract("# Issue\n\n## [Page iv](a.pdf#page=6) 0\n\nFirst.\n\n## [12](a.pdf#zoom=9&page=14)\n\nSecond.")
    assert extracted.text == "Issue\n\nFirst.\n\nSecond."
    assert [heading.title for heading in extracted.headings] == ["Issue"]
    assert [(page.number, page.label) for page in extracted.pages] == [(6, "iv"), (14, "12")]
    assert [extracted.text[page.offset :][:5] for page in extracted.pages] == ["First", "Secon"]


def test_a_heading_that_says_more_than_its_page_stays() -> None:
    extracted = extract("## [Chapter 2](a.pdf#page=9)\n\nText.\n\n## [Page 3](https://example.org)\n\nMore.")
    assert [heading.title for heading in extracted.headings] == ["Chapter 2", "Page 3"]
    assert extracted.pages == (PageStart(0, 9, "9"),)


def test_a_page_without_text_has_no_place() -> None:
    extracted = extract(
        "## [Page 1](a.pdf#page=1)\n\n## [Page 2](a.pdf#page=2)\n\nText.\n\n## [Page 3](a.pdf#page=3)\n"
    )
    assert extracted.pages == (PageStart(0, 2, "2"),)


def test_a_stray_hyphen_below_a_paragraph_makes_no_heading_of_it() -> None:
    extracted = extract("The temple\nat dawn.\n-\n\nTitle\n-----\n\nText.")
    assert extracted.text == "The temple at dawn.\n\nTitle\n\nText."
    assert [heading.title for heading in extracted.headings] == ["Title"]


def test_links_keep_their_addresses_where_they_are_whole() -> None:
    source = "See *[the  *old*\nsite](https://a.example/x)*, <https://b.example>, [mail](mailto:a@b.example)"
    extracted = extract(f"{source}, [beside](../x.html), [script](javascript:alert(1)) and [here](#below).")
    assert extracted.text.endswith("mail, beside, [script](javascript:alert(1)) and here.")
    assert [(extracted.text[link.start : link.end], link.url) for link in extracted.links] == [
        ("the old site", "https://a.example/x"),
        ("https://b.example", "https://b.example"),
        ("mail", "mailto:a@b.example"),
    ]


def test_links_in_headings_lists_and_tables_stand_at_their_words() -> None:
    source = "# [One](https://a.example)\n\n- x [two](https://b.example)\n\n| [N](https://c.example) | M |\n|-|-|\n|"
    extracted = extract(f"{source} 1 | [three](https://d.example) |")
    assert extracted.text == "One\n\n• x two\n\nN | M\nN: 1 | M: three"
    found = [(extracted.text[link.start : link.end], link.url[8:9]) for link in extracted.links]
    assert found == [("One", "a"), ("two", "b"), ("N", "c"), ("three", "d")]


def test_a_row_says_the_names_of_its_columns() -> None:
    table = "| Country | Schools: | |\n|---|---|---|\n| Chad | 12 | x |\n| Mali | | |\n"
    assert extract(table).text == "Country | Schools: |\nCountry: Chad | Schools: 12 | x\nCountry: Mali"
    assert extract("| | |\n|---|---|\n| Name | Kari |").text == "Name | Kari"
