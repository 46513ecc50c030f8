"""Measures how often a rightly spelt question is taken for a slip: every question of the evaluation sets, by set.

A correction of a word that is spelt wrongly in the set itself is no mistake: all of them are printed, to be read.

Run: .venv/bin/python -m scripts.measure.spelling --index INDEX [--sets FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.spelling import Correction
from unescosearch.search.understand import understand
from unescosearch.settings import Settings


def questions(path: Path) -> list[str]:
    """All questions of a file of JSON or JSON Lines, those without an answer and translations too, each once."""
    text = path.read_text("utf-8")
    values = [json.loads(line) for line in text.splitlines() if line.strip()] if path.suffix == ".jsonl" else text
    return list(dict.fromkeys(_asked(json.loads(values) if isinstance(values, str) else values)))


def _asked(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _asked(each)
    if isinstance(value, dict):
        if isinstance(value.get("question"), str):
            yield value["question"]
        if isinstance(value.get("translations"), dict):
            yield from value["translations"].values()
        for each in value.values():
            yield from _asked(each)


def corrected(generation: Generation, texts: list[str]) -> list[tuple[str, tuple[Correction, ...]]]:
    """The texts that are not taken as they are written, with what was made of them."""
    found = ((text, understand(text, generation).corrections) for text in texts)
    return [(text, corrections) for text, corrections in found if corrections]


def main(arguments: list[str]) -> None:
    """Print a line a file, then every correction."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--sets", type=Path, default=Settings().evaluation)
    given = parser.parse_args(arguments)
    generation = open_current(given.index, checksums=False)
    print(f"{'file':<52}{'questions':>10}{'corrected':>10}{'share':>9}")
    lines, asked = [], 0
    for path in sorted(path for path in given.sets.rglob("*") if path.suffix in {".json", ".jsonl"}):
        texts = questions(path)
        found = corrected(generation, texts)
        name = path.relative_to(given.sets).as_posix()
        if texts:
            print(f"{name:<52}{len(texts):>10,}{len(found):>10}{len(found) / len(texts):>9.2%}", flush=True)
        asked += len(texts)
        lines += [(name, text, corrections) for text, corrections in found]
    print(f"{'all':<52}{asked:>10,}{len(lines):>10}{len(lines) / max(1, asked):>9.2%}")
    for name, text, corrections in lines:
        for each in corrections:
            print(f"{name}: {each.written} -> {each.meant}: {text}")


if __name__ == "__main__":
    main(sys.argv[1:])
