"""The body of an answer, unpacked piece by piece and never beyond a limit of bytes or of time."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable, Iterator

from unescosearch.errors import FetchError

_GZIP = b"\x1f\x8b"
_ANY_HEADER = zlib.MAX_WBITS | 32


class CutOffError(Exception):
    """The body ends too early; the request is worth another try."""


def read_body(pieces: Iterable[bytes], encoding: str, max_bytes: int, max_seconds: float) -> bytes:
    """The whole body.

    Args:
        pieces: as they arrive.
        encoding: the Content-Encoding.
        max_bytes: limit of the body, packed and unpacked.
        max_seconds: limit of the time that it takes to arrive.

    Raises:
        FetchError: a limit is passed, or the encoding is not known.
        CutOffError: the body ends too early.
    """
    arriving = _within(pieces, max_bytes, max_seconds)
    if encoding in ("gzip", "x-gzip", "deflate"):
        arriving = _within(_unpacked(arriving, max_bytes), max_bytes, max_seconds)
    elif encoding not in ("", "identity"):
        raise FetchError(f"the answer is encoded as {encoding}, which was not asked for")
    return b"".join(arriving)


def unpacked_file(data: bytes, max_bytes: int) -> bytes:
    """The content of a .gz file, or the data as they are.

    Raises:
        FetchError: it is damaged or larger than the limit.
    """
    if not data.startswith(_GZIP):
        return data
    try:
        return b"".join(_within(_unpacked([data], max_bytes), max_bytes, float("inf")))
    except CutOffError as error:
        raise FetchError(f"the .gz file is damaged: {error}") from error


def _within(pieces: Iterable[bytes], max_bytes: int, max_seconds: float) -> Iterator[bytes]:
    arrived, latest = 0, time.monotonic() + max_seconds
    for piece in pieces:
        arrived += len(piece)
        if arrived > max_bytes:
            raise FetchError(f"it is larger than the limit of {max_bytes:,} bytes")
        if time.monotonic() > latest:
            raise FetchError(f"it took longer than the limit of {max_seconds:g} seconds")
        yield piece


def _unpacked(pieces: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    unpacker, met = zlib.decompressobj(_ANY_HEADER), False
    try:
        for piece in pieces:
            while piece:
                if unpacker.eof:  # another member follows
                    unpacker = zlib.decompressobj(_ANY_HEADER)
                met = True
                yield unpacker.decompress(piece, max_bytes + 1)
                piece = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as error:
        raise CutOffError(f"the packed body is damaged ({error})") from error
    if met and not unpacker.eof:
        raise CutOffError("the packed body ends too early")
