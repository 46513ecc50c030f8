"""Values of metadata brought to one form: countries, lists, languages, ids and titles."""

from __future__ import annotations

import ast
import contextlib
import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from babel import Locale

from unescosearch.countries.reading.codes import codes
from unescosearch.extract.cleaning import clean, squeeze
from unescosearch.languages.codes import UNDETERMINED, normalise
from unescosearch.records import MetadataValue, digest
from unescosearch.writing import NO_SIGN

_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|div|em|font|i|p|q|s|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"(?:microsoft|powerpoint|pr[ée]sentation|presentation|documento?|dokument|документ|untitled|sans titre"
    r"|без названия|title|slide)(?:\b|(?=\d))(?:\s*(?:word|excel|powerpoint|forms?|presentation|-|\d).*)?"
    r"|.*\.(?:docx?|indd|odt|pdf|pptx?|qxd|rtf|tex|txt|xlsx?)",
    re.IGNORECASE,
)
_ID_UNSAFE = re.compile(r"[^\w.~-]+")
_LONGEST_SLUG = 80
# Parts of a country's name between commas: "Korea, Democratic People's Republic of".
_MOST_TURNED = 2


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


def as_countries(value: MetadataValue) -> tuple[str, ...]:
    """Codes of the countries, given as codes of two or three letters or by any name in a language of the program."""
    return tuple(dict.fromkeys(code for part in _named_countries(value) for code in codes(part)))


def unknown_countries(value: MetadataValue) -> tuple[str, ...]:
    """What of a value is neither code nor name of a country."""
    return tuple(dict.fromkeys(part for part in _named_countries(value) if not codes(part)))


def _named_countries(value: MetadataValue) -> Iterator[str]:
    """What names a country each; a comma parts two of them, or turns one around: "Iran, Islamic Republic of"."""
    value = _written_list(value)
    for entry in re.split(r"[;|\n]", value if isinstance(value, str) else ";".join(value)):
        parts = [part.strip() for part in re.split("[,،，]", entry) if part.strip()]
        while parts:
            ends = range(min(len(parts), _MOST_TURNED), 0, -1)
            end = next((end for end in ends if codes(", ".join(parts[:end]))), 1)
            yield ", ".join(parts[:end])
            del parts[:end]


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
