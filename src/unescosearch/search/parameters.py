"""What a reader asks for: the text, how to match and group, what to restrict to, and the rules these values keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from unescosearch.errors import UsageError
from unescosearch.facets import FACETS
from unescosearch.search.syntax import read

LONGEST_TEXT = 1_000
MOST_RESULTS = 100
DEEPEST_OFFSET = 10_000
LAST_YEAR = 9_999
MODES = ("hybrid", "dense", "lexical")
GROUPS = ("document", "passage")
FILTERS = tuple(FACETS)


@dataclass(frozen=True, slots=True)
class SearchParameters:
    """A search as it was asked; several values of one filter are alternatives, different filters add up.

    Attributes:
        text: the query or question, in any language.
        k: number of results wanted.
        offset: number of results to skip.
        mode: "hybrid" (words and meaning), "dense" (meaning only) or "lexical" (words only).
        group: "document" (the best passage of each) or "passage".
        filters: the accepted values by the name of the filter, one of `FILTERS`; each that stands here has some.
        from_year: first year of the documents, inclusive; None for no limit.
        to_year: last year of the documents, inclusive; None for no limit.
        prefer: languages of the reader, the most wanted first: which version of a work is shown.
        spelling: whether slips in the spelling are corrected.
    """

    text: str
    k: int = 10
    offset: int = 0
    mode: str = "hybrid"
    group: str = "document"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_year: int | None = None
    to_year: int | None = None
    prefer: tuple[str, ...] = ()
    spelling: bool = True

    def filter(self, name: str) -> tuple[str, ...]:
        """The values of the filter called `name`, one of `FILTERS`; none where nothing was asked."""
        return self.filters.get(name, ())


def filters_of(given: Mapping[str, Iterable[str] | None]) -> dict[str, tuple[str, ...]]:
    """The filters that have values, in the order of `FILTERS`.

    Raises:
        UsageError: there is no filter of a name.
    """
    if unknown := next((name for name in given if name not in FILTERS), None):
        raise UsageError(f"there is no filter '{unknown}': choose among {', '.join(FILTERS)}.")
    values = {name: tuple(given.get(name) or ()) for name in FILTERS}
    return {name: found for name, found in values.items() if found}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a search cannot be run.

    Attributes:
        code: names the rule that was broken, so that an interface can say it in the reader's language.
        message: the same in English: which parameter, what is wrong, what to do.
        values: what the rule is about (a limit, the value given), for the interface's own wording.
    """

    code: str
    message: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def problem(parameters: SearchParameters) -> Problem | None:
    """The first rule that the parameters break, or None."""
    return _text_problem(parameters.text) or _range_problem(parameters) or _choice_problem(parameters)


def checked(parameters: SearchParameters) -> SearchParameters:
    """The parameters themselves, once they are known to make sense.

    Raises:
        UsageError: the text is empty or too long, a number is out of its range, the first year is after the last,
            or the mode or the grouping is unknown.
    """
    found = problem(parameters)
    if found:
        raise UsageError(found.message)
    return parameters


def not_a_number(name: str, given: str) -> Problem:
    """What to answer when the parameter called `name` should be a whole number and is not."""
    shown = given[:20]
    return Problem(
        "number", f"{name} is '{shown}', not a whole number: write it in digits.", {"name": name, "given": shown}
    )


def _text_problem(text: str) -> Problem | None:
    if not text.strip():
        return Problem("empty", "q is empty: write a few words or a question to search for.")
    if len(text) > LONGEST_TEXT:
        return Problem(
            "too_long",
            f"q has {len(text):,} characters, more than the {LONGEST_TEXT:,} allowed: keep only the essential words.",
            {"length": len(text), "limit": LONGEST_TEXT},
        )
    if not any(character.isalnum() for character in text):
        return Problem("no_words", "q holds no word and no number: write a few words or a question to search for.")
    if not any(character.isalnum() for character in read(text).text):
        message = "q only says what to leave out: write also a few words to search for, or take the minus away."
        return Problem("only_excluded", message)
    return None


def _range_problem(parameters: SearchParameters) -> Problem | None:
    ranges = (
        ("k", parameters.k, 1, MOST_RESULTS),
        ("offset", parameters.offset, 0, DEEPEST_OFFSET),
        ("from", parameters.from_year, 0, LAST_YEAR),
        ("to", parameters.to_year, 0, LAST_YEAR),
    )
    for name, value, low, high in ranges:
        if value is not None and not low <= value <= high:
            message = f"{name} is {value}: choose a whole number from {low} to {high:,}."
            return Problem("range", message, {"name": name, "given": str(value), "low": low, "high": high})
    first, last = parameters.from_year, parameters.to_year
    if first is not None and last is not None and first > last:
        message = f"from ({first}) is later than to ({last}): swap the two years, or leave one of them out."
        return Problem("years", message, {"first": str(first), "last": str(last)})
    return None


def _choice_problem(parameters: SearchParameters) -> Problem | None:
    choices = (("mode", parameters.mode, MODES), ("group", parameters.group, GROUPS))
    for name, value, allowed in choices:
        if value not in allowed:
            known = ", ".join(allowed)
            message = f"{name} '{value[:20]}' is unknown: choose one of {known}."
            return Problem("choice", message, {"name": name, "given": value[:20], "known": known})
    return None
