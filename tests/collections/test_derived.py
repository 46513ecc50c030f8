"""Columns that are made from others, and rows that are left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from unescosearch.collections.preset import load_collection
from unescosearch.collections.reading import items
from unescosearch.errors import CollectionError
from unescosearch.records import Source

ROWS = (
    "url,rights,text\nhttp://x/pf12/fre,cc by,First text of the table.One more.\nhttp://x/pf13,none,Second text here.\n"
)
HEAD = 'name = "T"\n[reader]\nkind = "table"\npath = "t.csv"\n'


def read(folder: Path, more: str, rows: str = ROWS) -> list[Source]:
    (folder / "t.csv").write_text(rows, encoding="utf-8")
    (folder / "collection.toml").write_text(HEAD + more + '\n[fields]\nid = "{page}"\ntext = "{text}"\n')
    return [source for item in items(load_collection(folder)) for source in item.load()]


def column(name: str, source: str, match: str, replace: str) -> str:
    return f"[[columns]]\nname = '{name}'\nfrom = '{source}'\nmatch = '{match}'\nreplace = '{replace}'\n"


PAGE = column("page", "url", "^.*/(pf[0-9]+)/?([a-z]*)$", r"\1_\2")


def test_a_column_is_made_from_another_and_the_next_from_that(tmp_path: Path) -> None:
    found = read(tmp_path, PAGE + column("page", "page", "_$", ""))
    assert [source.document.id for source in found] == ["pf12_fre", "pf13"]


def test_a_column_can_be_made_anew_from_itself(tmp_path: Path) -> None:
    found = read(tmp_path, PAGE + column("text", "text", r"(?<=e\.)(?=[A-Z])", r"\n"))
    assert found[0].extracted.text == "First text of the table.\nOne more."


def test_only_rows_with_the_pattern_are_documents(tmp_path: Path) -> None:
    found = read(tmp_path, "[reader.only]\nrights = '^cc'\n" + PAGE)
    assert [source.document.path for source in found] == ["t.csv#row 2"]


def test_rows_with_a_problem_stay_to_be_reported(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(ROWS + "a,b,c,d\n")
    (tmp_path / "collection.toml").write_text(
        HEAD + "[reader.only]\nrights = '^cc'\n" + PAGE + '[fields]\ntext = "{text}"\n'
    )
    assert [item.path for item in items(load_collection(tmp_path))] == ["t.csv#row 2", "t.csv#row 4"]


def test_another_pattern_makes_other_digests(tmp_path: Path) -> None:
    digests = set()
    for replace in ("x", "y"):
        read(tmp_path, PAGE + column("extra", "url", "x", replace))
        digests |= {item.digest for item in items(load_collection(tmp_path))}
    assert len(digests) == 4


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (column("page", "nowhere", "x", ""), "there is no column 'nowhere'; there are: rights, text, url"),
        ("[reader.only]\nnowhere = 'x'\n" + PAGE, "there is no column 'nowhere'"),
        (column("page", "url", "(", ""), "columns.match of 'page': '\\(' is no regular expression"),
        (column("page", "url", "x", r"\1"), "invalid group reference"),
        ("[reader.only]\nrights = '['\n" + PAGE, "reader.only.rights: '\\[' is no regular expression"),
        ("[[columns]]\nname = 'page'\n", "columns.from is missing"),
        ("[[columns]]\nnam = 'page'\n", "unknown key columns.nam; did you mean 'name'"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, more: str, problem: str) -> None:
    with pytest.raises(CollectionError, match=problem):
        read(tmp_path, more)
