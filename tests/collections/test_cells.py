"""What stands in the cells of a table - HTML, lists, ranges, deeper fields - is read alike from all kinds of tables."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.collections.folders import only, table

ROW = {
    "no": "7",
    "name": "<b>Reed</b> lakes &amp; birds",
    "body": "<p>Birds rest among <i>reeds</i>&nbsp;in spring.</p><ul><li>Pelicans</li><li>Herons</li></ul>",
    "people": '["Doe, Jane", "Roe, Ann"]',
    "where": "['KZ', 'UZ']",
    "about": "water, birds",
    "when": "1996–1999",
    "at": "[3, 4]",
}
FIELDS = """id = "lake-{no}"
title = "{name}"
text_html = "{body}"
authors = "{people}"
countries = "{where}"
themes = "{about}"
date = "{when}"
pages = "{at}"
"""


def separated(delimiter: str) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, ROW, delimiter=delimiter)
    writer.writeheader()
    writer.writerow(ROW)
    return text.getvalue().encode()


def workbook() -> bytes:
    made, target = Workbook(), BytesIO()
    for values in (ROW, ROW.values()):
        made.active.append(list(values))
    made.save(target)
    return target.getvalue()


TABLES = {
    "t.csv": separated(","),
    "t.tsv": separated("\t"),
    "t.xlsx": workbook(),
    "t.json": json.dumps([ROW]).encode(),
    "t.jsonl": json.dumps(ROW).encode(),
}


@pytest.mark.parametrize("path", TABLES)
def test_a_row_gives_the_same_document_from_every_kind_of_table(tmp_path: Path, path: str) -> None:
    found = only(table(tmp_path, TABLES[path], FIELDS, path=path))
    document = found.document
    assert (document.id, document.title) == ("lake-7", "Reed lakes & birds")
    assert (document.date, document.pages) == ("1996/1999", "3, 4")
    assert (document.authors, document.countries) == (("Doe, Jane", "Roe, Ann"), ("KZ", "UZ"))
    assert document.themes == ("water", "birds")
    assert found.extracted.text == "Birds rest among reeds in spring.\n\n• Pelicans\n• Herons"


@pytest.mark.parametrize("path", ["t.json", "t.jsonl"])
def test_parts_of_a_text_that_lie_deeper_in_a_record_become_paragraphs(tmp_path: Path, path: str) -> None:
    record = {
        "meta": {"title": {"en": "Lakes"}, "years": {"from": 1996, "to": 1999}},
        "people": [{"name": "Doe, J."}, {"name": "Roe, A."}],
        "parts": [{"text": "<p>Birds rest among reeds.</p>"}, {"text": "<p>Herons nest there.</p>"}],
    }
    fields = 'title = "{meta.title.en}"\nauthors = "{people.name}"\ntext_html = "{parts.text}"\n'
    content = json.dumps(record if path == "t.jsonl" else [record])
    found = only(table(tmp_path, content, f'{fields}date = "{{meta.years.from}}-{{meta.years.to}}"', path=path))
    assert (found.document.title, found.document.date) == ("Lakes", "1996/1999")
    assert found.document.authors == ("Doe, J.", "Roe, A.")
    assert found.extracted.text == "Birds rest among reeds.\n\nHerons nest there."
