from __future__ import annotations

import string
import tomllib
from importlib.resources import files

import pytest
from babel import Locale

from unescosearch.languages.table import INTERFACE
from unescosearch.page.interface import choose, direction, interface
from unescosearch.search.parameters import FILTERS

ENGLISH = interface("en")
OTHERS = sorted(set(INTERFACE) - {"en"})


def _plain(language: str) -> dict[str, str]:
    return {key: text for key, text in interface(language).texts.items() if not key.startswith("plural.")}


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_text_with_the_same_places_for_values(language: str) -> None:
    english, other = _plain("en"), _plain(language)
    assert other.keys() == english.keys()
    assert {key: _names(text) for key, text in other.items()} == {key: _names(text) for key, text in english.items()}
    assert all(text.strip() for text in other.values())


@pytest.mark.parametrize("language", INTERFACE)
def test_every_plural_has_all_forms_of_its_language(language: str) -> None:
    forms = {*Locale.parse(language).plural_form.tags, "other"}
    keys = {key.split(".")[1] for key in ENGLISH.texts if key.startswith("plural.")}
    ours = {key for key in interface(language).texts if key.startswith("plural.")}
    assert ours == {f"plural.{key}.{form}" for key in keys for form in forms}


@pytest.mark.parametrize("language", INTERFACE)
def test_every_language_has_six_examples(language: str) -> None:
    examples = interface(language).examples
    assert len(examples) == 6
    assert all(kind and question for kind, question in examples)


def test_there_is_a_locale_file_for_each_language_and_no_other() -> None:
    names = {file.name for file in (files("unescosearch.page") / "locales").iterdir()}
    assert names == {f"{language}.toml" for language in INTERFACE}


def test_no_text_of_the_locale_files_is_left_unused() -> None:
    folder = files("unescosearch.page")
    sources = [file for part in ("templates", "") for file in folder.joinpath(part).iterdir() if file.is_file()]
    code = "".join(file.read_text("utf-8") for file in sources)
    made_up = ("values.", "plural.", "parameter.", "problem.", "group.", "mode.", "stage.", "report.")
    names = {f"filters.{name}" for name in (*FILTERS, "group", "mode")}
    unused = [key for key in ENGLISH.texts if not key.startswith(made_up) and key not in names and key not in code]
    assert unused == []


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "chosen"),
    [
        ("kk", "ru", "fr", "kk"),
        ("xx", "ru", "fr", "ru"),
        (None, None, "de, es;q=0.5, zh-CN;q=0.8", "zh"),
        (None, None, "fr;q=0, ar", "ar"),
        (None, "../../etc", "*;q=nonsense,,;", "en"),
        (None, None, None, "en"),
    ],
)
def test_the_language_asked_for_wins_then_the_remembered_then_the_browsers(
    asked: str | None, remembered: str | None, accepted: str | None, chosen: str
) -> None:
    assert choose(asked, remembered, accepted) == chosen


@pytest.mark.parametrize(
    ("language", "iso", "shown"),
    [
        ("en", "1989-11-15", "15 November 1989"),
        ("fr", "1989-11", "novembre 1989"),
        ("kk", "1989-11-15", "1989\u202fж. 15 қараша"),
        ("zh", "1989", "1989年"),
        ("fr", "1964/1985-11", "1964–novembre 1985"),
        ("ar", "1960", "1960"),
        ("en", "1989-13-40", "1989-13-40"),
        ("en", "about 1950", "about 1950"),
        ("en", "0000", "0000"),
    ],
)
def test_dates_keep_their_precision_and_what_is_none_stays_as_it_is(language: str, iso: str, shown: str) -> None:
    assert interface(language).date(iso) == shown


def test_names_numbers_and_plurals_follow_the_language() -> None:
    kazakh, russian, arabic = interface("kk"), interface("ru"), interface("ar")
    assert kazakh.country_name("KZ") == "Қазақстан"
    assert kazakh.language_name("fr") == "француз тілі"
    assert russian.count("results", 21) == "21 результат"
    assert russian.count("results", 1_105).replace("\xa0", " ") == "1 105 результатов"
    assert arabic.count("more", 2) == "مقطعان آخران"
    assert ENGLISH.names("level", ["lower secondary", "year 9"]) == "Lower secondary, year 9"


def test_unknown_languages_and_countries_stay_readable() -> None:
    assert ENGLISH.language_name("und") == "language not stated"
    assert ENGLISH.language_name("qqq") == "qqq"
    assert ENGLISH.country_name("Ruritania") == "Ruritania"
    assert ENGLISH.country_name("ps") == "Palestine"


def test_direction_is_left_to_the_browser_where_the_language_is_unknown() -> None:
    languages = ("ar", "fa", "kk", "und", "", "no such thing")
    assert [direction(code) for code in languages] == ["rtl", "rtl", "ltr", "auto", "auto", "auto"]


def test_locale_files_hold_no_markup() -> None:
    for language in INTERFACE:
        text = (files("unescosearch.page") / "locales" / f"{language}.toml").read_text("utf-8")
        assert tomllib.loads(text)
        assert "<" not in text
