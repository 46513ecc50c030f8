"""Puts the document whose very title was asked for first."""

from __future__ import annotations

from unescosearch.generation.generation import Generation
from unescosearch.search.understand import Query
from unescosearch.search.weights import WEIGHTS, TitleWeights
from unescosearch.words.spelling import same_letters
from unescosearch.writing import plain_words


def titled_first(
    generation: Generation, query: Query, ranking: list[tuple[int, float]], weights: TitleWeights = WEIGHTS.titles
) -> list[tuple[int, float]]:
    """The ranking with the best passage of each document that is called like the query at its top.

    Articles that repeat a name in every sentence hold more of the query's words than the record that bears it. The
    scores stay with the places.

    Args:
        generation: whose titles count.
        query: as it was understood.
        ranking: rows with their scores, best first.
        weights: where titles are looked at.
    """
    wanted = _said(query.text, query) if len(query.text) <= weights.longest else ""
    top, columns = ranking[: weights.most], generation.columns
    # Of each document its best passage.
    rows = {int(columns.documents[row]): row for row, _ in reversed(top)}
    titles = generation.catalogue.titles([columns.ids[place] for place in rows]) if wanted else {}
    called = {row for place, row in rows.items() if wanted and _said(titles[columns.ids[place]], query) == wanted}
    if not called:
        return ranking
    ordered = sorted((row for row, _ in top), key=lambda row: row not in called)
    return [*zip(ordered, (score for _, score in top), strict=True), *ranking[weights.most :]]


def _said(text: str, query: Query) -> str:
    """The words of a text, in whichever way it is written."""
    return plain_words(same_letters(text, query.language))
