"""What a reader calls a country, by its code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any

from babel import Locale

_TABLE: Mapping[str, Any] = tomllib.loads(resources.files(__package__).joinpath("names.toml").read_text("utf-8"))
# Name by code, then by language: the United Nations' where the CLDR has another, and those of former states.
SHOWN: Mapping[str, Mapping[str, str]] = _TABLE["shown"]
# Everyday, former and short names by code, then by language.
ALSO: Mapping[str, Mapping[str, list[str]]] = _TABLE["also"]
# Words that only bind a name, and shortened ones with the whole word.
BINDING: frozenset[str] = frozenset(_TABLE["binding"])
SHORTENED: Mapping[str, str] = _TABLE["shortened"]
# Codes of former states that are kept, by other codes of theirs.
FORMER: Mapping[str, str] = _TABLE["former"]
# What only a catalogue says for a country, by its code.
CATALOGUES: Mapping[str, list[str]] = _TABLE["catalogues"]


def name(code: str, locale: str) -> str:
    """What a reader calls a country, as the United Nations do; the code itself where it is none.

    Args:
        code: ISO 3166-1 alpha-2, or that of a former state, in capitals or small letters.
        locale: a language of the page, also with region or script, as the CLDR writes it: "fr", "en_GB", "zh_Hans".
    """
    shown = SHOWN.get(code.upper(), {})
    listed = shown.get(locale.split("_")[0])
    return listed or str(territories(locale).get(code.upper(), shown.get("en", code)))


def territories(locale: str) -> Mapping[str, str]:
    """The CLDR's names in a language, by code: of countries and of whatever else it takes for a territory."""
    found: Mapping[str, str] = Locale.parse(locale).territories
    return found
