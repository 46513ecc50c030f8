from __future__ import annotations

import pytest

from unescosearch.lexicon.store import Label
from unescosearch.lexicon.tokens import tokens
from unescosearch.search.concepts import named, without_namesakes
from unescosearch.search.translate import Unit


def _named(text: str, language: str, *labels: str) -> list[str]:
    """Which of some labels a text of one unit names."""
    found = tuple(Label(row, "concept", f"uri {label}", 0, label) for row, label in enumerate(labels))
    unit = Unit(tuple(tokens(text, language)), found, "key", language)
    return [label.text for _, label in named([unit], text)]


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("convention", "en", "Convents"),
        ("programme", "en", "Programmers"),
        ("authorities", "en", "Authors"),
        ("aid", "en", "AIDS"),
        ("poste", "fr", "Poster"),
        ("école", "fr", "École d'été"),
        ("abri", "fr", "Sans-abri"),
        ("programa", "es", "Programador"),
        ("costa", "es", "Costes"),
        ("мириться", "ru", "Мир"),
    ],
)
def test_another_word_of_the_same_stem_is_no_concept(text: str, language: str, label: str) -> None:
    assert _named(text, language, label) == []


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("teachers", "en", "Teacher"),
        ("cities", "en", "City"),
        ("houses", "en", "House"),
        ("AIDS", "en", "AIDS"),
        ("École", "fr", "ecole"),
        ("journaux", "fr", "Journal"),
        ("zones humides", "fr", "Zone humide"),
        ("educación de adultos", "es", "Educación de adultos"),
        ("luces", "es", "Luz"),
        ("женщин", "ru", "Женщины"),
        ("وتعليم الكبار", "ar", "تعليم الكبار"),
    ],
)
def test_a_concept_is_named_in_singular_and_plural_and_without_accents(text: str, language: str, label: str) -> None:
    assert _named(text, language, label) == [label]


def test_of_several_of_the_same_stems_the_nearest_is_meant() -> None:
    assert _named("Afrique", "fr", "Afrique de l'Est", "Afrique") == ["Afrique"]
    assert _named("Afrique de l'Est", "fr", "Afrique", "Afrique de l'Est") == ["Afrique de l'Est"]
    labels = ("Educador de adultos", "Educación de adultos")
    assert _named("educación de adultos", "es", *labels) == ["Educación de adultos"]


def test_a_concept_named_twice_is_told_once() -> None:
    label = Label(1, "concept", "uri", 0, "Women")
    units = [Unit(tuple(tokens(word, "en")), (label,), "key", "en") for word in ("women", "Women")]
    assert [unit.text for unit, _ in named(units, "women and Women")] == ["women"]


def test_only_the_concepts_that_are_named_are_translated_and_acronyms_stay() -> None:
    convents, conventions = (
        Label(row, "concept", name, 0, name) for row, name in enumerate(("Convents", "Conventions"))
    )
    acronym = Label(2, "acronym", "WHC", 0, "Convention")
    unit = Unit(tuple(tokens("convention", "en")), (convents, conventions, acronym), "key", "en")
    assert without_namesakes(unit, named([unit], "convention")).labels == (conventions, acronym)
