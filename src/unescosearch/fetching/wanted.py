"""The pages that a collection wants: from its list of addresses, its sitemaps or its feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from unescosearch.collections.files import confined
from unescosearch.errors import CollectionError, FetchError, UnreadableError
from unescosearch.fetching.addresses import plain_url
from unescosearch.fetching.job import Job
from unescosearch.fetching.listing import Entry, Listing, read_listing
from unescosearch.fetching.problems import told_problem

_MAX_SITEMAPS = 1_000


def wanted_pages(job: Job) -> list[Entry]:
    """The pages, each address once and in its plain form; what is no address or too much is recorded as a failure."""
    listed = _list(job) if job.section.kind == "urls" else _listings(job)
    found: dict[str, Entry] = {}
    for entry in listed:
        try:
            url = plain_url(entry.url)
        except FetchError as error:
            job.failed(entry.url, str(error))
            continue
        if _is_wanted(url, job.section.include, job.section.exclude):
            found.setdefault(url, Entry(url, entry.modified, entry.languages, entry.fields))
        else:
            job.outcome.left_out += 1
    limit = job.section.limit
    if len(found) > limit:
        job.failed("", f"{len(found) - limit:,} addresses more than fetch.limit = {limit} are listed; raise it")
    return list(found.values())[:limit]


def _is_wanted(url: str, include: Iterable[str], exclude: Iterable[str]) -> bool:
    wanted = tuple(include) or ("*",)
    return any(fnmatchcase(url, glob) for glob in wanted) and not any(fnmatchcase(url, glob) for glob in exclude)


def _list(job: Job) -> Iterator[Entry]:
    """The addresses of the section and of the file that it names."""
    yield from (Entry(listed.url, fields=listed.fields) for listed in job.section.urls)
    if not job.section.list:
        return
    try:
        text = confined(job.folder, job.section.list).read_text(encoding="utf-8-sig")
    except (OSError, ValueError, UnreadableError) as error:
        raise CollectionError(f"{job.folder}: fetch.list: {job.section.list} cannot be read: {error}") from error
    lines = (line.strip() for line in text.splitlines())
    yield from (Entry(line) for line in lines if line and not line.startswith("#"))


def _listings(job: Job) -> Iterator[Entry]:
    """The pages of the sitemaps or feeds, and of the sitemaps that those list."""
    waiting = list(job.section.url)
    met = set(waiting)
    while waiting:
        url = waiting.pop(0)
        listing = _listing(job, url)
        yield from listing.pages
        further = [place for place in listing.sitemaps if place not in met]
        room = _MAX_SITEMAPS - len(met)
        if len(further) > room:
            job.failed(url, f"it lists {len(further) - room} sitemaps more than the limit of {_MAX_SITEMAPS}")
        waiting += further[:room]
        met.update(further[:room])


def _listing(job: Job, url: str) -> Listing:
    try:
        answer = job.client.get(url, job.hosts)
        if answer.status != 200:
            raise FetchError(told_problem(answer.status, answer.headers, answer.body))
        job.outcome.bytes += len(answer.body)
        return read_listing(answer.body, answer.url)
    except FetchError as error:
        job.failed(url, str(error))
        return Listing()
