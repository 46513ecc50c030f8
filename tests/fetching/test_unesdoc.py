"""Texts of UNESDOC: which come is the catalogue's word, and each comes by the two requests that are known."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.extract.pdf.pdf_factory import pdf
from tests.fetching.folders import documents, fetched, figures, reasons, unreadable, write_collection
from tests.fetching.samples import API, RECORDS, Row, serve_catalogue
from tests.fetching.site import Asked, Reply, Site

LIST = "/in/rest/api/documentPlaylistById"
FILES = "/in/rest/annotationSVC/DownloadWatermarkedAttachment"
TEXT = "The credits of one school\nare counted by another\nwhere both have agreed on it."


def source(name: str) -> dict[str, str]:
    return {"DocumentFileName": name, "DocumentType": "Document", "Document": f"attach_import_{name[:9]}"}


@pytest.fixture
def folder(site: Site, tmp_path: Path) -> Path:
    """A catalogue of five records, three of them open, whose files are where UNESDOC has them."""
    rows: list[Row] = [{**row, "url": row["url"].replace("https://unesdoc.unesco.org", site.base)} for row in RECORDS]
    serve_catalogue(site, {"doc001": rows})
    site.pages["/robots.txt"] = Reply(status=404)
    for name in ("399001spa", "399002fre", "399002eng"):
        site.pages[f"{FILES}/attach_import_{name}"] = Reply(pdf([f"{name} {TEXT}"]))
    site.pages[LIST] = listed
    section = {"kind": "unesdoc", "base": site.base + API, "dataset": "doc001", "save": "doc001.json"}
    return write_collection(tmp_path / "texts", {**section, "limit": 10})


def listed(asked: Asked) -> Reply:
    query = parse_qs(urlsplit(asked.path).query)
    assert (query["multiple"], query["multilingual"]) == (["True"], ["True"])
    number = query["id"][0].removeprefix("p::usmarcdef_0000")[:6]
    names = ("399001spa.pdf",) if number == "399001" else ("399002eng.pdf", "399002fre.pdf")
    return Reply(json.dumps({"sources": [source(name) for name in names]}).encode())


def test_the_files_of_open_records_come_with_what_the_catalogue_says(site: Site, folder: Path) -> None:
    done = fetched(folder)
    assert (figures(done), done.outcome.left_out) == ((4, 0, 0, 0), 2)
    assert (done.outcome.rows, done.outcome.expected) == (3, 3)
    assert unreadable(folder) == {}
    found = {source.document.id: source for source in documents(folder)}
    assert sorted(found) == [f"unesdoc-text-pf0000{end}" for end in ("399001", "399002_eng", "399002_fre")]
    french = found["unesdoc-text-pf0000399002_fre"]
    assert french.extracted.text.startswith("399002fre The credits")
    document = french.document
    assert document.source_url == f"{site.base}/ark:/48223/pf0000399002_fre"
    assert (document.title, document.language, document.date) == ("Les crédits académiques", "fr", "2026")
    assert (document.licence, document.work) == ("CC BY", "unesdoc-pf0000399002")
    assert document.themes == ("Higher education", "Student evaluation")


def test_a_file_that_is_here_is_not_sent_again_until_another_takes_its_place(site: Site, folder: Path) -> None:
    fetched(folder)
    site.asked.clear()
    assert figures(fetched(folder)) == (0, 0, 4, 0)
    assert not any(FILES in path for path in site.paths())
    site.pages[f"{FILES}/attach_import_new"] = Reply(pdf(["A new file. " + TEXT]))
    site.pages[LIST] = Reply(
        json.dumps({"sources": [{**source("399001spa.pdf"), "Document": "attach_import_new"}]}).encode()
    )
    done = fetched(folder)
    assert figures(done) == (0, 1, 1, 2)
    assert set(reasons(done).values()) == {"UNESDOC lists no PDF file of the record"}


@pytest.mark.parametrize(
    ("path", "answer", "reason"),
    [
        (LIST, Reply(b"<html>"), "has another form"),
        (LIST, Reply(b'{"sources": [{"DocumentFileName": "x"}]}'), "has another form"),
        (LIST, Reply(b'{"sources": []}'), "lists no PDF file"),
        (LIST, Reply(status=404), "404 Not Found"),
        (f"{FILES}/attach_import_399001spa", Reply(b"<html>a viewer</html>"), "is no PDF file"),
        (f"{FILES}/attach_import_399001spa", Reply(status=404), "404 Not Found"),
    ],
)
def test_what_is_not_as_it_was_is_a_failure(site: Site, folder: Path, path: str, answer: Reply, reason: str) -> None:
    site.pages[path] = answer
    assert any(reason in said for said in reasons(fetched(folder)).values())


def test_what_robots_txt_forbids_and_what_is_beyond_the_limit_does_not_come(site: Site, folder: Path) -> None:
    description = folder / "collection.toml"
    description.write_text(description.read_text().replace("limit = 10", "limit = 1"))
    done = fetched(folder)
    assert (figures(done), done.outcome.left_out) == ((2, 0, 0, 0), 4)
    description.write_text(description.read_text().replace("limit = 1", "limit = 2"))
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /in/rest/\n")
    assert "robots.txt does not allow it" in " ".join(reasons(fetched(folder)).values())


@pytest.mark.corpora
def test_the_real_list_of_files_is_understood(site: Site, folder: Path, corpora: Path) -> None:
    real = json.loads((corpora / "datahub" / "doc001.sample.json").read_text(encoding="utf-8"))["results"][0]
    address = f"{site.base}/ark:/48223/pf0000389119/eng"
    serve_catalogue(site, {"doc001": [{**real, "url": address, "language": ["eng"]}]})
    site.pages["/robots.txt"] = Reply(status=404)
    site.pages[LIST] = Reply((corpora / "datahub" / "unesdoc_documentPlaylistById.sample.json").read_bytes())
    site.pages[f"{FILES}/attach_import_155a21be-2a3e-4424-8e8c-2412f8e5d26c"] = Reply(pdf([TEXT]))
    assert figures(fetched(folder)) == (2, 0, 0, 0)
    assert [each.document.licence for each in documents(folder)] == ["CC BY-SA 3.0 IGO"]
