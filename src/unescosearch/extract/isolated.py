"""The process that reads untrusted files for a `Sandbox`: it copies itself for each, and the copy has limits."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import resource
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any, TypeAlias

from unescosearch.errors import UnreadableError

# Function, arguments, seconds and bytes of address space.
Job: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...], Mapping[str, Any], float, int]


@dataclass(frozen=True, slots=True)
class Death:
    """That a copy ended without an answer.

    Attributes:
        signal: what killed it; 0 where it left by itself.
    """

    signal: int

    def __str__(self) -> str:
        return signal.Signals(self.signal).name if self.signal in set(signal.Signals) else "without a word"


def serve(descriptor: int) -> None:
    """Answer the jobs that come over a connection until it is closed.

    Args:
        descriptor: the open file of the connection.
    """
    import_module("unescosearch.extract.dispatch")  # once, here, rather than in each copy
    connection = Connection(descriptor)
    gc.collect()
    gc.freeze()
    with contextlib.suppress(EOFError, OSError):
        while True:
            connection.send_bytes(_answer(connection.recv(), connection))


def _answer(job: Job, connection: Connection) -> bytes:
    """What a copy of this process makes of a job, pickled."""
    reading, writing = os.pipe()
    copy = os.fork()
    if not copy:
        connection.close()  # or it would stay open after this process is killed
        _work(job, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(copy, 0)
    # What a copy wrote before it was killed is not whole.
    return pickle.dumps(Death(max(0, -os.waitstatus_to_exitcode(status)))) if status else answer


def _work(job: Job, writing: int) -> None:
    function, args, kwargs, seconds, memory = job
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        signal.setitimer(signal.ITIMER_REAL, seconds)
        answer = pickle.dumps(_outcome(function, args, kwargs, memory))
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)
    finally:
        os._exit(1)


def _outcome(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any], memory: int
) -> tuple[object, str]:
    """What a function returns, or the reason why it does not."""
    try:
        return function(*args, **kwargs), ""
    except UnreadableError as error:
        return None, str(error)
    except MemoryError:
        return None, f"reading needs more than the limit of {memory} bytes of memory; split the file"
    except Exception as error:  # a parser of a hostile file raises nearly anything
        return None, f"the reader failed on it: {type(error).__name__}: {error}"
