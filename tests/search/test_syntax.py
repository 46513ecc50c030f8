from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.search.syntax import holds, read, unquoted


@pytest.mark.parametrize(
    "text",
    [
        '"rock art" Kazakhstan',
        "“rock art” Kazakhstan",
        "„rock art“ Kazakhstan",
        "”rock art“ Kazakhstan",
        "「rock art」 Kazakhstan",
        "『rock art』Kazakhstan",
        "\u200b“rock art”\u200e Kazakhstan",
    ],
)
def test_every_kind_of_quotation_mark_makes_a_phrase(text: str) -> None:
    wording = read(text)
    assert (wording.text, wording.phrases, wording.excluded) == ("rock art Kazakhstan", ("rock art",), ())


@pytest.mark.parametrize("text", ["«rock art»", "« rock art »", "»rock art«"])
def test_guillemets_make_a_phrase_where_nothing_else_is_asked_for(text: str) -> None:
    wording = read(text)
    assert (wording.text, wording.phrases, wording.only_phrases) == ("rock art", ("rock art",), True)
    assert read(f"{text} Kazakhstan").phrases == ()
    assert read(f'{text} "in the Altai"').phrases == ("rock art", "in the Altai")


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("关于“丝绸之路”的项目", "丝绸之路"),
        ('关于"丝绸之路"的项目', "丝绸之路"),
        ('و"التراث العالمي" في اليمن', "التراث العالمي"),
    ],
)
def test_a_phrase_may_follow_a_letter_where_no_space_is_written(text: str, phrase: str) -> None:
    assert read(text).phrases == (phrase,)


@pytest.mark.parametrize(
    ("text", "left", "excluded"),
    [
        ("heritage -world", "heritage", ("world",)),
        ("-world heritage", "heritage", ("world",)),
        ("heritage \u2212world", "heritage", ("world",)),
        ('heritage -"rock art"', "heritage", ("rock art",)),
        ("heritage -«rock art» -site", "heritage", ("rock art", "site")),
        ("heritage -well-known", "heritage", ("well-known",)),
        ("التراث -اليمن", "التراث", ("اليمن",)),
        ("мұра -қала", "мұра", ("қала",)),
        ("conventions -1972", "conventions", ("1972",)),
    ],
)
def test_a_minus_before_a_word_leaves_it_out(text: str, left: str, excluded: tuple[str, ...]) -> None:
    wording = read(text)
    assert (wording.text, wording.excluded) == (left, excluded)


@pytest.mark.parametrize(
    "text",
    [
        "well-known e-mail",
        "1950-1960",
        "1950 -1960",
        "UNESCO - history",
        "a - b",
        'a "b',
        '""',
        '5" disc and 3" disc',
        "rock -",
        "Côte d'Ivoire",
    ],
)
def test_what_is_no_sign_stays_as_it_is(text: str) -> None:
    wording = read(text)
    assert (wording.text, wording.phrases, wording.excluded) == (text, (), ())


def test_a_query_of_phrases_alone_is_told_from_one_with_other_words() -> None:
    assert read('"rock art", "stone age" -site').only_phrases
    assert not read('what is "rock art"').only_phrases
    assert not read("-site").only_phrases


def test_quotation_marks_are_taken_away_but_not_what_is_left_out() -> None:
    assert unquoted('find “rock art” -"stone age"') == 'find rock art -"stone age"'


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [
        ("Rock art, it is.", "rock art", True),
        ("The rock\nart of the steppe", "rock art", True),
        ("The petro-\nglyphs", "petroglyphs", True),
        ("A rock-art site", "rock art", True),
        ("Crefal in Pátzcuaro", "patzcuaro", True),
        ("rock arts", "rock art", False),
        ("bedrock art", "rock art", False),
        ("art rock", "rock art", False),
        ("古代丝绸之路的城市", "丝绸之路", True),
        ("丝绸的之路", "丝绸之路", False),
        ("The bio\u00adsphere of the lagoon", "biosphere", True),
        ("It calls for co-operation among states", "cooperation among", True),
        ("Founded by U.N.E.S.C.O. in 1946", "by UNESCO", True),
        ("The tiles of İznik", "tiles of Iznik", True),
        ("Запове́дник открыт", "заповедник", True),
        ("聯合國教育", "联合国", True),
        ("مكتبه عامه", "مكتبة عامة", True),
    ],
)
def test_a_phrase_is_held_word_for_word(text: str, phrase: str, held: bool) -> None:
    language = "ru" if "я" in text or "е" in text else "ar" if "م" in text else "en" if text[0] < "z" else "zh"
    assert holds(text, phrase, language) is held


@given(st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    wording = read(text)
    assert all(phrase in wording.asked for phrase in (*wording.phrases, *wording.excluded))


@given(st.lists(st.sampled_from(["rock", "art", "-", "--", '"', "«", "»", " ", "”"]), max_size=12).map("".join))
def test_signs_never_lose_a_wanted_word(text: str) -> None:
    wording = read(text)
    kept = " ".join((wording.text, *wording.excluded))
    assert kept.count("rock") == wording.asked.count("rock")
