"""A whole dataset of an Opendatasoft catalogue, by its export, checked against what the catalogue says of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from urllib.parse import urlencode

from unescosearch.errors import FetchError
from unescosearch.fetching.job import Job
from unescosearch.fetching.journal import Asked, moment
from unescosearch.fetching.problems import told_problem
from unescosearch.fetching.store import write_file

# A body that is no list, or of another length, may come from a refresh of the dataset in that minute.
_TRIES = 2


def fetch_dataset(job: Job) -> None:
    """Bring the rows of a dataset into the collection's folder, as one JSON file."""
    job.tell(0, 1)
    url = _address(job, "/exports/json", select=",".join(job.section.select), where=job.section.where)
    known = job.journal.memory.asked.get(url, Asked(url, ""))
    try:
        asked = _brought(job, known)
    except FetchError as error:
        asked = replace(known, status=0, reason=str(error))
    if asked.reason:
        job.failed(url, asked.reason)
    job.journal.note(replace(asked, at=moment()))
    job.tell(1, 1)


def _brought(job: Job, known: Asked) -> Asked:
    changed, count = _described(job)
    path = job.section.save
    here = known.path == path and (job.folder / path).is_file() and not (known.reason or job.again)
    # The export has no ETag; the catalogue says when the data were last renewed.
    if here and changed and changed == known.last_modified:
        job.outcome.unchanged += 1
        job.outcome.rows = job.outcome.expected = count
        return replace(known, status=304)
    for tried in range(1, _TRIES + 1):
        body = _body(job, known.url)
        rows = _rows(body, known.url, last=tried == _TRIES)
        if rows is not None and (count is None or rows == count):
            break
        changed, count = _described(job)
    job.outcome.rows, job.outcome.expected = rows, count
    reason = "" if count in (None, rows) else f"{rows:,} rows came, but the catalogue says that there are {count:,}"
    if reason and (rows or 0) * 2 < (count or 0):
        raise FetchError(f"{reason}; the file was left as it was")
    found = hashlib.sha256(body).hexdigest()
    told = Asked(known.url, "", 200, path, found, known.url, last_modified=changed, reason=reason)
    if known.digest == found and known.path == path and (job.folder / path).is_file():
        job.outcome.unchanged += 1
        return told
    write_file(job.folder, path, body)
    job.outcome.new += not known.path
    job.outcome.changed += bool(known.path)
    return told


def _described(job: Job) -> tuple[str, int | None]:
    """When the data were last renewed, and how many rows there are that are wanted."""
    described = _object(_body(job, _address(job, "")), "metas")
    metas = described.get("metas")
    default = metas.get("default") if isinstance(metas, dict) else None
    told = default if isinstance(default, dict) else {}
    if job.section.where:
        counted = _object(_body(job, _address(job, "/records", where=job.section.where, limit="1")), "total_count")
        count = counted.get("total_count")
    else:
        count = told.get("records_count")
    return str(told.get("data_processed") or ""), count if isinstance(count, int) else None


def _address(job: Job, path: str, **parameters: str) -> str:
    asked = urlencode({key: value for key, value in parameters.items() if value})
    return f"{job.section.base}/catalog/datasets/{job.section.dataset}{path}{'?' if asked else ''}{asked}"


def _body(job: Job, url: str) -> bytes:
    answer = job.client.get(url, job.hosts, {"Accept": "application/json"}, crawl=False)
    if answer.status != 200:
        raise FetchError(told_problem(answer.status, answer.headers, answer.body))
    job.outcome.bytes += len(answer.body)
    return answer.body


def _object(body: bytes, key: str) -> dict[str, object]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FetchError(f"the catalogue's answer is not valid JSON: {error}") from error
    if not isinstance(told, dict) or key not in told:
        raise FetchError(f"the catalogue's answer has no {key!r}; its API may have changed")
    return told


def _rows(body: bytes, url: str, *, last: bool) -> int | None:
    """The number of rows; None, unless it was the last try, where the body is no list of them."""
    try:
        rows = json.loads(body)
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValueError("it is no list of rows")
    except (ValueError, RecursionError) as error:
        if last:
            raise FetchError(f"the export is not what it should be: {error}") from error
        return None
    return len(rows)
