from __future__ import annotations

import pytest

from unescosearch.collections import values


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("CIV", ("CI",)),
        ("be,fr", ("BE", "FR")),
        (["KZ", "kaz", "Kyrgyzstan"], ("KZ", "KG")),
        ("UK; Kazakhstan", ("GB", "KZ")),
        ("Iran, Islamic Republic of, Korea, Rep., Peru", ("IR", "KR", "PE")),
        ("Bolivia (Plurinational State of);Türkiye|Côte d'Ivoire", ("BO", "TR", "CI")),
        (["Казахстан", "СССР", "刚果（金）", "الجزائر، مصر"], ("KZ", "SU", "CD", "DZ", "EG")),
        ("Austria and Slovenia", ("AT", "SI")),
        ("['KZ', 'UZ']", ("KZ", "UZ")),
        ("the moon, XX", ()),
        ("", ()),
    ],
)
def test_countries_are_alpha_2_codes(value: str | list[str], codes: tuple[str, ...]) -> None:
    assert values.as_countries(value) == codes


def test_lists_are_split_at_semicolons_and_at_commas_where_allowed() -> None:
    assert values.as_list("Dexter, Byron; Huxley, Julian ;") == ("Dexter, Byron", "Huxley, Julian")
    assert values.as_list("peace, water, peace", commas=True) == ("peace", "water")
    assert values.as_list("art, crafts; water", commas=True) == ("art, crafts", "water")
    assert values.as_list(["art, crafts", ""], commas=True) == ("art, crafts",)


def test_a_list_written_into_a_cell_is_one_whether_json_or_python_wrote_it() -> None:
    assert values.as_list('["Dexter, Byron", null, "Huxley; Julian"]') == ("Dexter, Byron", "Huxley; Julian")
    assert values.as_list("['art, crafts', \"children's books\"]", commas=True) == ("art, crafts", "children's books")
    assert values.as_list("[1, 2]") == ("1", "2")
    assert values.as_list("[sic], water", commas=True) == ("[sic]", "water")
    assert values.as_list("[peace; water]") == ("[peace", "water]")
    deep = "[" * 100_000 + "]" * 100_000
    assert values.as_list(deep) == (deep,)


@pytest.mark.parametrize(
    ("text", "code"), [("fr-CA", "fr"), ("spa", "es"), ("Kazakh", "kk"), ("gibberish", ""), ("", "")]
)
def test_languages_are_known_by_code_or_name(text: str, code: str) -> None:
    assert values.as_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft Word - report.docx",
        "untitled",
        "Document1",
        "Microsoft Forms",
        "x-V2.indd",
        "PowerPoint Presentation",
        "3-20-29",
        "",
    ],
)
def test_what_a_program_left_is_no_title(text: str) -> None:
    assert not values.is_title(text)


@pytest.mark.parametrize(
    "text", ["Presentation of the prize to teachers", "Microsoft and the schools", "Документ эпохи"]
)
def test_a_title_is_a_title(text: str) -> None:
    assert values.is_title(text)


def test_titles_lose_markup_and_entities() -> None:
    assert (
        values.without_markup("The <em>Sassi</em> &amp; the Park<br />of Matera, a < b")
        == "The Sassi & the Park of Matera, a < b"
    )


def test_ids_and_slugs_are_fit_for_addresses() -> None:
    assert values.as_id("open-science-Rapport final (1)/é") == "open-science-Rapport-final-1-é"
    assert (
        values.slug(["https://www.unesco.org/en/articles/open_science?x=1"])
        == "unesco-org-en-articles-open-science-x-1"
    )
    long = values.slug(["https://unesco.org/" + "a" * 200])
    assert len(long) < 100
    assert long != values.slug(["https://unesco.org/" + "a" * 201])


def test_pages_lose_the_brackets_of_a_list() -> None:
    assert values.pages("[3, 4]") == "3, 4"
