"""Ten thousand English passages beside a small collection in another language do not hide it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import cycle, islice, product
from pathlib import Path

import pytest

from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import Generation, open_current
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters

ENGLISH_PASSAGES = 10_000
PLACES = ("Samarcande", "Boukhara", "Tombouctou", "Angkor", "Persépolis", "Carthage", "Kairouan", "Abou Simbel")
PLACES_KK = ("Самарқан", "Бұхара", "Түркістан", "Отырар", "Тараз", "Таңбалы", "Сайрам", "Сауран")
# A sentence of a document, and a question that it answers in other words and forms.
FRENCH = (
    ("Les maçons ont restauré la porte de {} avec des briques cuites en 1962.", "Qui a restauré les portes de {} ?"),
    ("À {}, les élèves dessinent les inscriptions de la cour.", "Que dessinent les élèves de {} ?"),
    ("Un séisme a fendu la grande coupole de {} pendant l'hiver.", "Quand un séisme a-t-il fendu la coupole de {} ?"),
    ("Le musée de {} garde des manuscrits sur l'astronomie.", "Où garde-t-on les manuscrits d'astronomie de {} ?"),
)
KAZAKH = (
    ("{} қақпасын шеберлер 1962 жылы күйдірілген кірпішпен жөндеді.", "{} қақпасын кім жөндеді?"),
    ("{} қаласында оқушылар тастағы жазуларды көшіреді.", "{} қаласында оқушылар нені көшіреді?"),
    ("Қыста жер сілкінісі {} күмбезін жарып кетті.", "{} күмбезін не жарып кетті?"),
    ("{} мұражайында астрономия туралы қолжазбалар сақтаулы.", "{} мұражайында қандай қолжазбалар сақтаулы?"),
)
# They name the same places, some as the French do, and share words and years with them.
ENGLISH = (
    "Masons restored the gate of {} in {} with baked bricks, and UNESCO sent a mission to {}.",
    "The inscriptions of {} were copied by pupils of class {}; {} has many more.",
    "{} lost its grand dome in an earthquake, and {} coins were found at {} afterwards.",
    "Manuscripts on astronomy from {} came to the museum in {}: {} had been a town of scholars.",
)


def _own() -> Iterator[tuple[str, str, str]]:
    """Language, text and question of each document of the small collections."""
    for language, places, kinds in (("fr", PLACES, FRENCH), ("kk", PLACES_KK, KAZAKH)):
        for place, (text, question) in product(places, kinds):
            yield language, text.format(place), question.format(place)


def _english() -> Iterator[str]:
    for number, (place, text) in enumerate(cycle(product((*PLACES, "Bukhara", "Taraz"), ENGLISH))):
        yield text.format(place, 1900 + number, place)


def _build(folder: Path, texts: Iterable[tuple[str, str]], model: Path) -> Generation:
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    lines = (
        json.dumps({"id": number, "language": language, "text": text}) for number, (language, text) in enumerate(texts)
    )
    (corpus / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (corpus / "collection.toml").write_text(
        'name = "Texts"\n[reader]\nkind = "table"\npath = "texts.jsonl"\n'
        '[fields]\nid = "d{id}"\ntitle = "{id}"\ntext = "{text}"\nlanguage = "{language}"\n',
        encoding="utf-8",
    )
    build([corpus], folder / "index", BuildOptions(models=(str(model),)))
    return open_current(folder / "index", checksums=False)


def _recall(generation: Generation, language: str) -> float:
    """Recall@10 of the questions of a language."""
    asked = [(number, question) for number, (spoken, _, question) in enumerate(_own()) if spoken == language]
    found = [
        f"d{number}" in {hit.document.id for hit in search(generation, SearchParameters(question)).hits}
        for number, question in asked
    ]
    return sum(found) / len(found)


@pytest.mark.parametrize("readable", [("en",), ("en", "fr", "kk")])
def test_ten_thousand_english_passages_do_not_hide_a_small_collection(
    tmp_path: Path, readable: tuple[str, ...]
) -> None:
    model = write_tiny_encoder(tmp_path / "model", readable)
    own = [(language, text) for language, text, _ in _own()]
    alone = _build(tmp_path / "alone", own, model)
    before = {language: _recall(alone, language) for language in ("fr", "kk")}
    alone.close()
    english = (("en", text) for text in islice(_english(), ENGLISH_PASSAGES))
    beside = _build(tmp_path / "beside", [*own, *english], model)
    after = {language: _recall(beside, language) for language in ("fr", "kk")}
    assert beside.manifest.languages == {"en": ENGLISH_PASSAGES, "fr": 32, "kk": 32}
    beside.close()
    assert all(after[language] >= before[language] >= 0.9 for language in before), (before, after)
