"""Reads untrusted files in processes of their own, so that none can crash, stall or swell the program itself."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import Pipe
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from types import TracebackType
from typing import ParamSpec, TypeVar, cast

from unescosearch.errors import UnreadableError
from unescosearch.extract.dispatch import extract_file
from unescosearch.extract.formats import FORMATS
from unescosearch.extract.isolated import Death, Job
from unescosearch.extract.process_limits import MAX_MEMORY, MAX_SECONDS
from unescosearch.records import Extracted

P = ParamSpec("P")
T = TypeVar("T")

# Scans are read in the language that their collection states.
OF_COLLECTION = "collection"


class Sandbox:
    """Processes that wait for files to read; each file is read by a fresh copy of one of them.

    Safe to use from several threads: as many processes are started as there are calls at the same time. They end
    with the sandbox, or when the program that owns it ends in whatever way.

    Args:
        max_seconds: wall time of a call; whoever is called may ask for more (`limits.allow`).
        max_memory: bytes of address space of a call.
        languages: what scans are written in, codes with commas between, or "collection" for what theirs says.
    """

    def __init__(
        self, *, max_seconds: float = MAX_SECONDS, max_memory: int = MAX_MEMORY, languages: str = OF_COLLECTION
    ) -> None:
        self._languages = "" if languages == OF_COLLECTION else languages
        self._limits = (max_seconds, max_memory)
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._started: list[_Process] = []
        self._lock = Lock()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            for process in self._started:
                process.kill()
            self._started.clear()
        with contextlib.suppress(Empty):
            while True:
                self._idle.get_nowait().disconnect()

    def extract_file(self, path: Path, language: str = "", charset: str = "") -> Extracted:
        """What `dispatch.extract_file` gives, made in a process of its own where the format is dangerous."""
        form = FORMATS.get(path.suffix.lower())
        if form and form.harmless:
            return extract_file(path, language)
        return self.run(extract_file, path, self._languages or language, charset)

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function of a module in a process of its own.

        Raises:
            UnreadableError: what the function raised, or that it took too long, too much memory or crashed.
        """
        process = self._process()
        try:
            answer = process.ask((function, args, kwargs, *self._limits))
        except (EOFError, OSError) as error:  # the waiting process itself was killed
            process.kill()
            process.disconnect()
            raise UnreadableError("the process that read it was killed from outside; build again") from error
        self._idle.put(process)
        if isinstance(answer, Death):
            raise UnreadableError(_cause(answer, self._limits[0]))
        value, reason = answer
        if reason:
            raise UnreadableError(reason)
        return cast(T, value)

    def _process(self) -> _Process:
        with contextlib.suppress(Empty):
            return self._idle.get_nowait()
        process = _Process()
        with self._lock:
            self._started.append(process)
        return process


class _Process:
    """A process of `extract/isolated.py` with the connection to it."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        # Not with -m: what it sends must be of the module that this process knows.
        code = f"from unescosearch.extract.isolated import serve; serve({theirs.fileno()})"
        # Numerical libraries start threads, and a process with threads cannot be copied safely.
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()

    def ask(self, job: Job) -> tuple[object, str] | Death:
        self._connection.send(job)
        return self._connection.recv()  # type: ignore[no-any-return]  # it came through a pipe

    def kill(self) -> None:
        """End it with its copy and whatever that has started."""
        if self._process.returncode is None:  # else its number may be another's by now
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def disconnect(self) -> None:
        """Let go of the connection; to be called only while nobody waits for an answer."""
        self._connection.close()


def _cause(death: Death, seconds: float) -> str:
    """Why a call ended without an answer, in words."""
    if death.signal == signal.SIGALRM:
        return f"reading took too long and was stopped (limit: {seconds:.0f} seconds); print it to a new file"
    if death.signal == signal.SIGKILL:
        return "the system stopped the reading, likely for want of memory; split the file"
    return f"the reader crashed ({death}): the file is damaged; save it anew"
