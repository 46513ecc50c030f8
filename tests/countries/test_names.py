from __future__ import annotations

import re

import pytest

from tests.test_imports import SOURCE
from unescosearch.countries.names import ALSO, FORMER, SHOWN, name, territories


def test_a_name_of_the_united_nations_stands_in_all_their_languages_and_in_kazakh() -> None:
    assert {tuple(names) for names in SHOWN.values()} == {("en", "fr", "es", "ru", "ar", "zh", "kk")}


@pytest.mark.parametrize(
    ("locale", "shown"), [("en_GB", "Holy See"), ("fr", "Saint-Siège"), ("zh_Hans", "教廷"), ("de", "Vatikanstadt")]
)
def test_the_name_of_the_united_nations_goes_before_that_of_the_cldr(locale: str, shown: str) -> None:
    assert name("va", locale) == shown


@pytest.mark.parametrize(
    ("locale", "shown"), [("en_GB", "Soviet Union"), ("ru", "Советский Союз"), ("de", "Soviet Union")]
)
def test_a_state_that_is_gone_has_a_name(locale: str, shown: str) -> None:
    assert name("SU", locale) == shown


def test_what_is_no_country_is_shown_as_it_is() -> None:
    assert name("Ruritania", "fr") == "Ruritania"


def test_each_code_of_the_table_is_known_or_former() -> None:
    assert set(SHOWN) - set(territories("en")) == set(FORMER.values())
    assert set(ALSO) <= set(territories("en")) | set(SHOWN)


def test_nobody_else_asks_for_the_countries_of_the_cldr() -> None:
    asking = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if re.search(r"\.territories\b|territory_aliases|import pycountry", path.read_text())
    }
    assert asking == {"countries/names.py", "countries/reading/codes.py", "countries/reading/every.py"}
