"""What a page says to programs that fetch it: its language versions, and whether it wants to be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from lxml import etree, html

from unescosearch.fetching.client import Answer

# Links to language versions stand in the head.
_HEAD_BYTES = 500_000
_LINK = re.compile(r'<([^<>]+)>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s;,"]+))*)')
_PARAMETER = re.compile(r';\s*([\w-]+)\s*=\s*"?([^";,]*)"?')
_LEFT_OUT = frozenset(("noindex", "none", "unescosearch: noindex", "unescosearch: none"))


def language_links(answer: Answer) -> dict[str, str]:
    """The addresses of a page's language versions, by language tag; from its head and its Link header."""
    found = dict(_in_header(answer.headers.get("link", "")))
    for link in _head(answer, "link"):
        if "alternate" in (link.get("rel") or "").lower() and link.get("hreflang") and link.get("href"):
            found[str(link.get("hreflang"))] = str(link.get("href"))
    return {tag: urljoin(answer.url, url.strip()) for tag, url in found.items()}


def wants_out(answer: Answer) -> bool:
    """Whether the page asks search engines not to take it in."""
    told = [answer.headers.get("x-robots-tag", "")]
    told += [str(meta.get("content")) for meta in _head(answer, "meta") if (meta.get("name") or "").lower() == "robots"]
    return any(directive.strip() in _LEFT_OUT for text in told for directive in text.lower().split(","))


def _head(answer: Answer, tag: str) -> Iterator[Mapping[str, str]]:
    """The attributes of each element of that name."""
    if "html" not in answer.headers.get("content-type", "html"):
        return
    try:
        tree = html.document_fromstring(answer.body[:_HEAD_BYTES])
    except (etree.LxmlError, ValueError):
        return
    for element in tree.iter(tag):
        yield {str(name).lower(): str(value) for name, value in element.attrib.items()}


def _in_header(header: str) -> Iterator[tuple[str, str]]:
    for url, parameters in _LINK.findall(header):
        told = {name.lower(): value for name, value in _PARAMETER.findall(parameters)}
        if told.get("rel", "").lower() == "alternate" and told.get("hreflang"):
            yield told["hreflang"], url
