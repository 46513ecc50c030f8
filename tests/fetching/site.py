"""A small web site on this machine whose every answer a test decides, with a record of what was asked."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from unescosearch.fetching.client import Manners


@dataclass
class Reply:
    """An answer; `cut` bytes of the body are announced but not sent, `pieces` of it come `pause` seconds apart."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    pause: float = 0.0
    pieces: int = 1


@dataclass
class Asked:
    """A request: its path with the query, and its headers in small letters."""

    path: str
    headers: dict[str, str]


Answer = Callable[[Asked], Reply]


@dataclass
class Site:
    """What is answered by path; a list is answered one after the other, its last entry from then on.

    `trouble` may put another answer in the place of each; it is told how often the same was asked for before.
    """

    base: str
    host: str
    pages: dict[str, Reply | Answer | list[Reply]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    trouble: Callable[[Reply, int], Reply] = lambda reply, before: reply

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def reply(self, asked: Asked) -> Reply:
        before = sum(other.path == asked.path for other in self.asked) - 1
        return self.trouble(self._found(asked), before)

    def _found(self, asked: Asked) -> Reply:
        found = self.pages.get(asked.path, self.pages.get(asked.path.split("?")[0], Reply(b"not here", 404)))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found(asked) if callable(found) else found


def page(text: str, head: str = "", **headers: str) -> Reply:
    """A page of HTML with enough text to be read."""
    body = f"<!DOCTYPE html><html><head><title>{text}</title>{head}</head><body><article><h1>{text}</h1>"
    body += f"<p>{text} is told here in a sentence that is long enough to be the text of a page.</p>" * 3
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(f"{body}</article></body></html>".encode(), headers={"Content-Type": "text/html", **names})


def packed(reply: Reply) -> Reply:
    """The same answer, packed with gzip."""
    if "Content-Encoding" in reply.headers:
        return reply
    return Reply(gzip.compress(reply.body), reply.status, {**reply.headers, "Content-Encoding": "gzip"})


def manners(**changes: Any) -> Manners:
    """Manners for a site of this machine, without waiting."""
    return Manners(**{"agent": "unescosearch/test", "pause": 0.0, "private": True, "backoff": 0.0, **changes})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Site

    def do_GET(self) -> None:
        asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
        self.site.asked.append(asked)
        reply = self.site.reply(asked)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) + reply.cut))
        self.end_headers()
        size = max(1, -(-len(reply.body) // reply.pieces))
        for start in range(0, len(reply.body), size):
            if reply.pause:
                threading.Event().wait(reply.pause)
            try:
                self.wfile.write(reply.body[start : start + size])
            except OSError:
                break
        self.close_connection = bool(reply.cut)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def running_site() -> Iterator[Site]:
    """A site that answers until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    host = f"127.0.0.1:{server.server_address[1]}"
    site = Site(f"http://{host}", host)
    server.RequestHandlerClass = type("Handler", (_Handler,), {"site": site})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
