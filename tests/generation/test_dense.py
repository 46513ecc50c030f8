"""Which encoder is asked for which pair of languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import write_sample_corpus
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.catalogue.conditions import Conditions
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.meaning import by_meaning
from unescosearch.search.understand import understand


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """An index of an English encoder and one for all languages."""
    folder = tmp_path_factory.mktemp("both")
    english = write_tiny_encoder(folder / "english")
    every = write_tiny_encoder(folder / "every", languages=(), seed=8)
    options = BuildOptions(models=(str(english), str(every)))
    build([write_sample_corpus(folder / "corpus")], folder / "index", options)
    generation = open_current(folder / "index")
    yield generation
    generation.close()


def routes(generation: Generation, query: str) -> dict[str, list[str]]:
    places = [record.place for record in generation.manifest.encoders]
    parts = list(generation.dense)
    found = generation.dense.routes(query, ["en", "fr", "ru"])
    return {places[parts.index(part)]: languages for part, languages in found}


def test_english_asked_of_english_is_the_first_encoder_s_and_all_else_the_other_s(both: Generation) -> None:
    assert routes(both, "en") == {"english": ["en"], "every": ["fr", "ru"]}
    assert routes(both, "kk") == {"every": ["en", "fr", "ru"]}


def test_each_encoder_holds_what_it_reads(both: Generation) -> None:
    english, every = both.dense
    assert english.vectors.count == len(both.columns.spoken["en"])
    assert every.vectors.count == len(both.columns.languages)


@pytest.mark.parametrize("text", ["clubs in Almaty", "Les clubs du Kazakhstan", "озёра в степи", "Алматыдағы клубтар"])
def test_every_language_is_answered_by_meaning(both: Generation, text: str) -> None:
    found = by_meaning(both, understand(text, both), Conditions({}), 50)
    assert {both.columns.languages[row] for row in found.scores} == {"en", "fr", "ru"}


def test_another_encoder_more_encodes_only_what_it_needs(tmp_path: Path) -> None:
    english = write_tiny_encoder(tmp_path / "english")
    every = write_tiny_encoder(tmp_path / "every", languages=(), seed=8)
    corpus, index = write_sample_corpus(tmp_path / "corpus"), tmp_path / "index"
    first = build([corpus], index, BuildOptions(models=(str(english),)))
    assert first.encoded == first.languages["en"]
    second = build([corpus], index, BuildOptions(models=(str(english), str(every))))
    assert second.encoded == second.passages
    assert not second.reason
    third = build([corpus], index, BuildOptions(models=(str(english),)))
    assert third.encoded == 0
    assert build([corpus], index, BuildOptions(models=(str(english), str(every)))).encoded == 0
