"""Holds the live generation of an index open, and follows it when another one goes live."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from unescosearch.errors import UnescosearchError
from unescosearch.index.generation import Generation
from unescosearch.index.layout import IndexLayout

POLL_SECONDS = 0.5

_log = logging.getLogger(__name__)


class LiveIndex:
    """The live generation, for as many threads as ask.

    A thread looks at the pointer to the live generation twice a second. A new one is opened and checked beside the old
    one, which is closed when the last request that uses it has ended. Where the new one cannot be opened, the old
    one goes on and `problem` says why.

    Args:
        root: the index folder.

    Raises:
        IndexUnavailableError: there is no live generation, or it cannot be opened.
    """

    def __init__(self, root: Path) -> None:
        self._layout = IndexLayout(root)
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._generation = Generation(self._layout.current())
        self._users: dict[str, int] = {}
        self.problem = ""
        self._watcher = threading.Thread(target=self._watch, name="index watcher", daemon=True)
        self._watcher.start()

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """The live generation, kept open until the block ends."""
        with self._lock:
            generation = self._generation
            self._users[generation.id] = self._users.get(generation.id, 0) + 1
        try:
            yield generation
        finally:
            with self._lock:
                self._users[generation.id] -= 1
                self._close_if_unused(generation)

    @property
    def document_count(self) -> int:
        """Documents in the live generation."""
        return self._generation.manifest.counts["documents"]

    def close(self) -> None:
        """Stop following and let go of the files."""
        self._stopped.set()
        self._watcher.join()
        self._generation.close()

    def _watch(self) -> None:
        while not self._stopped.wait(POLL_SECONDS):
            live = self._layout.current_id()
            if live and live != self._generation.id:
                self._follow(live)

    def _follow(self, live: str) -> None:
        try:
            successor = Generation(self._layout.generation(live))
        except UnescosearchError as error:
            if self.problem != str(error):
                _log.error("The new generation %s is not used: %s", live, error)
            self.problem = str(error)
            return
        with self._lock:
            retired, self._generation = self._generation, successor
            self.problem = ""
            self._close_if_unused(retired)
        _log.info("Now serving generation %s", live)

    def _close_if_unused(self, generation: Generation) -> None:
        if generation is not self._generation and not self._users.get(generation.id):
            self._users.pop(generation.id, None)
            generation.close()
