"""Which countries a text of a catalogue names: by a code, or by any name in a language of the program."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from babel.core import get_global

from unescosearch.countries.names import BINDING, CATALOGUES, FORMER, SHORTENED, SHOWN
from unescosearch.countries.reading.every import every_name
from unescosearch.languages.table import NAMED
from unescosearch.writing import plain_words

_POINT = re.compile(r"(?<=\b[^\W\d_])\.")
_AND = re.compile(r" (?:and|et|y|e|и|және) | و|[/&+、]")


def codes(text: str) -> tuple[str, ...]:
    """The codes of the countries that a text names, and that it names in full.

    Args:
        text: a code of two or three letters, a name, or several of them joined ("Austria and Slovenia").

    Returns:
        ISO 3166-1 alpha-2 codes, for a state that is gone and has several successors its former code; nothing where
        a part of the text is no country.
    """
    found = _one(text)
    parts = [part for part in _AND.split(text) if part.strip()]
    if found or len(parts) < 2:
        return found
    each = [_one(part) for part in parts]
    return tuple(dict.fromkeys(code for found in each for code in found)) if all(each) else ()


def _one(text: str) -> tuple[str, ...]:
    code = _names().get(_key(text))
    return _by_code(_POINT.sub("", text).strip().upper()) or ((code,) if code else ())


def _by_code(given: str) -> tuple[str, ...]:
    given = FORMER.get(given, given)
    if given in SHOWN:
        return (given,)
    known = every_name("en")
    return tuple(code for code in get_global("territory_aliases").get(given, [given]) if code in known)


def _key(text: str) -> tuple[str, ...]:
    words = (SHORTENED.get(word, word) for word in plain_words(_POINT.sub("", text)).split())
    return tuple(sorted(word for word in words if word not in BINDING))


@cache
def _names() -> Mapping[tuple[str, ...], str]:
    """Code by the words of each name; what two languages have for two countries is that of the first."""
    found: dict[tuple[str, ...], str] = {}
    for language in NAMED:
        for code, names in every_name(language).items():
            for name in names:
                found.setdefault(_key(name), code)
    for code, others in CATALOGUES.items():
        for name in others:
            found.setdefault(_key(name), code)
    found.pop((), None)
    return found
