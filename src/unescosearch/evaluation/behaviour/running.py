"""Runs a case over an index, as the API and the command line would."""

from __future__ import annotations

from unescosearch.answers.answer import answer
from unescosearch.errors import UsageError
from unescosearch.evaluation.behaviour.cases import Case
from unescosearch.evaluation.behaviour.judging import Outcome, broken
from unescosearch.generation.generation import Generation
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters


def failures(generation: Generation, case: Case) -> list[str]:
    """The expectations of a case that an index does not meet, each explained."""
    other = outcome(generation, case.search(case.same_as)) if case.same_as else None
    return broken(case, outcome(generation, case.search()), other)


def outcome(generation: Generation, asked: SearchParameters) -> Outcome:
    """What an index gives for a search and for the same words as a question."""
    try:
        found = search(generation, asked)
    except UsageError as error:
        return Outcome(refusal=str(error))
    quotes = answer(generation, found).quotes
    return Outcome(tuple(hit.document for hit in found.hits), tuple(quote.evidence.text for quote in quotes))


def names(generation: Generation) -> set[str]:
    """All ids and works that an index holds."""
    documents = generation.catalogue.documents(generation.columns.ids).values()
    return {name for document in documents for name in (document.id, document.work)}
