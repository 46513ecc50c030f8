"""Understands a query: its language, and with it which side of the index may speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

from unescosearch.index.catalogue import Conditions
from unescosearch.index.generation import Generation
from unescosearch.languages import UNDETERMINED, detect

QUERY_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "kk")

_LATIN = ("en", "fr", "es", "de", "it", "pt", "tr", "uz")
_FEWEST_WORDS = 4
# What comes along unseen when words are copied from a page: soft hyphens, marks of direction and of width.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")


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

    A few words, names above all, are too short for detection: they are looked up in each language's index instead, and
    the language that answers best is taken, of equals the one with most passages.
    """
    text = _INVISIBLE.sub("", text).strip()
    languages = list(generation.manifest.languages)
    language = detect(text, tuple(dict.fromkeys([*QUERY_LANGUAGES, *languages])))
    if language == UNDETERMINED or (language in _LATIN and len(text.split()) < _FEWEST_WORDS):
        found = _by_words(text, generation)
        language = language if found == UNDETERMINED else found
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
