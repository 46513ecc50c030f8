"""Damaged files of every kind are read or refused, and the same seed makes the same files."""

from __future__ import annotations

import random
from pathlib import Path

from scripts.drills import fuzz_readers as fuzz


def test_a_hundred_damaged_files_are_all_accounted_for(tmp_path: Path) -> None:
    found, bad = fuzz.run(99, 7, tmp_path)
    assert bad == []
    assert {kind: len(outcomes) for kind, outcomes in found.items()} == dict.fromkeys(fuzz.KINDS, 9)
    assert {outcome.kind for outcomes in found.values() for outcome in outcomes} <= {"read", "refused", "stopped"}
    assert all(outcome.reason for outcomes in found.values() for outcome in outcomes if outcome.kind != "read")


def test_a_seed_makes_the_same_files() -> None:
    (sound,) = fuzz.seeds()[".json"]
    first, second = ([fuzz.damaged(sound, ".json", random.Random(seed)) for seed in range(20)] for _ in "ab")
    assert first == second
    assert len(set(first)) > 10
