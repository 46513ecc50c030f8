"""Names of countries, languages, months and large towns in many languages, : the CLDR's, and all of countries."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from unescosearch.countries.names import territories
from unescosearch.countries.reading.every import every_name
from unescosearch.languages.table import NAMED


def names() -> Iterator[tuple[str, str, str, int]]:
    """(what is named, language, name, rank): "territory KZ", "fr", "Kazakhstan", 0 for the usual name."""
    for language in NAMED:
        for what, name in _usual(language):
            yield what, language, name, 0
        usual = territories(language)
        for code, known in every_name(language).items():
            others = [name for name in known if name != usual.get(code)]
            for rank, name in enumerate(others, start=code in usual):
                yield f"territory {code}", language, name, rank


def _usual(language: str) -> Iterator[tuple[str, str]]:
    locale = Locale(language)
    for code, name in territories(language).items():
        yield f"territory {code}", name
    for code, name in locale.languages.items():
        if len(code) <= 3:
            yield f"language {code}", name
    for form in ("format", "stand-alone"):
        for number, name in locale.months[form]["wide"].items():
            yield f"month {number}", name
    yield from _towns(locale, language)


def _towns(locale: Locale, language: str) -> Iterator[tuple[str, str]]:
    zones = {str(zone): parts for zone, parts in locale.time_zones.items()}
    for zone, parts in zones.items():
        if "/" in zone and "city" in parts:
            yield f"town {zone}", parts["city"]
    # English leaves out the towns whose names are those of the zones.
    for zone in map(str, Locale("kk").time_zones if language == "en" else ()):
        if "/" in zone and "city" not in zones.get(zone, {}):
            yield f"town {zone}", zone.rsplit("/", 1)[1].replace("_", " ")
