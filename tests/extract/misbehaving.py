"""What a reader of hostile files may do, for the tests of the sandbox."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from unescosearch.errors import UnreadableError
from unescosearch.extract.process_limits import allow


def fine(text: str) -> tuple[str, int]:
    return text, os.getpid()


def hang(*_: object) -> None:
    while True:
        pass


def hang_in_c() -> None:
    time.sleep(3600)


def swell() -> int:
    held = [bytes(50_000_000) for _ in range(100)]
    return len(held)


def crash() -> None:
    ctypes.string_at(0)


def leave() -> None:
    os._exit(3)


def kill_the_process_itself() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(3600)


def complain() -> None:
    raise UnreadableError("encrypted; save it without password")


def fail() -> None:
    raise KeyError("/Root")


def take_longer() -> str:
    time.sleep(0.5)
    allow(30)
    time.sleep(1)
    return "done"


def remember(path: Path) -> str:
    """What an earlier call left behind in its process."""
    left = str(globals().get("_left", ""))
    globals()["_left"] = path.name
    return left
