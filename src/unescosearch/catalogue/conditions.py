"""What a search is restricted to, and the same as a condition in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conditions:
    """What documents are restricted to; an empty one restricts nothing.

    Attributes:
        values: facet to the accepted values; several values of one facet are alternatives.
        from_year: first year, inclusive; of a range the last year counts.
        to_year: last year, inclusive; of a range the first year counts.
    """

    values: Mapping[str, tuple[str, ...]]
    from_year: int | None = None
    to_year: int | None = None

    def __bool__(self) -> bool:
        """Whether documents are restricted."""
        return any(self.values.values()) or self.from_year is not None or self.to_year is not None


def clauses_of(conditions: Conditions) -> tuple[str, list[object]]:
    """The condition on the table `documents` that restricts it, with its values."""
    clauses, values = ["1"], list[object]()
    for facet, accepted in conditions.values.items():
        if accepted:
            marks = ", ".join("?" * len(accepted))
            clauses.append(f"documents.row IN (SELECT document FROM attributes WHERE name = ? AND value IN ({marks}))")
            values += [facet, *accepted]
    if conditions.from_year is not None:
        clauses.append("documents.last_year >= ?")
        values.append(conditions.from_year)
    if conditions.to_year is not None:
        clauses.append("documents.year <= ?")
        values.append(conditions.to_year)
    return " AND ".join(clauses), values
