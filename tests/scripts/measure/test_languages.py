"""The measurement of language detection counts what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.measure import languages as measure

ENGLISH = "The school stands by the river, and its pupils measure every spring how high the water has come this year."
FRENCH = "L'école se trouve au bord de la rivière, et ses élèves mesurent chaque printemps la hauteur de l'eau ici."


def test_letters_in_the_wrong_language_are_counted() -> None:
    right, of = measure.right_letters([(f"{ENGLISH} {ENGLISH}", "en"), (f"{FRENCH} {FRENCH}", "fr"), ("Oui.", "en")])
    assert of - right == measure.letters("Oui.")


def test_a_bilingual_document_takes_turns() -> None:
    first, second = ([(f"{name}{number}", name) for number in range(3)] for name in ("en", "fr"))
    assert [text for text, _ in measure.bilingual(first, second)] == ["en0", "en1", "fr0", "fr1", "en2", "fr2"]


def test_the_table_has_a_line_for_each_language(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for language in measure.ASKED:
        folder = tmp_path / "sdg" / language
        folder.mkdir(parents=True)
        (folder / "goals.yml").write_text(f"1-title: {FRENCH if language == 'fr' else ENGLISH}\n", "utf-8")
    assert measure.main(["--sets", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0] for line in lines[2:]] == [f"| {language}" for language in measure.ASKED]
    assert "1.000 of 1" in lines[3]
