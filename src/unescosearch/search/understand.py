"""Understands a query: its language, and with it which side of the index may speak."""

from __future__ import annotations

from dataclasses import dataclass

from unescosearch.index.catalogue import Conditions
from unescosearch.index.generation import Generation
from unescosearch.languages import UNDETERMINED, detect

QUERY_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "kk")


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood.

    Attributes:
        text: as it was asked, white space around it removed.
        language: BCP 47 subtag, or "und" where nobody could tell.
        readable: whether the encoder can read it.
    """

    text: str
    language: str
    readable: bool


def understand(text: str, generation: Generation) -> Query:
    """Find the language of a query.

    A query of one or two words is too short for detection: its words are then looked up in each language's index, and
    the language that answers best is taken, of equals the one with most passages.
    """
    text = text.strip()
    languages = list(generation.manifest.languages)
    language = detect(text, tuple(dict.fromkeys([*QUERY_LANGUAGES, *languages])))
    if language == UNDETERMINED:
        language = _by_words(text, generation)
    return Query(text, language, generation.encoder.description.reads(language))


def _by_words(text: str, generation: Generation) -> str:
    counts = generation.manifest.languages
    best, found = UNDETERMINED, (0.0, 0)
    for language in generation.lexical.languages:
        hits = generation.lexical.search(text, language, 1, Conditions({}))
        evidence = (round(hits[0].score, 2) if hits else 0.0, counts.get(language, 0))
        if hits and evidence > found:
            best, found = language, evidence
    return best
