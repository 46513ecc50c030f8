"""Dates as catalogues write them in seven languages, brought to ISO 8601: a day, a month, a year, or a range."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache

from babel import Locale

from unescosearch.languages.table import INTERFACE

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ].*)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}.*)?")
_PDF = re.compile(r"D:(\d{4})(?:(\d\d)(\d\d)?)?.*")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_CHINESE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?)?")
# 14 March 1994, 14 de marzo de 1994, 14 марта 1994 г., March 14, 1994, 1994 жылғы 14 наурыз.
_WORDS = (
    re.compile(
        r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|-е|\.)?\s+(?:de\s+|of\s+)?)?(?P<month>[^\W\d_]+)\.?,?\s+(?:de[l]?\s+|of\s+)?(?P<year>\d{4})"
    ),
    re.compile(r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})\s*(?:жыл(?:ғы|дың)?|ж\.)?\s+(?:(?P<day>\d{1,2})\s+)?(?P<month>[^\W\d_]+)"),
)
# What stands between two dates; between years also a hyphen, and the second one may lack its century: 1996-97.
_RANGE = re.compile(r"\s*[–—]\s*|\s+(?:-|to|à|au|a|al|по|до|إلى)\s+|\s*[/至]\s*|(?<=\d{4})-(?=\d{4}|\d\d$)")
_YEAR_IN_CENTURY = re.compile(r"\d\d")
# Words that say that a date was estimated, and the year's own word behind it.
_ABOUT = re.compile(
    r"^(?:c(?:a|irca)?\.?|about|around|approx(?:imately)?\.?|vers|env(?:iron)?\.?|hacia|alrededor de|около|ок\."
    r"|примерно|прибл\.|نحو|حوالي|约|大约|шамамен|\[?©|©)\s*(?=\d|\[)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[\[(](.*?)\??[\])]\.?")
_YEAR_WORD = re.compile(
    r"(?<=\d{4})\s*(?:г(?:\.|од[а]?)?|гг\.|ж(?:\.|ыл[ы]?)|م)\.?$|^(?:عام|سنة|año|en|in|année)\s+(?=\d)", re.IGNORECASE
)
_DECADE = re.compile(
    r"(?:the |les )?(?:années |años |década de (?:los )?)?(\d{3})0(?:['’]?s|-?е(?: годы| гг\.)?|-(?:ші|шы) жылдар|年代)"
    r"|(?:the )?(?:les )?années (\d{3})0|(?:los )?años (\d{3})0|(?:la )?década de (?:los )?(\d{3})0|العقد (\d{3})0",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th) c(?:entury|ent\.|\.)?|([ivx]+|\d{1,2})(?:e|ème|er)? s(?:iècle|\.)"
    r"|siglo ([ivx]+|\d{1,2})|([ivxхі]+|\d{1,2})(?:-й)? в(?:ек|\.)|(\d{1,2})\s*世纪"
    r"|([ivx]+|\d{1,2}) ғасыр|القرن (\d{1,2}))",
    re.IGNORECASE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_ALIKE = str.maketrans("хі", "xi")


def as_date(text: str, form: str = "") -> str:
    """The date in ISO 8601 as precise as it is given, "" where it is none; of a range both ends: "1964/1985".

    A decade and a century are ranges of years. Words and signs that say that a date was estimated are left out.
    Day and month in figures stand in this order (14/03/1994), as everywhere but in the United States.

    Args:
        text: for example "1960", "14 mars 1994", "[c. 1994]", "1990s", "XIX век" or PDF's "D:19601214120000Z".
        form: how the date is written, as strptime wants it; what does not fit is tried in the usual ways.
    """
    text = _figures(text.strip())
    return _one_date(text, form) or _range(text, form) or _estimated(text, form)


def is_estimated(text: str) -> bool:
    """Whether a date says of itself that it is uncertain: "c. 1994", "[1994?]"."""
    return bool(_ABOUT.match(text.strip("[( ")) or re.search(r"\d\?", text))


def is_date_form(form: str) -> bool:
    """Whether dates can be written and read in this form of strptime, with their year."""
    example = date(2001, 2, 3)
    try:
        return datetime.strptime(example.strftime(form), form).year == example.year
    except ValueError:
        return False


def _figures(text: str) -> str:
    """The text with the figures 0 to 9 in place of those of other scripts."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in text)


def _estimated(text: str, form: str) -> str:
    """What is dated without its brackets, question mark and words for about."""
    bare = text
    for _ in range(3):
        bare = _BRACKETS.sub(r"\1", bare) if _BRACKETS.fullmatch(bare) else bare
        bare = _YEAR_WORD.sub("", _ABOUT.sub("", bare)).strip(" ?").removesuffix(".")
    if not bare or bare == text:
        return ""
    return _one_date(bare, form) or _range(bare, form)


def _range(text: str, form: str) -> str:
    """Both ends of a range of dates; "" where the text is none."""
    if span := _decade(text) or _century(text):
        return f"{span[0]:04}/{span[1]:04}"
    for found in _RANGE.finditer(text):
        first, last = text[: found.start()], text[found.end() :]
        if begun := _one_date(first, form):
            whole = begun[:2] + last if _YEAR_IN_CENTURY.fullmatch(last) else last
            ended = _one_date(whole, form) or _estimated(whole, form)
            if ended and begun <= ended:
                return begun if begun == ended else f"{begun}/{ended}"
    return ""


def _decade(text: str) -> tuple[int, int] | None:
    found = _DECADE.fullmatch(text)
    first = 10 * int(next(filter(None, found.groups()))) if found else 0
    return (first, first + 9) if first else None


def _century(text: str) -> tuple[int, int] | None:
    found = _CENTURY.fullmatch(text)
    number = _number(next(filter(None, found.groups()))) if found else 0
    return (100 * number - 99, 100 * number) if 0 < number <= 21 else None


def _number(text: str) -> int:
    """A number in figures or in Roman letters."""
    if text.isdecimal():
        return int(text)
    parts = [_ROMAN[letter] for letter in text.lower().translate(_ALIKE)]
    return sum(-part if part < max(parts[n:]) else part for n, part in enumerate(parts))


def _one_date(text: str, form: str) -> str:
    if form and (found := _parsed(text, form)):
        return found
    if digits := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _PDF.fullmatch(text) or _CHINESE.fullmatch(text):
        return _checked(*filter(None, digits.groups()))
    if digits := _DAY_FIRST.fullmatch(text):
        day, month, year = digits.groups()
        # Only one order is possible where a number is no month.
        return _checked(year, month, day) or _checked(year, day, month)
    return next(filter(None, (_in_words(pattern, text) for pattern in _WORDS)), "")


def _in_words(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.fullmatch(_YEAR_WORD.sub("", text))
    month = _months().get(found["month"].casefold().rstrip(".")) if found else None
    return _checked(found["year"], str(month), found["day"] or "") if found and month else ""


@cache
def _months() -> Mapping[str, int]:
    """The names of the months in the languages of catalogues, long and short."""
    found: dict[str, int] = {"sept": 9}
    for language in INTERFACE:
        for names in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                found |= {str(name).casefold().rstrip("."): number for number, name in names[width].items()}
    return found


def _parsed(text: str, form: str) -> str:
    try:
        found = datetime.strptime(text, form)
    except ValueError:
        return ""
    precision = 3 if re.search("%[dejxcDF]", form) else 2 if re.search("%[mbBh]", form) else 1
    return "-".join(f"{found:%Y-%m-%d}".split("-")[:precision])


def _checked(year: str, month: str = "", day: str = "") -> str:
    whole = int(year) >= 1 and 1 <= int(month or 1) <= 12
    if not whole or not 1 <= int(day or 1) <= monthrange(int(year), int(month or 1))[1]:
        return ""
    return "-".join(part.zfill(2) for part in (year, month, day) if part)
