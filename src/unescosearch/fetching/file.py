"""A single file, or the wanted members of a ZIP file."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from unescosearch.errors import FetchError
from unescosearch.fetching.job import Job
from unescosearch.fetching.journal import STATE_FOLDER, Asked, moment
from unescosearch.fetching.problems import told_problem
from unescosearch.fetching.store import write_file

MAX_MEMBERS = 100_000
MAX_UNPACKED_BYTES = 1_000_000_000
_MEMBERS = f"{STATE_FOLDER}/members.json"


def fetch_files(job: Job) -> None:
    """Bring the files that a collection names into its folder."""
    urls = job.section.url
    job.tell(0, len(urls))
    for number, url in enumerate(urls, start=1):
        known = job.journal.memory.asked.get(url, Asked(url, ""))
        try:
            asked = _brought(job, url, known)
        except FetchError as error:
            asked = replace(known, status=0, reason=str(error))
            job.failed(url, str(error))
        job.journal.note(replace(asked, at=moment()))
        job.tell(number, len(urls))


def _brought(job: Job, url: str, known: Asked) -> Asked:
    path = _path(job, url)
    here = known.path == path and (job.folder / path).is_file() and not (known.reason or job.again)
    given = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if here else {}
    answer = job.client.get(url, job.hosts, {name: value for name, value in given.items() if value}, crawl=False)
    if answer.status == 304:
        job.outcome.unchanged += 1
        return replace(known, status=304)
    if answer.status != 200:
        raise FetchError(told_problem(answer.status, answer.headers, answer.body))
    job.outcome.bytes += len(answer.body)
    found = hashlib.sha256(answer.body).hexdigest()
    headers = answer.headers
    told = Asked(url, "", 200, path, found, answer.url, headers.get("etag", ""), headers.get("last-modified", ""))
    if here and known.digest == found:
        job.outcome.unchanged += 1
        return told
    if job.section.unpack:
        job.outcome.rows = _unpack(job, answer.body)
    write_file(job.folder, path, answer.body)
    job.outcome.new += not known.path
    job.outcome.changed += bool(known.path)
    return told


def _path(job: Job, url: str) -> str:
    """Where the file goes; a ZIP file is kept beside the journal, where no reader looks."""
    if job.section.unpack:
        return f"{STATE_FOLDER}/{PurePosixPath(urlsplit(url).path).name or 'archive'}"
    if len(job.section.url) == 1:
        return job.section.save
    return f"{job.section.save.rstrip('/')}/{PurePosixPath(urlsplit(url).path).name}"


def _unpack(job: Job, data: bytes) -> int:
    """Write the wanted members, remove those of the last time that are not there any more; how many there are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = dict(_members(archive, job.section.unpack))
            if not members:
                raise FetchError(f"the ZIP file holds nothing like {', '.join(job.section.unpack)}")
            for path, member in members.items():
                write_file(job.folder, path, archive.read(member), durable=False)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise FetchError(f"the ZIP file cannot be unpacked: {error}") from error
    _remove_old(job, members)
    return len(members)


def _members(archive: zipfile.ZipFile, wanted: tuple[str, ...]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """The wanted members by their path, without the one folder that holds all of them, if there is one.

    Raises:
        FetchError: a member leads out of the folder, or the whole is too large.
    """
    files = [member for member in archive.infolist() if not member.is_dir() and not _is_link(member)]
    if len(files) > MAX_MEMBERS or sum(member.file_size for member in files) > MAX_UNPACKED_BYTES:
        raise FetchError(f"the ZIP file holds more than {MAX_MEMBERS:,} files or {MAX_UNPACKED_BYTES:,} bytes")
    tops = {PurePosixPath(member.filename).parts[0] for member in files if member.filename}
    alone = len(tops) == 1 and all("/" in member.filename for member in files)
    for member in files:
        path = member.filename.split("/", 1)[1] if alone else member.filename
        if any(fnmatchcase(path, glob) for glob in wanted):
            if path.startswith(("/", ".")) or "\\" in path or ":" in path or ".." in path.split("/"):
                raise FetchError(f"the member {member.filename!r} leads out of the folder")
            yield path, member


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _remove_old(job: Job, members: dict[str, zipfile.ZipInfo]) -> None:
    listed = job.folder / _MEMBERS
    try:
        old = set(json.loads(listed.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        old = set()
    for path in old - set(members):
        (job.folder / path).unlink(missing_ok=True)
    write_file(job.folder, _MEMBERS, json.dumps(sorted(members)).encode())
