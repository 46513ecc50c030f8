"""Slips in the spelling of a query: a word that the index hardly knows, beside one much like it that it knows well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from unescosearch.index.analysis import index_word
from unescosearch.index.generation import Generation

# Words in fewer passages than these are rare enough to be slips; in more they are taken as they are.
MOST_OF_A_SLIP = 2
# The word that was meant stands in so many times as many passages as the slip, and in so many at least, by the letters
# of the slip: a short word has many neighbours, and only a well-known one is likelier than a word not known.
TIMES_AS_MANY = 20
LEAST_OF_A_WORD = {5: 25, 7: 10, 9: 4}
SHORTEST = min(LEAST_OF_A_WORD)
# Letters from which on a slip of two letters is told from another word.
LONG = 9
MOST_SLIPS = 2
# An index of fewer passages lacks too many words of its language: only names are looked up in it.
PASSAGES_THAT_KNOW_A_LANGUAGE = 20_000

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LATIN, _CYRILLIC, _ARABIC = (
    re.compile("[a-zA-Z\u00c0-\u024f]"),
    re.compile("[\u0400-\u052f]"),
    re.compile("[\u0600-\u06ff]"),
)
_ALPHABETS = {"ru": _CYRILLIC, "uk": _CYRILLIC, "ky": _CYRILLIC, "ar": _ARABIC, "fa": _ARABIC}
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
        meant = _meant(word, text, list(_languages(word, name, language, generation)), generation)
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
        if other in _NOT_BY_LETTERS or not _ALPHABETS.get(other, _LATIN).match(word):
            continue
        if name or (other == language and passages >= PASSAGES_THAT_KNOW_A_LANGUAGE):
            yield other


def _meant(word: str, text: str, languages: Sequence[str], generation: Generation) -> str:
    """The word of the index that was meant, "" where there is none.

    Of words equally like it, the one that keeps company with the other words of the text.
    """
    lexical = generation.lexical
    best: tuple[tuple[int, float, int], str] | None = None
    for language in languages:
        for term, passages in _neighbours(word, language, generation):
            form = _as_written(term, language, word, generation)
            distance = OSA.distance(form, word.lower())
            company = lexical.company(term, text, language)
            candidate = ((distance, -company, -passages), form)
            if form and distance <= _reach(word) and (best is None or candidate < best):
                best = candidate
    return best[1] if best else ""


def _neighbours(word: str, language: str, generation: Generation) -> Iterator[tuple[str, int]]:
    """Words of the index much like another and much better known, each with the number of its passages."""
    lexical, written = generation.lexical, index_word(word, language)
    known = min(least for letters, least in LEAST_OF_A_WORD.items() if letters <= len(word))
    least = max(known, TIMES_AS_MANY * lexical.passages_with(word, language))
    counts = {term: count for term, count in lexical.words(written[:1], language) if count >= least}
    near = extract(written, list(counts), scorer=OSA.distance, score_cutoff=_reach(word), limit=_CANDIDATES)
    yield from ((term, counts[term]) for term, distance, _ in near if distance)


def _reach(word: str) -> int:
    return 1 if len(word) < LONG else 2


def _as_written(term: str, language: str, like: str, generation: Generation) -> str:
    """A word of the index as the passages write it, of several forms the one most like another word."""
    rows = generation.lexical.rows_of(term, language, _SHOWN_HITS)
    texts = (
        text for passage in generation.catalogue.passages(rows).values() for text in (passage.text, *passage.headings)
    )
    forms = {form.lower() for text in texts for form in _WORD.findall(text) if index_word(form, language) == term}
    return min(forms, key=lambda form: (OSA.distance(form, like.lower()), form), default="")


def _in_case_of(word: str, meant: str) -> str:
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant
