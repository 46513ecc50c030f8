"""Runs thousands of damaged files through the readers, and counts what became of them.

The files are made from those of the starter corpus by a random generator with a seed: bytes are changed, cut out,
doubled and put elsewhere; in office packages inside the parts too. Each must be read or refused with a reason. Ends
with 1 where a reader raised anything else, took longer than its limit, or more than a gigabyte.

Run: .venv/bin/python -m scripts.drills.fuzz_readers [--files 2100] [--seed 1] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from unescosearch.collections.preset import TableReader
from unescosearch.collections.tables import read_table
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.limits import MAX_SECONDS
from unescosearch.extract.sandbox import Sandbox

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
TABLES = (".csv", ".json", ".xlsx")
ENDINGS = (".pdf", ".html", ".docx", ".md", *TABLES)
PACKAGES = (".docx", ".xlsx")
LARGEST_SEED = 300_000
MOST_MEMORY = 1_000_000_000
_SPECIAL = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b"</",
    b"]]>",
    b'"',
    b"99999999999",
    b"-1",
    b"\n---\n",
    b"\xf0\x9f",
    b"<!DOCTYPE a>",
)

Mutation = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: "read", "refused", "stopped" or "fault", after how many seconds, and why."""

    kind: str
    seconds: float
    reason: str = ""


def seeds() -> dict[str, list[bytes]]:
    """The sound files of each kind, those of the starter corpus and a few made of them."""
    found: dict[str, list[bytes]] = defaultdict(list)
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix in ENDINGS and path.stat().st_size <= LARGEST_SEED:
            found[path.suffix].append(path.read_bytes())
    rows: list[list[object]] = [["id", "title", "text"]]
    rows += [[number, f"Row {number}", "Some text of this row."] for number in range(60)]
    found[".csv"].append("\n".join(",".join(map(str, row)) for row in rows).encode())
    found[".json"].append(json.dumps([dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]).encode())
    book, stream = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    found[".xlsx"].append(stream.getvalue())
    return found


def damaged(data: bytes, ending: str, chance: random.Random) -> bytes:
    """The file with some damage; of a package half the time inside one of its parts."""
    if ending in PACKAGES and chance.random() < 0.5:
        return _repacked(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(MUTATIONS)(data, chance)
    return data


def _repacked(data: bytes, chance: random.Random) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        hit = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, chance.choice(MUTATIONS)(part, chance) if name == hit else part)
    return stream.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 8, 64))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 30, 1000, len(data))))


def _truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _double(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 3, 20)) + data[end:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    start, _ = _span(data, chance)
    return data[:start] + chance.choice(_SPECIAL) * chance.choice((1, 2, 500)) + data[start:]


def _move(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    rest = data[:start] + data[end:]
    to = chance.randrange(len(rest) + 1)
    return rest[:to] + data[start:end] + rest[to:]


MUTATIONS: tuple[Mutation, ...] = (_flip, _truncate, _cut, _double, _insert, _move)


def outcome(path: Path, sandbox: Sandbox) -> Outcome:
    """Read a file as a build would."""
    began = time.perf_counter()
    try:
        if path.suffix in TABLES:
            read_table(path.parent, TableReader(path.name))
        else:
            sandbox.extract_file(path)
    except (UnreadableError, CollectionError) as error:
        reason = str(error)
        stopped = any(
            sign in reason for sign in ("took too long", "of memory", "reader crashed", "killed from outside")
        )
        return Outcome("stopped" if stopped else "refused", time.perf_counter() - began, reason)
    except BaseException as error:  # the very thing that this looks for
        return Outcome("fault", time.perf_counter() - began, f"{type(error).__name__}: {error}")
    return Outcome("read", time.perf_counter() - began)


def peak() -> int:
    """The most memory, in bytes, that this process or one of its readers has used."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return 1024 * max(resource.getrusage(who).ru_maxrss for who in whose)


def run(count: int, seed: int, folder: Path) -> tuple[dict[str, list[Outcome]], list[Path]]:
    """Damage and read this many files; what became of them by kind of file, and which ended badly."""
    chance, sound = random.Random(seed), seeds()
    found: dict[str, list[Outcome]] = {ending: [] for ending in ENDINGS}
    bad: list[Path] = []
    with Sandbox() as sandbox:
        for number in range(count):
            ending = ENDINGS[number % len(ENDINGS)]
            path = folder / f"{number}{ending}"
            path.write_bytes(damaged(chance.choice(sound[ending]), ending, chance))
            became = outcome(path, sandbox)
            found[ending].append(became)
            if became.kind == "fault" or became.seconds > MAX_SECONDS + 10:
                bad.append(path)
                print(f"{path.name}: {became.reason or became.seconds}", file=sys.stderr)
            else:
                path.unlink()
    return found, bad


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each kind of file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--files", type=int, default=2100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files that end badly")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found, bad = run(given.files, given.seed, folder)
    print("| files | made | read | refused | stopped | faults | slowest |\n|---|---|---|---|---|---|---|")
    for ending, outcomes in found.items():
        kinds = Counter(became.kind for became in outcomes)
        counts = " | ".join(f"{kinds[kind]:,}" for kind in ("read", "refused", "stopped", "fault"))
        slowest = max((became.seconds for became in outcomes), default=0)
        print(f"| `{ending}` | {len(outcomes):,} | {counts} | {slowest:.1f} s |")
    print(f"\nMost memory of a process: {peak() / 1e6:,.0f} MB")
    return 1 if bad or peak() > MOST_MEMORY else 0


if __name__ == "__main__":
    sys.exit(main())
