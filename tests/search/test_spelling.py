from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.analysis import Analysis
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters
from unescosearch.search.spelling import corrections
from unescosearch.search.weights import WEIGHTS

_TEXTS = {
    "samarkand": "In Samarkand the scholars measured the stars, and in {n} the road to Samarkand was mended.",
    "tanbaly": "The carvings of Tanbaly show chariots and dancers; {n} of them were copied by pupils at Tanbaly.",
    "tutankhamun": "The tomb of Tutankhamun was opened, and {n} treasures of Tutankhamun travelled to other museums.",
    "otrar": "Самарқанд пен Отырар қалалары туралы {n} жазба сақталған.",
    "bukhara": "Учёные из Бухары измерили звёзды, и {n} рукописей лежат в Бухаре до сих пор.",
}
_LANGUAGES = {"otrar": "kk", "bukhara": "ru"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Iterator[Generation]:
    """An index in which some names stand often, and one slip once."""
    folder = tmp_path_factory.mktemp("names")
    corpus = folder / "corpus"
    corpus.mkdir()
    for number in range(30):
        for name, text in _TEXTS.items():
            head = f"---\nid: {name}-{number}\ntitle: {number}\nlanguage: {_LANGUAGES.get(name, 'en')}\n---\n"
            (corpus / f"{name}-{number}.md").write_text(head + text.format(n=1900 + number), encoding="utf-8")
    (corpus / "slip.md").write_text("---\nid: slip\ntitle: A slip\n---\nSomebody wrote Samarkhand here, but only once.")
    build([corpus], folder / "index", BuildOptions(model=str(tiny_encoder)))
    opened = open_current(folder / "index")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Samarkhand", "Samarkand"),
        ("samarkhand", "samarkand"),
        ("SAMARKHAND", "SAMARKAND"),
        ("Tambaly carvings", "Tanbaly carvings"),
        ("the treasures of Tutankamun", "the treasures of Tutankhamun"),
        ("Who measured the stars in Samarkhand?", "Who measured the stars in Samarkand?"),
        ("рукописи Бухоры", "рукописи Бухары"),
    ],
)
def test_a_slip_in_a_name_is_corrected_and_told(names: Generation, written: str, meant: str) -> None:
    found = search(names, SearchParameters(written))
    assert (found.query.asked, found.query.corrected) == (written, meant)
    assert found.hits[0].best.words


def test_the_words_can_be_taken_as_they_are_written(names: Generation) -> None:
    found = search(names, SearchParameters("Samarkhand", spelling=False))
    assert (found.query.corrected, found.hits[0].document.id) == ("", "slip")


@pytest.mark.parametrize(
    "text",
    [
        "Samarkand",  # known
        "Samarra tablets",  # like no name of the index
        "the town of Bukara",  # so short a word is corrected to a very well-known one only
        "Tokyo",
        "Scholarz",  # like a word, but no name
        "Who measured the walls of Otrarr?",  # in a question a short name is one that nobody wrote of
        "Tutankhemen",  # two letters are too many
        "who was chanking the roads",  # no name, and the index is too small to know the language
        '"Samarkhand"',  # asked for word for word
        "stars -Samarkhand",
        "SAMARCND stars",  # capitals among other words are an acronym
        "Tutankamun Samarkhand Tanbali Otrarr",  # so many unknown words speak of something else
        "Самарқан",  # Kazakh words are cut short in the index
        "撒马尔罕古城",
    ],
)
def test_what_may_be_right_is_left_as_it_is(names: Generation, text: str) -> None:
    assert search(names, SearchParameters(text)).query.corrected == ""


def test_a_word_in_lower_case_is_corrected_where_the_index_knows_its_language(names: Generation) -> None:
    asked = Analysis("how many treasvres of the tomb were copied")
    assert corrections(asked, "en", names) == ()
    knowing = replace(WEIGHTS.spelling, passages_that_know_a_language=10)
    found = corrections(asked, "en", names, knowing)
    assert [(each.written, each.meant) for each in found] == [("treasvres", "treasures")]
    assert corrections(asked, "fr", names, knowing) == ()
