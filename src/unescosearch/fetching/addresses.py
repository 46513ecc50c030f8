"""Which addresses may be asked: the form of a URL, the hosts of a collection, and no machine of an inner network."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, urlsplit, urlunsplit

from unescosearch.errors import FetchError

_PORTS = {"http": 80, "https": 443}
_SAFE = "/%:@!$&'()*+,;=~?-._"
# Services of cloud providers that hand out secrets; the others of their kind have link-local or private addresses.
_METADATA = frozenset(map(ip_address, ("168.63.129.16", "192.0.0.192", "100.100.100.200", "fd00:ec2::254")))

_NAT64 = ip_network("64:ff9b::/96")


def plain_url(url: str) -> str:
    """The address as it is sent: without fragment, other letters than ASCII escaped, the host in its ASCII form.

    Raises:
        FetchError: it is no address of the web, or holds a password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise FetchError(f"it is no usable address: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise FetchError("only addresses that begin with https:// or http:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise FetchError("addresses with a user or a password in them are not fetched")
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port and port != _PORTS[parts.scheme] else ""
    return urlunsplit((parts.scheme, place, quote(parts.path, _SAFE) or "/", quote(parts.query, _SAFE), ""))


def host_of(url: str) -> str:
    """The host of an address, with its port where that is not the usual one."""
    return urlsplit(url).netloc


def check_host(url: str, hosts: Iterable[str]) -> None:
    """Raise a FetchError unless the host of an address is one of these."""
    if host_of(url).lower() not in {host.lower() for host in hosts}:
        raise FetchError(f"{host_of(url)} is not among the hosts of this collection (fetch.hosts)")


def checked_addresses(host: str, port: int, private: bool) -> list[str]:
    """The numeric addresses of a host, all of which may be asked.

    Args:
        host: a name or a numeric address, in any spelling that the system understands.
        port: of the service.
        private: whether private and loopback addresses are allowed; link-local and metadata addresses never are.

    Raises:
        FetchError: one of them may not be asked.
        OSError: the host has no address.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for text in addresses:
        if not _may_be_asked(text, private):
            raise FetchError(f"{host} is at {text}, which is no public address")
    return addresses


def _may_be_asked(text: str, private: bool) -> bool:
    address = _innermost(ip_address(text.split("%")[0]))
    if address in _METADATA or address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if private and (address.is_private or address.is_loopback):
        return not address.is_reserved or address.is_loopback
    return address.is_global and not address.is_reserved


def _innermost(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for, if it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)
