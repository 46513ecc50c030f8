"""Pieces of HTML, such as the cells of a table hold: tags and entities become paragraphs of plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from unescosearch.extract.cleaning import Block, clean, reflow, squeeze
from unescosearch.extract.guard import guarded
from unescosearch.extract.links import marked
from unescosearch.extract.table_rows import table_lines

_SILENT = frozenset(("head", "noscript", "script", "style", "template", "title"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTED = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6r]"
    "|header|li|main|nav|ol|p|pre|section|table|td|th|tr|ul"
)
_CONTINUED = frozenset(("li", "td", "th", "tr"))
# Before the name of a column, until the rows are put together; no text holds it.
_NAME = "\x05"
_BAR = re.compile(r"(?:^| )\|(?: |$)")


def fragment_blocks(html: str) -> list[Block]:
    """The paragraphs and headings of a piece of HTML.

    Without any block tag the line breaks of the source separate the paragraphs; with them they mean nothing.
    """
    parser = _Blocks()
    with guarded("the HTML cannot be read"):
        parser.feed(clean(html))
        parser.close()
    return parser.finished()


class _Blocks(HTMLParser):
    """Collects the text between block tags; a vertical tab stands for a line break, a bar parts cells."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[tuple[str, int]] = []
        self._parts: list[str] = []
        self._level = 0
        self._cells = 0
        self._silent = 0
        self._structured = False
        self._target, self._linked = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "a":
            self._link(dict(attrs).get("href") or "")
        elif tag == "br":
            self._structured = True
            self._parts.append("\v")
        elif _PARTED.fullmatch(tag):
            self._structured = True
            self._open(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "a":
            self._link("")
        elif _PARTED.fullmatch(tag) and tag not in _CONTINUED:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def finished(self) -> list[Block]:
        self._break()
        if self._structured:
            return [Block(_rows(reflow(source)), level) for source, level in self._found]
        return [Block(squeeze(line)) for source, _ in self._found for line in source.split("\n")]

    def _open(self, tag: str) -> None:
        if tag == "li":
            self._parts.append("\v• ")
        elif tag == "tr":
            self._parts.append("\v")
            self._cells = 0
        elif tag in ("td", "th"):
            self._parts.append(f"{' | ' if self._cells else ''}{_NAME if tag == 'th' else ''}")
            self._cells += 1
        else:
            self._break()
            self._level = _HEADINGS.get(tag, 0)

    def _link(self, target: str) -> None:
        """End the link that is open, and begin one where there is a target; none goes on over a break."""
        if self._target:
            self._parts[self._linked :] = [marked("".join(self._parts[self._linked :]), self._target, relative=True)]
        self._target, self._linked = target, len(self._parts)

    def _break(self) -> None:
        self._link("")
        self._found.append(("".join(self._parts), self._level))
        self._parts, self._level = [], 0


def _rows(text: str) -> str:
    """A text without the marks of names; the lines below a row of names are rows of its table."""
    if _NAME not in text:
        return text
    rows = [_BAR.split(line) for line in text.split("\n")]
    headed = len(rows[0]) > 1 and all(cell.startswith(_NAME) for cell in rows[0])
    cells = [[cell.replace(_NAME, "").strip() for cell in row] for row in rows]
    return "\n".join(table_lines(cells, headed))
