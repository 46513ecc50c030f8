"""The nightly job: silent when all is well, and it mentions a bad file once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.rebuild_index import main
from unescosearch.cli.main import DONE, DONE_WITH_FAILURES, WRONG_USE

Capture = pytest.CaptureFixture[str]


def test_it_is_silent_unless_something_is_wrong(
    corpus: Path, tmp_path: Path, tiny_encoder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("UNESCOSEARCH_MODEL", str(tiny_encoder))
    monkeypatch.setenv("UNESCOSEARCH_CORPUS", str(corpus))
    command = ["--index", str(tmp_path / "index"), "--report", str(tmp_path / "report.json")]
    assert main(command) == DONE
    assert capsys.readouterr() == ("", "")
    (corpus / "broken.pdf").write_bytes(b"%PDF-")
    assert main(command) == DONE_WITH_FAILURES
    assert "broken.pdf" in capsys.readouterr().err
    assert json.loads((tmp_path / "report.json").read_text())["failures"][0]["path"] == "broken.pdf"
    assert main(command) == DONE_WITH_FAILURES
    assert capsys.readouterr() == ("", "")


def test_a_corpus_that_is_not_there_is_wrong_use(
    tmp_path: Path, tiny_encoder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("UNESCOSEARCH_MODEL", str(tiny_encoder))
    assert main(["--index", str(tmp_path / "index"), "--corpus", str(tmp_path / "absent")]) == WRONG_USE
    assert "absent" in capsys.readouterr().err
