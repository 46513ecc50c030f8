"""Runs thousands of damaged files through the readers, and counts what became of them.

The files are made from those of the starter corpus by a random generator with a seed: bytes are changed, cut out,
doubled and put elsewhere; in office packages inside the parts too. What people write by hand (front matter, sidecars,
collection.toml, cells of a table) is made by a grammar instead: right keys with unexpected values. Each must be
read or refused with a reason. Ends with 1 where a reader raised anything else, took longer than its limit, or more than
a gigabyte.

Run: .venv/bin/python -m scripts.drills.fuzz_readers [--files 2100] [--seed 1] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
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

from unescosearch.collections.preset import TableReader, discover
from unescosearch.collections.reading import items
from unescosearch.collections.sidecar import read_sidecar
from unescosearch.collections.tables import read_table
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.process_limits import MAX_SECONDS
from unescosearch.extract.sandbox import Sandbox

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
TABLES = (".csv", ".json", ".xlsx")
ENDINGS = (".pdf", ".html", ".docx", ".md", *TABLES)
GRAMMAR = ("front matter", "sidecar", "collection.toml", "cells")
KINDS = (*ENDINGS, *GRAMMAR)
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

# Values as YAML, TOML and cells have them, or nearly so.
_VALUES = (
    *(
        "0x" + "f" * 5000,
        "9" * 5000,
        "1e400",
        "-.inf",
        "nan",
        "0o17",
        "1_000",
        "1:30:00",
        "true",
        "no",
        "null",
        "~",
        "",
    ),
    *(
        "2001-02-30",
        "0000-00-00",
        "1964-1985",
        "14 mars 1994",
        "[1994]",
        "1994-03-14T25:61:00Z",
        "9999-12-31",
        "19th century",
    ),
    *(
        "[" * 3000,
        "{" * 3000,
        "[" * 300 + "]" * 300,
        "{a: {b: {c: 1}}}",
        "[1, [2, [3]]]",
        "{a = {b = 1}}",
        "a." * 3000 + "b = 1",
    ),
    *(
        "&a [*a, *a]",
        "*nobody",
        "<<: *a",
        "!!python/object/apply:os.system ['true']",
        "!!binary x",
        "!!set {a}",
        "? - x",
        "@at",
        "%x",
    ),
    *(
        "'",
        '"',
        '"never closed',
        '"""',
        "'''",
        '"\\ud800"',
        '"\\x00"',
        "a: b: c",
        "- a\n- b",
        "|\n  text",
        "a # b",
        "\t",
    ),
    *(
        "{",
        "}",
        "{}",
        "{x}",
        "{title:>999999}",
        "{title!r}",
        "{title.__class__}",
        "%Y-%d",
        "\0",
        "\u202e",
        "\ufeff",
        "𝕏" * 500,
    ),
    *(
        "../../etc/passwd",
        "/dev/zero",
        "javascript:alert(1)",
        "http://[",
        "C:\\a",
        "=1+1",
        "<b>",
        "&#0;",
        "NO",
        "[NO, SE]",
    ),
)
_FIELDS = (
    "id",
    "title",
    "language",
    "date",
    "authors",
    "countries",
    "themes",
    "pages",
    "source_url",
    "work",
    "duration",
)
_SETTINGS = (
    *(
        "name",
        "publisher",
        "licence",
        "language",
        "homepage",
        "reader",
        "reader.kind",
        "reader.path",
        "reader.delimiter",
    ),
    *("reader.encoding", "reader.include", "reader.only", "columns", "versions", "fetch", "fields", "facts"),
    *(f"fields.{field}" for field in (*_FIELDS, "text", "text_html", "text_file", "date_format")),
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


def written(kind: str, chance: random.Random) -> str:
    """What somebody may have written by hand: front matter with a text, a sidecar, a collection.toml, or a table."""
    if kind == "cells":
        rows = (",".join(_cell(chance) for _ in _FIELDS) for _ in range(chance.randint(1, 5)))
        return "\n".join([",".join(_FIELDS), *rows]) + "\n"
    if kind == "front matter":
        fence, sign = chance.choice((("---", ":"), ("---", ":"), ("+++", " =")))
        return f"{fence}\n{_lines(_FIELDS, sign, chance)}{fence}\n\nA text of a few words about the river.\n"
    keys = _SETTINGS if kind == "collection.toml" else (*_FIELDS, "fetched", "facts")
    begun = 'name = "T"\nreader.kind = "documents"\n' if kind == "collection.toml" and chance.random() < 0.8 else ""
    return begun + _lines([key for key in keys if f"{key} " not in begun], " =", chance)


def _lines(keys: Sequence[str], sign: str, chance: random.Random) -> str:
    chosen = chance.sample(keys, chance.randint(1, 4))
    return "".join(f"{key}{sign} {_value(sign, chance)}\n" for key in chosen)


def _value(sign: str, chance: random.Random) -> str:
    value = chance.choice(_VALUES)
    # Most of these are no TOML: in quotes they get further.
    return json.dumps(value) if "=" in sign and chance.random() < 0.8 else value


def _cell(chance: random.Random) -> str:
    value = chance.choice(_VALUES)
    return '"' + value.replace('"', '""') + '"' if chance.random() < 0.9 else value


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
        if path.is_dir():
            _read_folder(path, sandbox)
        elif path.suffix in TABLES:
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


def _read_folder(folder: Path, sandbox: Sandbox) -> None:
    """Read the collections of a folder as a build does; what an item's reader raises besides is for the build's net."""
    for collection in discover(folder):
        for item in items(collection, sandbox.extract_file, lambda path: sandbox.run(read_sidecar, path)):
            item.load()


def made(kind: str, number: int, sound: dict[str, list[bytes]], folder: Path, chance: random.Random) -> Path:
    """A damaged file of a kind, or a folder with one."""
    if kind not in GRAMMAR:
        path = folder / f"{number}{kind}"
        path.write_bytes(damaged(chance.choice(sound[kind]), kind, chance))
        return path
    place = folder / str(number)
    place.mkdir()
    names = {"front matter": "a.md", "sidecar": "a.txt.toml", "collection.toml": "collection.toml", "cells": "t.csv"}
    (place / names[kind]).write_text(written(kind, chance), encoding="utf-8")
    if kind == "cells":
        fields = "".join(f'{field} = "{{{field}}}"\n' for field in _FIELDS if field != "duration")
        table = '[reader]\nkind = "table"\npath = "t.csv"\n[fields]\ntext = "{title} {duration} and more of it"\n'
        (place / "collection.toml").write_text(f'name = "T"\n{table}{fields}', encoding="utf-8")
    elif kind != "front matter":
        (place / "a.txt").write_text("A text of a few words about the river.\n", encoding="utf-8")
    return place


def peak() -> int:
    """The most memory, in bytes, that this process or one of its readers has used."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return 1024 * max(resource.getrusage(who).ru_maxrss for who in whose)


def run(count: int, seed: int, folder: Path) -> tuple[dict[str, list[Outcome]], list[Path]]:
    """Damage and read this many files; what became of them by kind of file, and which ended badly."""
    chance, sound = random.Random(seed), seeds()
    found: dict[str, list[Outcome]] = {kind: [] for kind in KINDS}
    bad: list[Path] = []
    with Sandbox() as sandbox:
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            path = made(kind, number, sound, folder, chance)
            became = outcome(path, sandbox)
            found[kind].append(became)
            if became.kind == "fault" or became.seconds > MAX_SECONDS + 10:
                bad.append(path)
                print(f"{path.name}: {became.reason or became.seconds}", file=sys.stderr)
            elif path.is_dir():
                shutil.rmtree(path)
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
