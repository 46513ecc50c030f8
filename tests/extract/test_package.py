from __future__ import annotations

import zipfile

import pytest

from tests.extract.docx_factory import docx, paragraph, repacked
from unescosearch.errors import UnreadableError
from unescosearch.extract.package import check_package

SOUND = docx(paragraph("A text about heritage."))
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITIES = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = b'<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def test_a_sound_package_passes() -> None:
    check_package(SOUND, ".docx")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted: it opens only with a password"),
        (OLD + "WordDocument".encode("utf-16-le"), "in an old format, whatever its name; save it as .docx"),
        (b"Plain text.", "not a .docx file, whatever its name"),
        (SOUND[: len(SOUND) // 2], "damaged or truncated"),
    ],
)
def test_what_is_no_package_says_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        check_package(data, ".docx")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = repacked(SOUND, {"word/media/zeros.bin": bytes(2_000_000)})
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableError, match=r"unpacks to \d+ bytes, more than the limit of 2000000"):
        check_package(bomb, ".docx", max_unpacked=2_000_000)
    with pytest.raises(UnreadableError, match="entries are more than the limit of 5"):
        check_package(SOUND, ".docx", max_entries=5)
    with pytest.raises(UnreadableError, match="packed in a way that the format does not know"):
        check_package(repacked(SOUND, {}, zipfile.ZIP_LZMA), ".docx")


@pytest.mark.parametrize("content", [ENTITIES.encode(), ENTITIES.encode("utf-16"), OUTSIDE])
def test_xml_that_defines_entities_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"'word/document.xml' defines a document type of its own"):
        check_package(repacked(SOUND, {"word/document.xml": content}), ".docx")


def test_a_protected_zip_is_refused() -> None:
    # The flag stands in the directory at the end of the file, eight bytes after the mark of each entry.
    at = SOUND.rindex(b"PK\x01\x02") + 8
    with pytest.raises(UnreadableError, match="encrypted"):
        check_package(SOUND[:at] + b"\x01" + SOUND[at + 1 :], ".docx")
