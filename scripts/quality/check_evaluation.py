"""Compares the quality of the search with the expected scores in evaluation/expected.

Each file there names its sets, which are looked for in UNESCOSEARCH_EVALUATION, else in ../shared/eval. A file about
questions over an index is skipped unless the index of the real collections is named. Ends with 1 where a score is not
within 0.005 of the expected one.

Run: .venv/bin/python -m scripts.quality.check_evaluation [--index INDEX] [--work FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from unescosearch.cli.main import DONE, main
from unescosearch.evaluation.expected import load
from unescosearch.evaluation.sets import located
from unescosearch.settings import Settings

ROOT = Path(__file__).parents[2]


def reason_to_skip(file: Path, home: Path, index: Path | None) -> str:
    """Why a file of expected scores cannot be checked here, "" where it can."""
    wanted = load(file)
    absent = [part for name in wanted.sets for part in name.split(":") if located(part, home) is None]
    if absent:
        return f"{', '.join(absent)} is not in {home}; UNESCOSEARCH_EVALUATION names another folder"
    if wanted.over_index and index is None:
        return "it asks an index of the real collections; name one with --index (make evaluate REAL_INDEX=...)"
    return ""


def check(file: Path, index: Path | None, work: Path) -> bool:
    """Whether a file of expected scores is met; what differs is printed."""
    asked = ["--index", str(index)] if index and load(file).over_index else []
    return main(["evaluate", "--check", str(file), "--work", str(work), *asked]) == DONE


def run(arguments: list[str] | None = None) -> int:
    """Check all files; 0 where all that could be checked are met, else 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, help="an index of the real collections")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "evaluation", help="keeps the indexes of sets")
    parser.add_argument("--expected", type=Path, default=ROOT / "evaluation" / "expected", help="the expected scores")
    given = parser.parse_args(arguments)
    failed = []
    for file in sorted(given.expected.glob("*.json")):
        reason = reason_to_skip(file, Settings().evaluation, given.index)
        print(f"{file.stem}: skipped, {reason}." if reason else f"{file.stem}:", flush=True)
        if not reason and not check(file, given.index, given.work):
            failed.append(file.stem)
    if failed:
        print(f"Not as expected: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run())
