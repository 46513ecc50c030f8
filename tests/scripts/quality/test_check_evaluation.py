"""The check of all expected scores: it checks what it can, and says what it skips."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.quality import check_evaluation as script
from tests.evaluation.small_sets import write_questions, write_xquad
from unescosearch.cli.main import DONE, main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def expected(tmp_path: Path, tiny_encoder: Path, sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with expected scores of a set of its own and of questions over an index."""
    monkeypatch.setenv("UNESCOSEARCH_EVALUATION", str(tmp_path / "sets"))
    monkeypatch.setenv("UNESCOSEARCH_MODEL", str(tiny_encoder))
    write_questions(tmp_path / "sets" / "own")
    write_xquad(tmp_path / "sets" / "xquad")
    folder = tmp_path / "expected"
    assert main(["evaluate", "xquad", "--save", str(folder / "xquad.json"), "--work", str(tmp_path / "work")]) == DONE
    assert main(["evaluate", "own", "--save", str(folder / "own.json"), "--index", str(sample_index)]) == DONE
    return folder


def test_all_files_are_checked_and_a_difference_fails(
    tmp_path: Path, expected: Path, sample_index: Path, capsys: Capture
) -> None:
    arguments = ["--expected", str(expected), "--work", str(tmp_path / "work")]
    assert script.run([*arguments, "--index", str(sample_index)]) == 0
    assert script.run(arguments) == 0
    assert "own: skipped, it asks an index" in capsys.readouterr().out
    saved = json.loads((expected / "xquad.json").read_text())
    saved["results"][0]["rows"][0]["hybrid"]["recall@1"] -= 0.5
    (expected / "xquad.json").write_text(json.dumps(saved))
    assert script.run(arguments) == 1
    assert "Not as expected: xquad" in capsys.readouterr().out


def test_absent_sets_are_skipped_with_the_place_where_they_were_looked_for(
    tmp_path: Path, expected: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("UNESCOSEARCH_EVALUATION", str(tmp_path / "nowhere"))
    assert script.run(["--expected", str(expected)]) == 0
    assert f"xquad: skipped, xquad is not in {tmp_path / 'nowhere'}" in capsys.readouterr().out
