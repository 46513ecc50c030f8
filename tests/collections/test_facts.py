"""What a source states and no field is for is kept under its name; what of a value cannot be read is remarked on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.collections.folders import collection, documents, only, table
from unescosearch.errors import CollectionError

TEXT = "\n\nThe weaving school of the fjord teaches forty pupils in winter.\n"


def test_front_matter_keeps_what_no_field_is_for(tmp_path: Path) -> None:
    head = "title: 1984\naudience: teachers\nduration: 45 minutes\ntags: [a, b]\nlang: no\nyear: 1997"
    (tmp_path / "a.md").write_text(f"---\n{head}\n---{TEXT}")
    document = only(documents(tmp_path)).document
    assert (document.title, document.language) == ("1984", "no")
    assert document.facts == (("audience", "teachers"), ("duration", "45 minutes"), ("tags", "a; b"), ("year", "1997"))


def test_a_mapping_and_a_sidecar_state_facts_in_a_section_of_their_own(tmp_path: Path) -> None:
    row = table(tmp_path, f"t,d\n{TEXT.strip()},45 min\n", 'text = "{t}"\n[facts]\nDuration = "{d}"\n')
    assert only(row).document.facts == (("Duration", "45 min"),)
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.txt.toml").write_text('[facts]\nages = "8 to 12"\n')
    kept = only(documents(folder, 'title = "T"\n[facts]\nfile = "{name}"\n')).document.facts
    assert kept == (("ages", "8 to 12"), ("file", "a.txt"))


def test_a_fact_of_a_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="'minutes'"):
        only(table(tmp_path, f"t\n{TEXT.strip()}\n", 'text = "{t}"\n[facts]\nDuration = "{minutes}"\n'))


def test_a_date_that_was_estimated_is_a_fact_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: c. 1964-1985\n---{TEXT}")
    document = only(documents(tmp_path)).document
    assert (document.date, document.year, document.last_year) == ("1964/1985", 1964, 1985)
    assert document.facts == (("date", "c. 1964-1985"),)


def test_what_cannot_be_read_of_a_value_is_remarked_on(tmp_path: Path) -> None:
    head = "date: 2001-02-30\nlanguage: gibberish\ncountries: [NO, the moon]"
    (tmp_path / "a.md").write_text(f"---\n{head}\n---{TEXT}")
    source = only(documents(tmp_path))
    assert source.document.countries == ("NO",)
    assert [remark.split(" ")[1] for remark in source.extracted.remarks] == ["date", "language", "country"]


def test_a_number_of_thousands_of_digits_in_a_collection_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"collection\.toml: a value in it cannot be used"):
        collection(tmp_path, f"publisher = 0x{'f' * 5000}\n[reader]\nkind = 'documents'")
