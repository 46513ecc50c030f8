"""The strings that a PDF page draws, in order, gathered while its text is read; those that nobody sees are left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pypdf.generic import TextStringObject

# Those that fill with a colour; of cyan, magenta, yellow and black nothing is white, of the others all of everything.
_FILLS = frozenset((b"g", b"rg", b"sc", b"scn", b"k"))
_NEARLY_WHITE = 0.97
# Modes that draw no letters: nothing at all, or an edge to cut other drawings with.
INVISIBLE = (3, 7)


class Shows:
    """The strings drawn so far; `visit` is called with each operator of the page, before it is carried out.

    Args:
        unseen: which of them, by their order, are to be left out.

    Attributes:
        strings: each as it stands in the file, "" for an empty one.
    """

    def __init__(self, unseen: frozenset[int] = frozenset()) -> None:
        self._unseen = unseen
        self.strings: list[str] = []
        self._odd = False

    @property
    def doubtful(self) -> bool:
        """Whether some strings may not be seen, or may be drawn twice."""
        drawn = [string for string in self.strings if string]
        return bool(drawn) and (self._odd or len(set(drawn)) < len(drawn))

    def visit(self, operator: bytes, operands: list[Any]) -> None:
        """Take one operator of the page; the strings that are to be left out are emptied."""
        if operator in (b"Tj", b"'", b'"', b"TJ") and operands:
            if len(self.strings) in self._unseen:
                operands[-1] = [] if operator == b"TJ" else TextStringObject("")
            self.strings.append(_string(operands[-1]))
        elif operator == b"Tr" and operands:
            self._odd |= operands[0] in INVISIBLE
        elif operator in _FILLS:
            self._odd |= _is_white(operator, operands)


def _string(shown: Any) -> str:  # noqa: ANN401 - whatever the file holds
    if isinstance(shown, str | bytes):
        return str(shown) if shown else ""
    parts = shown if isinstance(shown, list) else []
    return str(parts) if any(isinstance(part, str | bytes) and part for part in parts) else ""


def _is_white(operator: bytes, operands: Sequence[Any]) -> bool:
    shares = [float(share) for share in operands if isinstance(share, int | float)]
    if operator == b"k":
        return len(shares) == 4 and max(shares) <= 1 - _NEARLY_WHITE
    return bool(shares) and len(shares) == len(operands) and min(shares) >= _NEARLY_WHITE
