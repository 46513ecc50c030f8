"""What was filled into a PDF: the values of its form's fields, its ticked boxes, and text typed onto its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PageObject

from unescosearch.extract.cleaning import clean, squeeze
from unescosearch.extract.pdf.runs import Run

TICKED = "☒"
_HIDDEN = 1 << 1 | 1 << 5
_PASSWORD = 1 << 13
_PUSHBUTTON = 1 << 16
_LONGEST_CHAIN = 20
# Labels stand on the line of their field, or above it by no more than this, in points.
_ABOVE = 30.0
_SIZE = 10.0


def with_fields(runs: Sequence[Run], page: PageObject) -> list[Run]:
    """The text of a page with what was filled in: each value after its label, the mark of a box before it.

    Raises:
        Exception: whatever pypdf raises for a damaged page.
    """
    whole = list(runs)
    for value, left, bottom, top in _values(page):
        place = _after_mark(whole, left, bottom, top) if value == TICKED else None
        if place is None:
            place = _after_label(whole, left, bottom, top)
        beside = whole[place if value == TICKED and place < len(whole) else place - 1] if whole else None
        level = beside.bottom if beside is not None and bottom - 2 <= beside.bottom <= top else bottom
        size = beside.size if beside is not None else _SIZE
        whole.insert(place, Run(f"\n{value}\n", size, False, left, level))
    return whole


def _after_mark(runs: Sequence[Run], left: float, bottom: float, top: float) -> int | None:
    """The place before the nearest text to the right of a box, on its line."""
    right = [
        (run.left, at)
        for at, run in enumerate(runs)
        if run.text.strip() and bottom - 2 <= run.bottom <= top and run.left > left
    ]
    return min(right)[1] if right else None


def _after_label(runs: Sequence[Run], left: float, bottom: float, top: float) -> int:
    """The place after the nearest text to the left of a field on its line, else after the nearest above it."""
    inked = [(at, run) for at, run in enumerate(runs) if run.text.strip()]
    beside = [(run.left, at) for at, run in inked if bottom - 2 <= run.bottom <= top and run.left <= left]
    if beside:
        return max(beside)[1] + 1
    above = [(run.bottom - top, abs(run.left - left), at) for at, run in inked if 0 <= run.bottom - top <= _ABOVE]
    return min(above)[2] + 1 if above else len(runs)


def _values(page: PageObject) -> Iterator[tuple[str, float, float, float]]:
    """Each value with the left, lower and upper side of its field, from the top of the page down."""
    found = []
    for entry in page.get("/Annots") or ():
        note = entry.get_object()
        if note is None or int(note.get("/F", 0)) & _HIDDEN or "/Rect" not in note:
            continue
        kind = note.get("/Subtype")
        value = _value(note) if kind == "/Widget" else note.get("/Contents", "") if kind == "/FreeText" else ""
        if text := squeeze(clean(str(value or ""))):
            sides = [float(side) for side in note["/Rect"]]
            found.append((text, min(sides[0::2]), min(sides[1::2]), max(sides[1::2])))
    return iter(sorted(found, key=lambda each: (-each[3], each[1])))


def _value(widget: Any) -> str:  # noqa: ANN401 - pypdf's dictionaries hold anything
    kind, flags = _stated(widget, "/FT"), int(_stated(widget, "/Ff") or 0)
    stated = _stated(widget, "/V")
    if kind == "/Btn":
        state = widget.get("/AS", stated)
        return "" if flags & _PUSHBUTTON or state in (None, "", "/Off") else TICKED
    if flags & _PASSWORD or stated is None:
        return ""
    if isinstance(stated, list):
        return "; ".join(str(each) for each in stated)
    return str(stated.get_data().decode("utf-8", "replace")) if hasattr(stated, "get_data") else str(stated)


def _stated(widget: Any, name: str) -> Any:  # noqa: ANN401
    """What a field or one that it belongs to states under a name."""
    for _ in range(_LONGEST_CHAIN):
        if (value := widget.get(name)) is not None:
            return value.get_object()
        parent = widget.get("/Parent")
        if parent is None:
            return None
        widget = parent.get_object()
    return None
