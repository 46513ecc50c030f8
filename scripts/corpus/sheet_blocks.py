"""The Markdown of a sheet as blocks (headings, paragraphs, list items, tables) made of runs of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "table"]

_INLINE = re.compile(r"\[([^\]]+)\]\(([^)]+)\)|\*\*([^*]+)\*\*|\*([^*]+)\*|(https?://\S+)")
_STARTS = re.compile(r"\n\s*\n|\n(?=[-#|] ?)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style; `url` is where it leads, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a sheet: `runs` for text, `rows` of cells for a table (the first row is its head)."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def url(self) -> str:
        """The first address in the block, or ""."""
        return next((run.url for run in self.runs if run.url), "")


def read_blocks(body: str) -> Iterator[Block]:
    """The blocks of a body in order; a line break inside a paragraph is a space."""
    rows: list[tuple[str, ...]] = []
    for piece in _STARTS.split(body):
        if piece.startswith("|"):
            rows.append(tuple(cell.strip() for cell in piece.strip().strip("|").split("|")))
            continue
        if rows:
            yield _table(rows)
            rows = []
        if text := piece.strip():
            yield _text_block(text)
    if rows:
        yield _table(rows)


def _table(rows: list[tuple[str, ...]]) -> Block:
    return Block("table", rows=tuple(row for row in rows if set("".join(row)) - set("-: ")))


def _text_block(piece: str) -> Block:
    text = re.sub(r"\s*\n\s*", "" if re.search(r"[\u4e00-\u9fff]\n", piece) else " ", piece)
    for mark, kind in (("## ", "heading"), ("- ", "item")):
        if text.startswith(mark):
            return Block("heading" if kind == "heading" else "item", tuple(_runs(text.removeprefix(mark))))
    return Block("paragraph", tuple(_runs(text)))


def _runs(text: str) -> Iterator[Run]:
    end = 0
    for found in _INLINE.finditer(text):
        if found.start() > end:
            yield Run(text[end : found.start()])
        label, url, bold, italic, address = found.groups()
        yield Run(label or bold or italic or address, bold=bool(bold), italic=bool(italic), url=url or address or "")
        end = found.end()
    if end < len(text):
        yield Run(text[end:])
