"""Slips in the spelling of a query: a word that the index hardly knows, beside one much like it that it knows well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from unescosearch.generation.generation import Generation
from unescosearch.languages.table import facts
from unescosearch.lexicon.tokens import key_of
from unescosearch.search.analysis import Analysis
from unescosearch.search.weights import WEIGHTS, SpellingWeights
from unescosearch.words.analysis import index_word
from unescosearch.writing import SPELT, letters, uniform


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the query and what it was taken for."""

    written: str
    meant: str


@dataclass(frozen=True, slots=True)
class _Suspect:
    """A word that may be a slip.

    Attributes:
        alone: whether it stands among few words, where names are often written without a capital.
        name: whether its capital says that it is a name.
    """

    word: str
    alone: bool
    name: bool


def corrections(
    asked: Analysis, language: str, generation: Generation, weights: SpellingWeights = WEIGHTS.spelling
) -> tuple[Correction, ...]:
    """The slips in a query with the words that were probably meant, in order.

    Among few words, names are looked up in all languages; in a question names and long words in its own. Where many
    words are unknown, the query speaks of something else, or in another language, and nothing is corrected.

    Args:
        asked: words to look at, without what has to be found as it is written.
        language: of the query.
        generation: whose words count.
        weights: what is a slip.
    """
    suspects = _suspects(asked.text, weights)
    unknown = [suspect for suspect in suspects if not _known(suspect.word, language, generation, weights)]
    if not unknown or len(unknown) > weights.most_slips:
        return ()
    found = []
    for suspect in unknown:
        meant = _meant(suspect, asked, _languages(suspect, language, generation, weights), generation, weights)
        if meant:
            found.append(Correction(suspect.word, _in_case_of(suspect.word, meant)))
    return tuple(found)


def apply(text: str, found: Sequence[Correction]) -> str:
    """A text with its slips corrected."""
    for correction in found:
        text = re.sub(rf"(?<!\w){re.escape(correction.written)}(?!\w)", correction.meant, text)
    return text


def _suspects(text: str, weights: SpellingWeights) -> Iterator[_Suspect]:
    """The words that may be slips, each once."""
    words = list(dict.fromkeys(SPELT.findall(uniform(text))))
    alone = len(words) <= weights.few_words
    for number, word in enumerate(words):
        name = word[0].isupper() and (alone or number > 0)
        acronym = word.isupper() and not text.isupper()
        if len(word) >= weights.shortest and not acronym and not re.search(r"['’\-]", word):
            yield _Suspect(word, alone, name)


def _known(word: str, language: str, generation: Generation, weights: SpellingWeights) -> bool:
    """Whether the documents know a word, or the lexicon in the language of the query."""
    lexical = generation.lexical
    if any(lexical.passages_with(word, each) > weights.most_of_a_slip for each in lexical.languages):
        return True
    return generation.lexicon.knows(language, key_of(word, language))


def _languages(
    suspect: _Suspect, language: str, generation: Generation, weights: SpellingWeights
) -> Iterator[tuple[str, bool]]:
    """The languages in whose words the one that was meant is looked for, and whether only among names."""
    for other, passages in generation.manifest.languages.items():
        if not facts(other).spelt or not letters(*facts(other).scripts).match(suspect.word):
            continue
        own, length = other == language, len(suspect.word)
        long = not suspect.name and length >= weights.shortest_word
        # The language of a few words is a guess.
        if long and (own or suspect.alone) and passages >= weights.passages_that_know_a_language:
            yield other, False
        elif suspect.alone or (own and suspect.name and length >= weights.shortest_name):
            yield other, True


def _meant(
    suspect: _Suspect,
    asked: Analysis,
    languages: Iterable[tuple[str, bool]],
    generation: Generation,
    weights: SpellingWeights,
) -> str:
    """The word of the index that was meant, "" where there is none.

    Of words equally like it, the one that keeps company with the other words of the text.
    """
    best: tuple[tuple[float, int], str] | None = None
    for language, only_names in languages:
        for term, passages in _neighbours(suspect.word, language, generation, weights):
            form = _as_written(term, language, suspect.word, generation, weights, only_names)
            company = generation.lexical.company(term, asked.words(language), language)
            candidate = ((-company, -passages), form)
            if OSA.distance(form, suspect.word.lower()) == 1 and (best is None or candidate < best):
                best = candidate
    return best[1] if best else ""


def _neighbours(
    word: str, language: str, generation: Generation, weights: SpellingWeights
) -> Iterator[tuple[str, int]]:
    """Words of the index much like another and much better known, each with the number of its passages."""
    lexical, written = generation.lexical, index_word(word, language)
    known = min(least for letters, least in weights.least_of_a_word if letters <= len(word))
    least = max(known, weights.times_as_many * lexical.passages_with(word, language))
    counts = {term: count for term, count in lexical.words(written[:1], language) if count >= least}
    near = extract(written, list(counts), scorer=OSA.distance, score_cutoff=weights.near, limit=weights.candidates)
    yield from ((term, counts[term]) for term, distance, _ in near if distance)


def _as_written(
    term: str, language: str, like: str, generation: Generation, weights: SpellingWeights, only_names: bool
) -> str:
    """A word of the index as the passages write it, of several forms the one most like another word.

    There is none, "", where only names are wanted and this is not one.
    """
    rows = generation.lexical.rows_of(term, language, weights.shown_hits)
    texts = (
        text for passage in generation.catalogue.passages(rows).values() for text in (passage.text, *passage.headings)
    )
    forms = [form for text in texts for form in SPELT.findall(uniform(text)) if index_word(form, language) == term]
    if only_names and sum(not form[0].islower() for form in forms) < weights.capitals * len(forms):
        return ""
    small = {form.lower() for form in forms}
    return min(small, key=lambda form: (OSA.distance(form, like.lower()), form), default="")


def _in_case_of(word: str, meant: str) -> str:
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant
