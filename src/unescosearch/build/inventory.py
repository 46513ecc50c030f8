"""Lists what the corpora hold, and compares it with what the live index knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.catalogue.catalogue import Item as KnownItem
from unescosearch.collections.documents import ReadSidecar
from unescosearch.collections.preset import Collection, TableReader, ThesaurusReader, discover
from unescosearch.collections.reading import Item, items
from unescosearch.collections.sidecar import read_sidecar
from unescosearch.errors import CollectionError
from unescosearch.extract.dispatch import Extract, extract_file
from unescosearch.generation.report import Changes, within
from unescosearch.records import Failure, digest


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the corpora hold, before anything is read.

    Attributes:
        items: each with the name of its collection, in a fixed order.
        failures: collections that could not be used at all.
        digest: over all items and failures.
        gone: names of those of them whose table is not there at all.
        thesauri: name and Turtle file of each collection that is a thesaurus.
    """

    items: list[tuple[str, Item]]
    failures: list[Failure]
    digest: str
    thesauri: tuple[tuple[str, Path], ...] = ()
    gone: frozenset[str] = frozenset()


def take_inventory(
    corpora: Sequence[Path], extract: Extract = extract_file, describe: ReadSidecar = read_sidecar
) -> Inventory:
    """List every file and row of the corpora with the digest of its content.

    Args:
        corpora: folders of collections.
        extract: reads the files.
        describe: reads the sidecars beside them.

    Raises:
        CollectionError: a corpus folder does not exist, or two collections have the same name.
    """
    collections = [collection for corpus in corpora for collection in discover(corpus)]
    _check_names(collections)
    listed: list[tuple[str, Item]] = []
    failures: list[Failure] = []
    gone: set[str] = set()
    for collection in collections:
        try:
            listed.extend((collection.name, item) for item in items(collection, extract, describe))
        except CollectionError as error:
            reason = within(collection.folder, str(error))
            failures.append(Failure(collection.name, collection.folder.name, "collect", reason))
            if isinstance(collection.reader, TableReader) and not (collection.folder / collection.reader.path).exists():
                gone.add(collection.name)
    parts = [part for name, item in listed for part in (name, item.path, item.digest)]
    parts += [part for failure in failures for part in (failure.collection, failure.reason)]
    thesauri = tuple(
        (collection.name, collection.folder / collection.reader.path)
        for collection in collections
        if isinstance(collection.reader, ThesaurusReader)
    )
    return Inventory(listed, failures, digest(*parts), thesauri, frozenset(gone))


def compare(inventory: Inventory, live: Catalogue | None, kept: int = 0) -> Changes:
    """What an inventory holds against what the live catalogue knows.

    Args:
        inventory: of the corpora.
        live: the live catalogue, or None.
        kept: how many of its items are kept although they were not met.
    """
    known = {key: item.digest for key, item in live.items().items()} if live else {}
    met = {(collection, item.path): item.digest for collection, item in inventory.items}
    unchanged = sum(known.get(key) == digest for key, digest in met.items())
    added = len(met.keys() - known.keys())
    gone = len(known.keys() - met.keys()) - kept
    return Changes(len(met), added, len(met) - added - unchanged, gone, unchanged, kept)


def kept_items(inventory: Inventory, live: Catalogue | None, full: bool = False) -> dict[tuple[str, str], KnownItem]:
    """By (collection, path) what gave documents before, in collections that cannot be read now.

    A table that is missing for a night must not take its documents away: they stay as they were. A full build takes
    nothing over of a table that is gone; one that is there and cannot be read keeps its documents even then.
    """
    unreadable = {failure.collection for failure in inventory.failures} - (inventory.gone if full else set())
    met = {(collection, item.path) for collection, item in inventory.items}
    known = live.items() if live and unreadable else {}
    return {
        key: item
        for key, item in known.items()
        if key[0] in unreadable and key not in met and item.outcome == "document"
    }


def _check_names(collections: Sequence[Collection]) -> None:
    seen: dict[str, Path] = {}
    for collection in collections:
        if collection.name in seen:
            raise CollectionError(
                f"Two collections are called {collection.name!r}: {seen[collection.name]} and {collection.folder}. "
                "Give one of them another name in its collection.toml."
            )
        seen[collection.name] = collection.folder
