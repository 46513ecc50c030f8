"""Understands a query: its language, and with it which side of the index may speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.catalogue.conditions import Conditions
from unescosearch.generation.generation import Generation
from unescosearch.languages.codes import UNDETERMINED
from unescosearch.languages.detection import detect
from unescosearch.languages.table import ASKED, facts
from unescosearch.search.across import NOTHING_ACROSS, Across, across
from unescosearch.search.analysis import Analysis
from unescosearch.search.spelling import Correction, apply, corrections
from unescosearch.search.syntax import Wording, read
from unescosearch.search.translate import known_share
from unescosearch.search.weights import WEIGHTS, SearchWeights, UnderstandingWeights
from unescosearch.words.groups import Group, Phrases
from unescosearch.writing import LATIN


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood.

    Attributes:
        asked: as it was asked, white space around it removed.
        analysis: what is searched for, as it was asked without quotation marks and excluded words: its words in each
            language.
        language: BCP 47 subtag, or "und" where nobody could tell.
        readable: whether an encoder can read it.
        phrases: what passages must hold word for word.
        excluded: words or phrases that they must not hold.
        loose: phrases that no passage holds, whose words are looked for one by one.
        corrections: slips in the spelling, which `analysis` has no more.
        sure: whether the text itself tells its language; that of a few names is only the one that answers best.
        across: its concepts, and what stands for its words in other languages.
    """

    asked: str
    analysis: Analysis
    language: str
    readable: bool
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sure: bool = True
    across: Across = NOTHING_ACROSS

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.analysis.text

    @property
    def corrected(self) -> str:
        """The query as it was asked, but for its slips; "" where it has none."""
        return apply(self.asked, self.corrections) if self.corrections else ""

    def reader_languages(self, preferred: Sequence[str]) -> tuple[str, ...]:
        """The languages that who asks can read, the most wanted first: the query's own, then the preferred ones."""
        return (self.language, *preferred) if self.sure else (*preferred, self.language)

    def wanted(self, language: str) -> tuple[Group, ...]:
        """What to look for in the documents of a language: the query's own words, or what stands for them there."""
        return self.across.groups[language] if language in self.across.groups else self.analysis.groups(language)

    def sayings(self, language: str) -> Phrases:
        """What the documents of a language must say, and must not, word for word."""
        held = tuple(self.analysis.phrase(language, phrase) for phrase in self.phrases)
        return Phrases(held, tuple(self.analysis.phrase(language, words) for words in self.excluded))

    def translates(self, language: str) -> bool:
        """Whether documents of a language come after those in the query's own.

        Where the query does not tell its own, only after those that the encoder reads.
        """
        told = self.sure or self.readable
        return told and language != self.language and language in self.across.translated

    def words(self, language: str) -> frozenset[str]:
        """The words of the index of a language that the query asks for, in all ways to say them."""
        ways = (way for group in self.across.groups.get(language, ()) for way in group.alternatives)
        return frozenset(self.analysis.words(language)).union(*(way.words for way in ways))

    @property
    def reading(self) -> str:
        """What the encoder reads: the query itself, or what stands for it in a language that it knows; else ""."""
        if not self.readable:
            return self.across.reading
        meant = [acronym.meant for acronym in self.across.acronyms if acronym.meant]
        return " ".join([self.text, *meant])

    @property
    def read_in(self) -> str:
        """The language of `reading`."""
        return self.language if self.readable else self.across.reader

    @property
    def certainty(self) -> float:
        """How much of the query is in `reading`, 0 to 1."""
        return 1.0 if self.readable else self.across.share


def understand(text: str, generation: Generation, spelling: bool = True, weights: SearchWeights = WEIGHTS) -> Query:
    """Find the language of a query, the signs in it and the slips in its spelling.

    Args:
        text: as it was asked.
        generation: whose words and languages count.
        spelling: whether slips are corrected.
        weights: what is trusted, taken for a slip, or said otherwise.
    """
    wording = read(text)
    asked = Analysis(wording.text)
    language, sure = _language(asked, generation, weights)
    slips = corrections(asked.of(wording.free), language, generation, weights.spelling) if spelling else ()
    if slips:
        asked = asked.of(apply(asked.text, slips))
        language, sure = _language(asked, generation, weights)
    readable = generation.dense.reads(language)
    loose = _loose(wording, asked, generation)
    phrases = tuple(phrase for phrase in wording.phrases if phrase not in loose)
    spoken = across(asked, language, generation, weights)
    return Query(wording.asked, asked, language, readable, phrases, wording.excluded, loose, slips, sure, spoken)


def _language(asked: Analysis, generation: Generation, weights: SearchWeights) -> tuple[str, bool]:
    """The language of a text, and whether the text itself tells it.

    A few words, names above all, are too short for detection: they are looked up in each language's index instead, and
    the language that answers best is taken, of equals the one with most passages. Where none answers well, it is the
    language in which the lexicon knows them.
    """
    languages = list(generation.manifest.languages)
    language = detect(asked.text, tuple(dict.fromkeys([*ASKED, *languages])))
    told = LATIN not in facts(language).scripts or _tells(asked, language, weights.understanding)
    if language != UNDETERMINED and told:
        return language, True
    found, evidence = _by_words(asked, generation, weights)
    if evidence < weights.understanding.enough_evidence:
        found = _by_lexicon(asked, generation, language, evidence, weights) or found
    return (language if found == UNDETERMINED else found), False


def _tells(asked: Analysis, language: str, weights: UnderstandingWeights) -> bool:
    """Whether a text in Latin letters is long enough to tell its language; words such as "of" tell it sooner."""
    words = len(set(asked.text.lower().split()))
    return words >= weights.fewest_words or (words >= weights.fewest_with_stop_word and asked.has_stop_words(language))


def _loose(wording: Wording, asked: Analysis, generation: Generation) -> tuple[str, ...]:
    """The phrases of a query that stand nowhere: ordinary words where something else was asked for too."""
    if wording.only_phrases:
        return ()
    lexical = generation.lexical

    def stands(phrase: str) -> bool:
        return len(lexical.rows_with({each: asked.phrase(each, phrase) for each in lexical.languages})) > 0

    return tuple(phrase for phrase in wording.phrases if not stands(phrase))


def _by_words(asked: Analysis, generation: Generation, weights: SearchWeights) -> tuple[str, float]:
    """The language whose index answers a text best, and the share of its words that the answer holds."""
    counts = generation.manifest.languages
    best, found = UNDETERMINED, (0.0, 0)
    for language in generation.lexical.languages:
        hits = generation.lexical.search(asked.groups(language), language, 1, Conditions({}), weights=weights.lexical)
        evidence = (round(hits[0].score, 2) if hits else 0.0, counts.get(language, 0))
        if hits and evidence > found:
            best, found = language, evidence
    return best, found[0]


def _by_lexicon(asked: Analysis, generation: Generation, detected: str, evidence: float, weights: SearchWeights) -> str:
    """The language in which the lexicon knows more of a text than the indexes do, the detected one first; else ""."""
    if not generation.lexicon:
        return ""
    among = dict.fromkeys([detected, *ASKED])
    among.pop(UNDETERMINED, None)
    shares = {each: known_share(asked, each, generation.lexicon, weights.translation) for each in among}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] > max(evidence, weights.understanding.least_known) else ""
