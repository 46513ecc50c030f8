"""Turkish."""

from __future__ import annotations

from unescosearch.languages.language import Language

RECORD = Language(
    code="tr",
    label="Türkçe",
    tesseract="tur",
    detected=True,
    stemmer="turkish",
)
