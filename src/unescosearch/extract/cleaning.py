"""Cleaning that all extractors share: line ends, control characters, paragraphs, and blocks put together to a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unescosearch.extract.links import CLOSING, LINK_MARKS, OPENING, placed, unmarked
from unescosearch.records import Extracted, Heading, Link, MetadataValue, PageStart
from unescosearch.writing import WIDE_SIGNS, WITHOUT_SPACES, letters

_LINE_END = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
# Control characters (tab, line feed and form feed excepted), lone surrogates, marks without width or meaning.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b\ufffe\uffff]")
_UNWANTED_BUT_MARKS = re.compile(f"(?![{LINK_MARKS}]){_UNWANTED.pattern}")
_EMPTY_LINES = re.compile(r"\n{3,}")
# Chinese and Japanese letters and punctuation: no space stands between two of them.
_UNSPACED = letters(WITHOUT_SPACES, WIDE_SIGNS)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a heading where `level` is 1 or more.

    Attributes:
        page: number and label of the page that begins with it, where a page does; the text may then be empty.
    """

    text: str
    level: int = 0
    page: tuple[int, str] | None = None


def clean(text: str) -> str:
    r"""The text with `\n` as its only line end and without control characters; all letters are kept."""
    return _UNWANTED.sub("", _LINE_END.sub("\n", text))


def squeeze(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """The text without white space at the ends of lines and with exactly one empty line between paragraphs."""
    lines = (line.rstrip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def glue(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: a space, or nothing between Chinese letters."""
    before, after = before.rstrip(CLOSING), unmarked(after) if after.startswith(OPENING) else after
    return "" if _UNSPACED.match(before[-1:]) and _UNSPACED.match(after[:1]) else " "


def unwrap(lines: Iterable[str]) -> str:
    """The lines of one paragraph as a single line with single spaces."""
    whole = ""
    for line in map(squeeze, lines):
        whole += (glue(whole, line) if whole and line else "") + line
    return whole


def reflow(source: str) -> str:
    r"""Markup as lines of text: a `\v` begins a line, line breaks of the source mean nothing, empty items go."""
    lines = (unwrap(line.split("\n")) for line in source.split("\v"))
    return "\n".join(line for line in lines if line and line != "•")


def _shown(block: Block, offset: int) -> tuple[str, list[Link]]:
    """The text of a block with the links in it, at their places in the whole."""
    kept = _UNWANTED_BUT_MARKS.sub("", _LINE_END.sub("\n", block.text)).replace("\f", "\n\n")
    return placed(squeeze(kept) if block.level else tidy(kept), offset)


def compose(blocks: Iterable[Block], metadata: Mapping[str, MetadataValue] | None = None) -> Extracted:
    """The blocks as one text, an empty line between each two, with the exact spans of the headings.

    A page without any text has no place in it.
    """
    pieces: list[str] = []
    headings: list[Heading] = []
    pages: dict[int, PageStart] = {}
    links: list[Link] = []
    offset = 0
    for block in blocks:
        if block.page:
            pages[offset] = PageStart(offset, *block.page)
        text, found = _shown(block, offset)
        if not text:
            continue
        links.extend(found)
        if block.level:
            headings.append(Heading(offset, offset + len(text), block.level, text))
        pieces.append(text)
        offset += len(text) + 2
    starts = tuple(start for at, start in pages.items() if at < offset)
    return Extracted("\n\n".join(pieces), tuple(headings), starts, metadata=metadata or {}, links=tuple(links))
