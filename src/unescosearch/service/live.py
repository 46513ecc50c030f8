"""Holds the live generation of an index open, and follows it when another one goes live."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from unescosearch.answers.answer import answer
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters

POLL_SECONDS = 0.5

_LONGEST_PAUSE = 60.0
_FIRST_QUESTION = SearchParameters("What has been done for education and heritage?")

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Open:
    """A generation and how many requests are using it."""

    generation: Generation
    users: int = 0


@dataclass(frozen=True, slots=True)
class _Refused:
    """What could not be taken up: its id ("" where the pointer itself cannot be read), and when to try again."""

    id: str
    pause: float
    again: float


class LiveIndex:
    """The live generation, for as many threads as ask.

    A thread looks at the pointer to the live generation twice a second. A new one is opened and checked beside the old
    one, which is closed when the last request that uses it has ended. Where the new one cannot be opened, the old
    one goes on, `problem` says why, and the new one is tried again after pauses that grow to a minute.

    Args:
        root: the index folder.
        poll_seconds: time between two looks at the pointer.

    Raises:
        IndexUnavailableError: there is no live generation, or it cannot be opened.
    """

    def __init__(self, root: Path, poll_seconds: float = POLL_SECONDS) -> None:
        self._layout = IndexLayout(root)
        self._poll_seconds = poll_seconds
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._open = _Open(_opened(self._layout.current()))
        self._refused: _Refused | None = None
        self.problem = ""
        self._watcher = threading.Thread(target=self._watch, name="index watcher", daemon=True)
        self._watcher.start()

    @contextmanager
    def lease(self) -> Iterator[Generation]:
        """The live generation, kept open until the block ends."""
        with self._lock:
            used = self._open
            used.users += 1
        try:
            yield used.generation
        finally:
            with self._lock:
                used.users -= 1
                last = used is not self._open and not used.users
            if last:
                used.generation.close()

    @property
    def document_count(self) -> int:
        """Documents in the live generation."""
        return self._open.generation.manifest.counts["documents"]

    def close(self) -> None:
        """Stop following and let go of the files."""
        self._stopped.set()
        self._watcher.join()
        self._open.generation.close()

    def _watch(self) -> None:
        while not self._stopped.wait(self._poll_seconds):
            live = ""
            try:
                live = self._layout.current().id
                if live == self._open.generation.id:
                    self.problem, self._refused = "", None
                elif self._is_due(live):
                    self._take_up(_opened(self._layout.generation(live)))
            # Whatever is wrong with the new one, the service goes on; a panic of tantivy's is no plain Exception.
            except BaseException as error:
                self._refuse(live, error)

    def _is_due(self, live: str) -> bool:
        return self._refused is None or self._refused.id != live or time.monotonic() >= self._refused.again

    def _take_up(self, successor: Generation) -> None:
        # First: who gets an answer of the new generation must not be told that it is refused.
        self.problem, self._refused = "", None
        with self._lock:
            retired, self._open = self._open, _Open(successor)
            unused = not retired.users
        if unused:
            retired.generation.close()
        _log.info("Now serving generation %s", successor.id)

    def _refuse(self, live: str, error: BaseException) -> None:
        problem = str(error) or type(error).__name__
        if problem != self.problem:
            _log.error("The new generation %s is not used: %s", live or "(unknown)", problem)
        again = self._refused is not None and self._refused.id == live
        pause = min(2 * self._refused.pause, _LONGEST_PAUSE) if again and self._refused else self._poll_seconds
        self._refused = _Refused(live, pause, time.monotonic() + pause)
        self.problem = problem


def _opened(layout: GenerationLayout) -> Generation:
    """A generation that has answered a question already.

    So one that cannot answer is never taken up, and what is loaded at the first question, the detection of languages
    above all, is not loaded by as many threads at once as there are first visitors.
    """
    generation = Generation(layout)
    try:
        answer(generation, search(generation, _FIRST_QUESTION))
    except BaseException:
        generation.close()
        raise
    return generation
