"""Measures how well a sentence of a passage answers a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from unescosearch.answers.expected import expected_kind, holds
from unescosearch.answers.weights import ANSWERS, AnswerWeights
from unescosearch.generation.generation import Generation
from unescosearch.records import Document, Passage
from unescosearch.search.engine import Hit
from unescosearch.search.understand import Query
from unescosearch.sentences import searchable, sentence_spans, states
from unescosearch.words.analysis import query_words
from unescosearch.words.spelling import spelled
from unescosearch.writing import COMPOUND


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence and what speaks for it.

    Attributes:
        start: of the sentence in the passage's text.
        end: of the sentence in the passage's text.
        dense: cosine of sentence and question, None where the encoder cannot read one of them.
        words: share of the question's words, weighted by rarity, that the sentence and the title hold.
        context: the same share for the sentence with its passage, section and title.
        kind: 1 where it holds the kind of thing that is asked for, 0 where not, 0.5 where any kind will do.
        passage_score: the passage's score in the search.
    """

    document: Document
    passage: Passage
    start: int
    end: int
    dense: float | None
    words: float
    context: float
    kind: float
    passage_score: float

    @property
    def text(self) -> str:
        """The sentence, to the letter."""
        return self.passage.text[self.start : self.end]


def gather(
    generation: Generation, query: Query, hits: Sequence[Hit], weights: AnswerWeights = ANSWERS
) -> list[Evidence]:
    """The evidence in the sentences of the best passages.

    Args:
        generation: where the passages stand.
        query: the question.
        hits: the results of a search for it.
        weights: how many passages to look into, and what counts without a kind.
    """
    chosen = [(hit, matched.passage) for hit in hits for matched in [hit.best, *hit.more]][: weights.passages]
    kind = expected_kind(query.text)
    spans = [
        (hit, passage, start, end)
        for hit, passage in chosen
        for start, end, _ in sentence_spans(passage.text, passage.language)
        if states(passage.text[start:end], passage.language)
    ]
    similarities = _similarities(generation, query, [(passage, start, end) for _, passage, start, end in spans])
    languages = {passage.language for _, passage in chosen}
    rarity = {each: generation.lexical.rarity(query.analysis.words(each), each) for each in languages}

    def of_kind(sentence: str) -> float:
        return float(holds(sentence, kind, query.text)) if kind else weights.any_kind

    return [
        _weigh(rarity[passage.language], of_kind, hit, passage, start, end, similarity)
        for (hit, passage, start, end), similarity in zip(spans, similarities, strict=True)
    ]


def names_kept(evidence: Evidence, query: Query, for_one_missing: int = ANSWERS.names_for_one_missing) -> bool:
    """Whether the names in a question stand in the passage or its title too.

    A sentence about Kazakhstan does not answer a question about Mongolia, however alike they are. Of several names one
    may be missing: it may be written in another way.

    Args:
        evidence: a sentence.
        query: the question.
        for_one_missing: of so many names one may be missing.
    """
    passage = evidence.passage
    # The first word is in capitals whatever it is, and so is every word of who shouts.
    words = [] if query.text.isupper() else COMPOUND.findall(spelled(query.text, query.language))[1:]
    named = [word for word in words if word[0].isupper()]
    names = [word for name in named for word in query.analysis.words(passage.language, name)]
    around = " ".join([evidence.document.title, *passage.headings, passage.text])
    held = set(query_words(searchable(around), passage.language))
    missing = [name for name in names if name not in held]
    return len(missing) <= len(names) // for_one_missing


def _weigh(
    rarity: Mapping[str, float],
    of_kind: Callable[[str], float],
    hit: Hit,
    passage: Passage,
    start: int,
    end: int,
    similarity: float | None,
) -> Evidence:
    sentence = passage.text[start:end]
    around = " ".join([hit.document.title, *passage.headings, passage.text])
    return Evidence(
        document=hit.document,
        passage=passage,
        start=start,
        end=end,
        dense=similarity,
        # What a document is about, its sentences need not repeat.
        words=_share(rarity, f"{hit.document.title}. {sentence}", passage.language),
        context=_share(rarity, around, passage.language),
        kind=of_kind(sentence),
        passage_score=hit.score,
    )


def _share(rarity: Mapping[str, float], text: str, language: str) -> float:
    held = set(query_words(searchable(text), language))
    total = sum(rarity.values())
    return sum(weight for word, weight in rarity.items() if word in held) / total if total else 0.0


def _similarities(
    generation: Generation, query: Query, spans: Sequence[tuple[Passage, int, int]]
) -> list[float | None]:
    """The likeness of sentences to a question, on the scale of `encoder.scale`; None where no encoder reads both."""
    found: dict[tuple[str, int], float] = {}
    languages = dict.fromkeys(passage.language for passage, _, _ in spans)
    for part, read in generation.dense.routes(query.language, languages) if query.readable else ():
        question, scale = part.encoder.encode_query(query.text), part.encoder.description.scale
        among = [(passage, a, b) for passage, a, b in spans if passage.language in read]
        vectors = part.encoder.encode_passages(searchable(passage.text[a:b]) for passage, a, b in among)
        for (passage, a, _), vector in zip(among, vectors, strict=True):
            cosine = float(np.dot(vector, question))
            found[passage.id, a] = scale.calibrated(cosine, query.language, passage.language)
    return [found.get((passage.id, start)) for passage, start, _ in spans]
