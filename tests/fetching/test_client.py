"""The client: redirects, hosts, robots.txt, pauses, limits and further tries."""

from __future__ import annotations

import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from tests.fetching.site import Reply, Site, manners, packed, page
from unescosearch.errors import FetchError
from unescosearch.fetching.client import PATIENCE, Answer, Client

MOVED = {"Location": "/new"}


def got(site: Site, path: str = "/page", **changes: object) -> Answer:
    with Client(manners(**changes)) as client:
        return client.get(site.base + path, [site.host])


def reason(site: Site, path: str = "/page", **changes: object) -> str:
    with pytest.raises(FetchError) as caught:
        got(site, path, **changes)
    return str(caught.value)


def test_a_page_comes_with_what_was_said_of_it(site: Site) -> None:
    site.pages["/page"] = packed(page("A page", ETag='"1"'))
    answer = got(site)
    assert answer.body == page("A page").body
    assert (answer.status, answer.url, answer.headers["etag"]) == (200, f"{site.base}/page", '"1"')
    assert site.asked[-1].headers["user-agent"] == "unescosearch/test"


def test_redirects_are_followed_to_the_hosts_of_the_collection_only(site: Site) -> None:
    site.pages["/page"] = Reply(status=301, headers=MOVED)
    site.pages["/new"] = page("New")
    assert got(site).url == f"{site.base}/new"
    site.pages["/new"] = Reply(status=302, headers={"Location": "http://elsewhere.example/"})
    assert reason(site) == "elsewhere.example is not among the hosts of this collection (fetch.hosts)"
    site.pages["/new"] = Reply(status=302, headers={"Location": "/page"})
    assert "more than 5 times" in reason(site)
    site.pages["/new"] = Reply(status=302, headers={"Location": "file:///etc/passwd"})
    assert "only addresses that begin with https" in reason(site)


def test_a_redirect_to_an_inner_address_is_refused_even_where_its_host_is_allowed(site: Site) -> None:
    site.pages["/page"] = Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"})
    with Client(manners()) as client, pytest.raises(FetchError, match="no public address"):
        client.get(f"{site.base}/page", [site.host, "169.254.169.254"])


def test_this_machine_is_not_asked_unless_that_is_allowed(site: Site) -> None:
    assert "127.0.0.1, which is no public address" in reason(site, private=False)
    assert site.asked == []


def test_robots_txt_is_obeyed_and_asked_once(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\nAllow: /private/open$\n")
    site.pages["/page"] = site.pages["/private/open"] = page("Open")
    with Client(manners()) as client:
        client.get(f"{site.base}/page", [site.host])
        client.get(f"{site.base}/private/open", [site.host])
        with pytest.raises(FetchError, match=r"robots\.txt does not allow it"):
            client.get(f"{site.base}/private/page", [site.host])
        site.pages["/private/page"] = page("Named by somebody")
        assert client.get(f"{site.base}/private/page", [site.host], crawl=False).status == 200
    assert [asked.path for asked in site.asked].count("/robots.txt") == 1


def test_rules_for_this_program_go_before_those_for_all(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nAllow: /\n\nUser-agent: unescosearch\nDisallow: /\n")
    assert "robots.txt does not allow it" in reason(site)


def test_where_robots_txt_cannot_be_read_nothing_is_asked(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(status=503)
    site.pages["/page"] = page("A page")
    assert "robots.txt cannot be read (503 Service Unavailable" in reason(site)
    site.pages["/robots.txt"] = Reply(status=403)
    assert got(site).status == 200


def test_hosts_are_asked_at_the_pace_that_they_or_we_want(site: Site) -> None:
    site.pages["/page"] = page("A page")
    with Client(manners(pause=0.15)) as client:
        began = time.monotonic()
        for _ in range(3):
            client.get(f"{site.base}/page", [site.host])
        assert time.monotonic() - began > 0.4  # robots.txt and three pages: three pauses
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.3\n")
    with Client(manners()) as client:
        client.get(f"{site.base}/page", [site.host])
        began = time.monotonic()
        client.get(f"{site.base}/page", [site.host])
        assert time.monotonic() - began > 0.25
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 3600\n")
    assert "asks for 3600 seconds between requests" in reason(site)


@pytest.mark.parametrize(
    "trouble",
    [
        Reply(status=500),
        Reply(status=429, headers={"Retry-After": "0"}),
        Reply(b"half", cut=10),
        Reply(packed(page("Cut")).body[:-9], headers={"Content-Encoding": "gzip"}),
        Reply(b"no gzip at all", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["500", "429", "cut", "packed and cut", "not packed"],
)
def test_what_may_pass_is_tried_again(site: Site, trouble: Reply) -> None:
    site.pages["/page"] = [trouble, trouble, page("At last")]
    assert got(site).body == page("At last").body
    site.pages["/page"] = trouble
    assert reason(site, tries=2).endswith("(2 tries)")


def test_what_will_not_pass_is_not_tried_again(site: Site) -> None:
    body = b'{"error_code": "ODSQLError", "message": "Unknown field: nmae"}'
    site.pages["/page"] = Reply(body, 400, {"Content-Type": "application/json"})
    assert reason(site) == "400 Bad Request: ODSQLError, Unknown field: nmae"
    site.pages["/page"] = Reply(b"<html>", 403)
    assert reason(site) == "403 Forbidden: the host refuses programs, or this address"
    assert site.paths() == ["/page", "/page"]
    site.pages["/page"] = Reply(status=410)
    assert got(site).status == 410


def test_a_host_that_asks_to_wait_is_waited_for(site: Site) -> None:
    site.pages["/page"] = [Reply(status=429, headers={"Retry-After": "1"}), page("At last")]
    began = time.monotonic()
    assert got(site).status == 200
    assert time.monotonic() - began >= 1.0
    later = format_datetime(datetime.now(UTC) + timedelta(hours=3), usegmt=True)
    site.pages["/page"] = Reply(status=429, headers={"Retry-After": later})
    assert "the host asks to wait 1" in reason(site)
    assert site.paths() == ["/page"] * 3


def test_a_host_that_fails_again_and_again_is_left_alone(site: Site) -> None:
    site.pages["/page"] = Reply(status=503)
    with Client(manners(tries=1)) as client:
        for _ in range(PATIENCE):
            with pytest.raises(FetchError, match="503"):
                client.get(f"{site.base}/page", [site.host])
        with pytest.raises(FetchError, match="is left alone"):
            client.get(f"{site.base}/page", [site.host])
    assert len(site.paths()) == PATIENCE


def test_a_host_that_is_not_there_is_named() -> None:
    with Client(manners(tries=1)) as client, pytest.raises(FetchError, match="no whole answer came"):
        client.get("http://127.0.0.1:9/x", ["127.0.0.1:9"], crawl=False)


def test_bodies_are_limited_packed_and_unpacked(site: Site) -> None:
    site.pages["/page"] = Reply(b"x" * 1001)
    assert reason(site, max_bytes=1000) == "it is larger than the limit of 1,000 bytes"
    bomb = zlib.compress(b"\0" * 50_000_000, 9)
    site.pages["/page"] = Reply(bomb, headers={"Content-Encoding": "deflate"})
    assert reason(site, max_bytes=60_000) == "it is larger than the limit of 60,000 bytes"
    site.pages["/page"] = Reply(b"x", headers={"Content-Encoding": "br"})
    assert "encoded as br" in reason(site)


def test_slow_answers_are_given_up(site: Site) -> None:
    site.pages["/page"] = Reply(b"0123456789", pause=0.1, pieces=10)
    assert got(site).body == b"0123456789"
    assert "longer than the limit of 0.3 seconds" in reason(site, max_seconds=0.3)
    site.pages["/page"] = Reply(b"0", pause=0.5)
    assert "no whole answer came" in reason(site, timeout=0.2, tries=1)
