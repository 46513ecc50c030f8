"""Prints how many behaviour cases of tests/relevance an index meets, category by category, and what the others break.

Run: .venv/bin/python -m scripts.quality.relevance --index INDEX [--category NAME] [--cases FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from unescosearch.evaluation.behaviour.cases import Case, load_cases, load_tipping
from unescosearch.evaluation.behaviour.running import failures
from unescosearch.generation.generation import open_current

REPOSITORY = Path(__file__).resolve().parents[2]
CASES = REPOSITORY / "tests" / "relevance"


def table(cases: Sequence[Case], broken: Mapping[str, list[str]]) -> list[str]:
    """The lines of a table: cases met, cases and known failures for each category, and for all."""
    lines = [f"{'category':<20}{'met':>5}{'of':>5}{'share':>8}{'known to fail':>15}"]
    for category in [*dict.fromkeys(case.category for case in cases), "all"]:
        chosen = [case for case in cases if category in (case.category, "all")]
        met = sum(not broken[case.name] for case in chosen)
        known = sum(bool(case.known_failure) for case in chosen)
        lines.append(f"{category:<20}{met:>5}{len(chosen):>5}{met / len(chosen):>8.1%}{known:>15}")
    return lines


def surprises(cases: Sequence[Case], broken: Mapping[str, list[str]], tipping: Mapping[str, str]) -> list[str]:
    """The lines that say which cases fail without being known to, or are met though known to fail.

    Nothing is said of cases that rounding decides.
    """
    lines = []
    for case in cases:
        if case.name in tipping:
            continue
        if broken[case.name] and not case.known_failure:
            lines += [f"{case.name} ({case.category}): {case.query!r}", *(f"  - {one}" for one in broken[case.name])]
        elif case.known_failure and not broken[case.name]:
            lines.append(f"{case.name} ({case.category}) is met now: take its known_failure away")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the cases; the exit code is 1 where something is not as the cases say.

    Args:
        arguments: of the command line; by default those that the script was started with.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, default=REPOSITORY / "index")
    parser.add_argument("--cases", type=Path, default=CASES / "cases")
    parser.add_argument("--category", help="only the cases of one category")
    given = parser.parse_args(arguments)
    cases = [case for case in load_cases(given.cases) if given.category in (None, case.category)]
    if not cases:
        parser.error(f"no case has the category {given.category!r}")
    generation = open_current(given.index, checksums=False)
    broken = {case.name: failures(generation, case) for case in cases}
    generation.close()
    unexpected = surprises(cases, broken, load_tipping(CASES / "tipping.toml"))
    print("\n".join([*table(cases, broken), "", *unexpected]).rstrip())
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
