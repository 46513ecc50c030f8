"""Which language a text is in, how sure that is, and where in a document it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from unescosearch.languages.codes import UNDETERMINED
from unescosearch.languages.table import DETECTED, LANGUAGES
from unescosearch.writing import LETTER, letters

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_MINIMUM_LETTERS = 12
_LETTER = re.compile(LETTER)
_SCRIPTS = {code: letters(*record.scripts) for code, record in LANGUAGES.items()}
# Where two scripts share a text, an ideograph says more than a letter: languages without spaces come first.
_WITH_OWN_SCRIPT = sorted((record for record in LANGUAGES.values() if record.own_script), key=lambda each: each.spaced)
_OWN_SCRIPTS = {record.code: letters(record.own_script) for record in _WITH_OWN_SCRIPT}
_OWN_LETTERS = tuple(code for code, record in LANGUAGES.items() if record.own_letters)
# A language has letters of its own in about every tenth place of a text, its neighbours in foreign names only; those
# of a script of its own, as the kana among ideographs, stand closer.
_LETTERS_FOR_AN_OWN_ONE, _LETTERS_FOR_ONE_OF_ITS_SCRIPT = 25, 10

# So sure, 2 of 15,424 pieces of the Courier of 180 characters were taken for another language (docs/decisions.md).
_SURE = 0.99
# Of letters, in UTF-8: a Chinese one says as much as three others.
_FEWEST_BYTES = 120
_SAMPLE = 500
_GAP = re.compile(r"\n[ \t]*\n\s*|\Z")


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
    count = len(_LETTER.findall(text))
    for language, script in _OWN_SCRIPTS.items():
        found = len(script.findall(text))
        if language in among and found and found * 3 > count:
            return _of_script(language, text, among), found / count
    if count < _MINIMUM_LETTERS:
        return UNDETERMINED, 0.0
    for language in _OWN_LETTERS:
        if language in among and len(_SCRIPTS[language].findall(text)) * 2 > count and _has_own(language, text, count):
            return language, 1.0
    ranked = ((str(language), float(share)) for language, share in _identifier().rank(text) if language in among)
    return next(ranked, (UNDETERMINED, 0.0))


def _of_script(language: str, text: str, among: tuple[str, ...]) -> str:
    """Which of the languages that share a script it is."""
    count, script = len(_LETTER.findall(text)), LANGUAGES[language].own_script
    neighbours = (code for code in among if code != language and code in LANGUAGES)
    sharing = (code for code in neighbours if script in LANGUAGES[code].scripts)
    return next((code for code in sharing if _has_own(code, text, count)), language)


def _has_own(language: str, text: str, count: int) -> bool:
    """Whether enough of a text's letters are such as only this language of its script has."""
    if language in _OWN_SCRIPTS:
        return len(_OWN_SCRIPTS[language].findall(text)) * _LETTERS_FOR_ONE_OF_ITS_SCRIPT > count
    own, shared = LANGUAGES[language].own_letters, LANGUAGES[language].shared_letters
    marks = len(re.findall(f"[{own}{shared}]", text)) if own else 0
    return marks * _LETTERS_FOR_AN_OWN_ONE > count and re.search(f"[{own}]", text) is not None


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
    start = begin = size = 0
    for gap in _GAP.finditer(text):
        size += len("".join(_LETTER.findall(text, begin, gap.start())).encode())
        begin = gap.end()
        if size >= _FEWEST_BYTES:
            yield start, gap.start()
            start, size = begin, 0


def _middle(text: str) -> str:
    """Enough of a text to tell its language."""
    return text[max(0, len(text) // 2 - _SAMPLE // 2) :][:_SAMPLE]
