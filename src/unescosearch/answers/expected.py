"""What kind of thing a question asks for: a number, a time, a person, a place; by its question words."""

from __future__ import annotations

import re

from unescosearch.languages.table import alternatives
from unescosearch.writing import CAPITALS, KAZAKH_CAPITALS, LETTER, uniform

NUMBER, TIME, PERSON = "number", "time", "person"

# One pattern for all languages: their question words do not collide.
_KINDS = {
    TIME: re.compile(alternatives(lambda each: each.questions.time), re.IGNORECASE),
    NUMBER: re.compile(alternatives(lambda each: each.questions.number), re.IGNORECASE),
    PERSON: re.compile(alternatives(lambda each: each.questions.person), re.IGNORECASE),
}
_NUMBER_WORD = re.compile(alternatives(lambda each: each.number_words), re.IGNORECASE)
_NUMERAL = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
# Letters of other scripts may stand at a year without a space: 1953年.
_YEAR = re.compile(
    rf"(?<![0-9A-Za-z_])(?:1[0-9]{{3}}|20[0-9]{{2}})(?![0-9A-Za-z_])|{alternatives(lambda each: each.centuries)}"
)
_NAME = re.compile(rf"(?<=[\w,;:(\"“«] )[{CAPITALS}{KAZAKH_CAPITALS}]{LETTER}+")


def expected_kind(question: str) -> str:
    """The kind of thing a question asks for, "" where its words do not tell."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.search(question.strip())), "")


def holds(sentence: str, kind: str, question: str) -> bool:
    """Whether a sentence holds something of a kind that the question does not name already.

    A year is no answer to "how many". Figures are the same in all scripts.
    """
    sentence, question = uniform(sentence), uniform(question)
    if kind == NUMBER:
        without_years = _YEAR.sub(" ", sentence)
        return bool(_NUMBER_WORD.search(without_years)) or _adds(_NUMERAL, without_years, question)
    if kind == TIME:
        return _adds(_YEAR, sentence, question)
    return kind == PERSON and _adds(_NAME, sentence, question)


def _adds(pattern: re.Pattern[str], sentence: str, question: str) -> bool:
    return any(match.group() not in question for match in pattern.finditer(sentence))
