"""The measurement of the spelling asks every question of a set, and shows what became of each that was changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.measure import spelling as measure


def test_all_questions_of_all_forms_are_asked_once(tmp_path: Path) -> None:
    nested = {
        "data": [{"paragraphs": [{"qas": [{"question": "Who?"}, {"question": "Where?", "is_impossible": True}]}]}]
    }
    (tmp_path / "set.json").write_text(json.dumps(nested), "utf-8")
    lines = [{"question": "When?", "translations": {"fr": "Quand ?"}}, {"question": "When?"}]
    (tmp_path / "set.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert measure.questions(tmp_path / "set.json") == ["Who?", "Where?"]
    assert measure.questions(tmp_path / "set.jsonl") == ["When?", "Quand ?"]


def test_the_table_counts_questions_and_corrections(
    sample_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "set.json").write_text(json.dumps([{"question": "Where is the museum?"}]), "utf-8")
    measure.main(["--index", str(sample_index), "--sets", str(tmp_path)])
    assert capsys.readouterr().out.splitlines()[-1].split() == ["all", "1", "0", "0.00%"]
