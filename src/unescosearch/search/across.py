"""A query across languages: its concepts, and what it says to the documents of each other language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from unescosearch.index.analysis import index_word, query_words
from unescosearch.index.generation import Generation
from unescosearch.index.lexical import Group
from unescosearch.languages import UNDETERMINED
from unescosearch.search.translate import Unit, groups, pseudo_query, said_share, translated, units

_MOST_CONCEPTS = 8
_LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class QueryConcept:
    """A concept of the thesaurus that a query names.

    Attributes:
        uri: its address.
        label: as the query names it.
        labels: the preferred label in each language.
    """

    uri: str
    label: str
    labels: Mapping[str, str]

    def named(self, words: Iterable[str], language: str) -> bool:
        """Whether some words of a text of a language say the concept: all words of its label are among them."""
        wanted = query_words(self.labels.get(language, self.label), language)
        return set(wanted) <= {index_word(word, language) for word in words}


@dataclass(frozen=True, slots=True)
class Across:
    """What the lexicon makes of a query.

    Attributes:
        concepts: that it names, in order.
        groups: for each other language of the documents what its words must be there; where it is left out, the
            words of the query itself are looked for.
        reading: the query in a language that the encoder reads, "" where nobody could translate anything.
        share: of the query's words that `reading` says, 0 to 1.
    """

    concepts: tuple[QueryConcept, ...] = ()
    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    reading: str = ""
    share: float = 1.0


NOTHING_ACROSS = Across()


def across(text: str, language: str, generation: Generation) -> Across:
    """Look a query up in the lexicon of a generation."""
    lexicon = generation.lexicon
    if not lexicon or language == UNDETERMINED:
        return NOTHING_ACROSS
    encoder = generation.encoder.description
    spoken = [each for each in _spoken(generation) if each not in (language, UNDETERMINED)]
    reader = "" if encoder.reads(language) else next((each for each in encoder.languages if each in spoken), "")
    cut = units(text, language, lexicon)
    said = {target: translated(cut, target, lexicon, generation.lexical) for target in spoken}
    return Across(
        concepts=_concepts(cut, generation),
        groups={target: made for target, ways in said.items() if (made := groups(ways, target))},
        reading=pseudo_query(said[reader]) if reader else "",
        share=said_share(said[reader]) if reader else 1.0,
    )


def _spoken(generation: Generation) -> list[str]:
    """The languages of a notable part of the documents; each costs a query some tenths of a millisecond."""
    counts = generation.manifest.languages
    return [each for each, count in counts.items() if count >= _LEAST_SHARE * sum(counts.values())]


def _concepts(cut: Sequence[Unit], generation: Generation) -> tuple[QueryConcept, ...]:
    found = [(unit.text, label) for unit in cut for label in unit.labels if label.kind == "concept"][:_MOST_CONCEPTS]
    preferred = generation.lexicon.preferred([label.meaning for _, label in found])
    return tuple(QueryConcept(label.uri, text, preferred.get(label.meaning, {})) for text, label in found)
