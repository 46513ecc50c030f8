"""What stands on every page of a PDF besides its text: running heads and feet, printed page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from unescosearch.extract.pdf.line import Line
from unescosearch.languages.table import alternatives

Page = list[Line]

_EDGE = 3
_FEWEST = 3
_LETTERS = 3
# Running lines are known by their beginning: the rest may name the chapter.
_KEY_LENGTH = 24
_PAGE, _OUT_OF = alternatives(lambda each: each.page), alternatives(lambda each: each.out_of)
_NUMBER = re.compile(rf"\W*(?:{_PAGE})?\s*(\d{{1,4}})\W*(?:(?:{_OUT_OF}|/)\s*\d{{1,4}}\W*)?", re.IGNORECASE)


def without_running_lines(pages: Sequence[Page]) -> tuple[list[Page], dict[int, str]]:
    """The pages without what repeats at their edges, and the page numbers printed there.

    A line within the first or last three of a page is a running line where its beginning, digits apart, stands
    at the same edge of most pages, of most left-hand or of most right-hand pages. A long line must also stand
    there twice as a whole, as the title of a chapter does.

    Returns:
        The remaining lines of each page, and the printed number by index of page; empty where none was found.
    """
    shift = _number_shift(pages)
    heads, feet = (_repeated(pages, edge) for edge in (_top, _bottom))
    left: list[Page] = []
    labels: dict[int, str] = {}
    met: set[str] = set()
    for index, page in enumerate(pages):
        number = None if shift is None else index + shift
        start, end = 0, len(page)
        while start < min(end, _EDGE) and _is_running(page[start], heads[index % 2], number):
            start += 1
        while end > max(start, len(page) - _EDGE) and _is_running(page[end - 1], feet[index % 2], number):
            end -= 1
        left.append(_first_seen(page[:start], met) + page[start:end])
        # A cover bears no number; after the first page that does, those without are counted on.
        if number is not None and (labels or any(_page_number(line) == number for line in _edges(page))):
            labels[index] = str(number)
    return left, labels


def _first_seen(head: Page, met: set[str]) -> Page:
    """The rows of a table's head that were not met before: a table's head is said once, not on every page."""
    rows = [line for line in head if line.whole and line.text not in met]
    met.update(line.text for line in rows)
    return rows


def _top(page: Page) -> Page:
    return page[:_EDGE]


def _bottom(page: Page) -> Page:
    return page[-_EDGE:]


def _edges(page: Page) -> Page:
    return _top(page) + _bottom(page)


def _number_shift(pages: Sequence[Page]) -> int | None:
    """What to add to a page's index to have the number printed on it, or None where most pages bear none."""
    shifts: Counter[int] = Counter()
    for index, page in enumerate(pages):
        numbers = {number for line in _edges(page) if (number := _page_number(line)) is not None}
        shifts.update(number - index for number in numbers)
    for shift, count in shifts.most_common(1):
        if count >= _FEWEST and count * 2 > len(pages):
            return shift
    return None


def _page_number(line: Line) -> int | None:
    found = _NUMBER.fullmatch(line.text)
    return int(found[1]) if found else None


def _repeated(pages: Sequence[Page], edge: Callable[[Page], Page]) -> tuple[frozenset[str], frozenset[str]]:
    """The running lines, digits apart, at this edge of the even pages (by index) and of the odd ones."""
    sides = [[{*map(_masked, edge(page))} for page in pages[side::2]] for side in (0, 1)]
    everywhere = _frequent(sides[0] + sides[1], 0.5)
    whole = Counter(text for side in sides for texts in side for text in texts)
    running = []
    for side in sides:
        beginnings = everywhere | _frequent(side, 0.6)
        likely = {text for texts in side for text in texts if text[:_KEY_LENGTH] in beginnings}
        running.append(frozenset(text for text in likely if whole[text] > 1 or len(text) <= 3 * _KEY_LENGTH))
    return running[0], running[1]


def _frequent(pages: Sequence[set[str]], share: float) -> frozenset[str]:
    """The beginnings of lines that stand on more than this share of the pages."""
    counts = Counter(key for texts in pages for key in {text[:_KEY_LENGTH] for text in texts})
    least = max(_FEWEST, share * len(pages))
    return frozenset(key for key, count in counts.items() if count >= least and sum(map(str.isalpha, key)) >= _LETTERS)


def _masked(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _is_running(line: Line, running: frozenset[str], number: int | None) -> bool:
    return _masked(line) in running or (number is not None and _page_number(line) == number)
