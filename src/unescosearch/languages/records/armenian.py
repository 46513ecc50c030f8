"""Armenian."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.writing import ARMENIAN

RECORD = Language(
    code="hy",
    label="Հայերեն",
    tesseract="hye",
    detected=True,
    decimal_comma=True,
    scripts=(ARMENIAN,),
)
