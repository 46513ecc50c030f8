from __future__ import annotations

from pathlib import Path

import pytest

from tests.fetching.folders import documents
from unescosearch.collections.preset import load_collection
from unescosearch.errors import CollectionError

ROWS = """id,name,country,shared,text
1,Two banks,FR,yes,A river with wooded banks.
2,Long lake,KZ,no,A lake without an outlet.
3,Two banks,DE,yes,The river with wooded banks.
4,Long lake,CA,no,Another lake of that name.
"""
MAPPING = """name = "Reserves"
[reader]
kind = "table"
path = "rows.csv"
[reader.join]
by = "name"
gather = ["country"]
only = { shared = "yes" }
[fields]
id = "{id}"
title = "{name}"
countries = "{country}"
text = "{text}"
"""


def write(folder: Path, mapping: str = MAPPING) -> Path:
    (folder / "collection.toml").write_text(mapping, encoding="utf-8")
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    return folder


def test_rows_that_are_one_give_one_document_and_others_of_their_name_stay(tmp_path: Path) -> None:
    found = {source.document.id: source for source in documents(write(tmp_path))}
    assert {name: source.document.countries for name, source in found.items()} == {
        "1": ("FR", "DE"),
        "2": ("KZ",),
        "4": ("CA",),
    }
    assert found["1"].extracted.text == "A river with wooded banks."


def test_a_join_without_what_it_needs_is_an_error_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"reader\.join needs by"):
        load_collection(write(tmp_path, MAPPING.replace('by = "name"\n', "")))
    with pytest.raises(CollectionError, match="no column 'land'"):
        documents(write(tmp_path, MAPPING.replace('["country"]', '["land"]')))
