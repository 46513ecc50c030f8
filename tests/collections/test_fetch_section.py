"""The `[fetch]` section of a collection.toml, and what a fetch leaves for the readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from unescosearch.collections.fetch_section import Listed
from unescosearch.collections.preset import load_collection
from unescosearch.collections.reading import items
from unescosearch.errors import CollectionError
from unescosearch.extract.sandbox import Sandbox

HEAD = 'name = "T"\n[reader]\nkind = "documents"\n[fetch]\n'


def load(folder: Path, section: str) -> object:
    (folder / "collection.toml").write_text(HEAD + section)
    return load_collection(folder).fetch


def test_addresses_can_be_given_alone_in_a_list_or_with_what_is_known_of_them(tmp_path: Path) -> None:
    section = load(tmp_path, 'kind = "sitemap"\nurl = "https://a.example/s.xml"\n')
    assert getattr(section, "url", None) == ("https://a.example/s.xml",)
    urls = 'urls = ["https://a.example/1", {url = "https://a.example/2", title = "Two"}]'
    section = load(tmp_path, f'kind = "urls"\n{urls}\n')
    assert getattr(section, "urls", None) == (
        Listed("https://a.example/1"),
        Listed("https://a.example/2", {"title": "Two"}),
    )


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ('kind = "ftp"', "fetch.kind is 'ftp'; write one of file, opendatasoft, unesdoc, urls, sitemap, feed"),
        ('kind = "feed"', "fetch.url is missing; kind = 'feed' needs it"),
        ('kind = "feed"\nurl = "a.example/rss"', "is no address; it must begin with https"),
        ('kind = "feed"\nurl = "https://[a"', "is no address"),
        ('kind = "feed"\nurl = "https://a.example"\nsave = "x"', "unknown key fetch.save"),
        ('kind = "file"\nurl = "https://a.example"', "fetch.save is missing"),
        ('kind = "opendatasoft"\nbase = "https://a.example"\nsave = "x.json"', "fetch.dataset is missing"),
        ('kind = "urls"', "fetch.urls or fetch.list is missing"),
        ('kind = "urls"\nurls = "https://a.example"', "fetch.urls must be a list"),
        ('kind = "urls"\nurls = [1]', r"write an address, or \{url ="),
        ('kind = "urls"\nurls = [{url = "https://a.example", titel = "x"}]', "unknown key fetch.urls.titel"),
        ('kind = "urls"\nlist = "x"\nlimit = 0', "fetch.limit is 0; write a whole number of at least 1"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, section: str, problem: str) -> None:
    with pytest.raises(CollectionError, match=problem):
        load(tmp_path, section)


def test_what_a_fetch_notes_in_a_sidecar_is_no_unknown_field(tmp_path: Path) -> None:
    load(tmp_path, 'kind = "urls"\nurls = ["https://a.example/1"]\n')
    (tmp_path / "a.txt").write_text("A text that is long enough.")
    (tmp_path / "a.txt.toml").write_text(
        'source_url = "https://a.example/1"\n[fetched.languages]\nfr = "https://a.example/fr"\n'
    )
    found = [source.document for item in items(load_collection(tmp_path)) for source in item.load()]
    assert [document.source_url for document in found] == ["https://a.example/1"]


def test_the_encoding_that_only_the_server_named_is_used(tmp_path: Path) -> None:
    load(tmp_path, 'kind = "urls"\nurls = ["https://a.example/1"]\n')
    text = "Ереван и Алматы хранят рукописи."
    (tmp_path / "a.html").write_bytes(f"<html><body><p>{text}</p></body></html>".encode("koi8-r"))
    (tmp_path / "a.html.toml").write_text('[fetched]\ncontent_type = "text/html; Charset=\\"KOI8-R\\""\n')
    with Sandbox() as sandbox:
        (found,) = [one for item in items(load_collection(tmp_path), sandbox.extract_file) for one in item.load()]
    assert found.extracted.text == text
