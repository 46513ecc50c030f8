"""Languages: their codes, their scripts and the detection of the language of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
_KANA = _SCRIPTS[1][1]
_PERSIAN_ONLY = re.compile(r"[پچژگکی]")
_KAZAKH_ONLY = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")

# So sure, 2 of 15,424 pieces of the Courier of 180 characters were taken for another language (docs/decisions.md).
_SURE = 0.99
# Of letters, in UTF-8: a Chinese one says as much as three others.
_FEWEST_BYTES = 120
_SAMPLE = 500
_GAP = re.compile(r"\n[ \t]*\n\s*|\Z")


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
    return identify(text[:5000], among)[0]


def identify(text: str, among: tuple[str, ...] = DETECTED) -> tuple[str, float]:
    """The language of a text and how sure that is, from 0 to 1; "und" and 0 where there is too little to tell.

    Args:
        text: all of it is read.
        among: the languages that may be answered.
    """
    letters = len(_LETTER.findall(text))
    for language, script in _SCRIPTS:
        found = len(script.findall(text))
        if language in among and found and found * 3 > letters:
            return _of_script(language, text, among), found / letters
    if letters < _MINIMUM_LETTERS:
        return UNDETERMINED, 0.0
    if "kk" in among and len(_CYRILLIC.findall(text)) * 2 > letters:
        marks = len(_KAZAKH_ONLY.findall(text))
        # і alone is also Ukrainian; Kazakh text has a letter of its own in about every tenth place.
        if marks * 25 > letters and re.search("[әғқңөұүһӘҒҚҢӨҰҮҺ]", text):
            return "kk", 1.0
    ranked = ((str(language), float(share)) for language, share in _identifier().rank(text) if language in among)
    return next(ranked, (UNDETERMINED, 0.0))


def _of_script(language: str, text: str, among: tuple[str, ...]) -> str:
    """Which of the languages that share a script it is."""
    if language == "zh" and "ja" in among and len(_KANA.findall(text)) * 10 > len(_LETTER.findall(text)):
        return "ja"
    # Arabic texts have these letters in foreign names only, Persian ones in every tenth place.
    if language == "ar" and "fa" in among and len(_PERSIAN_ONLY.findall(text)) * 25 > len(_LETTER.findall(text)):
        return "fa"
    return language


def language_runs(text: str, default: str) -> Iterator[tuple[int, int, str]]:
    """The stretches of a text that are in one language: start, end, language; together they are the whole text.

    A stretch ends where a paragraph, or some short ones in a row, is surely in another language and long enough to
    tell. What is too short, or of which that is not sure, is in the language of what stands before it.

    Args:
        text: of a document.
        default: the language that the document is said to be in. Where it is none that can be detected, all is in it.
    """
    start, current = 0, default
    if default in DETECTED:
        for begin, end in _stretches(text):
            language, surety = identify(_middle(text[begin:end]))
            if language != current and surety >= _SURE:
                if begin > start:
                    yield start, begin, current
                start, current = begin, language
    yield start, len(text), current


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs that are long enough to tell their language; short ones are put together."""
    start = begin = letters = 0
    for gap in _GAP.finditer(text):
        letters += len("".join(_LETTER.findall(text, begin, gap.start())).encode())
        begin = gap.end()
        if letters >= _FEWEST_BYTES:
            yield start, gap.start()
            start, letters = begin, 0


def _middle(text: str) -> str:
    """Enough of a text to tell its language."""
    return text[max(0, len(text) // 2 - _SAMPLE // 2) :][:_SAMPLE]
