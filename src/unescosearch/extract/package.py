"""Office packages (.docx, .xlsx): zip files that are looked at before a parser may unpack them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import IO
from xml.parsers.expat import ExpatError, ParserCreate

from unescosearch.errors import UnreadableError
from unescosearch.extract.guard import guarded

MAX_UNPACKED_BYTES = 200_000_000
MAX_ENTRIES = 10_000
# The container of encrypted packages, and of the formats that Office wrote before 2007.
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
# The only two that the format knows; the others unpack without any bound.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK_BYTES = 4_096


def check_package(
    data: bytes, ending: str, *, max_unpacked: int = MAX_UNPACKED_BYTES, max_entries: int = MAX_ENTRIES
) -> None:
    """See that a file is a package that can be unpacked without harm.

    Args:
        data: the whole file.
        ending: what the file should be, such as ".docx"; for the message.
        max_unpacked: bytes that all its entries may have together.
        max_entries: how many there may be.

    Raises:
        UnreadableError: encrypted, of an older format, damaged, beyond a limit, or with a document type of its own,
            which could define entities that expand without end or read other files.
    """
    _check_container(data, ending)
    with guarded(f"the {ending} file is damaged or truncated"), zipfile.ZipFile(BytesIO(data)) as package:
        entries = package.infolist()
        if len(entries) > max_entries:
            raise UnreadableError(f"{len(entries)} entries are more than the limit of {max_entries}; split the file")
        size = sum(entry.file_size for entry in entries)
        if size > max_unpacked:
            raise UnreadableError(f"it unpacks to {size} bytes, more than the limit of {max_unpacked}; split the file")
        for entry in entries:
            _check_entry(package, entry)


def _check_container(data: bytes, ending: str) -> None:
    if data.startswith(_OLD_CONTAINER):
        if _ENCRYPTED in data:
            raise UnreadableError("encrypted: it opens only with a password; save it without password")
        raise UnreadableError(f"it is in an old format, whatever its name; save it as {ending}")
    if not data.startswith(b"PK"):
        raise UnreadableError(f"it is not a {ending} file, whatever its name; bring it here again")


def _check_entry(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED_FLAG:
        raise UnreadableError("encrypted: it opens only with a password; save it without password")
    if entry.compress_type not in _METHODS:
        raise UnreadableError(f"{entry.filename!r} is packed in a way that the format does not know; save it again")
    with package.open(entry) as part:
        if _defines_type(part):
            raise UnreadableError(f"{entry.filename!r} defines a document type of its own, which is not read")


def _defines_type(part: IO[bytes]) -> bool:
    """Whether XML, in whatever encoding, holds a document type before its first element; what is no XML does not."""
    seen: list[bool] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    try:
        while not seen and (chunk := part.read(_CHUNK_BYTES)):
            parser.Parse(chunk, False)
    except (ExpatError, ValueError, LookupError):
        pass  # an image, or damaged: whoever reads the part will tell
    return seen[:1] == [True]
