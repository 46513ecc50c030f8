from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from tests.collections.folders import PROSE, digests, document, documents, item, read, write
from tests.extract.docx_factory import docx, paragraph
from unescosearch.collections.preset import discover
from unescosearch.collections.reading import items
from unescosearch.errors import CollectionError, UnreadableError


def paths(folder: Path, reader: str = "") -> list[str]:
    return [each.path for each in items(documents(folder, reader=reader))]


def test_files_come_sorted_without_readme_hidden_files_locks_and_nested_collections(tmp_path: Path) -> None:
    write(tmp_path, b_txt="x", a__c_md="x", README_md="x", a__readme_md="x", n__collection_toml="x", n__d_txt="x")
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "~$b.docx").write_text("x")
    assert paths(tmp_path) == ["a/c.md", "b.txt"]


def test_globs_without_a_slash_mean_any_depth(tmp_path: Path) -> None:
    write(tmp_path, a_TXT="x", d__b_txt="x", d__e__c_txt="x", x_md="x")
    assert paths(tmp_path, 'include = ["*.txt"]') == ["a.TXT", "d/b.txt", "d/e/c.txt"]
    assert paths(tmp_path, 'include = ["d/*.txt"]') == ["d/b.txt"]
    assert paths(tmp_path, 'include = ["d/**/*.t?t"]\nexclude = ["c.*"]') == ["d/b.txt"]


def test_a_file_of_another_kind_is_reported_not_lost(tmp_path: Path) -> None:
    write(tmp_path, a_pptx="x", b_doc="x", c_txt=PROSE)
    (collection,) = discover(tmp_path)
    assert [each.path for each in items(collection)] == ["a.pptx", "b.doc", "c.txt"]
    with pytest.raises(UnreadableError, match=r"format .pptx is not read; save it as PDF"):
        item(collection, "a.pptx").load()
    with pytest.raises(UnreadableError, match=r"format .doc is not read; save it as .docx or PDF"):
        item(collection, "b.doc").load()


def test_a_word_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.DOCX").write_bytes(docx(paragraph(PROSE)))
    (source,) = read(documents(tmp_path))["a.DOCX"]
    assert source.extracted.text == PROSE


def test_a_link_that_leaves_the_folder_is_refused_and_one_inside_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "c"
    write(folder, a_txt=PROSE)
    write(tmp_path, secret_txt=PROSE)
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "all").symlink_to(tmp_path)
    (folder / "loop.txt").symlink_to("loop.txt")
    collection = documents(folder)
    assert item(collection, "in.txt").load()
    for path, reason in (("out.txt", "leads out"), ("all", "leads out"), ("loop.txt", "usable path|no such file")):
        with pytest.raises(UnreadableError, match=reason):
            item(collection, path).load()


def test_a_link_to_a_folder_inside_is_reported(tmp_path: Path) -> None:
    write(tmp_path, a__b_txt=PROSE)
    (tmp_path / "again").symlink_to(tmp_path / "a")
    with pytest.raises(UnreadableError, match="link to a folder"):
        item(documents(tmp_path), "again").load()


def test_odd_file_names_are_read_and_can_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(PROSE)
    (tmp_path / "two\nlines.txt").write_text(PROSE)
    found = read(documents(tmp_path, 'id = "{stem}"'))
    assert sorted(found) == ["caf\\udce9.txt", "two\\nlines.txt"]
    for sources in found.values():
        repr(sources).encode("utf-8")


def test_a_special_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableError, match="not a plain file"):
        item(documents(tmp_path), "pipe.txt").load()


def test_a_placeholder_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, a_txt="Soon on line", b_txt="教科文组织")
    collection = documents(tmp_path)
    with pytest.raises(UnreadableError, match="no usable text, only 'Soon on line'"):
        item(collection, "a.txt").load()
    assert item(collection, "b.txt").load()


def test_the_sidecar_describes_its_document_and_is_none_itself(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_txt=PROSE,
        a_txt_toml='title = "T"\ndate = 1960-12-14\nthemes = ["peace", "water"]\nlevel = "primary"',
    )
    found = document(documents(tmp_path))
    assert (found.title, found.date, found.themes, found.level) == ("T", "1960-12-14", ("peace", "water"), ("primary",))


@pytest.mark.parametrize(
    ("name", "content", "path", "reason"),
    [
        ("a_txt_toml", "titel = 'T'", "a.txt", "unknown key titel; did you mean 'title'"),
        ("a_txt_toml", "title = ", "a.txt", r"a.txt.toml cannot be used"),
        ("b_pdf_toml", "title = 'T'", "b.pdf.toml", r"describes b.pdf, which is not beside it"),
    ],
)
def test_a_sidecar_that_cannot_be_used_is_reported(
    tmp_path: Path, name: str, content: str, path: str, reason: str
) -> None:
    write(tmp_path, a_txt=PROSE, **{name: content})
    with pytest.raises(UnreadableError, match=reason):
        item(documents(tmp_path), path).load()


def test_the_digest_changes_with_content_sidecar_and_mapping_only(tmp_path: Path) -> None:
    write(tmp_path, a_txt=PROSE)
    first = digests(documents(tmp_path))
    assert digests(documents(tmp_path)) == first
    assert digests(documents(tmp_path, 'type = "report"')) != first
    write(tmp_path, a_txt_toml="title = 'T'")
    second = digests(documents(tmp_path))
    assert second != first
    write(tmp_path, a_txt=PROSE + "!")
    assert digests(documents(tmp_path)) != second


def test_an_item_may_be_loaded_in_another_process(tmp_path: Path) -> None:
    write(tmp_path, a_txt=PROSE)
    (each,) = items(documents(tmp_path, 'title = "T"'))
    assert pickle.loads(pickle.dumps(each)).load() == each.load()


def test_a_mapping_that_asks_for_unknown_columns_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(
        CollectionError, match=r"fields.id: there is no column 'sten'; there are: folder, name, path, stem"
    ):
        items(documents(tmp_path, 'id = "{sten}"'))
