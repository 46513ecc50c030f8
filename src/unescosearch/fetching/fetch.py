"""Fetching a collection: from its `[fetch]` section into its folder, with what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from unescosearch.collections.files import COLLECTION_FILE
from unescosearch.collections.preset import load_collection
from unescosearch.errors import CollectionError
from unescosearch.fetching.client import Client, Manners
from unescosearch.fetching.dataset import fetch_dataset
from unescosearch.fetching.file import fetch_files
from unescosearch.fetching.job import Job, Outcome
from unescosearch.fetching.journal import open_journal
from unescosearch.fetching.pages import fetch_pages
from unescosearch.fetching.unesdoc import fetch_texts

_WAYS: dict[str, Callable[[Job], None]] = {
    "file": fetch_files,
    "opendatasoft": fetch_dataset,
    "unesdoc": fetch_texts,
    "urls": fetch_pages,
    "sitemap": fetch_pages,
    "feed": fetch_pages,
}


@dataclass(frozen=True, slots=True)
class Fetch:
    """What a fetch of a collection did.

    Attributes:
        name: of the collection.
        folder: where it is now.
        resumed: whether a fetch that was broken off was taken up again.
        outcome: what came.
        seconds: that it took.
    """

    name: str
    folder: Path
    resumed: bool
    outcome: Outcome
    seconds: float

    def to_json(self) -> dict[str, object]:
        """The same as JSON has it."""
        told = {"name": self.name, "folder": str(self.folder), "resumed": self.resumed, "seconds": self.seconds}
        return {**told, **self.outcome.to_json()}


def fetch_collection(
    folder: Path,
    manners: Manners,
    tell: Callable[[int, int], None],
    *,
    again: bool = False,
    remove_gone: bool = False,
) -> Fetch:
    """Bring a collection into its folder, or up to date there.

    Args:
        folder: with a collection.toml that has a `[fetch]` section.
        manners: how to ask.
        tell: called with the addresses done and their number.
        again: ask for everything, also for what is not said to have changed.
        remove_gone: take away pages that are not there any more.

    Raises:
        CollectionError: the section cannot be used, or another fetch is at work there.
    """
    collection = load_collection(folder)
    section = collection.fetch
    if section is None:
        raise CollectionError(
            f"{folder / COLLECTION_FILE} has no [fetch] section; write where the collection comes from"
        )
    began = time.monotonic()
    with open_journal(folder) as journal, Client(manners) as client:
        resumed = journal.resumed
        job = Job(client, folder, section, journal, Outcome(), again, remove_gone, tell)
        _WAYS[section.kind](job)
        journal.finish(job.outcome.to_json())
    return Fetch(collection.name, folder, resumed, job.outcome, round(time.monotonic() - began, 3))
