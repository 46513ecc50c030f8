"""Pages of lists, sitemaps and feeds: kept, compared, marked, and taken up again after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.extract.pdf.pdf_factory import pdf
from tests.fetching.folders import (
    documents,
    fetched,
    figures,
    page_files,
    reasons,
    sidecars,
    unreadable,
    write_collection,
)
from tests.fetching.site import Asked, Reply, Site, packed, page, running_site
from tests.fetching.test_listing import INDEX
from unescosearch.errors import CollectionError


def listed(site: Site, folder: Path, *names: str, **more: object) -> Path:
    return write_collection(folder, {"kind": "urls", "urls": [f"{site.base}/{name}" for name in names], **more})


def conditional(reply: Reply) -> object:
    """Answers 304 to who has this version already."""

    def answer(asked: Asked) -> Reply:
        same = asked.headers.get("if-none-match") == reply.headers.get("ETag")
        return Reply(status=304) if same and "ETag" in reply.headers else reply

    return answer


def test_pages_are_kept_as_they_came_and_read_with_their_address(site: Site, tmp_path: Path) -> None:
    head = (
        '<link rel="alternate" hreflang="fr" href="/fr/a"><link rel="alternate" type="application/rss+xml" href="/rss">'
    )
    site.pages["/a"] = page("Clubs", head, ETag='"7"', Link='</es/a>; rel="alternate"; hreflang="es"')
    site.pages["/b"] = Reply(status=301, headers={"Location": "/moved"})
    site.pages["/moved"] = packed(page("Moved"))
    folder = listed(site, tmp_path / "web", "a", "b")
    assert figures(fetched(folder)) == (2, 0, 0, 0)
    told = sidecars(folder)
    assert told["a"]["source_url"] == f"{site.base}/a"
    assert told["a"]["fetched"]["etag"] == '"7"'
    assert told["a"]["fetched"]["status"] == 200
    assert told["a"]["fetched"]["content_type"] == "text/html"
    assert told["a"]["fetched"]["languages"] == {"fr": f"{site.base}/fr/a", "es": f"{site.base}/es/a"}
    assert told["b"]["fetched"]["final_url"] == f"{site.base}/moved"
    bodies = {path.read_bytes() for path in (folder / "pages").glob("*.html")}
    assert bodies == {site.pages["/a"].body, page("Moved").body}
    found = {source.document.title: source.document for source in documents(folder)}
    assert {title: document.source_url for title, document in found.items()} == {
        "Clubs": f"{site.base}/a",
        "Moved": f"{site.base}/moved",
    }


def test_what_was_fetched_can_be_read_again_without_the_network(tmp_path: Path) -> None:
    folder = tmp_path / "web"
    with running_site() as site:
        site.pages["/a"] = page("Clubs")
        listed(site, folder, "a")
        fetched(folder)
        (kept,) = (folder / "pages").glob("*.html")
        assert kept.read_bytes() == page("Clubs").body
    assert [source.document.title for source in documents(folder)] == ["Clubs"]


def test_files_of_all_kinds_that_are_read_are_kept_others_are_failures(site: Site, tmp_path: Path) -> None:
    site.pages["/report"] = Reply(
        pdf("Wetlands of the north are many and large."), headers={"Content-Type": "application/pdf"}
    )
    site.pages["/plain"] = Reply(b"A plain text of some length.", headers={"Content-Type": "text/plain; charset=utf-8"})
    site.pages["/none.pdf"] = page("An error page")
    site.pages["/false"] = Reply(b"no PDF", headers={"Content-Type": "application/pdf"})
    site.pages["/image"] = Reply(b"\x89PNG", headers={"Content-Type": "image/png"})
    site.pages["/untold"] = Reply(page("Untold").body)
    site.pages["/bytes"] = Reply(b"\0\1")
    names = ("report", "plain", "none.pdf", "false", "image", "untold", "bytes", "absent")
    folder = listed(site, tmp_path / "web", *names)
    done = fetched(folder)
    assert figures(done) == (4, 0, 0, 4)
    assert reasons(done) == {
        "false": "it says that it is a PDF file, but is none",
        "image": "it is image/png, which is no document that can be read",
        "bytes": "it is of an unknown kind, which is no document that can be read",
        "absent": "404 Not Found",
    }
    assert {Path(name).suffix for name in os.listdir(folder / "pages")} == {".pdf", ".txt", ".html", ".toml"}
    assert unreadable(folder) == {}


def test_what_has_not_changed_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.pages["/tagged"] = conditional(page("Tagged", ETag='"1"'))
    site.pages["/dated"] = page("Dated", Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT")
    site.pages["/bare"] = page("Bare")
    folder = listed(site, tmp_path / "web", "tagged", "dated", "bare")
    fetched(folder)
    before = {path: path.read_bytes() for path in (folder / "pages").iterdir()}
    site.asked.clear()
    assert figures(fetched(folder)) == (0, 0, 3, 0)
    sent = {asked.path: asked.headers for asked in site.asked}
    assert sent["/tagged"]["if-none-match"] == '"1"'
    assert sent["/dated"]["if-modified-since"] == "Mon, 02 Mar 2026 10:00:00 GMT"
    assert {path: path.read_bytes() for path in (folder / "pages").iterdir()} == before
    site.pages["/tagged"] = conditional(page("Tagged anew", ETag='"2"'))
    assert figures(fetched(folder)) == (0, 1, 2, 0)
    site.asked.clear()
    assert figures(fetched(folder, again=True)) == (0, 0, 3, 0)
    assert not any("if-none-match" in asked.headers for asked in site.asked)


def test_a_page_whose_file_was_lost_comes_again(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = conditional(page("A", ETag='"1"'))
    folder = listed(site, tmp_path / "web", "a")
    fetched(folder)
    next((folder / "pages").glob("*.html")).unlink()
    assert figures(fetched(folder)) == (1, 0, 0, 0)


def test_a_page_that_is_gone_is_kept_and_marked_or_set_aside_on_demand(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = page("A")
    folder = listed(site, tmp_path / "web", "a")
    fetched(folder)
    site.pages["/a"] = Reply(status=410)
    done = fetched(folder)
    assert (figures(done), done.outcome.gone) == ((0, 0, 0, 0), 1)
    since = sidecars(folder)["a"]["fetched"]["gone"]
    assert fetched(folder).outcome.gone == 1
    assert sidecars(folder)["a"]["fetched"]["gone"] == since
    assert [source.document.title for source in documents(folder)] == ["A"]
    site.pages["/a"] = page("A")
    assert figures(fetched(folder)) == (0, 1, 0, 0)
    assert "gone" not in sidecars(folder)["a"]["fetched"]
    site.pages["/a"] = Reply(status=404)
    assert fetched(folder, remove_gone=True).outcome.gone == 1
    assert page_files(folder) == []
    assert len(list((folder / ".fetch" / "gone").iterdir())) == 2


def test_a_failure_keeps_what_was_there(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = page("A")
    folder = listed(site, tmp_path / "web", "a")
    fetched(folder)
    site.pages["/a"] = Reply(status=500)
    assert reasons(fetched(folder)) == {"a": "500 Internal Server Error (4 tries)"}
    assert page_files(folder) == ["a"]
    site.pages["/a"] = page("A")
    assert figures(fetched(folder)) == (0, 0, 1, 0)


def test_two_addresses_of_one_page_give_one_file(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = page("A")
    site.pages["/old"] = Reply(status=301, headers={"Location": "/a"})
    folder = listed(site, tmp_path / "web", "a", "old", "a#part")
    done = fetched(folder)
    assert (figures(done), done.outcome.same) == ((1, 0, 0, 0), 1)


def test_a_page_that_asks_to_be_left_out_is_left_out(site: Site, tmp_path: Path) -> None:
    site.pages["/meta"] = page("Meta", '<META NAME="Robots" content="NOINDEX, follow">')
    site.pages["/header"] = page("Header", X_Robots_Tag="noindex")
    site.pages["/in"] = page("In", '<meta name="robots" content="index, follow, max-image-preview:none">')
    folder = listed(site, tmp_path / "web", "meta", "header", "in")
    done = fetched(folder)
    assert set(reasons(done)) == {"meta", "header"}
    assert page_files(folder) == ["in"]


def test_a_list_says_more_of_its_documents_than_the_address(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = conditional(page("A", ETag='"1"'))
    text = f'urls = [ {{ url = "{site.base}/a", title = "A \\"better\\" title", date = "1999-02-03" }} ]\n'
    folder = tmp_path / "web"
    for title in ('"better\\"', '"newer\\"'):
        write_collection(folder, {"kind": "urls"})
        told = (
            (folder / "collection.toml")
            .read_text()
            .replace('[fetch]\nkind = "urls"\n', f'[fetch]\nkind = "urls"\n{text}')
        )
        (folder / "collection.toml").write_text(told.replace('"better\\"', title))
        fetched(folder)
        document = documents(folder)[0].document
        assert document.title == f"A {json.loads(title.replace(chr(92), ''))!r} title".replace("'", '"')
        assert document.date == "1999-02-03"


def test_a_file_can_hold_the_addresses(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = page("A")
    folder = write_collection(tmp_path / "web", {"kind": "urls", "list": "urls.txt", "hosts": [site.host]})
    with pytest.raises(CollectionError, match=r"urls\.txt cannot be read"):
        fetched(folder)
    (folder / "urls.txt").write_text(f"# ours\n{site.base}/a\n\nnonsense\nhttp://other.example/x\n")
    done = fetched(folder)
    assert figures(done) == (1, 0, 0, 2)
    assert reasons(done)["x"] == "other.example is not among the hosts of this collection (fetch.hosts)"


def sitemap(site: Site, *entries: tuple[str, str]) -> Reply:
    rows = "".join(f"<url><loc>{site.base}{path}</loc><lastmod>{day}</lastmod></url>" for path, day in entries)
    return Reply(f"<urlset>{rows}</urlset>".encode(), headers={"Content-Type": "application/xml"})


def test_a_sitemap_index_with_a_packed_sitemap_is_followed(site: Site, tmp_path: Path) -> None:
    inner = packed(sitemap(site, ("/en/a", "2020-01-01"), ("/en/about", "2020-01-01"), ("/fr/a", "2020-01-01")))
    site.pages["/sitemap.xml"] = Reply(INDEX.replace(b"https://www.example.org", site.base.encode()))
    site.pages["/1.xml.gz"] = Reply(inner.body, headers={"Content-Type": "application/gzip"})
    site.pages["/2.xml"] = Reply(b"<html>Are you a robot?</html>")
    site.pages["/en/a"], site.pages["/fr/a"] = page("A"), page("AF")
    wanted = {"url": f"{site.base}/sitemap.xml", "include": ["*/en/*", "*/fr/*"], "exclude": ["*/about"]}
    folder = write_collection(tmp_path / "web", {"kind": "sitemap", **wanted})
    done = fetched(folder)
    assert (figures(done), done.outcome.left_out) == ((2, 0, 0, 1), 1)
    assert reasons(done) == {"2.xml": "it is no sitemap and no feed, but begins with <html>"}


def test_pages_that_have_not_changed_since_are_not_even_asked_for(site: Site, tmp_path: Path) -> None:
    site.pages["/sitemap.xml"] = sitemap(site, ("/a", "2020-01-01"), ("/b", "2020-01-01"))
    site.pages["/a"], site.pages["/b"] = page("A"), page("B")
    folder = write_collection(tmp_path / "web", {"kind": "sitemap", "url": f"{site.base}/sitemap.xml"})
    fetched(folder)
    site.asked.clear()
    site.pages["/sitemap.xml"] = sitemap(site, ("/a", "2020-01-01"), ("/b", "2999-01-01"))
    assert figures(fetched(folder)) == (0, 0, 2, 0)
    assert site.paths() == ["/sitemap.xml", "/b"]
    # A page that left the sitemap is asked for: it may be gone.
    site.pages["/sitemap.xml"] = sitemap(site, ("/b", "2020-01-01"))
    site.pages["/a"] = Reply(status=404)
    assert fetched(folder).outcome.gone == 1


def test_more_pages_than_the_limit_are_reported(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = page("A")
    folder = listed(site, tmp_path / "web", "a", "b", "c", limit=1)
    assert reasons(fetched(folder)) == {"": "2 addresses more than fetch.limit = 1 are listed; raise it"}


def test_pages_of_a_feed_stay_when_they_leave_it(site: Site, tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "web", {"kind": "feed", "url": f"{site.base}/rss"})
    for name in ("one", "two"):
        site.pages["/rss"] = Reply(
            f"<rss><channel><item><link>{site.base}/{name}</link></item></channel></rss>".encode()
        )
        site.pages[f"/{name}"] = page(name)
        assert figures(fetched(folder)) == (1, 0, 0, 0)
    assert page_files(folder) == ["one", "two"]


@pytest.mark.corpora
def test_the_real_feed_leads_to_its_pages(site: Site, tmp_path: Path, corpora: Path) -> None:
    told = (corpora / "unesco_pages" / "whc_news_rss_2017.xml.excerpt.txt").read_bytes()
    feed = told[told.index(b"<?xml") :].replace(b"http://whc.unesco.org", site.base.encode())
    site.pages["/rss"] = Reply(feed, headers={"Content-Type": "text/xml"})
    site.pages["/en/news/1771"], site.pages["/en/news/1768"] = page("Happy"), page("Sweden")
    folder = write_collection(tmp_path / "web", {"kind": "feed", "url": f"{site.base}/rss"})
    assert figures(fetched(folder)) == (2, 0, 0, 0)


KILLED = """
import sys
from pathlib import Path
from tests.fetching.site import manners
from unescosearch.fetching.fetch import fetch_collection
fetch_collection(Path(sys.argv[1]), manners(pause=0.05), lambda done, total: None)
"""


def test_a_fetch_that_is_killed_is_taken_up_where_it_was(site: Site, tmp_path: Path) -> None:
    names = [f"page{number}" for number in range(12)]
    for name in names:
        site.pages[f"/{name}"] = page(name)
    folder = listed(site, tmp_path / "web", *names)
    running = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)], env={**os.environ, "PYTHONPATH": ":".join(sys.path)}
    )
    while len(site.paths()) < 5:
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    asked = len(site.paths())
    assert asked < len(names)
    done = fetched(folder)
    assert done.resumed
    assert figures(done)[:2] in ((13 - asked, 0), (12 - asked, 0))
    # At most the page that was on its way is asked for twice.
    assert len(site.paths()) <= len(names) + 1
    assert len(page_files(folder)) == len(sidecars(folder)) == len(names)
    assert not fetched(folder).resumed


def test_a_journal_whose_last_line_was_cut_off_is_read(site: Site, tmp_path: Path) -> None:
    site.pages["/a"] = page("A")
    folder = listed(site, tmp_path / "web", "a")
    fetched(folder)
    journal = folder / ".fetch" / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"url": "http://x/\xff')
    assert figures(fetched(folder)) == (0, 0, 1, 0)


def test_two_fetches_do_not_work_in_one_folder(site: Site, tmp_path: Path) -> None:
    folder = listed(site, tmp_path / "web", "a")
    problems: list[str] = []

    def meanwhile(asked: Asked) -> Reply:
        with pytest.raises(CollectionError) as caught:
            fetched(folder)
        problems.append(str(caught.value))
        return page("A")

    site.pages["/a"] = meanwhile
    assert figures(fetched(folder)) == (1, 0, 0, 0)
    assert "another fetch is at work there" in problems[0]
