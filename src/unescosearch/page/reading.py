"""A whole document as the page shows it: its passages in order, with the headings and pages that begin at each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unescosearch.service.schemas import PassageOut

# The title is the page's only heading of level 1, and HTML knows six levels.
_HIGHEST, _LOWEST = 2, 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A passage of a document that is shown whole.

    Attributes:
        anchor: of the passage within the page; it survives a rebuild as the passage's id does.
        headings: pairs of a level and a title that begin here.
        opens_page: whether it begins on another page than the passage before.
    """

    passage: PassageOut
    anchor: str
    headings: list[tuple[int, str]]
    opens_page: bool


def stretches(passages: Sequence[PassageOut], title: str) -> list[Stretch]:
    """The passages of a document called `title`, whose own heading is not repeated."""
    shown: list[Stretch] = []
    path: Sequence[str] = (title,)
    page: int | None = None
    for passage in passages:
        headings = passage.headings if passage.headings[:1] == [title] else [title, *passage.headings]
        shown.append(Stretch(passage, anchor(passage.id), _begun(path, headings), passage.page not in (None, page)))
        path, page = headings, passage.page
    return shown


def anchor(passage_id: str) -> str:
    """Where a passage stands in the page of its document: the part of its id that tells it from the others."""
    return f"p-{passage_id.rpartition(':')[2]}"


def _begun(before: Sequence[str], headings: Sequence[str]) -> list[tuple[int, str]]:
    """The headings that are not those above the passage before, each with its level in HTML."""
    same = 0
    while same < min(len(before), len(headings)) and before[same] == headings[same]:
        same += 1
    return [(min(_HIGHEST - 1 + at, _LOWEST), headings[at]) for at in range(same, len(headings))]
