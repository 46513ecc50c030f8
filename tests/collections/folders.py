"""Small collections for tests."""

from __future__ import annotations

from pathlib import Path

from unescosearch.collections.preset import Collection, load_collection
from unescosearch.collections.reading import Item, items
from unescosearch.records import Document, Source

PROSE = "The Organization was founded to build peace through education."


def write(folder: Path, **files: str | bytes) -> Path:
    """Write files; two underscores in a name stand for a slash, one for a point."""
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def collection(folder: Path, toml: str) -> Collection:
    """The collection of this description, named unless it names itself."""
    (folder / "collection.toml").write_text(toml if "name =" in toml else f'name = "Tests"\n{toml}', encoding="utf-8")
    return load_collection(folder)


def documents(folder: Path, fields: str = "", reader: str = "", head: str = "") -> Collection:
    """A collection of the files of a folder."""
    return collection(folder, f'{head}\n[reader]\nkind = "documents"\n{reader}\n[fields]\n{fields}')


def table(folder: Path, content: str | bytes, fields: str, path: str = "t.csv", reader: str = "") -> Collection:
    """A collection of the rows of a table."""
    (folder / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return collection(folder, f'[reader]\nkind = "table"\npath = "{path}"\n{reader}\n[fields]\n{fields}')


def read(source: Collection) -> dict[str, list[Source]]:
    """What every item of a collection gives, by path."""
    return {item.path: item.load() for item in items(source)}


def only(source: Collection) -> Source:
    """The single document of a collection."""
    (found,) = (each for sources in read(source).values() for each in sources)
    return found


def document(source: Collection) -> Document:
    """The record of the single document of a collection."""
    return only(source).document


def digests(source: Collection) -> list[str]:
    """The digests of all items."""
    return [item.digest for item in items(source)]


def item(source: Collection, path: str) -> Item:
    """The item of this path."""
    return next(each for each in items(source) if each.path == path)
