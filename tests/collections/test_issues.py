"""Issues of a magazine as Markdown with the marks of their pages: whole, and by article with the articles' records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.collections.folders import collection, only, read
from unescosearch.citations import source_link
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.records import page_at

ISSUE = """# [001240](001240eng.pdf) 0

## [Page 1](001240eng.pdf#page=1) 0

### IGNORE

Sixpence a copy, ten copies for five shillings.

## [Page 2](001240eng.pdf#page=2) 0

### 1241: The ferry of the north

A ferry carries the schoolbooks over the strait.

## [Page 3](001240eng.pdf#page=3) 0

### 1241: The ferry of the north

In winter they cross it on sledges.
"""
NAMES = """name = "Issues"
[[columns]]
name = "year"
from = "stem"
match = '^annotated_(\\d{4})_(\\d+)$'
replace = '\\1'

[[columns]]
name = "record"
from = "stem"
match = '^annotated_(\\d{4})_(\\d+)$'
replace = '\\2'
"""
ROWS = 'record_number,courier_id,year,catalogue_title,authors\n1241,1240,1961,The northern ferry,"Moe, Kari"\n'
ARTICLES = """
[reader]
kind = "table"
path = "articles.csv"

[fields]
id = "courier-{record_number}"
title = "{catalogue_title}"
authors = "{authors}"
date = "{year}"
source_url = "https://library.example/ark:/1/pf{courier_id:0>10}"
text_file = "issues/annotated_{year}_{courier_id:0>6}.md"
text_part = "{record_number}:"
"""


def issues(folder: Path, name: str = "annotated_1961_001240.md") -> Path:
    (folder / "issues").mkdir()
    (folder / "issues" / name).write_text(ISSUE, encoding="utf-8")
    return folder


def test_an_issue_takes_its_id_and_address_from_parts_of_its_name_and_opens_at_the_page(tmp_path: Path) -> None:
    fields = 'id = "issue-{record}"\ndate = "{year}"\nsource_url = "https://library.example/pf{record:0>10}"\n'
    found = only(collection(issues(tmp_path), f'{NAMES}\n[reader]\nkind = "documents"\n[fields]\n{fields}'))
    assert (found.document.id, found.document.date) == ("issue-001240", "1961")
    page = page_at(found.extracted.pages, found.extracted.text.index("sledges"))
    assert page
    assert source_link(found.document, page.number) == "https://library.example/pf0000001240#page=3"


def test_an_article_has_the_metadata_of_its_record_and_the_pages_of_its_issue(tmp_path: Path) -> None:
    (issues(tmp_path) / "articles.csv").write_text(ROWS)
    found = only(collection(tmp_path, ARTICLES))
    assert (found.document.title, found.document.authors) == ("The northern ferry", ("Moe, Kari",))
    assert found.extracted.text == (
        "A ferry carries the schoolbooks over the strait.\n\nIn winter they cross it on sledges."
    )
    assert [page.number for page in found.extracted.pages] == [2, 3]


def test_a_row_whose_article_is_not_in_the_issue_fails_with_the_heading_that_is_missing(tmp_path: Path) -> None:
    (issues(tmp_path) / "articles.csv").write_text(ROWS.replace("1241,", "1299,"))
    with pytest.raises(UnreadableError, match=r"annotated_1961_001240.md: it has no heading .* '1299:'"):
        read(collection(tmp_path, ARTICLES))


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        (ARTICLES.replace("text_file", "text"), "text_part is a part of a file"),
        (
            NAMES.replace('"stem"', '"steam"') + '[reader]\nkind = "documents"\n',
            "columns.year: there is no column 'steam'",
        ),
    ],
)
def test_a_mapping_that_asks_for_what_is_not_there_is_refused(tmp_path: Path, toml: str, reason: str) -> None:
    (issues(tmp_path) / "articles.csv").write_text(ROWS)
    with pytest.raises(CollectionError, match=reason):
        read(collection(tmp_path, toml))
