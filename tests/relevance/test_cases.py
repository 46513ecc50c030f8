"""The checker of the behaviour cases, against a result made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from unescosearch.errors import UsageError
from unescosearch.evaluation.behaviour.cases import Case, load_cases, load_tipping
from unescosearch.evaluation.behaviour.judging import Outcome, broken
from unescosearch.records import Document

CASE = Case(name="one", category="factual", reason="It matters.", query="clubs", filters={})
PLAIN = {"name": "one", "category": "factual", "reason": "It matters.", "query": "clubs", "not_found": True}


def document(name: str, **fields: Any) -> Document:
    known = {"title": name, "source_url": "", "language": "en", "collection": "sheets", "path": "", "work": name}
    return Document(id=name, **(known | fields))


CLUBS = document("clubs-ru", language="ru", work="clubs", date="2022-10-06", countries=("KZ",))
NUBIA = document("nubia", date="1960", countries=("EG", "SD"), themes=("archaeology",))
UNDATED = document("undated")
GIVEN = Outcome((CLUBS, NUBIA, UNDATED), ("In 2022 there were\n175 clubs.",))


def written(folder: Path, **fields: object) -> Path:
    """A folder with one file of one case."""
    values = {name: value for name, value in (PLAIN | fields).items() if value is not None}
    lines = [f"{name} = {toml(value)}" for name, value in values.items()]
    (folder / "cases.toml").write_text("\n".join(["[[case]]", *lines]), encoding="utf-8")
    return folder


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {toml(inner)}" for name, inner in value.items()) + "}"
    return str(value).lower() if isinstance(value, bool) else repr(value)


@pytest.mark.parametrize(
    "met",
    [
        {"found": ("clubs-ru", "nubia"), "within": 2},
        {"found": ("clubs",), "within": 1},
        {"absent": ("undated", "nowhere"), "within": 2},
        {"above": (("clubs", "nubia"), ("undated", "nowhere"))},
        {"answer_contains": "THERE WERE 175 clubs"},
    ],
)
def test_expectations_that_are_met_break_nothing(met: dict[str, Any]) -> None:
    assert broken(replace(CASE, **met), GIVEN) == []


@pytest.mark.parametrize(
    ("missed", "explanation"),
    [
        ({"found": ("undated",), "within": 2}, "undated stands at 3, not in the first 2: clubs-ru, nubia"),
        ({"found": ("nowhere",), "within": 1}, "nowhere is not among the first 10, not in the first 1: clubs-ru"),
        ({"absent": ("clubs",), "within": 1}, "clubs stands at 1 and should not be in the first 1"),
        ({"above": (("nubia", "clubs"),)}, "nubia stands at 2, below clubs at 1"),
        ({"above": (("nowhere", "clubs"),)}, "nowhere is not among the first 10, so it is not above clubs"),
        ({"answer_contains": "176"}, "no quote says '176'; the answer says: In 2022 there were 175 clubs."),
        ({"not_found": True}, "nothing should be answered; the answer says: In 2022 there were 175 clubs."),
        ({"refused": "too long"}, "the query was not refused; it gave: clubs-ru, nubia, undated"),
    ],
)
def test_an_expectation_that_is_missed_is_explained(missed: dict[str, Any], explanation: str) -> None:
    assert broken(replace(CASE, **missed), GIVEN) == [explanation]


def test_two_queries_agree_where_their_first_results_are_one_work() -> None:
    case = replace(CASE, same_as="CLUBS")
    french = document("clubs-fr", language="fr", work="clubs")
    assert broken(case, GIVEN, Outcome((french,))) == []
    assert broken(case, GIVEN, Outcome((NUBIA,))) == ["the first result is clubs-ru, but nubia for 'CLUBS'"]
    assert broken(case, Outcome(), Outcome()) == ["the first result is no result, but no result for 'CLUBS'"]


@pytest.mark.parametrize(
    ("filters", "strays"),
    [
        ({"country": ("KZ", "EG")}, ["undated"]),
        ({"language": ("en",)}, ["clubs-ru"]),
        ({"theme": ("archaeology",)}, ["clubs-ru", "undated"]),
        ({"from": 1960, "to": 1960}, ["clubs-ru", "undated", "undated"]),
        ({"collection": ("sheets",)}, []),
    ],
)
def test_every_result_must_keep_to_the_filters(filters: dict[str, Any], strays: list[str]) -> None:
    assert [line.split()[0] for line in broken(replace(CASE, filters=filters), GIVEN)] == strays


def test_a_refusal_is_expected_or_is_the_only_thing_told() -> None:
    refused = Outcome(refusal="q is empty: write a few words.")
    assert broken(replace(CASE, refused="write a few words"), refused) == []
    assert broken(replace(CASE, found=("clubs",), within=1), refused) == [
        "the query was refused: q is empty: write a few words."
    ]
    assert broken(replace(CASE, refused="too long"), refused) == [
        "the refusal does not say 'too long'; it says: q is empty: write a few words."
    ]


def test_a_case_is_read_with_its_filters_as_a_search(tmp_path: Path) -> None:
    filters = {"country": ["KZ", "UZ"], "from": 1960}
    (case,) = load_cases(
        written(tmp_path, not_found=None, found=["clubs"], above=[["a", "b"]], within=3, filters=filters)
    )
    search = case.search()
    assert (search.text, search.k, search.filter("country"), search.from_year) == ("clubs", 10, ("KZ", "UZ"), 1960)
    assert case.search("other words").text == "other words"
    assert case.mentioned == {"clubs", "a", "b"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"query": None}, "case one: query is missing"),
        ({"name": "Two words"}, "name must be lower-case words with hyphens"),
        ({"category": "other"}, "category must be one of factual"),
        ({"reason": "no sentence"}, "reason must be a sentence"),
        ({"fuond": ["clubs"]}, "there is no field fuond"),
        ({"not_found": None}, "it expects nothing"),
        ({"not_found": False}, "not_found must be true"),
        ({"found": ["clubs"]}, "within goes with found or absent"),
        ({"within": 3}, "within goes with found or absent"),
        ({"found": "clubs", "within": 3}, "found must be a list"),
        ({"found": ["clubs"], "within": 11}, "within must be a number from 1 to 10"),
        ({"above": [["clubs"]]}, "above must be a list of pairs"),
        ({"answer_contains": "175"}, "it expects an answer and none"),
        ({"filters": {"continent": ["Asia"]}}, "there is no filter continent"),
        ({"filters": {"from": "1960"}}, "filter from must be a year"),
        ({"filters": {"country": "KZ"}}, "filter country must be a list"),
    ],
)
def test_a_case_that_cannot_be_used_is_named(tmp_path: Path, fields: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        load_cases(written(tmp_path, **fields))


def test_a_name_may_stand_only_once(tmp_path: Path) -> None:
    text = (written(tmp_path) / "cases.toml").read_text()
    (tmp_path / "more.toml").write_text(text)
    with pytest.raises(UsageError, match=r"more.toml: there are two cases called one"):
        load_cases(tmp_path)


@pytest.mark.parametrize(("text", "message"), [("[[case", "cases.toml: "), ("[case]", "must hold"), ("", "must hold")])
def test_a_file_of_another_form_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "cases.toml").write_text(text)
    with pytest.raises(UsageError, match=message):
        load_cases(tmp_path)


def test_a_folder_without_cases_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no cases"):
        load_cases(tmp_path)


def test_what_tips_is_read_with_its_reasons(tmp_path: Path) -> None:
    (tmp_path / "tipping.toml").write_text('one = "Two scores are nearly equal."\n')
    assert load_tipping(tmp_path / "tipping.toml") == {"one": "Two scores are nearly equal."}


@pytest.mark.parametrize("text", ['one = ""', "one = true", "[one]", "one ="])
def test_what_tips_without_a_reason_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "tipping.toml").write_text(text)
    with pytest.raises(UsageError, match=r"tipping.toml: "):
        load_tipping(tmp_path / "tipping.toml")
