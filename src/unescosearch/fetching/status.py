"""The state of collections: those that come with the program and those of the corpora."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from unescosearch.collections.files import collection_folders, document_paths
from unescosearch.collections.preset import Collection, load_collection
from unescosearch.collections.shipped import load_preset, preset_names
from unescosearch.errors import CollectionError
from unescosearch.fetching.journal import Memory, read_memory

STALE_AFTER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Status:
    """A collection and its state.

    Attributes:
        preset: the name under which it can be fetched, or "".
        name: of the collection.
        folder: where it is; "" where it is not.
        licence: as its collection.toml states it.
        kind: how it is fetched, or "".
        size: as its collection.toml states it; of own files what is there.
        state: "not fetched", "fetched", "stale", "unfinished", "own files" or "cannot be used".
        fetched: when the last fetch ended.
        documents: pages, rows or files that are here; None where nobody knows.
        failures: of the last fetch.
        note: what else there is to know.
    """

    preset: str
    name: str
    folder: str = ""
    licence: str = ""
    kind: str = ""
    size: str = ""
    state: str = "not fetched"
    fetched: str = ""
    documents: int | None = None
    failures: int = 0
    note: str = ""

    def to_json(self) -> dict[str, object]:
        """The same as JSON has it."""
        return asdict(self)


def statuses(corpora: Iterable[Path]) -> list[Status]:
    """The state of all collections of the corpora, and of the presets that are in none of them."""
    found = [_status(folder) for corpus in corpora if corpus.is_dir() for folder in collection_folders(corpus)]
    there = {status.preset for status in found}
    return [*(_offered(name) for name in preset_names() if name not in there), *found]


def _offered(name: str) -> Status:
    collection = load_preset(name)
    section = collection.fetch
    told = (section.kind, section.size) if section else ("", "")
    note = section.note if section else ""
    return Status(name, collection.name, "", collection.licence, *told, note=note)


def _status(folder: Path) -> Status:
    try:
        collection = load_collection(folder)
    except CollectionError as error:
        return Status("", folder.name, str(folder), state="cannot be used", note=str(error))
    if collection.fetch is None:
        return Status("", collection.name, str(folder), collection.licence, size=_size(folder), state="own files")
    return _fetched(collection, read_memory(folder))


def _size(folder: Path) -> str:
    """How many files a collection has, and how large they are together."""
    paths = [folder / path for path in document_paths(folder, (), ())]
    total = sum(path.lstat().st_size for path in paths)
    large = f"{total / 1e6:,.0f} MB" if total >= 1e6 else f"{total / 1e3:,.0f} kB"
    return f"{len(paths):,} {'file' if len(paths) == 1 else 'files'}, {large}"


def _fetched(collection: Collection, memory: Memory) -> Status:
    section = collection.fetch
    assert section is not None
    failures = memory.result.get("failures")
    rows = memory.result.get("rows")
    pages = sum(bool(asked.path) for asked in memory.asked.values())
    return Status(
        preset=section.preset,
        name=collection.name,
        folder=str(collection.folder),
        licence=collection.licence,
        kind=section.kind,
        size=section.size,
        state=_state(memory),
        fetched=memory.ended,
        documents=rows if isinstance(rows, int) else pages or None,
        failures=len(failures) if isinstance(failures, list) else 0,
        note=section.note,
    )


def _state(memory: Memory) -> str:
    if not memory.began:
        return "not fetched"
    if memory.unfinished:
        return "unfinished"
    since = (datetime.now(UTC) - STALE_AFTER).isoformat(timespec="seconds")
    return "stale" if memory.ended < since else "fetched"
