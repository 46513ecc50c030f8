"""The lexicon of a build: what was learned before is taken over where it would be the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from unescosearch.build.lexicon.dictionaries import Glossary
from unescosearch.build.lexicon.writer import Sources, write_lexicon

LAKES = Glossary("fr", "en", [("lac", "lake", 1.0)])


def sources(digest: str, *glossaries: Glossary) -> Sources:
    return Sources(concepts=[], glossaries=glossaries, parallel={}, targets=frozenset({"en"}), texts=[], digest=digest)


def words(path: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute('SELECT language, "key", word FROM words').fetchall()


def test_words_made_from_the_same_are_copied(tmp_path: Path) -> None:
    write_lexicon(tmp_path / "known", sources("a", LAKES))
    write_lexicon(tmp_path / "same", sources("a"), tmp_path / "known")
    write_lexicon(tmp_path / "other", sources("b"), tmp_path / "known")
    assert words(tmp_path / "same") == words(tmp_path / "known") == [("fr", "lac", "lake")]
    assert words(tmp_path / "other") == []


def test_words_are_made_anew_where_the_known_lexicon_is_of_an_earlier_program_or_gone(tmp_path: Path) -> None:
    write_lexicon(tmp_path / "known", sources("a"))
    with closing(sqlite3.connect(tmp_path / "known")) as db:
        db.execute("DROP TABLE learned")
    for number, known in enumerate((tmp_path / "known", tmp_path / "gone")):
        write_lexicon(tmp_path / str(number), sources("a", LAKES), known)
        assert words(tmp_path / str(number)) == [("fr", "lac", "lake")]
    assert not (tmp_path / "gone").exists()
