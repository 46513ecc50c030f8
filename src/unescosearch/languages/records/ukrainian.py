"""Ukrainian."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.writing import CYRILLIC

RECORD = Language(
    code="uk",
    label="Українська",
    tesseract="ukr",
    detected=True,
    decimal_comma=True,
    scripts=(CYRILLIC,),
)
