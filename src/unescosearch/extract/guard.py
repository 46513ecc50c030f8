"""A fence around third-party parsers: what they raise becomes an UnreadableError, what they log stays unseen."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from unescosearch.errors import UnreadableError


def hush(*loggers: str) -> None:
    """Keep parsers' remarks about single files off the terminal; a failure to read is reported as such."""
    for name in loggers:
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


@contextmanager
def guarded(failed: str) -> Iterator[None]:
    """Turn whatever a parser raises inside the block into an UnreadableError that begins with `failed`."""
    try:
        yield
    except UnreadableError:
        raise
    except MemoryError as error:
        raise UnreadableError("reading it needs more memory than it may have; split the file") from error
    except Exception as error:  # parsers of hostile files raise nearly anything
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableError(f"{failed}: {reason}") from error
