"""A SQLite file opened read-only, for as many threads as ask: the catalogue and the lexicon are read through it."""

from __future__ import annotations

import queue
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from unescosearch.errors import IndexUnavailableError

_CONNECTIONS = 8


class ReadOnlyPool:
    """Connections to one file, all opened at once and handed round.

    So the file can be read to the end when its generation is deleted meanwhile, and the threads that come and go in a
    service leave no connection behind.

    Args:
        path: of the file.
        name: what it is, for messages: "catalogue".

    Raises:
        IndexUnavailableError: it cannot be opened; raised by the methods too where it turns out damaged or is closed.
    """

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._closed = False
        try:
            for _ in range(_CONNECTIONS):
                self._idle.put(self._connect())
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the connections that nobody is using; nothing can be asked any more."""
        self._closed = True
        while not self._idle.empty():
            self._idle.get().close()

    def all(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self.cursor(sql, values) as found:
            return list(found)

    @contextmanager
    def cursor(self, sql: str, values: Sequence[object] = ()) -> Iterator[Iterable[sqlite3.Row]]:
        """The rows of a query, on a connection that nobody else uses until the block ends."""
        if self._closed:
            raise IndexUnavailableError(f"The {self._name} {self._path} is closed. Open its generation again.")
        connection = self._idle.get()
        try:
            with closing(connection.execute(sql, tuple(values))) as found:
                yield found
        except sqlite3.DatabaseError as error:
            raise self._unreadable(error) from error
        finally:
            self._idle.put(connection)

    def _connect(self) -> sqlite3.Connection:
        try:
            address = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            # A search must not fail because the disk for temporary files is full.
            connection.execute("PRAGMA temp_store = MEMORY")
        except sqlite3.Error as error:
            raise self._unreadable(error) from error
        return connection

    def _unreadable(self, error: sqlite3.Error) -> IndexUnavailableError:
        return IndexUnavailableError(
            f"The {self._name} {self._path} cannot be read ({error}). Go back with: unescosearch rollback. "
            "Or rebuild it with: unescosearch build --full"
        )
