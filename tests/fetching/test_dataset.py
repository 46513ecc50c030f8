"""Datasets of an Opendatasoft catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fetching.folders import fetched, figures, write_collection
from tests.fetching.samples import API, RECORDS, SITES, Catalogue, serve_catalogue
from tests.fetching.site import Asked, Reply, Site

TABLE = '[reader]\nkind = "table"\npath = "rows.json"\n[fields]\ntext = "{title}"\n'
EXPORT = f"{API}/catalog/datasets/doc001/exports/json"


@pytest.fixture
def catalogue(site: Site) -> Catalogue:
    return serve_catalogue(site, {"doc001": RECORDS, "whc001": SITES})


@pytest.fixture
def folder(site: Site, catalogue: Catalogue, tmp_path: Path) -> Path:
    return _folder(site, tmp_path)


def _folder(site: Site, tmp_path: Path, **more: Any) -> Path:
    section = {"kind": "opendatasoft", "base": site.base + API, "dataset": "doc001", "save": "rows.json"}
    return write_collection(tmp_path / "data", {**section, **more}, TABLE)


def rows(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
    return found


def problem(folder: Path, **manners: Any) -> str:
    failures = fetched(folder, **manners).outcome.failures
    assert len(failures) == 1
    return failures[0].reason


def test_a_dataset_comes_whole_and_is_counted(site: Site, folder: Path) -> None:
    done = fetched(folder)
    assert (figures(done), done.outcome.rows, done.outcome.expected) == ((1, 0, 0, 0), 5, 5)
    assert rows(folder) == RECORDS


def test_it_comes_again_only_when_the_catalogue_has_renewed_it(site: Site, folder: Path, catalogue: Catalogue) -> None:
    fetched(folder)
    site.asked.clear()
    done = fetched(folder)
    assert (figures(done), done.outcome.rows) == ((0, 0, 1, 0), 5)
    assert not any("exports" in path for path in site.paths())
    catalogue.processed = "2026-11-24T02:06:00+00:00"
    assert figures(fetched(folder)) == (0, 0, 1, 0)
    catalogue.processed = "2026-11-25T02:06:00+00:00"
    catalogue.rows["doc001"] = RECORDS[:4]
    assert figures(fetched(folder)) == (0, 1, 0, 0)
    assert rows(folder) == RECORDS[:4]


def test_fields_and_rows_can_be_chosen(site: Site, tmp_path: Path, catalogue: Catalogue) -> None:
    where = 'search(rights,"by-sa/3.0/igo/") or search(rights,"by/3.0/igo/")'
    done = fetched(_folder(site, tmp_path, select=["title", "rights"], where=where))
    assert (done.outcome.rows, done.outcome.expected) == (3, 3)
    assert [list(row) for row in rows(tmp_path / "data")] == [["title", "rights"]] * 3


def test_what_the_catalogue_does_not_know_is_told_in_its_words(
    site: Site, tmp_path: Path, catalogue: Catalogue
) -> None:
    assert problem(_folder(site, tmp_path, select=["titel"])) == "400 Bad Request: ODSQLError, Unknown field: titel"
    told = problem(_folder(site, tmp_path, dataset="none"))
    assert told == "404 Not Found: NotFoundResource, The requested dataset does not exist."


def test_a_dataset_that_changes_meanwhile_is_fetched_again(site: Site, folder: Path, catalogue: Catalogue) -> None:
    def first(asked: Asked) -> Reply:
        site.pages[EXPORT] = catalogue.answer
        return Reply(json.dumps(RECORDS[:3]).encode())

    site.pages[EXPORT] = first
    done = fetched(folder)
    assert (done.outcome.failures, done.outcome.rows) == ([], 5)


def test_another_number_of_rows_than_is_said_is_a_failure(folder: Path, catalogue: Catalogue) -> None:
    catalogue.says["doc001"] = 6
    assert problem(folder) == "5 rows came, but the catalogue says that there are 6"
    assert rows(folder) == RECORDS
    catalogue.says["doc001"] = 600
    assert problem(folder) == "5 rows came, but the catalogue says that there are 600; the file was left as it was"
    assert rows(folder) == RECORDS


@pytest.mark.parametrize(
    "body",
    [
        b'{"total_count": 5, "results": []}',
        b'[{"title": "cut',
        b"<html>Are you a robot?</html>",
        b"[1, 2]",
        b"[]",
        b"[" * 99_999,
    ],
    ids=["object", "cut", "page", "no rows", "empty", "deep"],
)
def test_what_is_no_list_of_rows_does_not_take_the_place_of_one(
    site: Site, folder: Path, catalogue: Catalogue, body: bytes
) -> None:
    fetched(folder)
    catalogue.processed = "2027-01-01T00:00:00+00:00"
    site.pages[EXPORT] = Reply(body)
    assert problem(folder)
    assert rows(folder) == RECORDS
    site.pages[EXPORT] = catalogue.answer
    assert figures(fetched(folder)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    "trouble", [Reply(status=503), Reply(b"[{", cut=9), Reply(status=429)], ids=["503", "cut", "429"]
)
def test_what_passes_is_waited_for(site: Site, folder: Path, catalogue: Catalogue, trouble: Reply) -> None:
    whole = json.dumps(RECORDS).encode()
    site.pages[EXPORT] = [trouble, Reply(whole, pause=0.01, pieces=7)]
    assert figures(fetched(folder)) == (1, 0, 0, 0)
    assert rows(folder) == RECORDS


def test_the_daily_quota_is_no_reason_to_wait_all_day(site: Site, folder: Path) -> None:
    headers = {"Retry-After": "40000", "Content-Type": "application/json"}
    site.pages[EXPORT] = Reply(b'{"error": "Too many requests on the domain"}', 429, headers)
    told = problem(folder)
    assert "Too many requests on the domain; the host asks to wait 40000 seconds: fetch again later" in told


def test_a_catalogue_that_speaks_otherwise_is_a_failure(site: Site, folder: Path) -> None:
    site.pages[f"{API}/catalog/datasets/doc001"] = Reply(b'{"dataset": {}}')
    assert problem(folder) == "the catalogue's answer has no 'metas'; its API may have changed"
