"""The command `evaluate`: what it prints, saves and checks, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.evaluation.small_sets import write_questions, write_xquad
from unescosearch.cli.main import DONE, FAILED, WRONG_USE, main
from unescosearch.evaluation.metrics import MEASURES

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def sets(tmp_path: Path, tiny_encoder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sets, found through the setting, and the small encoder as model."""
    monkeypatch.setenv("UNESCOSEARCH_EVALUATION", str(tmp_path / "sets"))
    monkeypatch.setenv("UNESCOSEARCH_MODEL", str(tiny_encoder))
    write_questions(tmp_path / "sets" / "own")
    write_xquad(tmp_path / "sets" / "xquad")
    return tmp_path / "sets"


def test_a_table_fits_the_terminal(sets: Path, sample_index: Path, capsys: Capture) -> None:
    assert main(["evaluate", "own", "--index", str(sample_index)]) == DONE
    printed = capsys.readouterr().out
    assert "own en->en" in printed
    assert "  factual" in printed
    assert "own, translated fr->en" in printed
    assert "own: 1 questions left out" in printed
    assert all(name in printed for name in MEASURES)
    assert all(len(line) <= 80 for line in printed.splitlines())


def test_json_holds_all_measures_and_the_engine(sets: Path, tmp_path: Path, capsys: Capture) -> None:
    command = ["evaluate", "xquad", "--language-pairs", "--work", str(tmp_path / "work"), "--json"]
    assert main(command) == DONE
    printed = json.loads(capsys.readouterr().out)
    assert [each["rows"][0]["pair"] for each in printed["results"]] == ["en->en", "es->en", "en->es", "es->es"]
    assert set(printed["results"][0]["rows"][0]["dense"]) == {
        "ndcg@10",
        "mrr@10",
        "recall@1",
        "recall@10",
        "recall@100",
    }
    assert printed["engine"]["values"]["encoder 1.model"] == "tiny"
    assert len(list((tmp_path / "work").iterdir())) == 2


def test_languages_together_are_saved_and_checked_together(sets: Path, tmp_path: Path, capsys: Capture) -> None:
    file, work = tmp_path / "xquad.json", ["--work", str(tmp_path / "work")]
    assert main(["evaluate", "xquad", "--together", "--save", str(file), *work]) == DONE
    assert "xquad es->en+es: first result in the asker's language 100.0%" in capsys.readouterr().out
    assert json.loads(file.read_text())["command"] == "unescosearch evaluate xquad --together"
    assert main(["evaluate", "--check", str(file), *work]) == DONE
    assert main(["evaluate", "xquad", "--together", "--language-pairs"]) == WRONG_USE


def test_saved_scores_are_met_again_and_others_fail(sets: Path, tmp_path: Path, capsys: Capture) -> None:
    file, work = tmp_path / "xquad.json", ["--work", str(tmp_path / "work")]
    assert main(["evaluate", str(sets / "xquad" / "set.en.json"), "--save", str(file), *work]) == DONE
    saved = json.loads(file.read_text())
    assert saved["command"] == "unescosearch evaluate xquad/set.en.json"
    assert main(["evaluate", "--check", str(file), *work]) == DONE
    assert "OK" in capsys.readouterr().err
    saved["results"][0]["rows"][0]["lexical"]["mrr@10"] -= 0.1
    saved["engine"]["values"]["search.fusion.dense"] = 0.1
    file.write_text(json.dumps(saved))
    assert main(["evaluate", "--check", str(file), *work]) == FAILED
    printed = capsys.readouterr().err
    assert "lexical mrr@10" in printed
    assert "search.fusion.dense: 0.1 -> " in printed


def test_one_mode_and_another_measure_can_be_shown(sets: Path, sample_index: Path, capsys: Capture) -> None:
    options = ["--index", str(sample_index), "--mode", "lexical", "--metric", "recall@1"]
    assert main(["evaluate", "own", *options]) == DONE
    printed = capsys.readouterr().out
    assert "recall@1" in printed
    assert "hybrid" not in printed


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "Name one or more sets"),
        (["own", "--save", "a", "--check", "b"], "--save"),
        (["own", "--mode", "magic"], "magic"),
        (["own", "--metric", "speed"], "speed"),
        (["own", "--mode", "dense", "--save", "a"], "--mode"),
        (["nothing"], "nothing"),
        (["--check", "absent.json"], "absent.json"),
    ],
)
def test_wrong_use_is_exit_code_2(sets: Path, capsys: Capture, arguments: list[str], named: str) -> None:
    assert main(["evaluate", *arguments]) == WRONG_USE
    assert named in capsys.readouterr().err
