"""One polite client for a fetch: redirects, hosts, robots.txt, pauses, limits and further tries."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from urllib.parse import urljoin

from unescosearch.errors import FetchError
from unescosearch.fetching.addresses import check_host, host_of, plain_url
from unescosearch.fetching.body import CutOffError, read_body
from unescosearch.fetching.connection import BROKEN, connection_pool
from unescosearch.fetching.problems import told_problem
from unescosearch.fetching.robots import Robots

MAX_REDIRECTS = 5
# After so many failures of a host in a row it is left alone for the rest of the fetch.
PATIENCE = 5
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
_ANSWERS = frozenset((200, 304, 404, 410))
_PROBLEM_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated, and what is not waited for.

    Attributes:
        agent: the User-Agent header.
        pause: seconds between two requests to one host, unless its robots.txt asks for more.
        private: whether private and loopback addresses may be asked.
        tries: of a request that fails for a reason that may pass.
        backoff: seconds before the second try; doubled for each further one.
        longest_wait: seconds that a host may ask to wait before the next try.
        timeout: seconds without any byte.
        max_seconds: for a whole body.
        max_bytes: of a body, packed and unpacked.
    """

    agent: str
    pause: float = 1.0
    private: bool = False
    tries: int = 4
    backoff: float = 2.0
    longest_wait: float = 120.0
    timeout: float = 30.0
    max_seconds: float = 600.0
    max_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: the address that gave it, status, headers (names in small letters) and body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Asks for addresses, one after the other."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._pool = connection_pool(manners.private)
        self._robots = Robots(manners.agent, self._robots_file)
        self._free_at: dict[str, float] = {}
        self._failed: dict[str, int] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def get(
        self, url: str, hosts: Collection[str], headers: Mapping[str, str] | None = None, *, crawl: bool = True
    ) -> Answer:
        """The answer to a GET request, redirects followed; its status is 200, 304, 404 or 410.

        Args:
            url: the address.
            hosts: that may be asked, also after a redirect.
            headers: further ones.
            crawl: whether robots.txt is to be obeyed: for pages, not for a file or an API that somebody named.

        Raises:
            FetchError: there is no such answer; the message says why.
        """
        place = plain_url(url)
        for _ in range(MAX_REDIRECTS + 1):
            check_host(place, hosts)
            delay = self._robots.check(place) if crawl else 0.0
            answer = self._tried(place, headers or {}, delay)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return _accepted(answer)
            further = plain_url(urljoin(place, answer.headers["location"]))
            if place.startswith("https:") and further.startswith("http:"):
                raise FetchError(f"it leads to {further}, which is not encrypted")
            place = further
        raise FetchError(f"it leads on and on, more than {MAX_REDIRECTS} times")

    def _robots_file(self, url: str) -> tuple[int, bytes]:
        """Status and body of a robots.txt; the host may lead to another name of its own, not to another host."""
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._tried(url, {}, 0.0)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return answer.status, answer.body
            url = plain_url(urljoin(url, answer.headers["location"]))
        return HTTPStatus.NOT_FOUND, b""

    def _tried(self, url: str, headers: Mapping[str, str], delay: float) -> Answer:
        host = host_of(url)
        if self._failed.get(host, 0) >= PATIENCE:
            raise FetchError(f"{host} failed {PATIENCE} times in a row and is left alone; fetch again later")
        for tried in range(1, self._manners.tries + 1):
            self._wait_for(host, delay)
            wait = self._manners.backoff * 2 ** (tried - 1)
            try:
                answer = self._asked(url, headers)
            except (*BROKEN, CutOffError) as error:
                problem = f"no whole answer came: {str(error) or type(error).__name__}"
            else:
                if answer.status not in _AGAIN:
                    self._failed[host] = 0
                    return answer
                problem = told_problem(answer.status, answer.headers, answer.body)
                wait = max(wait, _seconds_to_wait(answer.headers))
            if wait > self._manners.longest_wait:
                problem += f"; the host asks to wait {wait:.0f} seconds: fetch again later"
                break
            if tried < self._manners.tries:
                time.sleep(wait)
        self._failed[host] = self._failed.get(host, 0) + 1
        raise FetchError(f"{problem} ({tried} {'try' if tried == 1 else 'tries'})")

    def _wait_for(self, host: str, delay: float) -> None:
        """Wait until the host may be asked again."""
        now = time.monotonic()
        if (wait := self._free_at.get(host, now) - now) > 0:
            time.sleep(wait)
        self._free_at[host] = time.monotonic() + max(self._manners.pause, delay)

    def _asked(self, url: str, headers: Mapping[str, str]) -> Answer:
        manners = self._manners
        sent: dict[str, str] = {
            "User-Agent": manners.agent,
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Host": host_of(url),
            **headers,
        }
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), manners.timeout)
        with self._pool.stream("GET", url, headers=[*sent.items()], extensions={"timeout": timeouts}) as response:
            met = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            good = response.status == HTTPStatus.OK
            limit = manners.max_bytes if good else _PROBLEM_BYTES
            try:
                encoding = met.get("content-encoding", "").strip().lower()
                body = read_body(response.iter_stream(), encoding, limit, manners.max_seconds)
            except FetchError:
                if good:
                    raise
                body = b""
        return Answer(url, response.status, met, body)


def _accepted(answer: Answer) -> Answer:
    if answer.status not in _ANSWERS:
        raise FetchError(told_problem(answer.status, answer.headers, answer.body))
    return answer


def _seconds_to_wait(headers: Mapping[str, str]) -> float:
    """What Retry-After says, in seconds or as a date."""
    given = headers.get("retry-after", "").strip()
    if given.isdigit():
        return float(given)
    try:
        return max(0.0, (parsedate_to_datetime(given) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
