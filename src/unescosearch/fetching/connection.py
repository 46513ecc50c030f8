"""Connections that are made only to addresses that were checked, so that a name cannot change its address meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

import httpcore

from unescosearch.fetching.addresses import checked_addresses

# What a host's silence, a broken connection or an answer that was cut off raises.
BROKEN = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol)


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves a host once, checks all its addresses, and connects to one of these very addresses.

    The name goes on into the TLS handshake and the Host header: certificates are checked as usual.
    """

    def __init__(self, private: bool) -> None:
        self._private = private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers."""
        try:
            addresses = checked_addresses(host, port, self._private)
        except OSError as error:
            raise httpcore.ConnectError(f"the host {host} is not known ({error.strerror or error})") from error
        problem: Exception = httpcore.ConnectError(f"the host {host} has no address")
        for address in addresses:
            try:
                return self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
        raise problem

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> NoReturn:
        """Refuse: no address leads here."""
        raise httpcore.ConnectError("sockets of this machine are not fetched from")


def connection_pool(private: bool) -> httpcore.ConnectionPool:
    """Connections for one fetch, kept open between requests to a host."""
    return httpcore.ConnectionPool(network_backend=CheckedBackend(private), max_connections=4, keepalive_expiry=30)
