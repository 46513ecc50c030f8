"""The styles of a Word document: which are headings, which list items with a bullet, which belong to its contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from unescosearch.languages.table import alternatives

# The names that programs in other languages give to headings where they state no outline level.
_HEADING = re.compile(rf"(?:{alternatives(lambda each: each.heading_style)})[\s_-]*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|table of figures|table of authorities)\b.*", re.IGNORECASE)
_BODY_TEXT = 9  # the outline level of what is no heading
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is: a heading of a level, an item with a bullet, a line of a table of contents, or just text."""

    level: int = 0
    bullet: bool = False
    contents: bool = False


class Roles:
    """Tells the role of each paragraph of one document, from its own properties and from its style."""

    def __init__(self, document: Document) -> None:
        styles = document.styles.element.iter(qn("w:style"))
        self._styles: dict[str, BaseOxmlElement] = {style.get(qn("w:styleId"), ""): style for style in styles}
        self._default = next(filter(_is_default, self._styles.values()), None)
        self._bullets = frozenset(_bullets(document))

    def of(self, paragraph: BaseOxmlElement) -> Role:
        """The role of a `w:p`."""
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        chain = list(self._chain(_value(named) if named is not None else ""))
        if any(_CONTENTS.fullmatch(_name(style)) for style in chain):
            return Role(contents=True)
        places = [paragraph, *chain]
        level = next((level for place in places if (level := _outline_level(place)) is not None), None)
        if level is None:
            level = next(filter(None, map(_named_level, chain)), 0)
        return Role(level, bullet=not level and self._is_bullet(places))

    def hides(self, run: BaseOxmlElement) -> bool:
        """Whether a `w:r` is hidden: by itself, by its style, or by that of its paragraph."""
        stated = _hidden(run)
        for path in (f"{qn('w:rPr')}/{qn('w:rStyle')}", f"../{qn('w:pPr')}/{qn('w:pStyle')}"):
            named = run.find(path)
            chain = self._chain(_value(named)) if named is not None else ()
            stated = (
                next(filter(lambda each: each is not None, map(_hidden, chain)), None) if stated is None else stated
            )
        return bool(stated)

    def _chain(self, identifier: str) -> Iterator[BaseOxmlElement]:
        """The style and those that it is based on, nearest first."""
        style = self._styles.get(identifier, self._default)
        for _ in range(_LONGEST_CHAIN):
            if style is None:
                return
            yield style
            base = style.find(qn("w:basedOn"))
            style = self._styles.get(_value(base)) if base is not None else None

    def _is_bullet(self, places: list[BaseOxmlElement]) -> bool:
        """Whether the nearest numbering shows a bullet; the parts of a numbering may be stated in different places."""
        stated = {"w:numId": "", "w:ilvl": ""}
        for place in places:
            for name, known in stated.items():
                found = place.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn(name)}")
                if found is not None and not known:
                    stated[name] = _value(found)
        return (stated["w:numId"], stated["w:ilvl"] or "0") in self._bullets


def _bullets(document: Document) -> Iterator[tuple[str, str]]:
    """Each numbering and level of it that shows a bullet."""
    for relation in document.part.rels.values():
        if relation.reltype != RELATIONSHIP_TYPE.NUMBERING or relation.is_external:
            continue
        numbering = parse_xml(relation.target_part.blob)
        abstract = {each.get(qn("w:abstractNumId")): each for each in numbering.iter(qn("w:abstractNum"))}
        for number in numbering.iter(qn("w:num")):
            used = number.find(qn("w:abstractNumId"))
            kind = abstract.get(_value(used)) if used is not None else None
            for level in kind.iter(qn("w:lvl")) if kind is not None else ():
                form = level.find(qn("w:numFmt"))
                if form is not None and _value(form) == "bullet":
                    yield number.get(qn("w:numId"), ""), level.get(qn("w:ilvl"), "")


def _is_default(style: BaseOxmlElement) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")


def _outline_level(place: BaseOxmlElement) -> int | None:
    """The level that a paragraph or a style states, counted from 1; 0 for body text, None where it states none."""
    stated = place.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if stated is None or not _value(stated).isdecimal():
        return None
    level = int(_value(stated))
    return level + 1 if level < _BODY_TEXT else 0


def _hidden(place: BaseOxmlElement) -> bool | None:
    """Whether a run or a style hides its text; None where it says nothing of it."""
    stated = place.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return None if stated is None else _value(stated) not in ("0", "false", "off")


def _named_level(style: BaseOxmlElement) -> int:
    """The level that a style's name or its id tells; the id keeps the language of whoever made the style."""
    for name in (_name(style), style.get(qn("w:styleId"), "")):
        if found := _HEADING.fullmatch(name):
            return int(found[1])
        if _TITLE.fullmatch(name):
            return 1
    return 0


def _name(style: BaseOxmlElement) -> str:
    named = style.find(qn("w:name"))
    return _value(named) if named is not None else ""


def _value(element: BaseOxmlElement) -> str:
    return str(element.get(qn("w:val"), ""))
