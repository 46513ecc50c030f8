"""Which strings of a PDF page nobody sees: drawn invisibly, in the colour of the paper, or a second time."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from unescosearch.extract.pdf.shows import INVISIBLE

_Bounds = tuple[float, float, float, float]

_WHITE = 247
# Lighter differences, of 255, are not seen.
_CONTRAST = 24
_PIXELS_A_POINT = 2
# A string is drawn a second time where it is moved by less, in heights of its letters.
_MOVED = 0.15


@dataclass(frozen=True, slots=True)
class _Text:
    """A string as PDFium places it; its bounds are those of the page only outside of forms."""

    handle: object
    bounds: _Bounds
    in_form: bool


def unseen(page: pypdfium2.PdfPage, strings: Sequence[str]) -> frozenset[int]:
    """Which of the strings of a page are not seen, by their order; none where PDFium counts other strings.

    Args:
        page: as PDFium opened it.
        strings: that the page draws, as they stand in the file; "" for empty ones.
    """
    places = [place for place, string in enumerate(strings) if string]
    kinds = [raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE]
    objects = [(each.type, _Text(each.raw, _bounds(each.raw), each.level > 0)) for each in page.get_objects(kinds)]
    texts = [text for kind, text in objects if kind == raw.FPDF_PAGEOBJ_TEXT]
    if len(texts) != len(places):
        return frozenset()
    pictures = [picture for kind, picture in objects if kind == raw.FPDF_PAGEOBJ_IMAGE]
    hidden = {at for at, text in enumerate(texts) if _is_invisible(text, pictures)}
    hidden.update(_white_on_white(page, texts))
    hidden.update(_second_time(texts, [strings[place] for place in places]))
    return frozenset(places[at] for at in hidden)


def _is_invisible(text: _Text, pictures: Sequence[_Text]) -> bool:
    """Whether a string is drawn invisibly and is not what OCR read in a picture."""
    if raw.FPDFTextObj_GetTextRenderMode(text.handle) not in INVISIBLE:
        return False
    return not any(picture.in_form or text.in_form or _overlap(text.bounds, picture.bounds) for picture in pictures)


def _overlap(one: _Bounds, other: _Bounds) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _white_on_white(page: pypdfium2.PdfPage, texts: Sequence[_Text]) -> Iterator[int]:
    """White strings around which the page as it is drawn shows one colour."""
    white = [at for at, text in enumerate(texts) if not text.in_form and _is_white(text)]
    if not white or page.get_rotation():
        return
    drawn = page.render(scale=_PIXELS_A_POINT, grayscale=True)
    rows, stride = bytes(drawn.buffer), drawn.stride
    left, _, _, top = page.get_bbox()
    for at in white:
        box = texts[at].bounds
        first, last = (max(0, round((side - left) * _PIXELS_A_POINT)) for side in (box[0], box[2]))
        upper, lower = (max(0, round((top - side) * _PIXELS_A_POINT)) for side in (box[3], box[1]))
        seen = b"".join(
            rows[row * stride + first : row * stride + min(last, drawn.width)] for row in range(upper, lower)
        )
        if not seen or max(seen) - min(seen) < _CONTRAST:
            yield at


def _is_white(text: _Text) -> bool:
    shares = [ctypes.c_uint() for _ in range(4)]
    found = raw.FPDFPageObj_GetFillColor(text.handle, *shares)
    return bool(found) and (all(share.value >= _WHITE for share in shares[:3]) or not shares[3].value)


def _second_time(texts: Iterable[_Text], strings: Iterable[str]) -> Iterator[int]:
    """Strings that stand where the same string was drawn before, as shadows and false bold letters do."""
    met: dict[str, list[_Bounds]] = {}
    for at, (text, string) in enumerate(zip(texts, strings, strict=True)):
        if text.in_form:
            continue
        box = text.bounds
        moved = _MOVED * (box[3] - box[1])
        if any(max(abs(box[0] - old[0]), abs(box[1] - old[1])) <= moved for old in met.setdefault(string, [])):
            yield at
        met[string].append(box)


def _bounds(handle: object) -> _Bounds:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(handle, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top
