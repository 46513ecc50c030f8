"""Tables as rows of text: .csv, .tsv, .json and .jsonl."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from pathlib import Path

from unescosearch.collections.files import confined
from unescosearch.collections.preset import TableReader
from unescosearch.errors import CollectionError, UnreadableError

_LARGEST_CELL = 50_000_000
_END = "\0end of table"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        number: as a spreadsheet counts: the header of a .csv is row 1. In JSON the first record is 1.
        values: by column.
        problem: why the row cannot be used, or "".
    """

    number: int
    values: Mapping[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold anything, and the columns that all of them have."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(folder: Path, reader: TableReader) -> Table:
    """The table that a collection names.

    Raises:
        CollectionError: it is missing, of a kind that is not read, or damaged; the message says where and what to do.
    """
    ending = Path(reader.path).suffix.lower()
    if ending in (".xlsx", ".xls", ".ods"):
        raise CollectionError(f"{folder / reader.path}: {ending} is not read yet; save it as CSV (UTF-8)")
    if ending not in (".csv", ".tsv", ".json", ".jsonl"):
        raise CollectionError(f"{folder / reader.path}: tables are read from .csv, .tsv, .json or .jsonl")
    text = _decoded(folder, reader)
    try:
        if ending in (".csv", ".tsv"):
            return _from_csv(text, reader.delimiter)
        return _from_records(_json_lines(text) if ending == ".jsonl" else _json_records(text))
    except (ValueError, RecursionError, csv.Error) as error:
        raise CollectionError(f"{folder / reader.path}: {error}") from error


def _decoded(folder: Path, reader: TableReader) -> str:
    path = folder / reader.path
    try:
        data = confined(folder, reader.path).read_bytes()
        encoding = "utf-8-sig" if reader.encoding.lower() in ("utf-8", "utf8") else reader.encoding
        return data.decode(encoding)
    except UnreadableError as error:
        raise CollectionError(f"{folder}: reader.path: {error}") from error
    except OSError as error:
        raise CollectionError(f"{path}: cannot be opened ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CollectionError(
            f"{path}: byte {error.start} (line {line}) is not {reader.encoding}; save the table as UTF-8,"
            ' or name its encoding in the [reader] section, for example encoding = "cp1252"'
        ) from error
    except (LookupError, UnicodeError) as error:
        raise CollectionError(f"{path}: encoding {reader.encoding!r} cannot be used: {error}") from error


def _from_csv(text: str, delimiter: str) -> Table:
    records = _csv_records(text, delimiter)
    header = tuple(name.strip() for name in next(records, []))
    doubled = {name for name in header if name and header.count(name) > 1}
    if not header or doubled:
        raise ValueError(f"column {min(doubled)!r} stands there twice; rename one" if doubled else "the table is empty")
    filled = ((number, cells) for number, cells in enumerate(records, start=2) if any(map(str.strip, cells)))
    return Table(header, tuple(_csv_row(number, header, cells) for number, cells in filled))


def _csv_records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The records of the text; a quotation mark that is never closed would swallow the rest unnoticed."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        records = list(csv.reader(chain(StringIO(text, newline=""), [_END]), delimiter=delimiter))
    finally:
        csv.field_size_limit(before)
    if records[-1] != [_END]:
        raise ValueError(f"a quotation mark in record {len(records)} is never closed; close it or double it")
    return iter(records[:-1])


def _csv_row(number: int, header: tuple[str, ...], cells: list[str]) -> Row:
    values = dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
    problem = f"the row has {len(cells)} cells, the header {len(header)}; mend its quotation marks"
    return Row(number, values, problem if any(cells[len(header) :]) else "")


def _json_records(text: str) -> Iterable[object]:
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not valid JSON: {error}") from error
    records = values.get("results") if isinstance(values, dict) else values
    if not isinstance(records, list):
        raise ValueError('the JSON must be a list of records, or have them under "results"')
    return records


def _json_lines(text: str) -> Iterator[object]:
    for line in text.split("\n"):
        try:
            yield json.loads(line) if line.strip() else {}
        except (ValueError, RecursionError) as error:
            yield f"the line is not valid JSON: {error}"


def _from_records(records: Iterable[object]) -> Table:
    known: dict[str, None] = {}
    rows: list[Row] = []
    for number, record in enumerate(records, start=1):
        if isinstance(record, dict):
            values = {str(key): _cell(value) for key, value in record.items()}
            known.update(dict.fromkeys(values))
            if any(map(str.strip, values.values())):
                rows.append(Row(number, values))
        else:
            problem = record if isinstance(record, str) else "the record is not an object with names and values"
            rows.append(Row(number, {}, problem))
    empty = dict.fromkeys(known, "")
    return Table(tuple(known), tuple(Row(row.number, {**empty, **row.values}, row.problem) for row in rows))


def _cell(value: object) -> str:
    """A value of JSON as text: nothing for null, the parts of a list with semicolons between them."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(part) for part in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
