"""Korean."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.writing import HANGUL

RECORD = Language(
    code="ko",
    label="한국어",
    iso639_2=("kor",),
    tesseract="kor",
    detected=True,
    scripts=(HANGUL,),
    own_script=HANGUL,
    spelt=False,
)
