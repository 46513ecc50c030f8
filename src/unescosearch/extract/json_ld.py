"""JSON-LD in web pages: what it says, in the words of schema.org, of the work that a page shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

# The kinds of work that a page may show, in lower case; others describe its site, its menus or its pictures.
_LEARNING = frozenset(("course", "learningresource", "quiz"))
_WORKS = _LEARNING | frozenset(
    (
        *("article", "blogposting", "book", "chapter", "creativework", "dataset", "digitaldocument", "howto"),
        *("legislation", "manuscript", "map", "newsarticle", "report", "reportagenewsarticle", "scholarlyarticle"),
        *("techarticle", "textdigitaldocument", "thesis"),
    )
)
_PAGE = "webpage"
_READ = (
    *("name", "headline", "url", "inlanguage", "datepublished", "author", "publisher", "license", "genre"),
    *("keywords", "spatialcoverage", "educationallevel", "learningresourcetype"),
)
_Node = Mapping[str, object]


def described(scripts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The properties of the page's work as pairs: `ld.` and the name in lower case, and one of its values.

    What a work is about stands under `ld.subject` where it is meant for learning, and among its keywords otherwise.

    Args:
        scripts: the contents of the page's scripts of type application/ld+json; those that are no JSON are left out.
    """
    nodes = [node for script in scripts for node in _nodes(_parsed(script))]
    works = [node for node in nodes if _kinds(node) & _WORKS] or [node for node in nodes if _PAGE in _kinds(node)]
    if not works:
        return
    work = {key.lower(): value for key, value in works[0].items()}
    for name in _READ:
        for text in _texts(work.get(name)):
            yield f"ld.{name}", text
    learning = _kinds(works[0]) & _LEARNING or work.get("learningresourcetype") or work.get("educationallevel")
    for text in _texts(work.get("about")):
        yield "ld.subject" if learning else "ld.keywords", text


def _parsed(script: str) -> object:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[_Node]:
    """The objects of a script: one, a list of them, or those of a graph."""
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item)
    elif isinstance(value, dict):
        yield value
        if isinstance(value.get("@graph"), list):
            yield from _nodes(value["@graph"])


def _kinds(node: _Node) -> frozenset[str]:
    """What the node is, without the vocabulary's address before the name."""
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.rpartition("/")[2].rpartition(":")[2].lower() for kind in listed if isinstance(kind, str))


def _texts(value: object) -> Iterator[str]:
    """The texts of a value; of an object its name, else its address."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        named = next((value[key] for key in ("name", "@value", "url", "@id") if value.get(key)), None)
        yield from _texts(named) if not isinstance(named, dict) else ()
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)
