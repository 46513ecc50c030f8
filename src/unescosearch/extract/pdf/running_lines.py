"""What stands on every page of a PDF besides its text: running heads and feet, printed page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from unescosearch.extract.pdf.line import Line
from unescosearch.languages.table import alternatives

Page = list[Line]

_EDGE = 3
_FEWEST = 3
_LETTERS = 3
# Places that differ by less, in points from the lower edge of the page, are one.
_NEAR = 3.0
# Heights are often whole or half points, and those are not to fall on the border between two places.
_OFFSET = 0.7
# Before the first running line a document may have so many pages for its cover and imprint.
_COVERS = 2
# A line that stands farther from its neighbour than usual by this factor, or is of another size, is set apart.
_APART = 1.3
_OTHER_SIZE = 0.08
# A number that is larger than the text by this factor is a title, such as a year.
_LARGE = 1.3
_PAGE, _OUT_OF = alternatives(lambda each: each.page), alternatives(lambda each: each.out_of)
_NUMBER = re.compile(rf"\W*(?:{_PAGE})?\s*(\d{{1,4}})\W*(?:(?:{_OUT_OF}|/)\s*\d{{1,4}}\W*)?", re.IGNORECASE)
# Running lines may go on after such a beginning with the title of a short chapter.
_BEGINNING = 24
_OF_ALL = re.compile(rf"\b(\d{{1,4}})\s*(?:/|{_OUT_OF})\s*(\d{{1,4}})\b", re.IGNORECASE)
# A raised point parts running lines from the label of the page, in Arabic or Roman figures, and no label from a value.
_WITH_LABEL = re.compile(r"(?P<label>\d{1,4}|[ivxlc]{1,8})(?= · )|(?<= · )(?P<last>\d{1,4}|[ivxlc]{1,8})$")
# Page number and the rest of the line that bears it, at either of its ends.
_WITH_NUMBER = re.compile(r"(?P<before>\d{1,4})(?=[\s|•–—.]+\D)|(?<=[\s|•–—.])(?P<after>\d{1,4})\W*$")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the upper or lower edge of a page.

    Attributes:
        key: its text in small letters, its page's own printed number left open.
        place: where it stands, as far as its reader tells: height on the page, else its number from the edge.
        apart: whether it is set otherwise than the text beside it, or farther from it than that text's lines are.
            That may differ from page to page, and makes it no other line.
    """

    key: str
    place: float
    apart: bool = field(compare=False)


_Running = set[_Edge]


def without_running_lines(pages: Sequence[Page]) -> tuple[list[Page], dict[int, str]]:
    """The pages without what repeats at their edges, and the page numbers printed there.

    A line within the first or last three of a page is a running line where the same line, but for the number of the
    page where that is printed, stands in the same place on most pages, or on most left-hand or most right-hand ones. In
    a place where most pages have lines that repeat, as the titles of chapters do, so are all that stand there on
    three pages, and those that begin like them.
    A line that looks like the text beside it must stand on every page after the cover: forms and certificates are
    alike in much that is text.

    Returns:
        The remaining lines of each page, and the printed number by index of page; empty where none was found.
    """
    shift = _number_shift(pages)
    tops, bottoms = (
        [
            _edge_lines(page, from_top, None if shift is None else index + shift, (index + 1, len(pages)))
            for index, page in enumerate(pages)
        ]
        for from_top in (True, False)
    )
    heads, feet = _running(tops), _running(bottoms)
    left: list[Page] = []
    labels: dict[int, str] = {}
    met: set[str] = set()
    for index, page in enumerate(pages):
        number = None if shift is None else index + shift
        start = _running_lines(tops[index], heads[index], number)
        end = max(start, len(page) - _running_lines(bottoms[index], feet[index], number))
        left.append(_first_seen(page[:start], met) + page[start:end] + _first_seen(page[end:], met))
        # A cover bears no number; after the first page that does, those without are counted on.
        if number is not None and (labels or any(_page_number(line) == number for line in _edges(page))):
            labels[index] = str(number)
    return left, labels


def _running_lines(found: Sequence[tuple[Line, _Edge]], running: _Running, number: int | None) -> int:
    """How many lines of a page, counted from one of its edges, are running lines or its number."""
    for count, (line, edge) in enumerate(found):
        if edge not in running and (number is None or _page_number(line) != number):
            return count
    return len(found)


def _first_seen(running: Page, met: set[str]) -> Page:
    """The rows of tables that were not met before: a table's head is said once, not on every page."""
    rows = [line for line in running if line.whole and line.text not in met]
    met.update(line.text for line in rows)
    return rows


def _edges(page: Page) -> Page:
    return page[:_EDGE] + page[-_EDGE:]


def _number_shift(pages: Sequence[Page]) -> int | None:
    """What to add to a page's index to have the number printed on it, or None where most pages bear none."""
    shifts: Counter[int] = Counter()
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    for index, page in enumerate(pages):
        small = [line for line in _edges(page) if line.size <= _LARGE * usual]
        shifts.update({number - index for line in small if (number := _page_number(line)) is not None})
    for shift, count in shifts.most_common(1):
        if count >= _FEWEST and count * 2 > len(pages):
            return shift
    return None


def _page_number(line: Line) -> int | None:
    found = _NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None


def _edge_lines(page: Page, from_top: bool, number: int | None, counted: tuple[int, int]) -> list[tuple[Line, _Edge]]:
    """The lines at one edge of a page, the outermost first."""
    lines = page[:_EDGE] if from_top else page[: -_EDGE - 1 : -1]
    inner = page if from_top else page[::-1]
    usual = _usual_distance(page)
    found = []
    for at, line in enumerate(lines):
        beside = inner[at + 1] if at + 1 < len(inner) else None
        place = (line.bottom + _OFFSET) // _NEAR if line.size else at
        found.append(
            (line, _Edge(_key(line.text, number, counted), place, beside is None or _is_apart(line, beside, usual)))
        )
    return found


def _usual_distance(page: Page) -> float:
    distances = [abs(line.bottom - after.bottom) for line, after in pairwise(page)]
    return median(distances) if distances else 0.0


def _is_apart(line: Line, beside: Line, usual: float) -> bool:
    if line.bold != beside.bold or abs(line.size - beside.size) > _OTHER_SIZE * max(line.size, beside.size):
        return True
    return abs(line.bottom - beside.bottom) > _APART * usual > 0


def _key(text: str, number: int | None, counted: tuple[int, int]) -> str:
    """A line in small letters; where it begins or ends with the number that its page bears, without that.

    Args:
        text: the line.
        number: that is printed on its page, None where none is known.
        counted: which page it is, and of how many.
    """
    if (pair := _OF_ALL.search(text)) and (int(pair[1]), int(pair[2])) == counted:
        return f"{text[: pair.start()]}#{text[pair.end() :]}".casefold()
    if labelled := _WITH_LABEL.match(text) or _WITH_LABEL.search(text):
        return f"{text[: labelled.start()]}#{text[labelled.end() :]}".casefold()
    found = _WITH_NUMBER.match(text) or _WITH_NUMBER.search(text)
    if number is not None and found and int(found["before"] or found["after"]) == number:
        text = f"{text[: found.start()]}#{text[found.end() :]}"
    return text.casefold()


def _running(lines: Sequence[Sequence[tuple[Line, _Edge]]]) -> list[_Running]:
    """The running lines at one edge of each page."""
    edges = [{edge for _, edge in found} for found in lines]
    running = [_everywhere(edges)] * len(edges)
    for first, step, share in ((0, 1, 0.5), (0, 2, 0.6), (1, 2, 0.6)):
        side = edges[first::step]
        frequent = _frequent(side, max(_FEWEST, share * len(side)))
        for index in range(first, len(edges), step):
            running[index] = running[index] | frequent
    return running


def _frequent(pages: Sequence[set[_Edge]], least: float) -> _Running:
    """The lines that are mostly set apart, in places where so many of these pages have some that repeat."""
    apart = _counts([{edge for edge in edges if edge.apart} for edges in pages])
    repeated = {edge: count for edge, count in _counts(pages).items() if count >= _FEWEST and 2 * apart[edge] > count}
    places: defaultdict[float, int] = defaultdict(int)
    for edge, count in repeated.items():
        places[edge.place] += count
    running = {edge for edge in repeated if places[edge.place] >= least}
    beginnings = {(edge.key[:_BEGINNING], edge.place) for edge in running if len(edge.key) >= _BEGINNING}
    return running | {edge for edges in pages for edge in edges if (edge.key[:_BEGINNING], edge.place) in beginnings}


def _everywhere(pages: Sequence[set[_Edge]]) -> _Running:
    """The lines that stand on every page from the first that has them, which may be one after the cover."""
    least = max(_FEWEST, len(pages) - _COVERS)
    likely = {edge for edge, count in _counts(pages).items() if count >= least}
    having = {edge: [edge in edges for edges in pages] for edge in likely}
    return {edge for edge, found in having.items() if all(found[found.index(True) :])}


def _counts(pages: Sequence[set[_Edge]]) -> Counter[_Edge]:
    """On how many pages each line stands that has letters."""
    return Counter(edge for edges in pages for edge in edges if sum(map(str.isalpha, edge.key)) >= _LETTERS)
