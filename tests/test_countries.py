from __future__ import annotations

import re
from pathlib import Path

import pytest

from unescosearch.countries import UN_NAMES, code, name, territories

SOURCE = Path(__file__).parent.parent / "src" / "unescosearch"


def test_a_name_of_the_united_nations_stands_in_all_their_languages_and_in_kazakh() -> None:
    assert {tuple(names) for names in UN_NAMES.values()} == {("en", "fr", "es", "ru", "ar", "zh", "kk")}


@pytest.mark.parametrize(
    ("locale", "shown"), [("en_GB", "Holy See"), ("fr", "Saint-Siège"), ("zh_Hans", "教廷"), ("de", "Vatikanstadt")]
)
def test_the_name_of_the_united_nations_goes_before_that_of_the_cldr(locale: str, shown: str) -> None:
    assert name("va", locale) == shown


def test_what_is_no_country_is_shown_as_it_is() -> None:
    assert name("Ruritania", "fr") == "Ruritania"


@pytest.mark.parametrize(
    ("text", "found"),
    [("KZ", "KZ"), ("kaz", "KZ"), ("Kazakhstan", "KZ"), ("EU", ""), ("Ruritania", ""), ("001", ""), ("", "")],
)
def test_a_code_or_an_english_name_gives_the_code(text: str, found: str) -> None:
    assert code(text) == found


def test_each_code_of_a_country_is_its_own() -> None:
    assert all(code(each) == each for each in UN_NAMES)
    assert set(UN_NAMES) <= set(territories("en"))


def test_nobody_else_asks_for_the_countries_of_the_cldr() -> None:
    asking = [
        path.name for path in SOURCE.rglob("*.py") if re.search(r"\.territories\b|territory_aliases", path.read_text())
    ]
    assert asking == ["countries.py"]
