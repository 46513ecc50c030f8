"""Judges an outcome: which expectations of a case it breaks, and how, in words that need no second look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unescosearch.evaluation.behaviour.cases import MOST_RESULTS, Case
from unescosearch.records import Document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the program gave for a query.

    Attributes:
        documents: of the results, best first.
        quotes: the sentences of the answer, empty where none was found.
        refusal: why the query was refused, "" where it was not.
    """

    documents: tuple[Document, ...] = ()
    quotes: tuple[str, ...] = ()
    refusal: str = ""


def broken(case: Case, outcome: Outcome, other: Outcome | None = None) -> list[str]:
    """The expectations of a case that an outcome does not meet, each explained; empty where all are met.

    Args:
        case: what was expected.
        outcome: what its query gave.
        other: what the query `case.same_as` gave, where the case names one.
    """
    if case.refused or outcome.refusal:
        return list(_refusal(case, outcome))
    return [
        *_found(case, outcome),
        *_absent(case, outcome),
        *_above(case, outcome),
        *_same(case, outcome, other or Outcome()),
        *_answer(case, outcome),
        *_filters(case, outcome),
    ]


def _refusal(case: Case, outcome: Outcome) -> Iterator[str]:
    if not case.refused:
        yield f"the query was refused: {outcome.refusal}"
    elif not outcome.refusal:
        yield f"the query was not refused; it gave: {_listed(outcome.documents[:3])}"
    elif case.refused not in outcome.refusal:
        yield f"the refusal does not say {case.refused!r}; it says: {outcome.refusal}"


def _found(case: Case, outcome: Outcome) -> Iterator[str]:
    for name in case.found:
        rank = _rank(name, outcome)
        if rank is None or rank > case.within:
            place = f"stands at {rank}" if rank else f"is not among the first {MOST_RESULTS}"
            yield f"{name} {place}, not in the first {case.within}: {_listed(outcome.documents[: case.within])}"


def _absent(case: Case, outcome: Outcome) -> Iterator[str]:
    for name in case.absent:
        rank = _rank(name, outcome)
        if rank is not None and rank <= case.within:
            yield f"{name} stands at {rank} and should not be in the first {case.within}"


def _above(case: Case, outcome: Outcome) -> Iterator[str]:
    for upper, lower in case.above:
        first, second = _rank(upper, outcome), _rank(lower, outcome)
        if first is None:
            yield f"{upper} is not among the first {MOST_RESULTS}, so it is not above {lower}"
        elif second is not None and second <= first:
            yield f"{upper} stands at {first}, below {lower} at {second}"


def _same(case: Case, outcome: Outcome, other: Outcome) -> Iterator[str]:
    first, second = outcome.documents[:1], other.documents[:1]
    if case.same_as and (not first or [one.work for one in first] != [one.work for one in second]):
        yield f"the first result is {_listed(first)}, but {_listed(second)} for {case.same_as!r}"


def _answer(case: Case, outcome: Outcome) -> Iterator[str]:
    said = " | ".join(" ".join(quote.split()) for quote in outcome.quotes) or "nothing"
    if case.not_found and outcome.quotes:
        yield f"nothing should be answered; the answer says: {said}"
    if case.answer_contains and not any(_plain(case.answer_contains) in _plain(quote) for quote in outcome.quotes):
        yield f"no quote says {case.answer_contains!r}; the answer says: {said}"


def _filters(case: Case, outcome: Outcome) -> Iterator[str]:
    for rank, document in enumerate(outcome.documents, 1):
        for name, wanted in case.filters.items():
            if not _keeps_to(document, name, wanted):
                yield f"{document.id} at {rank} does not keep to {name} = {wanted}"


def _keeps_to(document: Document, name: str, wanted: tuple[str, ...] | int) -> bool:
    if isinstance(wanted, int):
        year = document.year
        return year is not None and (year >= wanted if name == "from" else year <= wanted)
    held = getattr(document, {"country": "countries", "theme": "themes"}.get(name, name))
    return not set(wanted).isdisjoint({held} if isinstance(held, str) else held)


def _rank(name: str, outcome: Outcome) -> int | None:
    """The best place of a document or a work, from 1."""
    return next((at for at, document in enumerate(outcome.documents, 1) if name in (document.id, document.work)), None)


def _listed(documents: Sequence[Document]) -> str:
    return ", ".join(document.id for document in documents) or "no result"


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
