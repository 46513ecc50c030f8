"""Turkish."""

from __future__ import annotations

from unescosearch.languages.language import Language

RECORD = Language(
    code="tr",
    label="Türkçe",
    tesseract="tur",
    detected=True,
    stemmer="turkish",
    # Small letters of these capitals, which the engine does not make right.
    same_letters=(("İ", "i"), ("I", "ı")),
    decimal_comma=True,
)
