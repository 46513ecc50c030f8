"""Italian."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.languages.prefixes import LATIN_PREFIXES

RECORD = Language(
    code="it",
    label="Italiano",
    iso639_2=("ita",),
    tesseract="ita",
    detected=True,
    named=True,
    stemmer="italian",
    engine_stop_words=True,
    decimal_comma=True,
    prefixes=tuple(LATIN_PREFIXES.split()),
    heading_style="titolo",
)
