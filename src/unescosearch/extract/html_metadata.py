"""What a web page says of itself in its head: meta tags, JSON-LD, links and the language of the page.

The addresses are taken as they stand: trafilatura's clean-up of links orders and drops parameters, and where an
address has no question mark (portal.unesco.org/en/ev.php-URL_ID=1&URL_DO=...) makes "%26" of its "&", another page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from unescosearch.extract.cleaning import clean, squeeze
from unescosearch.extract.json_ld import described
from unescosearch.extract.properties import is_author
from unescosearch.records import MetadataValue

# Where each field may stand, best place first: `citation_` are Google Scholar's names, `dc.` Dublin Core's, `og.` and
# `article.` Open Graph's, `ld.` those of JSON-LD; a name without a point before it is ours.
_PLACES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "work": ("work",),
    "title": ("citation_title", "dc.title", "og.title", "title", "ld.headline", "ld.name"),
    "source_url": ("source_url", "canonical", "og.url", "citation_public_url", "ld.url"),
    "language": ("language", "citation_language", "dc.language", "ld.inlanguage", "lang", "og.locale"),
    "date": (
        *("date", "citation_publication_date", "citation_date", "dc.date.issued", "dc.issued", "dc.date"),
        *("article.published_time", "ld.datepublished", "dc.created"),
    ),
    "authors": ("authors", "citation_author", "dc.creator", "ld.author", "author", "article.author"),
    "publisher": ("publisher", "citation_publisher", "dc.publisher", "ld.publisher"),
    "type": ("type", "dc.type", "ld.genre"),
    "licence": ("licence", "license", "dc.license", "ld.license", "dc.rights", "license_link"),
    "countries": ("countries", "dc.coverage", "dc.spatial", "ld.spatialcoverage"),
    "places": ("places",),
    "themes": ("themes", "dc.subject", "citation_keywords", "ld.keywords", "keywords", "article.tag"),
    "level": ("level", "dc.educationlevel", "ld.educationallevel"),
    "subject": ("subject", "ld.subject"),
    "resource_type": ("resource_type", "ld.learningresourcetype"),
    "pages": ("pages",),
    "versions": ("alternate",),
}
_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses|publicdomain)/(by[a-z-]*|zero|mark)/(\d\.\d)(/igo)?(?:/.*)?",
    re.IGNORECASE,
)
_DATE = re.compile(r"(\d{4}(?:[-/.]\d{1,2}){0,2})(?:[T ].*)?|.*\d{4}.*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_]\w+)*|[^\W\d_]+")
# What a field cannot be, though it stands in its place.
_FITS: Mapping[str, Callable[[str], bool]] = {
    "authors": lambda text: is_author(text) and not _ADDRESS.match(text),
    "date": lambda text: bool(_DATE.fullmatch(text)),
    "language": lambda text: bool(_LANGUAGE.fullmatch(text)),
    "publisher": lambda text: not _ADDRESS.match(text),
    "source_url": lambda text: bool(_ADDRESS.fullmatch(text)),
    "type": lambda text: text.lower() != "text",
}
_Stated = Mapping[str, list[str]]


def page_metadata(tree: Any) -> dict[str, MetadataValue]:  # noqa: ANN401 - lxml has no types
    """The fields that a page's markup states, each from the best place that has it; a list where there are several.

    Args:
        tree: the page as lxml parsed it.
    """
    stated: dict[str, list[str]] = defaultdict(list)
    for place, text in (*_meta_tags(tree), *_links(tree), *described(_scripts(tree))):
        if value := squeeze(clean(text)):
            stated[place].append(value)
    found = {field: _values(field, stated) for field in _PLACES}
    return {field: values[0] if len(values) == 1 else values for field, values in found.items() if values}


def _values(field: str, stated: _Stated) -> list[str]:
    fits = _FITS.get(field, bool)
    for place in _PLACES[field]:
        if values := [value for value in stated.get(place, ()) if fits(value)]:
            return list(dict.fromkeys(_normal(field, value) for value in values))
    return []


def _normal(field: str, value: str) -> str:
    if field == "date" and (date := _DATE.fullmatch(value)):
        return date[1] or value
    if field == "licence" and (commons := _COMMONS.fullmatch(value)):
        kind, version, igo = commons[1].lower(), commons[2], " IGO" if commons[3] else ""
        return {"zero": "CC0", "mark": "Public Domain Mark"}.get(kind, f"CC {kind.upper()}") + f" {version}{igo}"
    return value


def _meta_tags(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for tag in tree.iter("meta"):
        name = (tag.get("name") or tag.get("property") or "").strip().lower().replace(":", ".")
        yield re.sub(r"^dc(?:terms)?\.", "dc.", name), tag.get("content") or ""


def _links(tree: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """The page's own address, its licence and its language versions, all as absolute addresses, and its language."""
    base = next((tag.get("href") or "" for tag in tree.iter("base")), "")
    for link in tree.iter("link"):
        kinds = (link.get("rel") or "").lower().split()
        for kind, place in (("canonical", "canonical"), ("license", "license_link")):
            if kind in kinds:
                yield place, _absolute(base, link.get("href") or "")
        # "x-default" is for readers of any other language: often a page that all works of a site share.
        if "alternate" in kinds and (link.get("hreflang") or "x-default").lower() != "x-default":
            yield "alternate", _absolute(base, link.get("href") or "")
    yield "lang", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""


def _absolute(base: str, address: str) -> str:
    try:
        whole = urljoin(base, address.strip())
        return whole if urlsplit(whole).netloc else ""
    except ValueError:
        return ""


def _scripts(tree: Any) -> Iterator[str]:  # noqa: ANN401
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            yield script.text or ""
