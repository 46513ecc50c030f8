"""Words and addresses that are broken at the end of a line, made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from unescosearch.writing import HYPHENATED, LETTER

# Stands in the lines of a page for a hyphen of which it is not known yet whether it belongs to its word.
SOFT = "\u00ad"
_LAST_PART = re.compile(rf"({LETTER}+)-$")
_BROKEN = re.compile(rf"({LETTER}+){SOFT}({HYPHENATED.pattern})")
_LAST_TOKEN = re.compile(r"\S+$")
_ADDRESS = re.compile(r"://|www\.|\w/\w|_|\w\.\w|-[^-]*-[^-]*-$")
# What goes on with an address after a slash: not a word, nor the number of the next section.
_GOES_ON = re.compile(r"\w\S*(?:[/_=?&#~]|%[\dA-F]{2})|(?=\S*\d)(?=\S*[^\W\d])\w", re.IGNORECASE)
# A dash that binds two words, or a hyphen that binds figures.
_BOUND = re.compile(r"\w–$|\d-$")
_SLASH = re.compile(r"\w/$")


def document_words(lines: Sequence[str]) -> Set[str]:
    """The words of a document, without the halves of those that are broken at a line end."""
    words: set[str] = set()
    broken = False
    for line in lines:
        found = [word.casefold() for word in HYPHENATED.findall(_BROKEN.sub(" ", _LAST_PART.sub("", line)))]
        words.update(found[1:] if broken else found)
        broken = bool(_LAST_PART.search(line))
    return words


def half_word(text: str, follower: str, words: Set[str] | None) -> str | None:
    """A line that ends in the middle of a word or address, ready for the rest; None for other lines.

    Args:
        text: the line.
        follower: the next line.
        words: of the document; None where they are not known yet, and `mended` shall tell.
    """
    token = _LAST_TOKEN.search(text)
    if token and _ADDRESS.search(token[0]):
        return _half_address(text, follower)
    if _BOUND.search(text) or (_SLASH.search(text) and follower[0].islower()):
        return text
    first, second = _LAST_PART.search(text), HYPHENATED.match(follower)
    if not first or not second:
        return None
    return text[:-1] + (SOFT if words is None else _hyphen(first[1], second[0], words))


def mended(text: str, words: Set[str]) -> str:
    """A text with hyphens or nothing where it was not known yet.

    Args:
        text: of lines or cells.
        words: of the document.
    """
    text = _BROKEN.sub(lambda found: found[1] + _hyphen(found[1], found[2], words) + found[2], text)
    return text.replace(SOFT, "-")


def _half_address(text: str, follower: str) -> str | None:
    goes_on = text.endswith("-") or (text.endswith("/") and _GOES_ON.match(follower))
    return text if goes_on and not follower.startswith(("http", "www.")) else None


def _hyphen(left: str, right: str, words: Set[str]) -> str:
    """The hyphen where it belongs to the word that was broken at it, else nothing.

    It does where the document writes its two sides as words of their own, but never the two as one, and before a
    capital.
    """
    first, second = left.casefold(), right.casefold()
    kept = first + second not in words and ({first, second} <= words or f"{first}-{second}" in words)
    return "-" if kept or not right[0].islower() else ""
