"""Generations: damage is found, the pointer is switched in one step, what is read is what was written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from unescosearch.errors import BuildError, IndexUnavailableError, NotFoundError
from unescosearch.index.generation import Generation, open_current
from unescosearch.index.layout import IndexLayout
from unescosearch.index.manifest import damaged_files, load_manifest
from unescosearch.index.rollback import roll_back


@pytest.fixture
def copy(sample_index: Path, tmp_path: Path) -> IndexLayout:
    shutil.copytree(sample_index, tmp_path / "index")
    return IndexLayout(tmp_path / "index")


def test_a_flipped_byte_in_any_file_is_found(copy: IndexLayout) -> None:
    live = copy.current()
    manifest = load_manifest(live)
    assert {"catalogue.sqlite", "vectors.faiss", "embeddings.npy", "encoder/model.onnx"} <= manifest.files.keys()
    for name, record in manifest.files.items():
        if not record.size:
            continue
        path = live.folder / name
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert damaged_files(live, manifest, checksums=True) == [f"{name}: its checksum is not the recorded one"]
        path.write_bytes(content)


def test_a_damaged_generation_is_not_opened(copy: IndexLayout) -> None:
    (copy.current().embeddings).unlink()
    with pytest.raises(IndexUnavailableError, match=r"embeddings\.npy: missing.*rollback"):
        open_current(copy.root)


def test_another_schema_is_a_named_error(copy: IndexLayout) -> None:
    path = copy.current().manifest
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 99}))
    with pytest.raises(IndexUnavailableError, match="schema 99"):
        open_current(copy.root)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"schema": 1}'])
def test_a_broken_manifest_is_a_named_error(copy: IndexLayout, content: str) -> None:
    copy.current().manifest.write_text(content)
    with pytest.raises(IndexUnavailableError, match="manifest"):
        open_current(copy.root)


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match="unescosearch build"):
        open_current(tmp_path)


def test_switching_to_what_is_not_there_is_refused(copy: IndexLayout) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        copy.switch("nowhere")
    with pytest.raises(BuildError, match="nothing to go back to"):
        roll_back(copy)


def test_documents_and_passages_come_back_as_they_were(generation: Generation) -> None:
    document = generation.catalogue.document("oasis")
    assert (document.level, document.subject, document.countries) == (
        ("primary",),
        ("geography", "history"),
        ("KZ", "UZ"),
    ) or (
        document.level,
        document.subject,
        document.countries,
    ) == (("primary",), ("history", "geography"), ("UZ", "KZ"))
    assert (document.date, document.year, document.licence) == ("2019-05", 2019, "CC BY 4.0")
    passages = generation.catalogue.passages_of("clubs")
    assert [passage.headings for passage in passages] == [(), ("What the clubs do",)]
    assert generation.catalogue.passage(passages[1].id) == passages[1]


def test_what_is_not_there_is_a_named_error(generation: Generation) -> None:
    with pytest.raises(NotFoundError, match="no document 'none'"):
        generation.catalogue.document("none")
    with pytest.raises(NotFoundError, match="no passage 'none'"):
        generation.catalogue.passage("none")


def test_facets_count_documents(generation: Generation) -> None:
    facets = generation.catalogue.facets(["clubs", "clubs-fr", "oasis"])
    assert facets["country"] == [("KZ", 3), ("UZ", 1)]
    assert facets["language"] == [("en", 2), ("fr", 1)]
