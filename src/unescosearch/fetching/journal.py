"""What a collection's folder remembers of its fetches: a line of JSON an address, of which a kill loses one at most."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from unescosearch.errors import CollectionError

STATE_FOLDER = ".fetch"
JOURNAL = "journal.jsonl"
# A fetch that was broken off is taken up again for so long; then it begins anew.
RESUMED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of an address that was asked for.

    Attributes:
        url: the address.
        at: when it was last asked for, in ISO 8601 and UTC.
        status: of the answer; 0 where none came.
        path: of the file that holds the body, relative to the collection's folder; "" where there is none.
        digest: SHA-256 of the body.
        final_url: the address that gave the body, after redirects.
        etag: for the next conditional request.
        last_modified: the same.
        reason: why it failed; "" where it did not.
        gone: since when it answers that it is not there any more.
        told: digest of what the list says about its document.
    """

    url: str
    at: str
    status: int = 0
    path: str = ""
    digest: str = ""
    final_url: str = ""
    etag: str = ""
    last_modified: str = ""
    reason: str = ""
    gone: str = ""
    told: str = ""


@dataclass(slots=True)
class Memory:
    """What the journal says: the addresses, and how the last fetch went.

    Attributes:
        asked: by address.
        began: when the last fetch began.
        ended: when it ended; "" where it was broken off.
        result: its figures.
    """

    asked: dict[str, Asked] = field(default_factory=dict)
    began: str = ""
    ended: str = ""
    result: dict[str, object] = field(default_factory=dict)

    @property
    def unfinished(self) -> bool:
        """Whether the last fetch was broken off."""
        return bool(self.began) and not self.ended


def moment() -> str:
    """Now, as the journal writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_memory(folder: Path) -> Memory:
    """What the journal of a collection's folder says; nothing where there is none."""
    memory = Memory()
    try:
        lines = (folder / STATE_FOLDER / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return memory
    for line in lines:
        try:
            _take_in(memory, json.loads(line))
        except (ValueError, TypeError, KeyError):  # the line that a kill cut off
            continue
    return memory


def _take_in(memory: Memory, told: dict[str, object]) -> None:
    if "url" in told:
        asked = Asked(**told)  # type: ignore[arg-type]
        memory.asked[asked.url] = asked
    elif "began" in told:
        memory.began, memory.ended = str(told["began"]), ""
    elif "ended" in told:
        memory.ended = str(told["ended"])
        result = told.get("result")
        memory.result = result if isinstance(result, dict) else {}


class Journal:
    """The journal of a folder while a fetch runs; made with `open_journal`."""

    def __init__(self, folder: Path, memory: Memory) -> None:
        self.memory = memory
        self._path = folder / STATE_FOLDER / JOURNAL
        since = datetime.now(UTC) - RESUMED_FOR
        self.resumed = memory.unfinished and memory.began > since.isoformat(timespec="seconds")
        if not self.resumed:
            memory.began, memory.ended = moment(), ""
        self._write_whole()
        self._file = self._path.open("a", encoding="utf-8")

    def note(self, asked: Asked) -> None:
        """Remember an address."""
        self.memory.asked[asked.url] = asked
        self._file.write(_line(asdict(asked)))
        self._file.flush()

    def forget(self, url: str) -> None:
        """Drop an address; it stays in the file until the fetch ends."""
        del self.memory.asked[url]

    def finish(self, result: dict[str, object]) -> None:
        """Remember that the fetch came to its end, and how."""
        self.memory.ended, self.memory.result = moment(), result
        self._write_whole()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write_whole(self) -> None:
        """Write a line an address, and none twice; the old file is replaced in one step."""
        memory = self.memory
        lines = [_line({"began": memory.began}), *(_line(asdict(asked)) for asked in memory.asked.values())]
        if memory.ended:
            lines.append(_line({"ended": memory.ended, "result": memory.result}))
        new = self._path.with_name(f"{JOURNAL}.new")
        new.write_text("".join(lines), encoding="utf-8")
        os.replace(new, self._path)


@contextmanager
def open_journal(folder: Path) -> Iterator[Journal]:
    """The journal of a collection's folder, for one fetch at a time.

    Raises:
        CollectionError: another fetch is at work there, or the folder cannot be written.
    """
    try:
        (folder / STATE_FOLDER).mkdir(parents=True, exist_ok=True)
        with FileLock(folder / STATE_FOLDER / "lock", timeout=0):
            journal = Journal(folder, read_memory(folder))
            try:
                yield journal
            finally:
                journal.close()
    except Timeout as error:
        raise CollectionError(f"{folder}: another fetch is at work there; wait for its end") from error


def _line(told: dict[str, object]) -> str:
    kept = {key: value for key, value in told.items() if value or key in ("status", "result")}
    return json.dumps(kept, ensure_ascii=False) + "\n"
