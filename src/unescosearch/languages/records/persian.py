"""Persian."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.writing import ARABIC

RECORD = Language(
    code="fa",
    label="فارسی",
    tesseract="fas",
    detected=True,
    scripts=(ARABIC,),
    # Arabic texts have these letters in foreign names only.
    own_letters="پچژگکی",
)
