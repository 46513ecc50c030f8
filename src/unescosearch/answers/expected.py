"""What kind of thing a question asks for: a number, a time, a person, a place; by its question words."""

from __future__ import annotations

import re

NUMBER, TIME, PERSON = "number", "time", "person"

# One pattern for all seven languages: their question words do not collide.
_KINDS = (
    (
        TIME,
        r"\b(when|what year|which year|what date|in what year|since when)\b"
        r"|\b(quand|quelle année|quelle date|depuis quand)\b"
        r"|\b(cuándo|qué año|qué fecha)\b"
        r"|\b(когда|каком году|какого года)\b"
        r"|متى|أي عام|أي سنة|哪一?年|何时|什么时候"
        r"|\b(қашан|қай жылы|қай жылдан)\b",
    ),
    (
        NUMBER,
        r"\bhow (many|much|long|large|big|high|old|far|tall|wide|deep|often|fast|heavy)\b"
        r"|\bwhat (percentage|proportion|number|share)\b"
        r"|\b(speed|height|length|depth|area|weight|price|cost) of\b|\bcost\?$"
        r"|\b(combien|quel pourcentage|quelle proportion)\b"
        r"|\b(cuánt[oa]s?|qué porcentaje)\b"
        r"|\b(сколько|какой процент|какую долю)\b"
        r"|كم |ما نسبة|ما عدد|多少|百分之几|几个"
        r"|\b(қанша|неше|қанша пайызын?)\b",
    ),
    (PERSON, r"^(who|whose|whom)\b|^(qui|à qui)\b|^(quién|quiénes)\b|^кто\b|^من |谁|^кім\b"),
)
_COMPILED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS]
_NUMBER_WORD = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|million"
    r"|half|third|quarter|dozen)s?\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b|\b\d{1,2}(st|nd|rd|th) century\b|\bcentur(y|ies)\b")
_NAME = re.compile(r"(?<=[\w,;:(\"“«] )[A-ZА-ЯӘҒҚҢӨҰҮҺІ][^\W\d_]+")


def expected_kind(question: str) -> str:
    """The kind of thing a question asks for, "" where its words do not tell."""
    return next((kind for kind, pattern in _COMPILED if pattern.search(question.strip())), "")


def holds(sentence: str, kind: str, question: str) -> bool:
    """Whether a sentence holds something of a kind that the question does not name already.

    A year is no answer to "how many".
    """
    if kind == NUMBER:
        without_years = _YEAR.sub(" ", sentence)
        return bool(_NUMBER_WORD.search(without_years)) or _adds(_NUMERAL, without_years, question)
    if kind == TIME:
        return _adds(_YEAR, sentence, question)
    return kind == PERSON and _adds(_NAME, sentence, question)


def _adds(pattern: re.Pattern[str], sentence: str, question: str) -> bool:
    return any(match.group() not in question for match in pattern.finditer(sentence))
