r"""Links while a text is put together: signs that no text holds stand around them, until their places are known.

A link stands in a block as `\x02address\x03words\x04`; white space may be squeezed and lines joined around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from unescosearch.records import Link

OPENING, _BETWEEN, CLOSING = LINK_MARKS = "\x02\x03\x04"
_MARKS = re.compile("\x02([^\x02\x03\x04]*)\x03|\x04")
_ANY = re.compile("\x02[^\x02\x03\x04]*\x03|[\x02\x03\x04]")
_LONGEST = 2_000
_SAFE = re.compile(r"(?:https?://|mailto:)[^\s\\<>\"]+", re.IGNORECASE)
_SPACE = re.compile(r"\s+")


def marked(words: str, target: str, *, relative: bool = False) -> str:
    """The words of a link with its address around them; words alone where there is no address to keep.

    Args:
        words: what is shown.
        target: the address.
        relative: whether an address may go on from that of the source; that of a file on somebody's disk may not.
    """
    address, body = _ANY.sub("", _SPACE.sub("%20", target.strip())), words.strip()
    if not address or address.startswith("#") or len(address) > _LONGEST or not body:
        return words
    if not relative and not _SAFE.fullmatch(address):
        return words
    # White space stays outside, where it can be squeezed with what stands around.
    at = words.index(body)
    return f"{words[:at]}{OPENING}{address}{_BETWEEN}{body}{CLOSING}{words[at + len(body) :]}"


def unmarked(text: str) -> str:
    """A text without the marks of links."""
    return _ANY.sub("", text)


def placed(text: str, offset: int = 0) -> tuple[str, list[Link]]:
    """A text without marks, and the links in it.

    Args:
        text: with marks.
        offset: what to add to the places of the links.
    """
    parts: list[str] = []
    links: list[Link] = []
    opened: tuple[int, str] | None = None
    at, last = offset, 0
    for mark in _MARKS.finditer(text):
        parts.append(unmarked(text[last : mark.start()]))
        at += len(parts[-1])
        last = mark.end()
        if mark[1] is not None:
            opened = at, mark[1]
        elif opened and opened[0] < at:
            links.append(Link(opened[0], at, opened[1]))
            opened = None
    return "".join([*parts, unmarked(text[last:])]), links


def followed(links: Iterable[Link], address: str) -> tuple[Link, ...]:
    """The links that a reader may follow: http, https and mailto; relative ones lead on from an address.

    Args:
        links: as the source writes them.
        address: of the source, "" where it has none; then relative links lead nowhere.
    """
    found = (replace(link, url=_absolute(link.url, address)) for link in links)
    return tuple(link for link in found if _SAFE.fullmatch(link.url))


def _absolute(url: str, address: str) -> str:
    try:
        return urljoin(address, url)
    except ValueError:  # an address such as http://[
        return ""
