"""The analysis of a query: its words in each language are right, and found once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tantivy import TextAnalyzer

from unescosearch.generation.generation import Generation
from unescosearch.search.analysis import Analysis
from unescosearch.search.parameters import SearchParameters
from unescosearch.search.syntax import read
from unescosearch.service.service import run_ask, run_search
from unescosearch.words import analysis
from unescosearch.words.analysis import prepare, query_words

LANGUAGES = ("en", "fr", "ru", "ar", "kk", "zh")


@dataclass(frozen=True)
class Counting:
    """An analyzer that counts which texts it is given."""

    counted: TextAnalyzer
    name: str
    language: str
    counts: Counter[tuple[str, str, str]]

    def analyze(self, text: str) -> list[str]:
        self.counts[self.name, self.language, text] += 1
        return self.counted.analyze(text)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch, generation: Generation) -> Counter[tuple[str, str, str]]:
    """How often each analyzer was given each text, by (analyzer, language, text); the index is open by then."""
    counts = Counter[tuple[str, str, str]]()

    def counting(name: str, made: Callable[[str], TextAnalyzer]) -> Callable[[str], Counting]:
        return lambda language: Counting(made(language), name, language, counts)

    for name in ("analyzer", "_query_analyzer"):
        monkeypatch.setattr(analysis, name, counting(name, getattr(analysis, name)))
    return counts


@pytest.mark.parametrize("ask", [run_search, run_ask])
@pytest.mark.parametrize(
    "text",
    [
        "How many clubs are there in Kazakhstan?",
        "birds and lakes",
        "les clubs de la région",
        "озёра и птицы Казахстана",
        '"wild birds" lakes -clubs',
        '"the lakes"',
        "the of and",
        "Қазақстан көлдері",
    ],
)
def test_the_text_of_a_query_is_analysed_once_in_each_language(
    generation: Generation, counts: Counter[tuple[str, str, str]], ask: Callable[..., object], text: str
) -> None:
    ask(generation, SearchParameters(text))
    wording = read(text)
    for said in {wording.text, *wording.phrases}:
        of_text = {
            key: count for key, count in counts.items() if key[2] == prepare(said, key[1]) and " " in key[2].strip()
        }
        assert of_text
        assert set(of_text.values()) == {1}
        assert {language for _, language, _ in of_text} >= set(generation.lexical.languages)


@given(text=st.text(max_size=40), part=st.text(max_size=20), language=st.sampled_from(LANGUAGES))
def test_the_words_are_those_that_the_index_is_asked_for(text: str, part: str, language: str) -> None:
    found = Analysis(text)
    assert found.words(language) == found.words(language) == tuple(query_words(text, language))
    assert found.words(language, part) == found.of(part).words(language) == tuple(query_words(part, language))
    assert [group.alternatives[0].words for group in found.groups(language)] == [
        (word,) for word in found.words(language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "held"),
    [
        ("mines de sel en Pologne", "fr", True),
        ("Historic Centre of Vienna", "en", True),
        ("Historic Centre of Vienna", "fr", False),
        ("Ақтөбе", "kk", False),
    ],
)
def test_stop_words_are_told_by_language(text: str, language: str, held: bool) -> None:
    assert Analysis(text).has_stop_words(language) is held
