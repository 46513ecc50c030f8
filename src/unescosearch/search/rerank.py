"""Puts the best passages into the order in which a cross-encoder, where the index has one, would read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from unescosearch.generation.generation import Generation
from unescosearch.passages import context
from unescosearch.records import Passage
from unescosearch.search.understand import Query
from unescosearch.search.weights import WEIGHTS, RerankingWeights
from unescosearch.sentences import searchable


@dataclass(frozen=True, slots=True)
class Reranked:
    """A ranking after reranking.

    Attributes:
        ranking: rows with their scores, best first.
        ranks: row to rank among what was reranked, from 1.
        passages: what was read so far, by row.
    """

    ranking: list[tuple[int, float]]
    ranks: Mapping[int, int] = field(default_factory=dict)
    passages: dict[int, Passage] = field(default_factory=dict)


def rerank(
    generation: Generation,
    query: Query,
    ranking: list[tuple[int, float]],
    weights: RerankingWeights = WEIGHTS.reranking,
) -> Reranked:
    """Let the reranker of an index sort the best passages among the places that they have.

    The scores stay with the places, so that they go on falling and mean what they mean without a reranker. Passages
    that it cannot read, and mere lists, keep their places; where it cannot read the query, all do.

    Args:
        generation: its reranker is asked.
        query: what was searched for.
        ranking: rows with their scores, best first.
        weights: how many are sorted.
    """
    reranker = generation.reranker
    if reranker is None or not reranker.description.reads(query.language):
        return Reranked(ranking)
    top, columns = ranking[: weights.most], generation.columns
    places = [
        at
        for at, (row, _) in enumerate(top)
        if columns.prose[row] and reranker.description.reads(columns.languages[row])
    ]
    rows = [top[at][0] for at in places]
    passages = generation.catalogue.passages(rows)
    scores = dict(zip(rows, reranker.scores(query.text, _texts(generation, passages, rows)), strict=True))
    # Of equals, the one that the engines put first stays first.
    ordered = sorted(rows, key=lambda row: -scores[row])
    for at, row in zip(places, ordered, strict=True):
        top[at] = row, top[at][1]
    ranks = {row: rank for rank, row in enumerate(ordered, 1)}
    return Reranked([*top, *ranking[weights.most :]], ranks, passages)


def _texts(generation: Generation, passages: Mapping[int, Passage], rows: list[int]) -> list[str]:
    """The passages with title and headings, as the encoder is given them too."""
    read = [passages[row] for row in rows]
    documents = generation.catalogue.documents(list({passage.document_id for passage in read}))
    return [
        f"{context(documents[passage.document_id].title, passage.headings)}\n{searchable(passage.text)}"
        for passage in read
    ]
