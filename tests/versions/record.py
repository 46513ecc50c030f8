"""The numbers and digests that were written down, and what is wrong with them now."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

RECORDED = Path(__file__).parent / "recorded.toml"
WRITE = "python -m tests.versions.write"
_HEAD = f"""# The versions of the stored forms, each beside the digest of its output over tests/versions.
# Raise a number in the commit that changes what is stored, then write this file with: {WRITE}
"""


@dataclass(frozen=True, slots=True)
class Record:
    """A number and the digest of the output that goes with it."""

    number: str
    digest: str


def read(path: Path = RECORDED) -> dict[str, Record]:
    """What was written down, by the name of the number."""
    return {name: Record(**values) for name, values in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def write(records: Mapping[str, Record], path: Path = RECORDED) -> None:
    """Write it down."""
    tables = (f'["{name}"]\nnumber = "{each.number}"\ndigest = "{each.digest}"\n' for name, each in records.items())
    path.write_text("\n".join([_HEAD, *tables]), encoding="utf-8")


def problem(name: str, recorded: Record | None, now: Record) -> str:
    """What is wrong with a number, and what to do; "" where nothing is."""
    if recorded is None:
        return f"{name} is not written down. Write it with: {WRITE}"
    raised, changed = now.number != recorded.number, now.digest != recorded.digest
    if changed and not raised:
        return (
            f"{name} is {now.number}, but what is stored is no longer the same: indexes would keep the old form. "
            f"Raise {name}, then: {WRITE}. Where only the samples of tests/versions changed: {WRITE} --samples"
        )
    if raised and not changed:
        return (
            f"{name} went from {recorded.number} to {now.number}, but what is stored is the same: set it back, or add "
            f"to tests/versions what shows the difference, then: {WRITE}"
        )
    return f"{name} is {now.number} now: write its digest with: {WRITE}" if raised else ""


def may_be_written(recorded: Record | None, now: Record, samples: bool) -> bool:
    """Whether a number and its output changed together, or the output alone because the samples did."""
    if recorded is None:
        return True
    raised, changed = now.number != recorded.number, now.digest != recorded.digest
    return raised == changed or (samples and not raised)


def refused(recorded: Mapping[str, Record], now: Mapping[str, Record], samples: bool) -> list[str]:
    """What is wrong with those that cannot be written as they are."""
    return [
        problem(name, recorded.get(name), each)
        for name, each in now.items()
        if not may_be_written(recorded.get(name), each, samples)
    ]
