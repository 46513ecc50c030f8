from __future__ import annotations

from pathlib import Path

import pytest

from tests.thesaurus import write_dictd
from unescosearch.build.lexicon.dictionaries import find_dictionaries, read_dictionary
from unescosearch.errors import CollectionError


def test_dictionaries_are_found_by_the_languages_in_their_names(tmp_path: Path) -> None:
    write_dictd(tmp_path, "freedict-fra-eng", {})
    write_dictd(tmp_path, "mueller7", {})
    write_dictd(tmp_path, "wordnet", {})
    (tmp_path / "kaz-eng.tsv").write_text("су\twater\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("none", encoding="utf-8")
    found = find_dictionaries(tmp_path)
    assert [(each.source, each.target) for each in found] == [("fr", "en"), ("kk", "en"), ("en", "ru")]
    assert [path.name for path in found[0].files] == ["freedict-fra-eng.dict.dz", "freedict-fra-eng.index"]
    assert find_dictionaries(tmp_path / "absent") == []


def test_senses_of_dictd_weigh_less_the_later_they_come(tmp_path: Path) -> None:
    write_dictd(tmp_path, "freedict-fra-eng", {"Zèbre": "1. zebra\n2. fellow, guy", "vide": "<adj>"})
    (dictionary,) = find_dictionaries(tmp_path)
    assert read_dictionary(dictionary).entries == [
        ("Zèbre", "zebra", 1.0),
        ("Zèbre", "fellow", 0.5),
        ("Zèbre", "guy", 1 / 3),
    ]


def test_examples_and_remarks_are_left_out(tmp_path: Path) -> None:
    meanings = "[brand] 1. _n. 1) сорт, качество; of the best brand высшей марки\n2) _поэт. факел"
    write_dictd(tmp_path, "mueller7", {"brand": meanings})
    (dictionary,) = find_dictionaries(tmp_path)
    assert [meaning for _, meaning, _ in read_dictionary(dictionary).entries] == ["сорт", "качество", "факел"]


def test_chinese_is_read_in_both_ways_of_writing(tmp_path: Path) -> None:
    line = "# a remark\n博物館 博物馆 [bo2 wu4 guan3] /museum/CL:座[zuo4]/\n書 书 [shu1] /book/to write/\n"
    (tmp_path / "cedict_ts.u8").write_text(line, encoding="utf-8")
    (dictionary,) = find_dictionaries(tmp_path)
    assert [(word, meaning) for word, meaning, _ in read_dictionary(dictionary).entries] == [
        ("博物館", "museum"),
        ("博物馆", "museum"),
        ("書", "book"),
        ("書", "write"),
        ("书", "book"),
        ("书", "write"),
    ]


def test_a_table_has_a_word_and_its_translations_in_each_line(tmp_path: Path) -> None:
    (tmp_path / "kaz-eng.tsv").write_text("су\twater; river\n\nбос\n", encoding="utf-8")
    (dictionary,) = find_dictionaries(tmp_path)
    assert read_dictionary(dictionary).entries == [("су", "water", 1.0), ("су", "river", 0.5)]


@pytest.mark.parametrize("damage", ["removed", "replaced", "cut"])
def test_a_damaged_dictionary_is_refused_with_its_path(tmp_path: Path, damage: str) -> None:
    write_dictd(tmp_path, "freedict-fra-eng", {"eau": "water"})
    packed = tmp_path / "freedict-fra-eng.dict.dz"
    whole = packed.read_bytes()
    packed.write_bytes(b"not compressed" if damage == "replaced" else whole[:20])
    if damage == "removed":
        packed.unlink()
    (dictionary,) = find_dictionaries(tmp_path)
    with pytest.raises(CollectionError, match=r"freedict-fra-eng\.index"):
        read_dictionary(dictionary)


def test_translations_are_words_in_the_script_of_their_language(tmp_path: Path) -> None:
    (tmp_path / "en-uk.tsv").write_text("school\tшкола; school\n", encoding="utf-8")
    (tmp_path / "eng-jpn.tsv").write_text("school\t学校; がっこう; school\n", encoding="utf-8")
    found = {read.target: read.entries for read in map(read_dictionary, find_dictionaries(tmp_path))}
    assert found == {
        "uk": [("school", "школа", 1.0)],
        "ja": [("school", "学校", 1.0), ("school", "がっこう", 0.5)],
    }
