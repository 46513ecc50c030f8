"""Kyrgyz."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.writing import CYRILLIC

RECORD = Language(
    code="ky",
    label="Кыргызча",
    tesseract="kir",
    detected=True,
    decimal_comma=True,
    scripts=(CYRILLIC,),
)
