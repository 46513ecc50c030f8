"""Slips in the spelling of a query: a word that the index hardly knows, beside one much like it that it knows well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from unescosearch.index.analysis import index_word
from unescosearch.index.generation import Generation
from unescosearch.records import Passage

# Words in fewer passages than these are rare enough to be slips; in more they are taken as they are.
MOST_OF_A_SLIP = 2
# The word that was meant stands in at least so many passages, and so many times as many as the slip.
LEAST_OF_A_WORD = 4
TIMES_AS_MANY = 20
# Letters from which on a slip of one letter, and of two, is told from another word.
SHORTEST = 5
LONG = 9
MOST_SLIPS = 2
# An index of fewer passages lacks too many words of its language: only names are looked up in it.
PASSAGES_THAT_KNOW_A_LANGUAGE = 1_000

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_ALPHABETS = {"ru": "Cyrillic", "uk": "Cyrillic", "ky": "Cyrillic", "ar": "Arabic", "fa": "Arabic"}
# No words between spaces, or words cut short.
_NOT_BY_LETTERS = {"zh", "ja", "ko", "kk"}
_SHOWN_HITS = 5
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the query and what it was taken for."""

    written: str
    meant: str


def corrections(text: str, language: str, generation: Generation) -> tuple[Correction, ...]:
    """The slips in a query with the words that were probably meant, in order.

    A name is looked up in the words of all languages, any other word in those of the query's own. Where many words
    are unknown, the query speaks of something else, or in another language, and nothing is corrected.

    Args:
        text: words to look at, without what has to be found as it is written.
        language: of the query.
        generation: whose words count.
    """
    unknown = [(word, name) for word, name in _words(text) if not _known(word, generation)]
    if not unknown or len(unknown) > MOST_SLIPS:
        return ()
    found = []
    for word, name in unknown:
        meant = _meant(word, list(_languages(word, name, language, generation)), generation)
        if meant:
            found.append(Correction(word, _in_case_of(word, meant)))
    return tuple(found)


def apply(text: str, found: Sequence[Correction]) -> str:
    """A text with its slips corrected."""
    for correction in found:
        text = re.sub(rf"(?<!\w){re.escape(correction.written)}(?!\w)", correction.meant, text)
    return text


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words that may be slips, each once, and whether each may be a name."""
    words = list(dict.fromkeys(_WORD.findall(text)))
    for number, word in enumerate(words):
        few = len(words) <= 3
        if len(word) >= SHORTEST and not (word.isupper() and not text.isupper()) and not re.search(r"['’\-]", word):
            yield word, few or (number > 0 and word[0].isupper())


def _known(word: str, generation: Generation) -> bool:
    lexical = generation.lexical
    return any(lexical.passages_with(word, language) > MOST_OF_A_SLIP for language in lexical.languages)


def _languages(word: str, name: bool, language: str, generation: Generation) -> Iterator[str]:
    """The languages in whose words the one that was meant is looked for."""
    for other, passages in generation.manifest.languages.items():
        if other in _NOT_BY_LETTERS or _alphabet(word) != _ALPHABETS.get(other, "Latin"):
            continue
        if name or (other == language and passages >= PASSAGES_THAT_KNOW_A_LANGUAGE):
            yield other


def _alphabet(word: str) -> str:
    if "\u0400" <= word[0] <= "\u052f":
        return "Cyrillic"
    return "Arabic" if "\u0600" <= word[0] <= "\u06ff" else "Latin"


def _meant(word: str, languages: Sequence[str], generation: Generation) -> str:
    """The word of the index that was meant, "" where there is none."""
    best: tuple[float, int, str, str] | None = None
    for language in languages:
        written = index_word(word, language)
        reach = 1 if len(written) < LONG else 2
        least = max(LEAST_OF_A_WORD, TIMES_AS_MANY * generation.lexical.passages_with(word, language))
        counts = dict(generation.lexical.words(written[:1], language, least))
        for term, distance, _ in extract(
            written, list(counts), scorer=OSA.distance, score_cutoff=reach, limit=_CANDIDATES
        ):
            candidate = (distance, -counts[term], term, language)
            if distance and (best is None or candidate < best):
                best = candidate
    return _as_written(best[2], best[3], word, generation) if best else ""


def _as_written(term: str, language: str, like: str, generation: Generation) -> str:
    """A word of the index as the passages write it, of several forms the one most like another word."""
    rows = generation.lexical.rows_of(term, language, _SHOWN_HITS)
    passages: Sequence[Passage] = list(generation.catalogue.passages(rows).values())
    texts = (text for passage in passages for text in (passage.text, *passage.headings))
    forms = {form.lower() for text in texts for form in _WORD.findall(text) if index_word(form, language) == term}
    return min(forms, key=lambda form: (OSA.distance(form, like.lower()), form), default="")


def _in_case_of(word: str, meant: str) -> str:
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant
