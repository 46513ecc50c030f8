"""Portuguese."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.languages.prefixes import LATIN_PREFIXES

RECORD = Language(
    code="pt",
    label="Português",
    iso639_2=("por",),
    tesseract="por",
    detected=True,
    named=True,
    stemmer="portuguese",
    engine_stop_words=True,
    decimal_comma=True,
    prefixes=tuple(LATIN_PREFIXES.split()),
    heading_style=r"t[íi]?tulo",
)
