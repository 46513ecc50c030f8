"""Languages: their codes, their scripts and the detection of the language of a text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNDETERMINED = "und"

# What UNESCO's documents and the offices' neighbours write in; a short list makes detection surer.
DETECTED = ("en", "fr", "es", "ru", "ar", "zh", "kk", "de", "it", "pt", "tr", "uk", "uz", "ky", "ja", "ko", "fa", "hy")

_MINIMUM_LETTERS = 12
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
_KAZAKH_ONLY = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def normalise(code: str) -> str:
    """The primary subtag of a language tag in lower case ("fr-CA" and "fra" give "fr"), "und" for what is none."""
    primary = re.split(r"[-_]", code.strip().lower())[0]
    found = _ISO_639_2.get(primary, primary)
    return found if re.fullmatch("[a-z]{2,3}", found) else UNDETERMINED


_ISO_639_2 = {
    "eng": "en",
    "fre": "fr",
    "fra": "fr",
    "spa": "es",
    "rus": "ru",
    "ara": "ar",
    "chi": "zh",
    "zho": "zh",
    "kaz": "kk",
    "por": "pt",
    "ita": "it",
    "ger": "de",
    "deu": "de",
    "jpn": "ja",
    "kor": "ko",
}


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(DETECTED))
    return identifier


def detect(text: str, among: tuple[str, ...] = DETECTED) -> str:
    """The language of a text, or "und" where there is too little to tell.

    Args:
        text: any text; only its first 5,000 characters are read.
        among: the languages that may be answered.
    """
    sample = text[:5000]
    letters = len(_LETTER.findall(sample))
    for language, script in _SCRIPTS:
        found = len(script.findall(sample))
        if language in among and found and found * 3 > letters:
            if language == "zh" and "ja" in among and len(_SCRIPTS[1][1].findall(sample)) * 10 > letters:
                return "ja"
            return "fa" if language == "ar" and "fa" in among and re.search("[پچژگ]", sample) else language
    if letters < _MINIMUM_LETTERS:
        return UNDETERMINED
    if "kk" in among and len(_CYRILLIC.findall(sample)) * 2 > letters:
        marks = len(_KAZAKH_ONLY.findall(sample))
        # і alone is also Ukrainian; Kazakh text has a letter of its own in about every tenth place.
        if marks * 25 > letters and re.search("[әғқңөұүһӘҒҚҢӨҰҮҺ]", sample):
            return "kk"
    ranked = _identifier().rank(sample)
    return next((str(language) for language, _ in ranked if language in among), UNDETERMINED)
