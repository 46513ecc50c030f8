from __future__ import annotations

from pathlib import Path

import pytest

from unescosearch.collections.preset import TableReader
from unescosearch.collections.tables import Table, read_table
from unescosearch.errors import CollectionError


def tabled(folder: Path, content: str | bytes, path: str = "t.csv", **reader: str) -> Table:
    (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_table(folder, TableReader(path, **reader))


@pytest.mark.parametrize(
    ("path", "content", "delimiter"),
    [
        ("t.csv", "a,b\r\n1,é\r\n,\r\n2,\n", ","),
        ("t.tsv", "a\tb\n1\té\n\n2\n", "\t"),
        ("t.json", '[{"a": 1, "b": "é"}, {"a": 2, "b": null}, {}]', ","),
        ("t.json", '{"results": [{"a": 1, "b": "é"}, {"a": 2}]}', ","),
        ("t.jsonl", '{"a": 1, "b": "é"}\n\n{"a": 2}\n', ","),
    ],
)
def test_all_kinds_of_tables_give_the_same_rows(tmp_path: Path, path: str, content: str, delimiter: str) -> None:
    found = tabled(tmp_path, content, path, delimiter=delimiter)
    assert found.columns == ("a", "b")
    assert [row.values for row in found.rows] == [{"a": "1", "b": "é"}, {"a": "2", "b": ""}]


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("t.xls", b"PK", r"t.xls: .xls is not read; save it as .xlsx or as CSV"),
        ("t.txt", b"a", "tables are read from .csv"),
        ("t.csv", b"", "the table is empty"),
        (
            "t.csv",
            b"a,b\n1,caf\xe9\n",
            r"byte 9 \(line 2\) is not utf-8; save the table as UTF-8, or name its encoding",
        ),
        ("t.csv", b"a,a\n1,2\n", "column 'a' stands there twice"),
        ("t.csv", b'a,b\n1,"open\n2,x\n3,y\n', "quotation mark in record 2 is never closed"),
        ("t.json", b"[1,", "not valid JSON"),
        ("t.json", b'{"a": 1}', 'under "results"'),
        ("t.json", b"[" * 100_000, "recursion|not valid JSON"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(tmp_path: Path, path: str, content: bytes, reason: str) -> None:
    with pytest.raises(CollectionError, match=reason):
        tabled(tmp_path, content, path)


def test_a_missing_table_and_one_outside_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"none.csv: cannot be opened"):
        read_table(tmp_path, TableReader("none.csv"))
    with pytest.raises(CollectionError, match="leads out"):
        read_table(tmp_path, TableReader("../t.csv"))


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    assert tabled(tmp_path, "a\né\n".encode("cp1252"), encoding="cp1252").rows[0].values == {"a": "é"}


def test_one_bad_row_does_not_spoil_the_others(tmp_path: Path) -> None:
    rows = tabled(tmp_path, "a,b\n1,2,3\n4,5\n").rows
    assert ["3 cells, the header 2" in row.problem for row in rows] == [True, False]
    lines = tabled(tmp_path, '{"a": 1}\nnonsense\n[2]\n', "t.jsonl").rows
    assert [bool(row.problem) for row in lines] == [False, True, True]


def test_a_cell_may_be_as_long_as_a_book_and_hold_any_line_break(tmp_path: Path) -> None:
    book = "word\u2028 " * 40_000
    assert tabled(tmp_path, f"a,b\n{book},x\n").rows[0].values["a"] == book


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("sep=;\r\na;b\r\n1;x, y\r\n", 2),
        ("\ufeffsep=;\na;b\n1;x, y\n", 2),
        ('Report of the year,\n,\na,b\n1,"x, y"\n', 4),
        ('Report of the year\n\na,b\n1,"x, y"\n', 4),
    ],
)
def test_what_stands_above_the_head_of_a_table_is_not_its_head(tmp_path: Path, content: str, number: int) -> None:
    found = tabled(tmp_path, content)
    assert found.columns == ("a", "b")
    assert [(row.number, row.values) for row in found.rows] == [(number, {"a": "1", "b": "x, y"})]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_a_table_in_utf_16_is_read_where_it_is_named_and_else_refused_by_name(tmp_path: Path, encoding: str) -> None:
    data = "a,b\n1,é\n".encode(encoding)
    assert tabled(tmp_path, data, encoding=encoding).rows[0].values == {"a": "1", "b": "é"}
    with pytest.raises(CollectionError, match="name its encoding"):
        tabled(tmp_path, data)
