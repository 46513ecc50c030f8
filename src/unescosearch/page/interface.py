"""The languages of the page: which one a reader gets, its texts, and dates, numbers and names written its way."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from unescosearch.countries import names as countries
from unescosearch.facets import FACETS
from unescosearch.languages.codes import UNDETERMINED, normalise
from unescosearch.languages.table import INTERFACE, facts

DEFAULT = "en"

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Interface:
    """One language of the page.

    Attributes:
        language: one of `INTERFACE`.
        texts: the locale file, with dotted keys ("search.submit").
        examples: pairs of a heading and a question that suit the starter corpus.
    """

    language: str
    locale: Locale
    texts: Mapping[str, str]
    examples: Sequence[tuple[str, str]]

    @property
    def tag(self) -> str:
        """The `lang` attribute of the page."""
        return "-".join(filter(None, (self.language, self.locale.script)))

    @property
    def direction(self) -> str:
        """The `dir` attribute of the page: "ltr" or "rtl"."""
        return self.locale.text_direction

    def text(self, key: str, /, **values: object) -> str:
        """The text under a dotted key, with `{names}` replaced by the values; KeyError for an unknown key."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        """The text under `plural.<key>` in the form that the number asks for, the number in it."""
        form = self.locale.plural_form(number)
        return self.texts[f"plural.{key}.{form}"].format(count=self.number(number))

    def number(self, number: float) -> str:
        """A number with the thousands separated."""
        return format_decimal(number, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in whole per cent."""
        return format_percent(share, locale=self.locale)

    def date(self, iso: str) -> str:
        """A date of year, month or day precision, or a range, in words; what is no such date comes back as it is."""
        if "/" in iso:
            return "–".join(map(self.date, iso.split("/")))
        found = _DATE.fullmatch(iso)
        if not found:
            return iso
        year, month, day = (int(part) if part else 0 for part in found.groups())
        try:
            date = datetime.date(year, month or 1, day or 1)
        except ValueError:
            return iso
        if day:
            return format_date(date, "long", locale=self.locale)
        return format_skeleton("yMMMM" if month else "y", date, locale=self.locale)

    def language_name(self, code: str) -> str:
        """A language's name, the code itself where it has none."""
        if code == UNDETERMINED or not code:
            return self.texts["result.language_unknown"]
        return str(self.locale.languages.get(normalise(code), code))

    def country_name(self, code: str) -> str:
        """A country's name by its ISO 3166-1 alpha-2 code, the code itself where it is none."""
        return countries.name(code, str(self.locale))

    def value_name(self, name: str, value: str) -> str:
        """How a value of the filter called `name` is shown; what the locale file does not know stays as it is."""
        shown = FACETS[name].shown
        if shown == "language":
            return self.language_name(value)
        if shown == "country":
            return self.country_name(value)
        return self.texts.get(f"values.{value.lower()}", value) if shown == "locale" else value

    def names(self, name: str, values: Sequence[str]) -> str:
        """Several values of the filter called `name`, as the beginning of a line."""
        return self.capital(self.listed([self.value_name(name, value) for value in values]))

    def listed(self, values: Sequence[str]) -> str:
        """The values in a row, with the comma of this language."""
        return self.texts["site.comma"].join(values)

    def quoted(self, texts: Sequence[str]) -> str:
        """The texts in a row, each in the quotation marks of this language."""
        return self.listed([self.text("site.quoted", text=text) for text in texts])

    def capital(self, text: str) -> str:
        """The text with a capital first letter, for the beginning of a line."""
        return text[:1].upper() + text[1:]


def choose(asked: str | None, remembered: str | None, accepted: str | None) -> str:
    """The language of the page: the one asked for, else the remembered one, else the browser's first that we have.

    Args:
        asked: value of the `ui` parameter.
        remembered: value of the cookie.
        accepted: the Accept-Language header.
    """
    wanted = [asked or "", remembered or "", *_by_preference(accepted or "")]
    known = (normalise(tag) for tag in wanted)
    return next((language for language in known if language in INTERFACE), DEFAULT)


@cache
def direction(language: str) -> str:
    """The `dir` attribute of a text in a language; "auto" where the language is not known."""
    if normalise(language) == UNDETERMINED:
        return "auto"
    try:
        return Locale.parse(normalise(language)).text_direction
    except (UnknownLocaleError, ValueError):
        return "auto"


@cache
def interface(language: str) -> Interface:
    """The page's language by its code, one of `INTERFACE`."""
    data = tomllib.loads((files("unescosearch.page") / "locales" / f"{language}.toml").read_text("utf-8"))
    examples = tuple((example["kind"], example["text"]) for example in data.pop("examples"))
    return Interface(language, Locale.parse(facts(language).locale), dict(_flat(data)), examples)


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, Mapping):
            pairs.extend(_flat(value, f"{prefix}{key}."))
        else:
            pairs.append((prefix + key, str(value)))
    return pairs


def _by_preference(header: str) -> list[str]:
    """The tags of an Accept-Language header, the most wanted first; what cannot be read is skipped."""
    weighted: list[tuple[float, str]] = []
    for part in header[:500].split(","):
        tag, _, rest = part.partition(";")
        weight = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*", rest) if rest else None
        value = float(weight[1]) if weight else 1.0
        if value > 0:
            weighted.append((value, tag))
    return [tag for _, tag in sorted(weighted, key=lambda pair: -pair[0])]
