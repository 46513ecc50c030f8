"""Languages: what a text is in, how sure that is, and where in a document it changes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unescosearch.languages.detection import detect, identify, language_runs

TEXTS = {
    "en": "The school stands by the river, and its pupils measure every spring how high the water has come this year. "
    "They write the numbers on the wall of the hall, where their parents once wrote theirs.",
    "fr": "L'école se trouve au bord de la rivière, et ses élèves mesurent chaque printemps la hauteur de l'eau. "
    "Ils notent les chiffres sur le mur de la salle, là où leurs parents avaient écrit les leurs.",
    "es": "La escuela está junto al río, y sus alumnos miden cada primavera hasta dónde ha llegado el agua. "
    "Escriben los números en la pared de la sala, donde sus padres escribieron los suyos hace años.",
    "ru": "Школа стоит у реки, и её ученики каждую весну измеряют, насколько высоко поднялась вода в этом году. "
    "Они пишут числа на стене зала, где когда-то писали свои числа их родители.",
    "ar": "تقع المدرسة على ضفة النهر، ويقيس تلاميذها في كل ربيع كم ارتفع الماء هذا العام. "
    "يكتبون الأرقام على جدار القاعة حيث كتب آباؤهم أرقامهم من قبل.",
    "zh": "学校坐落在河边，学生们每年春天都测量今年的水位有多高。他们把数字写在大厅的墙上，"
    "他们的父母也曾经把自己的数字写在那里。老师们把这些数字收集起来，做成一张大图表。",
    "kk": "Мектеп өзен жағасында тұр, оның оқушылары әр көктемде судың биыл қанша көтерілгенін өлшейді. "
    "Олар сандарды залдың қабырғасына жазады, бұрын сол жерге ата-аналары да жазған.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_known_by_its_words(language: str) -> None:
    found, surety = identify(TEXTS[language])
    assert (found, surety > 0.9) == (language, True)


def test_persian_names_make_no_arabic_text_persian() -> None:
    assert detect(TEXTS["ar"] + " وزار السيد گارسيا المدرسة.") == "ar"
    assert detect("دانش‌آموزان هر بهار اندازه می‌گیرند که آب امسال چقدر بالا آمده است و آن را می‌نویسند.") == "fa"


def test_an_ideograph_says_more_than_a_letter() -> None:
    assert detect("تقع المدرسة على ضفة النهر، 学校坐落在河边学生们每年春天") == "zh"


def test_too_little_is_in_no_language() -> None:
    assert identify("12 / 7 m") == ("und", 0.0)


@pytest.mark.parametrize("second", [language for language in TEXTS if language != "en"])
def test_a_bilingual_text_is_parted_where_its_language_changes(second: str) -> None:
    parts = [TEXTS["en"], TEXTS[second], TEXTS["en"]]
    text = "\n\n".join(parts)
    runs = list(language_runs(text, "en"))
    assert [language for _, _, language in runs] == ["en", second, "en"]
    assert [text[start:end].strip() for start, end, _ in runs] == parts


def test_short_paragraphs_stay_in_the_language_before_them() -> None:
    text = f"{TEXTS['en']}\n\nVoir page 7.\n\n{TEXTS['fr']}\n\nPhoto: UNESCO\n\nSee page 9."
    assert [text[start:end] for start, end, language in language_runs(text, "en") if language == "fr"] == [
        text[text.index("Voir") :]
    ]


def test_what_a_document_is_said_to_be_holds_where_nothing_is_sure() -> None:
    assert list(language_runs("1 2 3\n\nA\n\nB", "fr")) == [(0, 11, "fr")]
    assert list(language_runs(TEXTS["fr"], "sw")) == [(0, len(TEXTS["fr"]), "sw")]
    assert [language for *_, language in language_runs(TEXTS["fr"], "en")] == ["fr"]


@given(
    st.lists(st.sampled_from([*TEXTS.values(), "Short.", "\n \n", "", "12\n"]), max_size=8),
    st.sampled_from([*TEXTS, "und", "sw"]),
)
def test_the_runs_are_the_whole_text(parts: list[str], default: str) -> None:
    text = "\n\n".join(parts)
    runs = list(language_runs(text, default))
    assert [start for start, _, _ in runs] == [0, *(end for _, end, _ in runs[:-1])]
    assert runs[-1][1] == len(text)
    assert all(first[2] != second[2] for first, second in pairwise(runs))
