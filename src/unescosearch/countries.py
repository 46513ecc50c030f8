"""Countries: their codes, what they are called in each language, and which of them a code or a name means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

# Codes that the territory list knows, but that are no countries.
_NO_COUNTRIES = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))
# Where the Unicode CLDR's name is not the one that the United Nations use: by code, then by language.
UN_NAMES: Mapping[str, Mapping[str, str]] = {
    "CD": {
        "en": "Democratic Republic of the Congo",
        "fr": "République démocratique du Congo",
        "es": "República Democrática del Congo",
        "ru": "Демократическая Республика Конго",
        "ar": "جمهورية الكونغو الديمقراطية",
        "zh": "刚果民主共和国",
        "kk": "Конго Демократиялық Республикасы",
    },
    "CG": {
        "en": "Congo",
        "fr": "Congo",
        "es": "Congo",
        "ru": "Конго",
        "ar": "الكونغو",
        "zh": "刚果",
        "kk": "Конго",
    },
    "KG": {
        "en": "Kyrgyzstan",
        "fr": "Kirghizistan",
        "es": "Kirguistán",
        "ru": "Кыргызстан",
        "ar": "قيرغيزستان",
        "zh": "吉尔吉斯斯坦",
        "kk": "Қырғызстан",
    },
    "MM": {
        "en": "Myanmar",
        "fr": "Myanmar",
        "es": "Myanmar",
        "ru": "Мьянма",
        "ar": "ميانمار",
        "zh": "缅甸",
        "kk": "Мьянма",
    },
    "PS": {
        "en": "Palestine",
        "fr": "Palestine",
        "es": "Palestina",
        "ru": "Палестина",
        "ar": "فلسطين",
        "zh": "巴勒斯坦",
        "kk": "Палестина",
    },
    "VA": {
        "en": "Holy See",
        "fr": "Saint-Siège",
        "es": "Santa Sede",
        "ru": "Святой Престол",
        "ar": "الكرسي الرسولي",
        "zh": "教廷",
        "kk": "Қасиетті Тақ",
    },
}


def name(code: str, locale: str) -> str:
    """What a reader calls a country, as the United Nations do; the code itself where it is none.

    Args:
        code: ISO 3166-1 alpha-2, in capitals or small letters.
        locale: a language of the page, also with region or script, as the CLDR writes it: "fr", "en_GB", "zh_Hans".
    """
    listed = UN_NAMES.get(code.upper(), {}).get(locale.split("_")[0])
    return listed or str(Locale.parse(locale).territories.get(code.upper(), code))


def territories(language: str) -> Mapping[str, str]:
    """The CLDR's names in a language, by code: of countries and of whatever else it takes for a territory."""
    found: Mapping[str, str] = Locale(language).territories
    return found


def code(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country given by a code of two or three letters or by its English name.

    "" where the text is no country.
    """
    given = text.upper()
    aliases = get_global("territory_aliases").get(given, [])
    if len(aliases) == 1:
        given = aliases[0]
    by_name = _codes()
    return given if given in by_name.values() else by_name.get(text.casefold(), "")


@cache
def _codes() -> Mapping[str, str]:
    """Codes by English name, in small letters."""
    named = territories("en").items()
    return {
        name.casefold(): code for code, name in named if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    }
