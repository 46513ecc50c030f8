"""All numbers that rank, in one record: `evaluate` writes them beside its scores, `scripts.quality.sweep` varies them.

Where "sweep" is said, docs/quality.md shows what other values give ("Where the weights come from"). What is "by hand"
was chosen by looking at results and is not measured, but the sweep can vary it like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from unescosearch.words.weights import LexicalWeights


@dataclass(frozen=True, slots=True)
class DepthWeights:
    """How many hits are taken from each engine.

    Attributes:
        hits: the same for all pages that people turn to, so that the total does not change on the way; by hand.
        per_result: at least so many for each result up to the last one shown; by hand.
        of_phrases: instead of `hits`, for a query with a phrase: not all that holds its words without their endings
            holds it to the letter; by hand.
    """

    hits: int = 200
    per_result: int = 2
    of_phrases: int = 1_000


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """How the scores of the two engines become one, each a share of 0 to 1.

    Attributes:
        dense: of the cosine, the rest being that of the lexical score: sweep; docs/quality.md, "What was tried".
        translated_dense: of the cosine to a query that the encoder reads in translation, word by word:
            docs/decisions.md, "How much the vectors of a translation count".
        certainty_power: of the share of the query that the translation says, by which that is multiplied; a few words
            of a question, however near they come, are not the question: the same section.
        lexical_power: of the lexical score; above 1, for half of the query's rare words say less than half of what all
            of them say: sweep; docs/quality.md, "What was tried".
        lists: of what is no prose: a list of titles holds many rare words side by side and says nothing: by hand.
        translated: of what only a word by word translation finds, which comes after what holds the words of the query
            itself, where there is such: by hand; tests/search/test_fairness.py. Where all documents are in one
            language it makes no difference.
        across: of what is in another language than the query, where an encoder reads both: docs/quality.md, "Any of
            seven languages".
        other_language: of a lexical score in a language that was not asked in: a word that two languages share counts
            for less there: sweep.
        least_share: of the best score: what has less has only a faint likeness to the query and is no result: sweep.
    """

    dense: float = 0.5
    translated_dense: float = 0.3
    certainty_power: float = 2
    lexical_power: float = 1.5
    lists: float = 0.85
    translated: float = 0.3
    across: float = 0.8
    other_language: float = 0.8
    least_share: float = 0.3


@dataclass(frozen=True, slots=True)
class GroupingWeights:
    """Which passages are one result.

    Attributes:
        most_rows: passages of a result that are looked at: the best, the further ones, and spare ones in case some say
            nothing; by hand.
        more_passages: that are shown beside the best; by hand.
        same_text: share of the pieces of the shorter of two texts that the longer one has too, from which on they are
            two prints of one: scans misread letters, and passages begin elsewhere; by hand.
        fewest_pieces: that a text must have to be compared; by hand.
        letters_in_piece: where words are not told apart; by hand.
    """

    most_rows: int = 5
    more_passages: int = 2
    same_text: float = 0.8
    fewest_pieces: int = 20
    letters_in_piece: int = 6


@dataclass(frozen=True, slots=True)
class SpellingWeights:
    """What is taken for a slip, and for what; all by hand, watched by scripts/measure/spelling.py.

    docs/quality.md, "Slips in the spelling", has what they do to the questions of all sets.

    Attributes:
        most_of_a_slip: passages that hold it; words in more are taken as they are.
        times_as_many: passages must hold the word that was meant.
        least_of_a_word: (letters of the slip, passages that hold the word that was meant, at least), by falling
            passages: a short word has many neighbours, and only a well-known one is likelier than a word not known.
        few_words: a query of more is a question and names what no document speaks of: there only longer words are
            taken for slips.
        shortest_name: letters of a name in a question.
        shortest_word: letters of another word.
        most_slips: in a query; with more it speaks of something else.
        capitals: share of a name's occurrences that begin with a capital.
        passages_that_know_a_language: an index of fewer lacks too many of its words: only names are looked up in it.
        shown_hits: passages that are read to see how a word is written.
        candidates: words that may be meant.
        near: letters by which two words without their endings may differ; as they are written it is one.
    """

    most_of_a_slip: int = 2
    times_as_many: int = 20
    least_of_a_word: tuple[tuple[int, int], ...] = ((5, 25), (7, 10), (9, 4))
    few_words: int = 3
    shortest_name: int = 7
    shortest_word: int = 8
    most_slips: int = 2
    capitals: float = 0.8
    passages_that_know_a_language: int = 20_000
    shown_hits: int = 5
    candidates: int = 5
    near: int = 2

    @property
    def shortest(self) -> int:
        """Letters of the shortest word that may be a slip."""
        return min(letters for letters, _ in self.least_of_a_word)


@dataclass(frozen=True, slots=True)
class UnderstandingWeights:
    """When the language of a query is known; all by hand.

    Attributes:
        fewest_words: from so many on the detection of a language written in Latin letters is trusted.
        fewest_with_stop_word: the same, where one of them is such as "of".
        enough_evidence: share of a short query's words; so many in one passage tell its language.
        least_known: share of its words that the lexicon must know to tell it instead.
    """

    fewest_words: int = 6
    fewest_with_stop_word: int = 4
    enough_evidence: float = 0.5
    least_known: float = 0.4


@dataclass(frozen=True, slots=True)
class ConceptWeights:
    """Which concepts a query names; all by hand.

    Attributes:
        least_alike: likeness in letters, 0 to 1, of a label and what was written, in a language without plurals here.
        most: concepts that are named to the reader.
    """

    least_alike: float = 0.6
    most: int = 8


@dataclass(frozen=True, slots=True)
class TranslationWeights:
    """How a query is said in another language.

    Attributes:
        documents: share of a language among the passages below which no query is translated into it; by hand, for each
            language costs a query some tenths of a millisecond.
        other_way: of what an acronym stands for, and the reverse: what was written counts for more; by hand.
        longest_span: words of the longest label that is looked for; by hand.
        most_ways: to say one thing; by hand.
        labels: of the preferred label of a concept, and of its other labels; by hand.
        least: of a way to say something; of 1, the best one; by hand.
        least_likeness: of a name that sounds like a word with a capital, 0 to 1; by hand, as the next two.
        least_likeness_caseless: the same in a script without capitals, where nobody can tell names from words.
        least_likeness_small: the same of a word in small letters, which says that it is no name or that its writer did
            not care.
        longest_ending: letters that a Kazakh word may have after what the lexicon knows; by hand.
        shortest_stem: letters that must be left of it, or of a Russian name; by hand.
        shortest_arabic: letters that must be left of an Arabic word without its clitics; by hand.
    """

    documents: float = 0.01
    other_way: float = 0.8
    longest_span: int = 6
    most_ways: int = 6
    labels: tuple[float, float] = (1.0, 0.7)
    least: float = 0.15
    least_likeness: float = 0.75
    least_likeness_caseless: float = 0.8
    least_likeness_small: float = 0.9
    longest_ending: int = 7
    shortest_stem: int = 4
    shortest_arabic: int = 3


@dataclass(frozen=True, slots=True)
class TitleWeights:
    """Whose title is the query.

    Attributes:
        most: passages among which titles are looked at: what bears the query's words as its title is among the best;
            by hand.
        longest: characters; longer queries are no titles, and need not be compared; by hand.
    """

    most: int = 30
    longest: int = 200


@dataclass(frozen=True, slots=True)
class RerankingWeights:
    """What the reranker reads.

    Attributes:
        most: passages; reading a pair costs some thousand times as much as comparing two vectors:
            scripts/measure/reranker.py.
    """

    most: int = 20


@dataclass(frozen=True, slots=True)
class SearchWeights:
    """All numbers that rank, by what they are used for."""

    depth: DepthWeights = field(default_factory=DepthWeights)
    lexical: LexicalWeights = field(default_factory=LexicalWeights)
    fusion: FusionWeights = field(default_factory=FusionWeights)
    grouping: GroupingWeights = field(default_factory=GroupingWeights)
    spelling: SpellingWeights = field(default_factory=SpellingWeights)
    understanding: UnderstandingWeights = field(default_factory=UnderstandingWeights)
    concepts: ConceptWeights = field(default_factory=ConceptWeights)
    translation: TranslationWeights = field(default_factory=TranslationWeights)
    titles: TitleWeights = field(default_factory=TitleWeights)
    reranking: RerankingWeights = field(default_factory=RerankingWeights)


WEIGHTS = SearchWeights()
