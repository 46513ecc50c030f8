from __future__ import annotations

import pytest

from unescosearch.countries.names import SHOWN
from unescosearch.countries.reading.codes import codes
from unescosearch.countries.reading.every import every_name
from unescosearch.languages.table import NAMED

UN_LANGUAGES = next(iter(SHOWN.values()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KZ", ["KZ"]),
        ("kaz", ["KZ"]),
        ("U.K.", ["GB"]),
        ("USA", ["US"]),
        ("SU", ["SU"]),
        ("SUN", ["SU"]),
        ("YU", ["YU"]),
        ("CS", ["CS"]),
        ("DD", ["DE"]),
        ("ZR", ["CD"]),
        ("BUR", ["MM"]),
        ("SCG", ["RS", "ME"]),
        ("EU", []),
        ("001", []),
        ("", []),
    ],
)
def test_codes_also_former_ones_are_read(text: str, found: list[str]) -> None:
    assert list(codes(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kazakhstan", "KZ"),
        ("THE UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND", "GB"),
        ("Turkey", "TR"),
        ("Turkiye", "TR"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("Gambia (The)", "GM"),
        ("The Gambia", "GM"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Iran, Islamic Republic of", "IR"),
        ("Iran (Islamic Rep. of)", "IR"),
        ("Korea, Dem. People's Rep.", "KP"),
        ("Congo, Dem. Rep.", "CD"),
        ("Congo, Rep.", "CG"),
        ("St. Kitts & Nevis", "KN"),
        ("Zaire", "CD"),
        ("Burma", "MM"),
        ("Ceylon", "LK"),
        ("Swaziland", "SZ"),
        ("USSR", "SU"),
        ("Czechoslovakia", "CS"),
        ("Scotland", "GB"),
        ("Royaume des Pays-Bas", "NL"),
        ("Macédoine", "MK"),
        ("Costa de Marfil", "CI"),
        ("ФРГ", "DE"),
        ("Королевство Марокко", "MA"),
        ("Соединённые Штаты Америки", "US"),
        ("الجمهورية العربية السورية", "SY"),
        ("美利坚合众国", "US"),
        ("刚果（金）", "CD"),
        ("Қазақстан Республикасы", "KZ"),
        ("АҚШ", "US"),
    ],
)
def test_a_name_in_any_language_and_spelling_gives_the_code(text: str, found: str) -> None:
    assert codes(text) == (found,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Austria and Slovenia", ["AT", "SI"]),
        ("Autriche et Slovénie", ["AT", "SI"]),
        ("Hungary / Slovakia", ["HU", "SK"]),
        ("Serbia and Montenegro", ["RS", "ME"]),
        ("Bosnia and Herzegovina", ["BA"]),
        ("Trinidad & Tobago", ["TT"]),
        ("Austria and Ruritania", []),
        ("Ruritania", []),
        ("Guinea Ecuador", []),
    ],
)
def test_joined_countries_are_told_apart_and_a_name_with_and_is_one(text: str, found: list[str]) -> None:
    assert list(codes(text)) == found


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_every_name_of_every_country_gives_its_code(language: str) -> None:
    lost = [
        (code, name, codes(name))
        for code, names in every_name(language).items()
        for name in names
        if codes(name) != (code,)
    ]
    assert lost == []


def test_each_country_has_a_name_in_every_language() -> None:
    for language in NAMED:
        assert [code for code, names in every_name(language).items() if not names and code not in SHOWN] == []
