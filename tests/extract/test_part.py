from __future__ import annotations

import pytest

from unescosearch.errors import UnreadableError
from unescosearch.extract.markdown import extract_markdown
from unescosearch.extract.part import part_of
from unescosearch.records import Extracted, PageStart, page_at

ISSUE = """# [Issue 7](issue.pdf)

## [Page 1](issue.pdf#page=1) 0

### Advertisement

Subscribe now.

## [Page 2](issue.pdf#page=2) 0

### 12: The lake

The lake is deep.

#### Boats

Boats are old.

### 123: The hill

The hill is steep.

## [Page 3](issue.pdf#page=3) 0

Nobody climbs it.

### 12: The lake

The end of the lake.
"""


def issue() -> Extracted:
    return extract_markdown(ISSUE.encode())


def page_of(extracted: Extracted, words: str) -> int:
    page = page_at(extracted.pages, extracted.text.index(words))
    assert page
    return page.number


def test_a_part_is_every_section_of_its_heading_with_the_pages_of_the_whole() -> None:
    lake = part_of(issue(), "12:")
    assert lake.text == "The lake is deep.\n\nBoats\n\nBoats are old.\n\nThe end of the lake."
    assert [lake.text[heading.start : heading.end] for heading in lake.headings] == ["Boats"]
    assert page_of(lake, "The lake") == 2
    assert page_of(lake, "The end") == 3


def test_a_section_goes_on_over_the_mark_of_a_page() -> None:
    hill = part_of(issue(), "123:")
    assert hill.text == "The hill is steep.\n\nNobody climbs it."
    assert hill.pages == (PageStart(0, 2, "2"), PageStart(hill.text.index("Nobody"), 3, "3"))


def test_a_part_that_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableError, match="no heading that begins with '7:'"):
        part_of(issue(), "7:")
