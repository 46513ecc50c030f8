"""German."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.languages.prefixes import LATIN_PREFIXES

RECORD = Language(
    code="de",
    label="Deutsch",
    iso639_2=("ger", "deu"),
    tesseract="deu",
    detected=True,
    named=True,
    stemmer="german",
    engine_stop_words=True,
    decimal_comma=True,
    prefixes=tuple(LATIN_PREFIXES.split()),
    heading_style=r"[üu]?berschrift",
)
