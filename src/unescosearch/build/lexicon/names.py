"""Names of countries, languages, months and large towns in many languages, from the Unicode CLDR."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from unescosearch.countries import territories
from unescosearch.languages.table import NAMED


def names() -> Iterator[tuple[str, str, str]]:
    """(what is named, language, name): "territory KZ", "fr", "Kazakhstan"."""
    for language in NAMED:
        locale = Locale(language)
        for code, name in territories(language).items():
            yield f"territory {code}", language, name
        for code, name in locale.languages.items():
            if len(code) <= 3:
                yield f"language {code}", language, name
        for form in ("format", "stand-alone"):
            for number, name in locale.months[form]["wide"].items():
                yield f"month {number}", language, name
        yield from _towns(locale, language)


def _towns(locale: Locale, language: str) -> Iterator[tuple[str, str, str]]:
    zones = {str(zone): parts for zone, parts in locale.time_zones.items()}
    for zone, parts in zones.items():
        if "/" in zone and "city" in parts:
            yield f"town {zone}", language, parts["city"]
    # English leaves out the towns whose names are those of the zones.
    for zone in map(str, Locale("kk").time_zones if language == "en" else ()):
        if "/" in zone and "city" not in zones.get(zone, {}):
            yield f"town {zone}", language, zone.rsplit("/", 1)[1].replace("_", " ")
