"""Uzbek."""

from __future__ import annotations

from unescosearch.languages.language import Language

RECORD = Language(
    code="uz",
    label="Oʻzbekcha",
    tesseract="uzb",
    detected=True,
    decimal_comma=True,
)
