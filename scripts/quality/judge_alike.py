"""Compares what counts as a near duplicate with what was read: pairs of real collections (alike.txt), and made ones.

Years are not looked at here: reprints of another year serve as the same text, though a build keeps both.

Run: .venv/bin/python -m scripts.quality.judge_alike COLLECTION... (folders: the Courier's)
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.quality.made_alike import made_pairs
from unescosearch.build.difference import other_document
from unescosearch.build.likeness import likeness, shingles
from unescosearch.build.near_duplicates import LEAST_LIKENESS
from unescosearch.collections.preset import load_collection
from unescosearch.collections.reading import items
from unescosearch.errors import UnreadableError

READ = Path(__file__).with_name("alike.txt")


def real_pairs(folders: Sequence[Path]) -> Iterator[tuple[str, str, str, bool]]:
    """(name, one text, the other, whether they are two documents) of the pairs that were read."""
    rows = [line.split() for line in READ.read_text("utf-8").splitlines() if not line.startswith("#")]
    texts = dict(_texts(folders, {each for first, second, _ in rows for each in (first, second)}))
    for first, second, verdict in rows:
        if first in texts and second in texts:
            yield f"{first} {second}", texts[first], texts[second], verdict == "other"


def _texts(folders: Sequence[Path], wanted: set[str]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for item in items(load_collection(folder)):
            try:
                found = list(item.load())
            except UnreadableError:
                continue
            for source in found:
                if source.document.id in wanted:
                    yield source.document.id, source.extracted.text


def judged(name: str, pairs: Iterator[tuple[str, str, str, bool]]) -> list[str]:
    """A row of figures and the pairs that came out otherwise than read."""
    counts, wrong = Counter[str](), list[str]()
    for pair, first, second, other in pairs:
        alike = likeness(shingles(first), shingles(second)) >= LEAST_LIKENESS
        same = not other_document(first, second)
        counts["pairs"] += 1
        counts["alike"] += alike
        counts["alike, the same"] += alike and not other
        counts["taken"] += alike and same
        counts["taken, the same"] += alike and same and not other
        if same is other:
            wrong.append(f"  {pair}: read as {'other' if other else 'the same'}")
    return [f"{name}: " + ", ".join(f"{what} {count}" for what, count in counts.items()), *wrong]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("collections", type=Path, nargs="*")
    given = parser.parse_args(arguments)
    print("\n".join([*judged("real", real_pairs(given.collections)), *judged("made", made_pairs())]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
