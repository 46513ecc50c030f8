"""Which concepts of the thesaurus a query names: stems alone make a convent of every convention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from unescosearch.languages.table import facts
from unescosearch.lexicon.store import Label
from unescosearch.lexicon.tokens import key_of
from unescosearch.search.translate import Unit
from unescosearch.search.weights import WEIGHTS
from unescosearch.words.spelling import spelled
from unescosearch.writing import WORD, plain


def named(
    units: Iterable[Unit], text: str, least_alike: float = WEIGHTS.concepts.least_alike
) -> list[tuple[Unit, Label]]:
    """The concepts that the units of a query name, in order, each once and one for each unit.

    Of several whose labels have the same stems it is the one that the text spells out, else the one written most alike.

    Args:
        units: of the text.
        text: as it was written.
        least_alike: likeness of two words, 0 to 1, in a language whose plurals nobody knows.
    """
    found: dict[str, tuple[Unit, Label]] = {}
    for unit in units:
        labels = (label for label in unit.labels if label.kind == "concept")
        meant = [label for label in labels if _says(label.text, unit, text, least_alike)]
        if meant:
            best = max(meant, key=lambda label: _closeness(label.text, unit, text))
            found.setdefault(best.uri, (unit, best))
    return list(found.values())


def without_namesakes(unit: Unit, concepts: Iterable[tuple[Unit, Label]]) -> Unit:
    """A unit without the concepts that only share its stem: nobody looks for a convention among convents."""
    meant = {label.uri for _, label in concepts}
    return replace(unit, labels=tuple(label for label in unit.labels if label.kind != "concept" or label.uri in meant))


def _says(label: str, unit: Unit, text: str, least_alike: float) -> bool:
    return _spelt_out(label, text, unit.language) or (
        _whole(label, unit.language) and all(_same(*pair, unit.language, least_alike) for pair in _pairs(label, unit))
    )


def _closeness(label: str, unit: Unit, text: str) -> tuple[int, float]:
    """How near a label is to the text; the longer of two that are spelt out says more."""
    return len(label) if _spelt_out(label, text, unit.language) else 0, _alike(label, unit.text)


def _spelt_out(label: str, text: str, language: str) -> bool:
    """Whether a text holds a label word for word; one in capitals only in capitals: AIDS is no aid."""
    fold = (lambda word: word) if label.isupper() else plain
    said, asked = (" ".join(map(fold, _words(each, language))) for each in (label, text))
    return f" {said} " in f" {asked} "


def _whole(label: str, language: str) -> bool:
    """Whether a label neither begins nor ends with a stop word, which its key leaves out: Est in Afrique de l'Est."""
    words = _words(label, language)
    return bool(words and key_of(words[0], language) and key_of(words[-1], language))


def _pairs(label: str, unit: Unit) -> Sequence[tuple[str, str]]:
    words = [word for word in _words(label, unit.language) if key_of(word, unit.language)]
    written = [token.surface for token in unit.tokens]
    # Written together in one of them (wood land, woodland): the stems have met, and more cannot be told.
    return list(zip(words, written, strict=True)) if len(words) == len(written) else []


def _words(text: str, language: str) -> list[str]:
    return WORD.findall(spelled(text, language))


def _same(word: str, written: str, language: str, least_alike: float) -> bool:
    if word.isupper() and len(word) > 1:
        return word == written
    # One without endings of the plural is trusted to its stemmer, which takes off little else.
    if not facts(language).plurals:
        return _alike(word, written) >= least_alike
    return not _singulars(word, language).isdisjoint(_singulars(written, language))


def _singulars(word: str, language: str) -> set[str]:
    small = plain(word)
    endings = facts(language).plurals
    return {small} | {small[: -len(end)] + single for end, single in endings if small.endswith(end)}


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, plain(one), plain(other), autojunk=False).ratio()
