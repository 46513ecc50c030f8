"""What one fetch of one collection works with, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from unescosearch.collections.fetch_section import FetchSection
from unescosearch.fetching.addresses import host_of, plain_url
from unescosearch.fetching.client import Client
from unescosearch.fetching.journal import Journal


@dataclass(frozen=True, slots=True)
class Failed:
    """An address that could not be fetched, and why."""

    url: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What came of a fetch, in addresses; of a dataset or a ZIP file also in rows or files.

    Attributes:
        new: were not here before.
        changed: are here anew.
        unchanged: are as they were.
        gone: were here, and are not there any more.
        same: lead to a page that another address has brought.
        left_out: are listed, but not among the wanted patterns.
        failures: could not be fetched.
        rows: of the dataset; files of an archive.
        expected: rows that the dataset says it has.
        bytes: that came.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    same: int = 0
    left_out: int = 0
    failures: list[Failed] = field(default_factory=list)
    rows: int | None = None
    expected: int | None = None
    bytes: int = 0

    def to_json(self) -> dict[str, object]:
        """The figures and the failures as JSON has them."""
        figures = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "failures"}
        return {**figures, "failures": [{"url": failed.url, "reason": failed.reason} for failed in self.failures]}


def _tell_nobody(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Job:
    """One fetch of one collection.

    Attributes:
        client: asks.
        folder: the collection's.
        section: says where the collection comes from.
        journal: remembers.
        outcome: filled on the way.
        again: ask for everything, also for what is not said to have changed.
        remove_gone: take away what is not there any more.
        tell: called with the addresses done and their number.
    """

    client: Client
    folder: Path
    section: FetchSection
    journal: Journal
    outcome: Outcome
    again: bool = False
    remove_gone: bool = False
    tell: Callable[[int, int], None] = _tell_nobody

    @property
    def hosts(self) -> frozenset[str]:
        """The hosts that may be asked."""
        section = self.section
        named = [*section.url, *(listed.url for listed in section.urls), *filter(None, [section.base])]
        return frozenset(section.hosts or (host_of(plain_url(url)) for url in named))

    def failed(self, url: str, reason: str) -> None:
        """Record a failure."""
        self.outcome.failures.append(Failed(url, reason))
