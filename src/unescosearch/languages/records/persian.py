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
    # The engine has no stemmer for it, and its plurals are joined, or parted by a mark that nobody sees.
    endings=("هایی", "های", "ها"),
    same_letters=(("[أإآٱ]", "ا"), ("[ىي]", "ی"), ("ك", "ک"), ("[ةۀ]", "ه")),
)
