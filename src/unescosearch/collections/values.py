"""Values of metadata brought to one form: dates, countries, lists, languages, ids and titles."""

from __future__ import annotations

import ast
import contextlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache

from babel import Locale

from unescosearch import countries
from unescosearch.extract.cleaning import clean, squeeze
from unescosearch.languages.codes import UNDETERMINED, normalise
from unescosearch.records import MetadataValue, digest
from unescosearch.writing import NO_SIGN

_ISO = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[T ].*)?)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}.*)?")
_PDF = re.compile(r"D:(\d{4})(?:(\d\d)(\d\d)?)?.*")
_WRITTEN = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%B %Y", "%b %Y")
# What stands between two dates; between years also a hyphen, and the second one may lack its century: 1996-97.
_RANGE = re.compile(r"\s*[–—]\s*|\s+(?:-|to)\s+|\s*/\s*|(?<=\d{4})-(?=\d{4}|\d\d$)")
_YEAR_IN_CENTURY = re.compile(r"\d\d")
_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|div|em|font|i|p|q|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:microsoft|powerpoint|pr[ée]sentation|presentation|documento?|dokument|документ|untitled|sans titre"
    r"|без названия|title|slide)(?:\b|(?=\d))(?:\s*(?:word|excel|powerpoint|forms?|presentation|-|\d).*)?"
    r"|.*\.(?:docx?|indd|odt|pdf|pptx?|qxd|rtf|tex|txt|xlsx?)",
    re.IGNORECASE,
)
_ID_UNSAFE = re.compile(r"[^\w.~-]+")
_LONGEST_SLUG = 80


def as_text(value: MetadataValue) -> str:
    """The value on one line; the parts of a list with semicolons between them."""
    return squeeze(clean(value if isinstance(value, str) else "; ".join(value)))


def as_list(value: MetadataValue, commas: bool = False) -> tuple[str, ...]:
    """The parts of a value, each once: split at semicolons, or at commas where they are allowed and no other is."""
    value = _written_list(value)
    parts = list(value) if not isinstance(value, str) else re.split(r"[;|\n]", value)
    if commas and isinstance(value, str) and len(parts) == 1:
        parts = value.split(",")
    return tuple(dict.fromkeys(text for text in map(as_text, parts) if text))


def _written_list(value: MetadataValue) -> MetadataValue:
    """The parts of a list that was written into a cell as JSON or Python has it; other values as they are."""
    if not isinstance(value, str) or not (value.strip().startswith("[") and value.strip().endswith("]")):
        return value
    for parse in (json.loads, ast.literal_eval):
        with contextlib.suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            parts = parse(value.strip())
            return [str(part) for part in parts if isinstance(part, str | int | float)]
    return value


def as_date(text: str, form: str = "") -> str:
    """The date in ISO 8601 as precise as it is given, "" where it is none; of a range its beginning.

    Args:
        text: for example "1960", "1960-12-14", "14 December 1960" or PDF's "D:19601214120000Z".
        form: how the date is written, as strptime wants it; what does not fit is tried in the usual ways.
    """
    return _one_date(text, form) or _beginning(text, form)


def _beginning(text: str, form: str) -> str:
    """Where a range of dates begins; "" where the text is none."""
    for found in _RANGE.finditer(text):
        first, last = text[: found.start()], text[found.end() :]
        if (begun := _one_date(first, form)) and (_one_date(last, form) or _YEAR_IN_CENTURY.fullmatch(last)):
            return begun
    return ""


def _one_date(text: str, form: str) -> str:
    if form and (found := _parsed(text, form)):
        return found
    if digits := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _PDF.fullmatch(text):
        return _checked(*filter(None, digits.groups()))
    return next(filter(None, (_parsed(text, written) for written in _WRITTEN)), "")


def is_date_form(form: str) -> bool:
    """Whether dates can be written and read in this form of strptime, with their year."""
    example = date(2001, 2, 3)
    try:
        return datetime.strptime(example.strftime(form), form).year == example.year
    except ValueError:
        return False


def _parsed(text: str, form: str) -> str:
    try:
        found = datetime.strptime(text, form)
    except ValueError:
        return ""
    precision = 3 if re.search("%[dejxcDF]", form) else 2 if re.search("%[mbBh]", form) else 1
    return "-".join(f"{found:%Y-%m-%d}".split("-")[:precision])


def _checked(year: str, month: str = "", day: str = "") -> str:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def as_countries(value: MetadataValue) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes of the countries, given as codes of two or three letters or by English name."""
    value = _written_list(value)
    parts = value if isinstance(value, str) else ";".join(value)
    codes = (countries.code(part.strip()) for part in re.split(r"[,;|\n]", parts))
    return tuple(dict.fromkeys(code for code in codes if code))


def as_language(text: str) -> str:
    """The primary subtag of a language given by code or English name; "" where it is neither."""
    code = normalise(text)
    if re.fullmatch("[a-z]{2,3}", code) and code != UNDETERMINED:
        return code
    return _language_names().get(text.strip().casefold(), "")


@cache
def _language_names() -> Mapping[str, str]:
    return {name.casefold(): code for code, name in Locale("en").languages.items() if len(code) == 2}


def without_markup(text: str) -> str:
    """A title or a licence without tags and entities."""
    return as_text(html.unescape(_TAG.sub(" " if "<br" in text.lower() else "", text)))


def is_title(text: str) -> bool:
    """Whether a title found in a file was meant as one, and not left there by the program that wrote the file."""
    return sum(map(str.isalpha, text)) > 1 and not _NO_TITLE.fullmatch(text.strip())


def as_id(text: str) -> str:
    """The text as an id: what would need escaping in an address becomes a hyphen."""
    return _ID_UNSAFE.sub("-", text).strip("-")


def slug(parts: Iterable[str]) -> str:
    """A short readable name for an address or a path; what is cut off is replaced by a digest."""
    text = "/".join(parts)
    name = NO_SIGN.sub("-", re.sub(r"^https?://(?:www\.)?", "", text.lower())).strip("-")
    return name if len(name) <= _LONGEST_SLUG else f"{name[:_LONGEST_SLUG].rstrip('-')}-{digest(text)[:8]}"


def pages(text: str) -> str:
    """Page numbers without the brackets and quotation marks of a list."""
    return as_text(re.sub(r"[\[\]'\"]", "", text))
