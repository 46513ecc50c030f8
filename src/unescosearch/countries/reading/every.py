"""All names of all countries in a language: the everyday, the official, that of ISO 3166, the former ones."""

from __future__ import annotations

import gettext
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

import pycountry

from unescosearch.countries.names import ALSO, SHOWN, territories

# Codes that the territory list knows, but that are no countries.
_NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
_KINDS = ("name", "common_name", "official_name")
# The locale of the names of ISO 3166 where it is not called like the language.
_LOCALES = MappingProxyType({"zh": "zh_CN"})


@cache
def every_name(language: str) -> Mapping[str, tuple[str, ...]]:
    """By code of country or former state its names in a language, each once, the usual one first."""
    everyday = {code: name for code, name in territories(language).items() if _country(code)}
    iso = _iso(language)
    # Translators slip: what is another country's usual name is none of this one.
    owner = {name: code for code, name in everyday.items()}
    owner |= {shown[language]: code for code, shown in SHOWN.items() if language in shown}
    made = {}
    for code in dict.fromkeys([*everyday, *iso, *SHOWN]):
        names = _names(code, language, everyday.get(code, ""), iso.get(code, ()))
        made[code] = tuple(name for name in dict.fromkeys(names) if owner.get(name, code) == code)
    return made


def _country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES


def _names(code: str, language: str, everyday: str, iso: tuple[str, ...]) -> Iterator[str]:
    shown = SHOWN.get(code, {}).get(language, "")
    yield from filter(None, (everyday, shown, *iso, *ALSO.get(code, {}).get(language, ())))


def _iso(language: str) -> Mapping[str, tuple[str, ...]]:
    """The names of ISO 3166-1 in a language, by code; nothing where nobody translated them."""
    if language == "en":
        translated = gettext.NullTranslations()
    else:
        locale = _LOCALES.get(language, language)
        if not gettext.find("iso3166-1", pycountry.LOCALES_DIR, [locale]):
            return {}
        translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale])
    found = {}
    for country in pycountry.countries:
        given = (getattr(country, kind, "") for kind in _KINDS)
        found[country.alpha_2] = tuple(translated.gettext(name) for name in given if name)
    return found
