"""One spelling: the ways in which the same is written are the same words, and what is not the same stays apart."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.languages.table import LANGUAGES
from unescosearch.lexicon.tokens import key, tokens
from unescosearch.search.highlights import highlights
from unescosearch.words.analysis import all_words, prepare
from unescosearch.words.spelling import spelled

# A sentence a language, of words without prefixes.
SENTENCES = {
    "en": "Fishers of the delta mend their nets before the flood",
    "fr": "Les vignerons du coteau taillent la vigne avant Noël",
    "es": "Las tejedoras del valle tiñen la lana con añil",
    "ru": "Гончары села обжигают кувшины ёлочными ветками",
    "ar": "يصلح النجار باب القرية في أول الشتاء",
    "zh": "漁民在湖邊修補舊網",
    "kk": "Шеберлер ауылда киіз басып, ою ояды",
    "tr": "İzmirli ustalar ılık suda keçe yıkar",
    "fa": "باغبان درخت انار را آب داد",
    "de": "Die Töpfer fügen dem Ton groben Sand hinzu",
}
UNSEEN = "\u00ad\u200c\u200d\u2060\ufeff\u200e\u200f\ufe0f"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        # What nobody sees.
        ("en", "hydro\u00adlogical", "hydrological"),
        ("fa", "خانه\u200cها", "خانهها"),
        ("fa", "خانه\u200cهای", "خانه"),
        ("de", "Auf\u200clage", "Auflage"),
        ("en", "\ufeffharbour\u2060s", "harbours"),
        # Stress.
        ("ru", "Су́здаль", "Суздаль"),
        ("ru", "собо̀р", "собор"),
        ("ru", "собо´р", "собор"),
        ("ru", "соб\u00f3р", "собор"),
        ("ru", "и\u0306од", "йод"),
        ("uk", "за́мок", "замок"),
        ("kk", "қала́", "қала"),
        # Letters of Turkish.
        ("en", "İznik", "Iznik"),
        ("en", "Diyarbakır", "Diyarbakir"),
        ("fr", "I\u0307zmir", "Izmir"),
        ("tr", "IRMAK", "ırmak"),
        ("tr", "İSTANBUL", "istanbul"),
        ("tr", "Istanbul", "İstanbul"),
        # Arabic and Persian.
        ("ar", "ﻗﺮﻳﺔ", "قرية"),
        ("ar", "قريه", "قرية"),
        ("ar", "المكتبه", "المكتبة"),
        ("ar", "مبنى", "مبني"),
        ("ar", "إسلام", "اسلام"),
        ("ar", "آبار", "ابار"),
        ("ar", "ٱلنور", "النور"),
        ("ar", "کتاب", "كتاب"),
        ("fa", "علي", "علی"),
        ("en", "القُرآن", "القرآن"),
        ("ar", "١٩٨٣", "1983"),
        ("fa", "۱۳۶۲", "1362"),
        # Chinese.
        ("zh", "圖書館藏書", "图书馆藏书"),
        ("zh", "２４０冊", "240册"),
        ("zh", "ＵＮＥＳＣＯ", "UNESCO"),
        ("zh", "12,600冊", "12600册"),
        # Figures in groups.
        ("en", "12,600 looms", "12600 looms"),
        ("en", "12 600 looms", "12600 looms"),
        ("en", "1\u00a0212\u202f600 looms", "1,212,600 looms"),
        ("fr", "12\u202f600 métiers", "12600 métiers"),
        ("fr", "12.600 métiers", "12 600 métiers"),
        ("es", "12.600 telares", "12600 telares"),
        ("de", "1.212.600 Bäume", "1'212'600 Bäume"),
        ("ru", "12 600 станков", "12600 станков"),
        ("ar", "١٢٬٦٠٠", "12600"),
        ("kk", "12 600 кітап", "12600 кітап"),
        # Capitals with points.
        ("en", "U.N.E.S.C.O.", "UNESCO"),
        ("en", "U. N. E. S. C. O.", "UNESCO"),
        ("en", "the u.n.", "the UN"),
        ("fr", "l'O.N.U. dit", "l'ONU dit"),
        ("ru", "С.С.С.Р.", "СССР"),
        ("en", "E.M. Forster", "E. M. Forster"),
        # Hyphens.
        ("en", "co-operation", "cooperation"),
        ("en", "Co\u2011ordination", "coordination"),
        ("en", "pre-primary", "pre primary"),
        ("en", "non-formal", "nonformal"),
        ("en", "to-day", "today"),
        ("en", "world-wide", "worldwide"),
        ("en", "text-books", "textbooks"),
        ("en", "e-mail", "email"),
        ("fr", "co-opération", "coopération"),
        ("fr", "pré-scolaire", "préscolaire"),
        ("fr", "socio\u2010culturel", "socioculturel"),
        ("es", "co-operación", "cooperación"),
        ("ru", "микро-климат", "микроклимат"),
        # Apostrophes, signs of trade, powers.
        ("uk", "п’ять", "пʼять"),
        ("uz", "oʻrmon", "o‘rmon"),
        ("en", "Lego™ bricks", "Lego bricks"),
        ("en", "12 km²", "12 km2"),
        ("en", "CO₂", "CO2"),
    ],
)
def test_ways_to_write_the_same_are_the_same_words(language: str, one: str, other: str) -> None:
    assert all_words(one, language) == all_words(other, language) != []
    # At a whole word, so that a phrase of it is found on both sides.
    assert all_words(f"a {one} b", language) == all_words(f"a {other} b", language)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "10³", ["10", "3"]),
        ("en", "10⁻³", ["10", "3"]),
        ("en", "in 1946¹", ["in", "1946", "1"]),
        ("en", "harbour²", ["harbour", "2"]),
        ("en", "7½ m", ["7", "1", "2", "m"]),
        ("en", "well-known sea-level", ["well", "known", "sea", "level"]),
        ("fr", "non-gouvernementales", ["non", "gouvernemental"]),
        ("fr", "12,600 mètres", ["12", "600", "metr"]),
        ("en", "12.600 metres", ["12", "600", "metr"]),
        ("en", "in 1998 200 boats", ["in", "1998", "200", "boat"]),
        ("en", "pages 1,23 and 12,3456", ["page", "1", "23", "and", "12", "3456"]),
        ("en", "0,125", ["0", "125"]),
        ("en", "Annex B. Birds", ["annex", "b", "bird"]),
        ("en", "pre-1914", ["pre", "1914"]),
        ("ru", "йод и ёж", ["йод", "и", "еж"]),
        ("ja", "學校の本", ["學校", "校の", "の本"]),
    ],
)
def test_what_is_not_the_same_stays_apart(language: str, text: str, words: list[str]) -> None:
    assert all_words(text, language) == words


@pytest.mark.parametrize("language", SENTENCES)
@given(data=st.data())
def test_unseen_marks_anywhere_and_forms_of_unicode_change_no_word(language: str, data: st.DataObject) -> None:
    text = SENTENCES[language]
    marks = data.draw(st.lists(st.sampled_from(["", "", *UNSEEN]), min_size=len(text), max_size=len(text)))
    form = data.draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
    marked = "".join(letter + mark for letter, mark in zip(text, marks, strict=True))
    assert all_words(marked, language) == all_words(text, language)
    assert all_words(unicodedata.normalize(form, text), language) == all_words(text, language)
    assert tokens(marked, language) == tokens(text, language)
    assert key(marked, language) == key(text, language)


@given(stressed=st.lists(st.booleans(), min_size=44, max_size=44), mark=st.sampled_from(["\u0301", "\u0300", "´"]))
def test_stress_on_any_vowel_of_russian_changes_no_word(stressed: list[bool], mark: str) -> None:
    text = SENTENCES["ru"]
    marks = zip(text, stressed + [False] * len(text), strict=False)
    marked = "".join(letter + mark * (now and letter in "аеиоуыэюя") for letter, now in marks)
    assert all_words(marked, "ru") == all_words(text, "ru")


@pytest.mark.parametrize(
    ("language", "sign"), [("en", ","), ("es", "."), ("fr", "\u202f"), ("ru", "\u00a0"), ("zh", ",")]
)
@given(number=st.integers(min_value=1, max_value=10**12))
def test_a_number_is_the_same_with_and_without_groups(language: str, sign: str, number: int) -> None:
    grouped = f"{number:,}".replace(",", sign)
    wide = grouped.translate({ord(str(figure)): chr(0xFF10 + figure) for figure in range(10)})
    assert all_words(grouped, language) == all_words(wide, language) == [str(number)]


@given(st.text(alphabet="ABKnoИйСحةه漢字 .,-'’0159³½\u0301\u00ad\u200c", max_size=40), st.sampled_from([*LANGUAGES]))
def test_what_is_spelled_once_is_spelled(text: str, language: str) -> None:
    once = spelled(text, language)
    assert all_words(once, language) == all_words(text, language)
    assert prepare(prepare(text, language), language).split() == prepare(text, language).split()


@pytest.mark.parametrize("language", SENTENCES)
@given(data=st.data())
def test_a_word_is_highlighted_with_all_that_stands_in_it_unseen(language: str, data: st.DataObject) -> None:
    words = SENTENCES[language].split()
    if not LANGUAGES[language].spaced:
        words = [SENTENCES[language]]
    number = data.draw(st.integers(0, len(words) - 1))
    word = words[number].strip(",")
    marked = data.draw(st.sampled_from(UNSEEN)).join(word)
    text = " ".join([*words[:number], marked, *words[number + 1 :]])
    spans = highlights(text, frozenset(all_words(word, language)), language)
    assert marked in {text[start:end] for start, end in spans}


def test_of_capitals_with_points_the_lexicon_is_asked_as_of_those_without() -> None:
    assert [token.surface for token in tokens("the U.N.E.S.C.O. co-operation", "en")] == ["UNESCO", "cooperation"]
    assert key("圖書館", "zh") == key("图书馆", "zh") == "图书馆"
