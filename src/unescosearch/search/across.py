"""A query across languages: its concepts, and what it says to the documents of each other language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from unescosearch.generation.generation import Generation
from unescosearch.languages.codes import UNDETERMINED
from unescosearch.lexicon.store import Label
from unescosearch.search.analysis import Analysis
from unescosearch.search.concepts import named, without_namesakes
from unescosearch.search.translate import (
    ACRONYMS,
    Interpreter,
    Unit,
    groups,
    pseudo_query,
    said_share,
    translated,
    units,
)
from unescosearch.search.weights import WEIGHTS, SearchWeights
from unescosearch.words.analysis import index_word, query_words
from unescosearch.words.groups import Alternative, Group, single_words


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
class QueryAcronym:
    """An acronym, or what one stands for, in a query.

    Attributes:
        written: as the query has it.
        ways: all other ways to say it in the query's language, the full name first.
    """

    written: str
    ways: tuple[str, ...]

    @property
    def meant(self) -> str:
        """What an acronym stands for; "" where the query has written it out."""
        return "" if " " in self.written else next((way for way in self.ways if way != self.written), "")


@dataclass(frozen=True, slots=True)
class Across:
    """What the lexicon makes of a query.

    Attributes:
        concepts: that it names, in order.
        groups: for each language of the documents what its words must be there; where it is left out, the words of
            the query itself are looked for.
        translated: the languages for which the groups are not the query's own words.
        countries: ISO 3166-1 codes of those that it names.
        reader: a language that an encoder reads, where it does not read that of the query; else "".
        reading: the query in this language, "" where nobody could translate anything.
        share: of the query's words that `reading` says, 0 to 1.
        acronyms: in the query, each with its full name, or a full name with its acronym.
    """

    concepts: tuple[QueryConcept, ...] = ()
    groups: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    translated: frozenset[str] = frozenset()
    countries: tuple[str, ...] = ()
    reader: str = ""
    reading: str = ""
    share: float = 1.0
    acronyms: tuple[QueryAcronym, ...] = ()


NOTHING_ACROSS = Across()


def across(asked: Analysis, language: str, generation: Generation, weights: SearchWeights = WEIGHTS) -> Across:
    """Look a query up in the lexicon of a generation."""
    lexicon = generation.lexicon
    if not lexicon or language == UNDETERMINED:
        return NOTHING_ACROSS
    least = weights.translation.documents
    spoken = [each for each in _spoken(generation, least) if each not in (language, UNDETERMINED)]
    reader = "" if generation.dense.reads(language) else _reader(generation, spoken)
    interpreter = Interpreter(lexicon, generation.lexical, asked, weights.translation)
    cut = units(asked, language, lexicon, weights.translation)
    concepts = named(cut, asked.text, weights.concepts.least_alike)
    cut = [without_namesakes(unit, concepts) for unit in cut]
    said = {target: translated(cut, target, interpreter) for target in spoken}
    made = {target: found for target, ways in said.items() if (found := groups(asked, ways, target))}
    acronyms = _acronyms(cut, language, generation, asked)
    other_way = weights.translation.other_way
    own = {language: _with_acronyms(cut, acronyms, language, asked, other_way)} if any(acronyms) else {}
    countries = tuple(dict.fromkeys(code for unit in cut for code in unit.countries))
    if countries:
        untranslated = {each: asked.groups(each) for each in (language, *spoken) if each not in made}
        own = {each: _with_countries(cut, words, each, asked) for each, words in (untranslated | own).items()}
    return Across(
        concepts=_concepts(concepts[: weights.concepts.most], generation),
        groups=made | own,
        translated=frozenset(made),
        countries=countries,
        reader=reader,
        reading=pseudo_query(said[reader]) if reader else "",
        share=said_share(said[reader]) if reader else 1.0,
        acronyms=tuple(filter(None, acronyms)),
    )


def _reader(generation: Generation, spoken: Sequence[str]) -> str:
    """A language of the documents that an encoder states to read, "" where there is none."""
    stated = (language for part in generation.dense for language in part.encoder.description.languages)
    return next((language for language in stated if language in spoken), "")


def _acronyms(cut: Sequence[Unit], language: str, generation: Generation, asked: Analysis) -> list[QueryAcronym | None]:
    """For each unit the acronym that it is or stands for."""
    meanings = [[label.meaning for label in unit.labels if label.kind in ACRONYMS] for unit in cut]
    if not any(meanings):
        return [None] * len(cut)
    spoken = generation.lexicon.spoken([meaning for each in meanings for meaning in each], [language])
    found = []
    for unit, each in zip(cut, meanings, strict=True):
        ways = dict.fromkeys(way for meaning in each for way in spoken.get(meaning, {}).get(language, ()))
        # A unit has no stop words: a full name is told by the words that are left.
        same = [way for way in ways if asked.words(language, way) == asked.words(language, unit.text)]
        others = tuple(way for way in ways if way not in same)
        found.append(QueryAcronym(unit.text if len(unit.tokens) == 1 else same[0], others) if others else None)
    return found


def _with_acronyms(
    cut: Sequence[Unit], acronyms: Sequence[QueryAcronym | None], language: str, asked: Analysis, other_way: float
) -> tuple[Group, ...]:
    """The words of a query in its own language, acronyms and full names each as one thing with several names."""
    made = list[Group]()
    for unit, acronym in zip(cut, acronyms, strict=True):
        written = asked.words(language, unit.text)
        if not acronym:
            made += single_words(written)
            continue
        ways = {asked.words(language, way): other_way for way in acronym.ways} | {written: 1.0}
        made.append(Group(tuple(Alternative(words, weight) for words, weight in ways.items() if words)))
    return tuple(made)


def _with_countries(cut: Sequence[Unit], words: Iterable[Group], language: str, asked: Analysis) -> tuple[Group, ...]:
    """The words of a query as they stand, those that name a country with its code."""
    named: dict[str, tuple[str, ...]] = {}
    for unit in cut:
        for word in asked.words(language, unit.text) if unit.countries else ():
            named[word] = (*named.get(word, ()), *unit.countries)
    return tuple(
        replace(group, countries=named.get(group.alternatives[0].words[0], ()))
        if len(group.alternatives) == 1
        else group
        for group in words
    )


def _spoken(generation: Generation, least: float) -> list[str]:
    """The languages of a notable part of the documents; each costs a query some tenths of a millisecond."""
    counts = generation.manifest.languages
    return [each for each, count in counts.items() if count >= least * sum(counts.values())]


def _concepts(found: Sequence[tuple[Unit, Label]], generation: Generation) -> tuple[QueryConcept, ...]:
    preferred = generation.lexicon.preferred([label.meaning for _, label in found])
    return tuple(QueryConcept(label.uri, unit.text, preferred.get(label.meaning, {})) for unit, label in found)
