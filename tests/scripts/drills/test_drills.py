"""The drills themselves, kept short: killed builds, and switches under load. docs/robustness.md has the long runs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.drills import kill_builds, load_switch

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def grown(corpus: Path) -> Path:
    """Documents enough for a build to be killed in every stage."""
    for number in range(60):
        (corpus / f"more-{number}.txt").write_text(f"Text number {number}. " + "It is about lakes and clubs. " * 60)
    return corpus


def test_killed_builds_harm_nothing(grown: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(sys, "argv", ["kill_builds", "--kills", "8", "--seed", "3", "--corpus", str(grown)])
    assert kill_builds.main() == 0, capsys.readouterr().out
    printed = capsys.readouterr().out
    assert "kills       8 in" in printed
    assert "of which failed 0" in printed


def test_switches_under_load_fail_no_request(corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    arguments = ["--clients", "16", "--seconds", "4", "--switches", "1", "--corpus", str(corpus)]
    monkeypatch.setattr(sys, "argv", ["load_switch", *arguments])
    assert load_switch.main() == 0, capsys.readouterr().out
    printed = capsys.readouterr().out
    assert "of which failed 0" in printed
    assert "3 generations live in turn" in printed
