"""The table in docs/quality.md holds the expected scores, no more and no fewer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


def lines() -> Iterator[str]:
    """A line of the table for each expected row."""
    for file in sorted((ROOT / "evaluation" / "expected").glob("*.json")):
        for result in json.loads(file.read_text(encoding="utf-8"))["results"]:
            for row in result["rows"]:
                name = f"{result['set']} {row['pair'].replace('->', '→')}" + (f", {row['kind']}" if row["kind"] else "")
                scores = " | ".join(f"{row[mode]['ndcg@10']:.3f}" for mode in ("hybrid", "dense", "lexical"))
                mean, low, high = (row["difference"][part] for part in ("mean", "low", "high"))
                yield f"| {name} | {row['questions']:,} | {scores} | {mean:+.3f} [{low:+.3f}, {high:+.3f}] |"


def test_the_table_of_scores_holds_the_expected_ones() -> None:
    published = (
        (ROOT / "docs" / "quality.md").read_text(encoding="utf-8").split("## Search")[1].split("What the figures")[0]
    )
    table = {line for line in published.splitlines() if line.startswith("| ") and "→" in line}
    assert table == set(lines())
