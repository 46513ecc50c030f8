"""Sitemaps and feeds."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from unescosearch.errors import FetchError
from unescosearch.fetching.listing import Entry, read_listing

BASE = "https://www.example.org/"
SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc> https://www.example.org/en/a </loc><lastmod>2026-03-01T10:00:00+02:00</lastmod>
<xhtml:link rel="alternate" hreflang="fr" href="https://www.example.org/fr/a"/></url>
<url><loc>/en/b?x=1&amp;y=2</loc><lastmod>2026-03-01</lastmod></url>
<url><loc></loc></url><url><loc>/en/c</loc><lastmod>soon</lastmod></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://www.example.org/1.xml.gz</loc></sitemap><sitemap><loc>2.xml</loc></sitemap></sitemapindex>"""
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><link>https://www.example.org/</link>
<item><title>One &amp; two</title><link>https://www.example.org/news/1</link><guid>x</guid></item>
<item><guid>https://www.example.org/news/2</guid></item><item><title>no link</title></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://www.example.org/feed" rel="self"/>
<entry><link rel="self" href="/feed/1"/><link href="/news/1"/></entry></feed>"""
BOMB = b"""<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>https://www.example.org/&b;&c;</loc></url><url><loc>https://www.example.org/good</loc></url></urlset>"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_gives_pages_with_their_last_change_and_language_versions(packed: bool) -> None:
    found = read_listing(gzip.compress(SITEMAP) if packed else SITEMAP, BASE + "maps/sitemap.xml")
    assert found.pages == (
        Entry(BASE + "en/a", "2026-03-01T08:00:00+00:00", {"fr": BASE + "fr/a"}),
        Entry(BASE + "en/b?x=1&y=2", "2026-03-01T23:59:59+00:00"),
        Entry(BASE + "en/c"),
    )
    assert found.sitemaps == ()


def test_an_index_gives_further_sitemaps() -> None:
    assert read_listing(INDEX, BASE + "sitemap.xml").sitemaps == (BASE + "1.xml.gz", BASE + "2.xml")


def test_feeds_give_the_pages_of_their_items() -> None:
    assert [entry.url for entry in read_listing(RSS, BASE).pages] == [BASE + "news/1", BASE + "news/2"]
    assert [entry.url for entry in read_listing(ATOM, BASE).pages] == [BASE + "news/1"]


def test_a_sitemap_may_be_plain_text() -> None:
    assert [
        entry.url for entry in read_listing(b"\xef\xbb\xbfhttps://a.example/1\r\n\nhttps://a.example/2\n", BASE).pages
    ] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


def test_entities_are_not_resolved() -> None:
    found = [entry.url for entry in read_listing(BOMB, BASE).pages]
    assert found[-1] == BASE + "good"
    assert not any("aaaa" in url or "root:" in url for url in found)


@pytest.mark.parametrize(
    "data", [b"<html><body>Are you a robot?</body></html>", b"", b"hello", b"{}", b"\x1f\x8bbroken"]
)
def test_what_is_neither_is_an_error(data: bytes) -> None:
    with pytest.raises(FetchError):
        read_listing(data, BASE)


@pytest.mark.corpora
def test_the_feed_of_the_world_heritage_centre_is_read(corpora: Path) -> None:
    told = (corpora / "unesco_pages" / "whc_news_rss_2017.xml.excerpt.txt").read_bytes()
    found = read_listing(told[told.index(b"<?xml") :], "http://whc.unesco.org/?cid=82&mode=rss")
    assert [entry.url for entry in found.pages] == [
        f"http://whc.unesco.org/en/news/{number}" for number in (1771, 1768)
    ]
