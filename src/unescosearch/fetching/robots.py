"""What the robots.txt of a host allows (RFC 9309), asked once a fetch."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from unescosearch.errors import FetchError

LONGEST_DELAY = 60.0
_MAX_BYTES = 512_000


class Robots:
    """The rules of each host that was asked for them.

    Args:
        agent: the user agent, whose first word the rules may name.
        ask: gives status and body of an address, or raises FetchError.
    """

    def __init__(self, agent: str, ask: Callable[[str], tuple[int, bytes]]) -> None:
        self._agent = agent
        self._ask = ask
        self._rules: dict[str, Protego | str] = {}

    def check(self, url: str) -> float:
        """Raise a FetchError unless the host allows the address; the seconds it wants between requests otherwise."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._read(f"{origin}/robots.txt")
        rules = self._rules[origin]
        if isinstance(rules, str):
            raise FetchError(rules)
        if not rules.can_fetch(url, self._agent):
            raise FetchError("the host's robots.txt does not allow it")
        delay = rules.crawl_delay(self._agent) or 0.0
        if delay > LONGEST_DELAY:
            raise FetchError(
                f"the host's robots.txt asks for {delay:g} seconds between requests, which is too long to wait"
            )
        return float(delay)

    def _read(self, url: str) -> Protego | str:
        """The rules; or why everything of the host must be left alone: it cannot say what it allows."""
        try:
            status, body = self._ask(url)
        except FetchError as error:
            return f"the host's robots.txt cannot be read ({error}), so nothing of it is fetched"
        return Protego.parse(body[:_MAX_BYTES].decode("utf-8", "replace") if status == 200 else "")
