"""Pages: each address asked for with what is known of it, and its file kept, replaced or marked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from unescosearch.errors import FetchError
from unescosearch.fetching.client import Answer
from unescosearch.fetching.job import Job
from unescosearch.fetching.journal import Asked, moment
from unescosearch.fetching.listing import Entry
from unescosearch.fetching.markup import language_links, wants_out
from unescosearch.fetching.problems import told_problem
from unescosearch.fetching.sidecar import mark_gone, write_sidecar
from unescosearch.fetching.store import page_ending, page_path, remove_file, set_aside, write_file
from unescosearch.fetching.wanted import wanted_pages
from unescosearch.records import digest

# How an address is asked for, given what is known of it.
Ask: TypeAlias = Callable[[Job, Entry, Asked], Answer]


def fetch_pages(job: Job) -> None:
    """Bring the pages that a collection wants into its folder."""
    entries = wanted_pages(job)
    if job.section.kind == "sitemap":
        # A page that left the sitemap may be gone: only the page itself says so.
        listed = {entry.url for entry in entries}
        entries += [Entry(url) for url, asked in job.journal.memory.asked.items() if asked.path and url not in listed]
    visit(job, entries, _asked)


def visit(job: Job, entries: Sequence[Entry], ask: Ask) -> None:
    """Ask for each of these addresses, unless it is known to be as it was, and keep, replace or mark its file."""
    job.tell(0, len(entries))
    for number, entry in enumerate(entries, start=1):
        _visit(job, entry, ask)
        job.tell(number, len(entries))


def _asked(job: Job, entry: Entry, known: Asked) -> Answer:
    return job.client.get(entry.url, job.hosts, _conditions(job, known))


def _visit(job: Job, entry: Entry, ask: Ask) -> None:
    known = _known(job, entry)
    if known.path and not known.reason and _is_fresh(job, entry, known):
        job.outcome.unchanged += not known.gone
        job.outcome.gone += bool(known.gone)
        return
    try:
        asked = _taken(job, entry, known, ask(job, entry, known))
    except FetchError as error:
        asked = replace(known, status=0, reason=str(error))
    if asked.reason:
        job.failed(entry.url, asked.reason)
    job.journal.note(replace(asked, at=moment()))


def _known(job: Job, entry: Entry) -> Asked:
    """What is known of the address, as far as its file is still there and described as it is now."""
    known = job.journal.memory.asked.get(entry.url, Asked(entry.url, ""))
    if known.path and not (job.folder / known.path).is_file():
        return Asked(entry.url, "")
    return known if known.told == _told(entry) else replace(known, etag="", last_modified="", at="")


def _told(entry: Entry) -> str:
    return digest(json.dumps(dict(entry.fields), sort_keys=True))[:12] if entry.fields else ""


def _is_fresh(job: Job, entry: Entry, known: Asked) -> bool:
    """Whether the address needs not be asked: it was, before this fetch was broken off, or has not changed since."""
    if job.journal.resumed and known.at >= job.journal.memory.began:
        return True
    return bool(entry.modified) and entry.modified < known.at and not (job.again or known.gone)


def _conditions(job: Job, known: Asked) -> Mapping[str, str]:
    """Headers that let the host answer that nothing has changed."""
    if job.again or not known.path or known.gone:
        return {}
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in given.items() if value}


def _taken(job: Job, entry: Entry, known: Asked, answer: Answer) -> Asked:
    """What is to be remembered of the address after this answer."""
    if answer.status == 304:
        job.outcome.unchanged += 1
        return replace(known, status=304, reason="")
    if answer.status in (404, 410):
        return _gone(job, known, answer)
    if wants_out(answer):
        if known.path:
            remove_file(job.folder, known.path)
        return Asked(entry.url, "", answer.status, reason="the page asks search engines to leave it out (noindex)")
    memory = job.journal.memory.asked.values()
    if any(other.path and other.final_url == answer.url and other.url != entry.url for other in memory):
        if known.path:
            remove_file(job.folder, known.path)
        job.outcome.same += 1
        return Asked(entry.url, "", answer.status, final_url=answer.url)
    return _stored(job, entry, known, answer)


def _gone(job: Job, known: Asked, answer: Answer) -> Asked:
    if not known.path:
        return replace(known, status=answer.status, reason=told_problem(answer.status, answer.headers, b""))
    job.outcome.gone += 1
    if job.remove_gone:
        set_aside(job.folder, known.path)
        return Asked(known.url, "", answer.status, gone=known.gone or moment())
    if not known.gone:
        mark_gone(job.folder, known.path, moment())
    return replace(known, status=answer.status, reason="", gone=known.gone or moment())


def _stored(job: Job, entry: Entry, known: Asked, answer: Answer) -> Asked:
    path = page_path(entry.url, page_ending(answer))
    told = Asked(
        url=entry.url,
        at="",
        status=answer.status,
        path=path,
        digest=hashlib.sha256(answer.body).hexdigest(),
        final_url=answer.url,
        etag=answer.headers.get("etag", ""),
        last_modified=answer.headers.get("last-modified", ""),
        told=_told(entry),
    )
    job.outcome.bytes += len(answer.body)
    described = ("path", "digest", "final_url", "told", "gone")
    if all(getattr(told, name) == getattr(known, name) for name in described):
        job.outcome.unchanged += 1
        return told
    languages = {**entry.languages, **language_links(answer)}
    # The description first: a document without it would get another id for one build.
    write_sidecar(job.folder, path, {"source_url": answer.url, **entry.fields}, _facts(entry, answer), languages)
    write_file(job.folder, path, answer.body)
    if known.path and known.path != path:
        remove_file(job.folder, known.path)
    job.outcome.changed += bool(known.path)
    job.outcome.new += not known.path
    return told


def _facts(entry: Entry, answer: Answer) -> dict[str, str | int]:
    headers = answer.headers
    return {
        "url": entry.url,
        "final_url": answer.url,
        "at": moment(),
        "status": answer.status,
        "etag": headers.get("etag", ""),
        "last_modified": headers.get("last-modified", ""),
        "content_type": headers.get("content-type", ""),
    }
