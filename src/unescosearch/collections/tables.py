"""Tables as rows of text: .csv, .tsv, .xlsx, .json and .jsonl."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from unescosearch.collections.csv_table import csv_table
from unescosearch.collections.files import confined
from unescosearch.collections.json_table import json_lines, json_records, json_table
from unescosearch.collections.preset import TableReader
from unescosearch.collections.table import Row, Table
from unescosearch.collections.xlsx_table import xlsx_table
from unescosearch.errors import CollectionError, UnreadableError
from unescosearch.extract.dispatch import file_content

__all__ = ["Row", "Table", "read_table"]


def read_table(folder: Path, reader: TableReader, wanted: Collection[str] = ()) -> Table:
    """The table that a collection names.

    Args:
        folder: the collection's.
        reader: names the table.
        wanted: the columns that the mapping uses; in JSON they may be paths (see `json_table`).

    Raises:
        CollectionError: it is missing, of a kind that is not read, or damaged; the message says where and what to do.
    """
    path = folder / reader.path
    ending = path.suffix.lower()
    if ending in (".xls", ".xlsm", ".ods"):
        raise CollectionError(f"{path}: {ending} is not read; save it as .xlsx or as CSV (UTF-8)")
    if ending not in (".csv", ".tsv", ".xlsx", ".json", ".jsonl"):
        raise CollectionError(f"{path}: tables are read from .csv, .tsv, .xlsx, .json or .jsonl")
    try:
        if ending == ".xlsx":
            return xlsx_table(file_content(confined(folder, reader.path)), reader.sheet)
        text = _decoded(folder, reader)
        if ending in (".csv", ".tsv"):
            return csv_table(text, reader.delimiter)
        return json_table(json_lines(text) if ending == ".jsonl" else json_records(text), wanted)
    except (ValueError, RecursionError, UnreadableError) as error:
        raise CollectionError(f"{path}: {error}") from error


def _decoded(folder: Path, reader: TableReader) -> str:
    path = folder / reader.path
    try:
        place = confined(folder, reader.path)
        if place.exists() and not place.is_file():
            raise CollectionError(f"{path}: it is not a plain file; put the table there")
        data = place.read_bytes()
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
