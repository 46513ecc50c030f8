"""The texts of UNESDOC's openly licensed documents: its catalogue names them, two requests bring each one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode, urlsplit

from unescosearch.collections.files import confined
from unescosearch.collections.values import without_markup
from unescosearch.errors import FetchError, UnreadableError
from unescosearch.fetching.client import Answer
from unescosearch.fetching.dataset import fetch_dataset
from unescosearch.fetching.job import Job
from unescosearch.fetching.journal import Asked
from unescosearch.fetching.listing import Entry
from unescosearch.fetching.pages import visit
from unescosearch.fetching.problems import told_problem
from unescosearch.fetching.store import PAGES_FOLDER

# CC BY and CC BY-SA; what forbids changes or trade is not open.
_OPEN = re.compile(r"creativecommons\.org/licenses/by(?:-sa)?/")
# A record's address: the language of a version stands behind a slash or an underscore.
_RECORD = re.compile(r"(.*/ark:/\d+/)(pf(\d+))(?:[/_]([a-z]{3}))?/?")
_SEVERAL = ("mul", "und", "zxx")


def fetch_texts(job: Job) -> None:
    """Bring the catalogue's records into the collection's folder, and the PDF files of those with an open licence."""
    fetch_dataset(job)
    wanted = list(_entries(job))
    limit = job.section.limit
    job.outcome.left_out += len(wanted[limit:])
    visit(job, wanted[:limit], _asked)
    job.outcome.rows = sum(asked.path.startswith(f"{PAGES_FOLDER}/") for asked in job.journal.memory.asked.values())
    job.outcome.expected = len(wanted[:limit])


def _entries(job: Job) -> Iterator[Entry]:
    """The openly licensed records of the catalogue that is here, each with its page's address."""
    try:
        rows = json.loads(confined(job.folder, job.section.save).read_text(encoding="utf-8"))
    except (OSError, ValueError, UnreadableError):
        return  # why there is no catalogue is among the failures
    for row in rows:
        found = _RECORD.fullmatch(_text(row, "url"))
        if not found or not _OPEN.search(_text(row, "rights")):
            job.outcome.left_out += 1
            continue
        version = f"{found[2]}_{found[4]}" if found[4] else found[2]
        yield Entry(f"{found[1]}{version}", fields=_fields(row, found[2], version, f"{found[1]}{version}"))


def _fields(row: Mapping[str, object], record: str, version: str, page: str) -> dict[str, str]:
    """What the record says of its document, under our names; the text may join the record's own work."""
    language = _text(row, "language")
    told = {
        "id": f"unesdoc-text-{version}",
        "work": f"unesdoc-{record}",
        "title": _text(row, "title"),
        "source_url": page,
        "language": "" if language in _SEVERAL or ";" in language else language,
        "date": _text(row, "year"),
        "authors": _text(row, "creator"),
        "type": _text(row, "document_type"),
        "themes": _text(row, "subject"),
        "licence": without_markup(_text(row, "rights")),
    }
    return {name: value for name, value in told.items() if value}


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _asked(job: Job, entry: Entry, known: Asked) -> Answer:
    """The PDF file of a record; "not changed" where UNESDOC names the one that is here."""
    rest = "{0.scheme}://{0.netloc}/in/rest".format(urlsplit(entry.url))
    version = entry.url.rsplit("/pf", 1)[1]
    parameters = urlencode({"id": f"p::usmarcdef_{version}", "multiple": "True", "multilingual": "True"}, safe=":")
    listed = job.client.get(f"{rest}/api/documentPlaylistById?{parameters}", job.hosts)
    if listed.status != 200:
        raise FetchError(told_problem(listed.status, listed.headers, listed.body))
    kept = _kept(listed.body, version, entry.fields.get("language", ""))
    address = f"{rest}/annotationSVC/DownloadWatermarkedAttachment/{kept}"
    if known.path and known.final_url == address and not (known.reason or job.again):
        return Answer(address, 304, {}, b"")
    answer = job.client.get(address, job.hosts)
    if answer.status == 200 and not answer.body.startswith(b"%PDF-"):
        raise FetchError("what came is no PDF file")
    return answer


def _kept(listed: bytes, version: str, language: str) -> str:
    """The name under which UNESDOC keeps a record's PDF file.

    Args:
        listed: its list of the record's files, such as 389119eng.pdf.
        version: number of the record, with its language behind an underscore where it is one of several versions.
        language: of the record, by its code of three letters, or "".
    """
    try:
        files = {str(source["DocumentFileName"]): str(source["Document"]) for source in json.loads(listed)["sources"]}
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise FetchError("UNESDOC's list of the record's files has another form than was known") from error
    number, _, own = version.partition("_")
    pdfs = {name.lower(): kept for name, kept in files.items() if name.lower().endswith(".pdf")}
    found = pdfs.get(f"{int(number)}{own or language}.pdf", "" if own else next(iter(pdfs.values()), ""))
    if not found:
        raise FetchError("UNESDOC lists no PDF file of the record")
    return found
