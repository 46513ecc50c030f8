"""The languages in their order, and what is known of any."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from unescosearch.languages.language import Language
from unescosearch.languages.records import (
    arabic,
    armenian,
    chinese,
    english,
    french,
    german,
    italian,
    japanese,
    kazakh,
    korean,
    kyrgyz,
    persian,
    portuguese,
    russian,
    spanish,
    turkish,
    ukrainian,
    uzbek,
)

# In the order of the page's switch: its six UN languages, then Kazakh. After them, what else UNESCO's documents and
# the offices' neighbours write in.
_RECORDS = (
    english.RECORD,
    french.RECORD,
    spanish.RECORD,
    russian.RECORD,
    arabic.RECORD,
    chinese.RECORD,
    kazakh.RECORD,
    german.RECORD,
    italian.RECORD,
    portuguese.RECORD,
    turkish.RECORD,
    ukrainian.RECORD,
    uzbek.RECORD,
    kyrgyz.RECORD,
    japanese.RECORD,
    korean.RECORD,
    persian.RECORD,
    armenian.RECORD,
)
LANGUAGES: Mapping[str, Language] = {record.code: record for record in _RECORDS}

# The codes of those that texts are tried for: a short list makes detection surer.
DETECTED = tuple(code for code, record in LANGUAGES.items() if record.detected)
ASKED = tuple(code for code, record in LANGUAGES.items() if record.asked)
INTERFACE = tuple(code for code, record in LANGUAGES.items() if record.interface)
NAMED = tuple(code for code, record in LANGUAGES.items() if record.named)


def facts(code: str) -> Language:
    """The record of a language by its code; of one that nobody described, a record that says nothing of it."""
    return LANGUAGES.get(code) or Language(code)


def alternatives(of: Callable[[Language], str]) -> str:
    """A regular expression for what any of the languages has for something.

    Args:
        of: gives the expression of one language, "" where it has none.
    """
    return "|".join(dict.fromkeys(filter(None, map(of, LANGUAGES.values()))))
