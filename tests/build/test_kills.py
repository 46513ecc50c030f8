"""Builds that are killed: just before each of their steps on the disk, and by the drill at random instants."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.lineage import KEPT_GENERATIONS


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_build_killed_before_any_step_on_the_disk_harms_nothing(
    corpus: Path, tmp_path: Path, options: BuildOptions
) -> None:
    for number in range(KEPT_GENERATIONS):
        (corpus / "new.txt").write_text(f"A text that is another each time, number {number}.")
        build([corpus], tmp_path / "index", options)
    (corpus / "new.txt").write_text("A text about clubs that the killed builds should have taken in.")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    harness = Path(__file__).with_name("kill_at_steps.py")
    arguments = [str(tmp_path / "index"), str(corpus), options.models[0], str(scratch)]
    done = subprocess.run([sys.executable, str(harness), *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 20
