from __future__ import annotations

from pathlib import Path

import pytest

from tests.collections.folders import collection, write
from unescosearch.collections.preset import DocumentsReader, TableReader, discover, load_collection
from unescosearch.errors import CollectionError

DOCUMENTS = '[reader]\nkind = "documents"\n'
TABLE = '[reader]\nkind = "table"\npath = "t.tsv"\n[fields]\ntext = "{a}"\n'


def test_a_collection_is_read_with_all_it_says(tmp_path: Path) -> None:
    found = collection(
        tmp_path,
        'name = "N"\npublisher = "P"\nlicence = "L"\nlanguage = "fre"\nhomepage = "H"\n'
        '[reader]\nkind = "documents"\ninclude = ["*.pdf"]\nexclude = ["old/*"]\n'
        '[fields]\nid = "n-{stem}"\n[fetch]\nkind = "feed"\nurl = "https://a.example/rss"\n',
    )
    assert (found.name, found.publisher, found.licence, found.language, found.homepage) == ("N", "P", "L", "fr", "H")
    assert found.reader == DocumentsReader(("*.pdf",), ("old/*",))
    assert found.fields == {"id": "n-{stem}"}
    assert found.fetch is not None
    assert found.fetch.url == ("https://a.example/rss",)
    assert found.folder == tmp_path


def test_a_tsv_table_is_parted_by_tabs_unless_it_says_otherwise(tmp_path: Path) -> None:
    assert collection(tmp_path, TABLE).reader == TableReader("t.tsv", "\t", "utf-8")


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ('name = ""\n' + DOCUMENTS, "name is missing"),
        ('name = "N"\n', "reader is missing"),
        ('name = "N"\nlicense = "L"\n' + DOCUMENTS, "unknown key license; did you mean 'licence'"),
        ('name = "N"\npublisher = 3\n' + DOCUMENTS, "publisher must be text in quotes, not 3"),
        ('name = "N"\nreader = "documents"', "reader must be a section"),
        ('name = "N"\n[reader]\nkind = "pdf"', "reader.kind is 'pdf'"),
        ('name = "N"\n[reader]\nkind = "documents"\npath = "x"', "unknown key reader.path"),
        ('name = "N"\n[reader]\nkind = "documents"\ninclude = "*.pdf"', "reader.include must be a list"),
        ('name = "N"\n[reader]\nkind = "table"', "reader.path is missing"),
        ('name = "N"\n[reader]\nkind = "table"\npath = "t.csv"\ndelimiter = "||"', "a single character"),
        ('name = "N"\n[reader]\nkind = "table"\npath = "t.csv"\nencoding = "x-y"', "'x-y' is unknown"),
        ('name = "N"\n[reader]\nkind = "table"\npath = "t.csv"', "exactly one of text, text_html, text_file"),
        ('name = "N"\n' + TABLE + 'text_file = "{b}"', "exactly one of"),
        ('name = "N"\n' + DOCUMENTS + '[fields]\ntext = "x"', "text is for tables only"),
        ('name = "N"\n' + DOCUMENTS + '[fields]\ntitel = "x"', r"unknown key fields.titel; did you mean 'title'"),
        ('name = "N"\n' + DOCUMENTS + '[fields]\ntitle = "{stem"', r"fields.title: the braces"),
        ('name = "N"\n' + DOCUMENTS + '[fields]\ndate_format = "%d"', "date_format tells no year"),
        ('name = "N"\n' + DOCUMENTS + '[versions]\nid = "x"', "versions must be sections"),
        ("name = ", "not valid TOML"),
    ],
)
def test_a_wrong_description_names_file_key_and_remedy(tmp_path: Path, toml: str, reason: str) -> None:
    path = tmp_path / "collection.toml"
    path.write_text(toml)
    with pytest.raises(CollectionError, match=reason) as caught:
        load_collection(tmp_path)
    assert str(caught.value).startswith(str(path))


def test_a_description_that_is_missing_or_not_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"collection.toml: cannot be opened"):
        load_collection(tmp_path)
    write(tmp_path, collection_toml=b'name = "\xe9"')
    with pytest.raises(CollectionError, match="byte 8 is not UTF-8"):
        load_collection(tmp_path)


def test_collections_are_found_at_any_depth_and_loose_files_form_one_of_their_own(tmp_path: Path) -> None:
    write(
        tmp_path,
        b__collection_toml='name = "B"\n' + DOCUMENTS,
        b__text_txt="x",
        a__deep__collection_toml='name = "A"\n' + DOCUMENTS,
        a__loose_txt="x",
    )
    found = discover(tmp_path)
    assert [each.name for each in found] == [tmp_path.name, "A", "B"]
    assert found[0].reader == DocumentsReader()


def test_only_readme_and_hidden_files_make_no_collection(tmp_path: Path) -> None:
    write(tmp_path, README_md="x", a__README_md="x")
    (tmp_path / ".hidden").mkdir()
    write(tmp_path / ".hidden", x_txt="x", collection_toml="broken")
    assert discover(tmp_path) == []


def test_a_corpus_that_is_a_collection_has_no_other(tmp_path: Path) -> None:
    write(tmp_path, collection_toml='name = "N"\n' + DOCUMENTS, a_txt="x")
    assert [each.name for each in discover(tmp_path)] == ["N"]


def test_a_missing_corpus_and_two_collections_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="no such folder"):
        discover(tmp_path / "nowhere")
    write(tmp_path, a__collection_toml='name = "N"\n' + DOCUMENTS, b__collection_toml='name = "N"\n' + DOCUMENTS)
    with pytest.raises(CollectionError, match="both called 'N'; rename one"):
        discover(tmp_path)
