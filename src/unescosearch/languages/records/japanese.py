"""Japanese."""

from __future__ import annotations

from unescosearch.languages.language import Language
from unescosearch.writing import HAN, KANA

RECORD = Language(
    code="ja",
    label="日本語",
    iso639_2=("jpn",),
    tesseract="jpn",
    detected=True,
    scripts=(HAN, KANA),
    own_script=KANA,
    spaced=False,
    spelt=False,
)
