"""The encoding of a web page, read as browsers read it: a mark in the file, then the server's word, then the page's."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from unescosearch.errors import UnreadableError
from unescosearch.extract.text import decode

_HEAD_BYTES = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What the label of an encoding means on the web where Python means another by it, or does not know it
# (https://encoding.spec.whatwg.org/#names-and-labels); the first are written by programs that mean the second.
_MEANT = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    "iso8859-9": "cp1254",
    **dict.fromkeys(("iso8859-11", "tis-620", "windows-874", "dos-874"), "cp874"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "csgb2312"), "gb18030"),
    **dict.fromkeys(("big5", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc_kr", "windows-949", "ks_c_5601-1989", "korean"), "cp949"),
    **{f"x-cp125{number}": f"cp125{number}" for number in range(9)},
    **dict.fromkeys(("iso-8859-8-i", "iso-8859-8-e", "logical", "visual"), "iso8859-8"),
    **dict.fromkeys(("koi", "koi8"), "koi8-r"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    "x-mac-roman": "mac-roman",
    "x-euc-jp": "euc_jp",
    "sun_eu_greek": "iso8859-7",
    **dict.fromkeys(("unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8"), "utf-8"),
    **dict.fromkeys(("utf-16", "unicode", "ucs-2", "iso-10646-ucs-2", "csunicode", "unicodefeff"), "utf-16-le"),
    "unicodefffe": "utf-16-be",
}
# Those that browsers know, by Python's names.
_KNOWN = frozenset(
    (
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949"),
        *("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *(f"cp125{number}" for number in range(9)),
    )
)
# Their bytes can be read as UTF-8 too, and give nonsense.
_LIKE_ASCII = {"utf-16-le": b"\0", "utf-16-be": b"\0", "iso2022_jp": b"\x1b"}


def decode_page(data: bytes, charset: str = "") -> str | bytes:
    """The page as text; the bytes as they are where nobody says of what encoding they are.

    A byte order mark goes before all. What can be read as UTF-8 is UTF-8, whatever is said of it. Else the label that
    the server named, then the page's own, mean what browsers take them for.

    Args:
        data: the file.
        charset: the label that its server named, or "".
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    names = [marked] if marked else list(_named(data, charset))
    for name in names:
        if _LIKE_ASCII.get(name, b"") in data and name in _LIKE_ASCII and (text := _strictly(data, name)):
            return text
    try:
        return decode(data)
    except UnreadableError:
        texts = (_strictly(data, name) for name in names)
        return next(filter(None, texts), data.decode(names[0], "replace") if names else data)


def _named(data: bytes, charset: str) -> Iterator[str]:
    """Python's names of the encodings that the server and the page name, as far as browsers know them."""
    if found := known(charset):
        yield found
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    if declared and (found := known(declared[1].decode("ascii"))):
        # A declaration that could be read byte by byte is not in UTF-16.
        yield "utf-8" if found.startswith("utf-16") else found


def known(label: str) -> str:
    """Python's name of the encoding that a label means on the web; "" where browsers do not know it."""
    label = label.strip().lower()
    try:
        name = _MEANT.get(label) or codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if name in _KNOWN else ""


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeError:
        return ""
