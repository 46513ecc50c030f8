"""Which addresses may be asked."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from tests.fetching.site import Reply, Site, manners
from unescosearch.errors import FetchError
from unescosearch.fetching.addresses import check_host, checked_addresses, plain_url
from unescosearch.fetching.client import Client
from unescosearch.fetching.connection import CheckedBackend

ALWAYS_REFUSED = [
    *("169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "0.0.0.0", "::", "168.63.129.16", "100.100.100.200"),
    *("fd00:ec2::254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "240.0.0.1"),
]
INNER = ["127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "::1", "fd12::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1"]


def answers(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> list[str]:
    """Let the system's resolver give these addresses for names that end in .example; the names it was asked for."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *args: Any, **names: Any) -> Any:
        if not host.endswith(".example"):
            return real(host, port, *args, **names)
        found = rounds[min(len(asked), len(rounds) - 1)]
        asked.append(host)
        return [(socket.AF_INET6 if ":" in address else socket.AF_INET, 1, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize("address", ALWAYS_REFUSED)
@pytest.mark.parametrize("private", [False, True])
def test_metadata_link_local_and_multicast_addresses_are_never_asked(
    monkeypatch: pytest.MonkeyPatch, address: str, private: bool
) -> None:
    answers(monkeypatch, [address])
    with pytest.raises(FetchError, match=r"host\.example is at .*, which is no public address"):
        checked_addresses("host.example", 80, private)


@pytest.mark.parametrize("address", INNER)
def test_inner_addresses_are_asked_only_where_that_is_allowed(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    answers(monkeypatch, [address])
    with pytest.raises(FetchError, match="no public address"):
        checked_addresses("host.example", 80, False)
    assert checked_addresses("host.example", 80, True) == [address]


def test_a_host_with_one_inner_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(FetchError, match=r"10\.0\.0\.1"):
        checked_addresses("host.example", 80, False)
    answers(monkeypatch, ["93.184.216.34", "2606:2800:220:1::1"])
    assert checked_addresses("host.example", 80, False) == ["93.184.216.34", "2606:2800:220:1::1"]


@pytest.mark.parametrize("spelling", ["2130706433", "0x7f.1", "127.1"])
def test_other_spellings_of_an_inner_address_are_known(spelling: str) -> None:
    with pytest.raises(FetchError, match=r"127\.0\.0\.1"):
        checked_addresses(spelling, 80, False)


def test_a_name_that_changes_its_address_is_resolved_once(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    asked = answers(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
    port = int(site.host.rpartition(":")[2])
    stream = CheckedBackend(private=True).connect_tcp("rebinding.example", port, timeout=5)
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", port)
    stream.close()
    assert asked == ["rebinding.example"]


def test_a_redirect_to_a_name_that_changes_to_an_inner_address_is_refused(
    monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    """The name was harmless when its robots.txt was asked for, and is asked again once that connection is closed."""
    port = int(site.host.rpartition(":")[2])
    asked = answers(monkeypatch, ["127.0.0.1"], ["169.254.169.254"])
    name = f"rebinding.example:{port}"
    site.pages["/robots.txt"] = Reply(status=404, headers={"Connection": "close"})
    site.pages["/a"] = Reply(status=302, headers={"Location": f"http://{name}/secret"})
    with Client(manners()) as client, pytest.raises(FetchError, match="no public address"):
        client.get(f"{site.base}/a", [site.host, name])
    assert asked == ["rebinding.example"] * 2
    assert "/secret" not in site.paths()


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("https://www.unesco.org/en/a b?q=é#part", "https://www.unesco.org/en/a%20b?q=%C3%A9"),
        ("HTTPS://WWW.UNESCO.ORG", "https://www.unesco.org/"),
        ("http://example.org:80/ж", "http://example.org/%D0%B6"),
        ("http://example.org:8080/%D0%B6", "http://example.org:8080/%D0%B6"),
        ("https://юнеско.рф./", "https://xn--e1akhgn9e.xn--p1ai/"),
        ("http://[::1]:81/x", "http://[::1]:81/x"),
    ],
)
def test_addresses_are_brought_to_the_form_in_which_they_are_sent(given: str, plain: str) -> None:
    assert plain_url(given) == plain
    assert plain_url(plain) == plain


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "https:///x",
        "http://u:p@example.org/",
        "http://[::1",
        "//example.org/",
    ],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        plain_url(url)


def test_only_the_named_hosts_are_asked() -> None:
    check_host("https://www.unesco.org/x", ["www.unesco.org"])
    for other in ("https://unesco.org/", "https://www.unesco.org.evil.example/", "https://www.unesco.org:8443/"):
        with pytest.raises(FetchError, match=r"fetch\.hosts"):
            check_host(other, ["www.unesco.org"])
