"""Sitemaps and feeds: the addresses that they list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin

from lxml import etree

from unescosearch.errors import FetchError
from unescosearch.fetching.body import unpacked_file

_MAX_BYTES = 60_000_000  # the sitemap protocol allows 50 MB
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that is listed.

    Attributes:
        url: as it stands there, made absolute.
        modified: when it last changed, in ISO 8601 and UTC, or "".
        languages: the addresses of its language versions, by language tag.
        fields: what is said about its document, under our names.
    """

    url: str
    modified: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """What a sitemap or a feed lists: pages, and further sitemaps."""

    pages: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()


def read_listing(data: bytes, url: str) -> Listing:
    """The addresses in a sitemap (XML, an index of others, or an address a line) or in a feed (RSS, Atom).

    Args:
        data: the file, packed with gzip or not.
        url: its own address.

    Raises:
        FetchError: it is none of these.
    """
    text = unpacked_file(data, _MAX_BYTES)
    root = _root(text)
    if root is None:
        return _lines(text)
    kind = _name(root)
    if kind == "sitemapindex":
        return Listing(sitemaps=tuple(urljoin(url, place) for place in map(_place, root) if place))
    if kind == "urlset":
        return Listing(tuple(_page(element, url) for element in root if _place(element)))
    if kind in ("rss", "rdf", "feed"):
        items = (element for element in root.iter() if _name(element) in ("item", "entry"))
        return Listing(tuple(Entry(urljoin(url, link)) for link in map(_link, items) if link))
    raise FetchError(f"it is no sitemap and no feed, but begins with <{kind}>")


def _root(text: bytes) -> etree._Element | None:
    """The outermost element; None where it is no XML. Entities are not resolved, nothing else is loaded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True)
    try:
        return etree.fromstring(text.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _lines(text: bytes) -> Listing:
    lines = [line.strip() for line in text.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    if not lines or not all(line.startswith(("http://", "https://")) for line in lines):
        raise FetchError("it is no sitemap and no feed")
    return Listing(tuple(map(Entry, lines)))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _child(element: etree._Element, name: str) -> str:
    return next(((child.text or "").strip() for child in element if _name(child) == name), "")


def _place(element: etree._Element) -> str:
    return _child(element, "loc")


def _page(element: etree._Element, url: str) -> Entry:
    links = element.iterfind(f"{{{_XHTML}}}link")
    languages = {str(link.get("hreflang")): urljoin(url, str(link.get("href"))) for link in links if _is_version(link)}
    return Entry(urljoin(url, _place(element)), _moment(_child(element, "lastmod")), languages)


def _is_version(link: etree._Element) -> bool:
    return link.get("rel") == "alternate" and bool(link.get("hreflang") and link.get("href"))


def _link(item: etree._Element) -> str:
    """The address of an item of a feed: RSS writes it as text, Atom as an attribute."""
    links = (child for child in item if _name(child) == "link" and (child.get("rel") or "alternate") == "alternate")
    named = [(link.get("href") or link.text or "").strip() for link in links]
    guid = _child(item, "guid")
    return next(filter(None, named), guid if guid.startswith(("http://", "https://")) else "")


def _moment(text: str) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return ""
    # A day without a time: the page may have changed until its end.
    found = found.replace(hour=23, minute=59, second=59) if len(text) <= len("2026-01-01") else found
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
