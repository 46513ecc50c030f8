"""Hostile folders: whatever lies in a corpus is read or refused with a reason, and nothing makes a build wait."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from tests.collections.folders import PROSE, collection, documents, item, table, write
from tests.extract.docx_factory import docx, paragraph
from unescosearch.build.build import BuildOptions, build
from unescosearch.collections.preset import discover
from unescosearch.collections.reading import items
from unescosearch.errors import CollectionError, UnreadableError

LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
DEEP = 100_000


def reason(folder: Path, path: str) -> str:
    """Why a file of a folder cannot be read."""
    with pytest.raises(UnreadableError) as error:
        item(documents(folder), path).load()
    return str(error.value)


def test_a_pipe_in_the_place_of_a_document_makes_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "not a plain file" in reason(tmp_path, "a.txt")


def test_a_pipe_in_the_place_of_a_sidecar_or_a_table_makes_nobody_wait(tmp_path: Path) -> None:
    write(tmp_path, a_txt=PROSE)
    os.mkfifo(tmp_path / "a.txt.toml")
    assert item(documents(tmp_path), "a.txt").load()
    os.mkfifo(tmp_path / "t.csv")
    mapped = collection(tmp_path, '[reader]\nkind = "table"\npath = "t.csv"\n[fields]\ntext = "{t}"')
    with pytest.raises(CollectionError, match="not a plain file"):
        list(items(mapped))


def test_a_pipe_in_the_place_of_a_collection_s_description_makes_nobody_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "collection.toml")
    with pytest.raises(CollectionError, match="not a plain file"):
        discover(tmp_path)


def test_a_device_behind_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/dev/zero")
    assert "leads out of the collection's folder" in reason(tmp_path, "a.txt")


def test_an_enormous_file_of_holes_is_refused_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(200_000_000_000)
    assert "more than the limit" in reason(tmp_path, "a.txt")


def test_links_that_go_round_in_circles_end(tmp_path: Path) -> None:
    write(tmp_path, d__a_txt=PROSE)
    (tmp_path / "d" / "up").symlink_to("..")
    (tmp_path / "self").symlink_to("self")
    assert [each.path for each in items(documents(tmp_path))] == ["d/a.txt", "d/up", "self"]
    assert "link to a folder is not followed" in reason(tmp_path, "d/up")


@pytest.mark.parametrize(
    "name", [b"new\nline.txt", b"caf\xe9.txt", "\u202etxt.a.txt".encode(), b"x" * 250 + b".txt", b"-rf.txt"]
)
def test_odd_names_are_read_and_can_be_printed_and_stored(name: bytes, tmp_path: Path, options: BuildOptions) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    Path(os.fsdecode(os.path.join(os.fsencode(corpus), name))).write_text(PROSE)
    report = build([corpus], tmp_path / "index", options)
    assert report.outcomes == {"document": 1}


def test_a_file_that_goes_away_between_listing_and_reading_is_reported(tmp_path: Path) -> None:
    write(tmp_path, a_txt=PROSE)
    (listed,) = items(documents(tmp_path))
    (tmp_path / "a.txt").unlink()
    with pytest.raises(UnreadableError, match="no such file"):
        listed.load()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    write(tmp_path, a_txt=PROSE)
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be opened" in reason(tmp_path, "a.txt")


def _docx_with_entities() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(docx(paragraph(PROSE)))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, LAUGHS.encode() + part.partition(b"?>")[2] if name.endswith("document.xml") else part)
    return stream.getvalue()


def _bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(210):
            part.write(bytes(1_000_000))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", _docx_with_entities, "document type of its own"),
        ("a.docx", _bomb, "more than the limit"),
        ("a.html", lambda: b"<div>" * DEEP + PROSE.encode(), ""),
        ("a.md", lambda: b"> " * DEEP + PROSE.encode(), "holds no text"),
        ("a.md", lambda: b"---\na: " + b"[" * DEEP + b"\n---\n" + PROSE.encode(), "front matter"),
        ("a.md", lambda: b"+++\na = " + b"[" * DEEP + b"\n+++\n" + PROSE.encode(), "front matter"),
    ],
)
def test_bombs_and_depths_are_refused_or_read(
    name: str, content: Callable[[], bytes], said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content())
    if said:
        assert said in reason(tmp_path, name)
    else:
        assert PROSE in item(documents(tmp_path), name).load()[0].extracted.text


@pytest.mark.parametrize("path", ["t.json", "t.jsonl"])
def test_deep_tables_are_refused(path: str, tmp_path: Path) -> None:
    mapped = table(tmp_path, "[" * DEEP, 'text = "{t}"', path=path)
    try:
        (row,) = items(mapped)
    except CollectionError:
        return
    with pytest.raises(UnreadableError):
        row.load()


def test_a_deep_description_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "collection.toml").write_text("a = " + "[" * DEEP)
    with pytest.raises(CollectionError, match="not valid TOML"):
        discover(tmp_path)
