"""Generations: damage is found, the pointer is switched in one step, what is read is what was written."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from pathlib import Path

import pytest

from unescosearch.errors import BuildError, IndexUnavailableError, NotFoundError
from unescosearch.generation.generation import Generation, open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.lineage import prune
from unescosearch.generation.manifest import damaged_files, load_manifest
from unescosearch.generation.rollback import roll_back

DENSE = ("vectors/en.faiss", "embeddings.npy", "encoder/model.onnx")


@pytest.fixture
def copy(sample_index: Path, tmp_path: Path) -> IndexLayout:
    shutil.copytree(sample_index, tmp_path / "index")
    return IndexLayout(tmp_path / "index")


def test_a_flipped_byte_in_any_file_is_found(copy: IndexLayout) -> None:
    live = copy.current()
    manifest = load_manifest(live)
    assert {"catalogue.sqlite", *(f"dense/tiny/{name}" for name in DENSE)} <= manifest.files.keys()
    for name, record in manifest.files.items():
        if not record.size:
            continue
        path = live.folder / name
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert damaged_files(live, manifest, checksums=True) == [f"{name}: its checksum is not the recorded one"]
        path.write_bytes(content)


def test_a_damaged_generation_is_not_opened(copy: IndexLayout) -> None:
    copy.current().dense_part("tiny").embeddings.unlink()
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


def test_a_flipped_bit_anywhere_in_the_manifest_or_its_seal_is_refused(copy: IndexLayout) -> None:
    live = copy.current()
    for path in (live.manifest, live.seal):
        content = path.read_bytes()
        for place in range(0, len(content), 23):
            path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            with pytest.raises(IndexUnavailableError):
                load_manifest(live)
        path.write_bytes(content)
    Generation(live).close()


def test_a_manifest_without_its_seal_is_refused(copy: IndexLayout) -> None:
    copy.current().seal.unlink()
    with pytest.raises(IndexUnavailableError, match=r"manifest\.sha256"):
        open_current(copy.root)


def test_the_seal_is_what_sha256sum_writes(copy: IndexLayout) -> None:
    content = copy.current().manifest.read_bytes()
    assert copy.current().seal.read_text() == f"{hashlib.sha256(content).hexdigest()}  manifest.json\n"


def test_a_folder_in_the_place_of_a_file_is_a_named_error(copy: IndexLayout) -> None:
    live = copy.current()
    embeddings = live.dense_part("tiny").embeddings
    embeddings.unlink()
    embeddings.mkdir()
    with pytest.raises(IndexUnavailableError, match=r"embeddings\.npy"):
        open_current(copy.root)


def test_a_new_generation_sorts_last_even_where_the_clock_was_put_back(copy: IndexLayout) -> None:
    assert copy.next_id() > str(copy.current_id())
    later = copy.generation("29991231T235959.999999Z")
    copy.current().folder.rename(later.folder)
    copy.switch(later.id)
    assert copy.next_id() == "30000101T000000.000000Z"


def test_what_is_no_folder_is_no_generation(copy: IndexLayout) -> None:
    before = copy.generation_ids()
    (copy.current().folder.parent / "notes.txt").write_text("left by somebody")
    assert copy.generation_ids() == before
    prune(copy, keep=1)
    assert copy.generation_ids() == before


def test_threads_that_come_and_go_leave_no_connection_behind(sample_index: Path) -> None:
    generation = open_current(sample_index)
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir())) if descriptors.is_dir() else 0
    for _ in range(40):
        thread = threading.Thread(target=generation.catalogue.document, args=("clubs",))
        thread.start()
        thread.join()
    assert (len(list(descriptors.iterdir())) if descriptors.is_dir() else 0) == before
    generation.close()


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
    rows = dict(zip(generation.columns.ids, generation.columns.rows.tolist(), strict=True))
    facets = generation.catalogue.facets([rows[name] for name in ("clubs", "clubs-fr", "oasis")])
    assert facets["country"] == [("KZ", 3), ("UZ", 1)]
    assert facets["language"] == [("en", 2), ("fr", 1)]
