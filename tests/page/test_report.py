"""The report page and GET /api/report: everything that a build has to say, narrowed on demand, without our folders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.page.sample_report import REPORT
from tests.page.sample_service import SampleService
from tests.page.test_routes import Page
from unescosearch.app import create_app
from unescosearch.build.build import BuildOptions, build
from unescosearch.languages.table import INTERFACE
from unescosearch.page.interface import interface
from unescosearch.page.report import figures, tables
from unescosearch.page.routes import page_router
from unescosearch.service.live import LiveIndex

SOURCE = files("unescosearch.page")
PARTS = ["collections", "languages", "times", "reasons", "failures", "scans", "order", "doubtful", "duplicates"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(page_router(SampleService()))
    with TestClient(app) as client:
        yield client


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("secret-folder")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text("The school of the valley measures the water every day.")
    (folder / "corpus" / "empty.txt").write_text("")
    (folder / "corpus" / "lost").mkdir()
    (folder / "corpus" / "lost" / "collection.toml").write_text(
        'name = "Lost"\n[reader]\nkind = "table"\npath = "no.csv"\n[fields]\ntext = "{t}"\n'
    )
    build([folder / "corpus"], folder / "index", BuildOptions(models=(str(tiny_encoder),)))
    live = LiveIndex(folder / "index")
    yield TestClient(create_app(live))
    live.close()


def test_every_figure_and_list_is_shown(client: TestClient) -> None:
    shown = Page(client.get("/report").text).text
    english = interface("en")
    for part in PARTS:
        assert english.text(f"report.{part}") in shown
    for said in (
        "Files and rows 1,250", "Added 1,100", "Changed 30", "Removed 7", "Unchanged 120", "1 to 310, median 7.5",
        "scans/1970.pdf", "columns.pdf", "62%", "old.pdf 3 55%", "Copy 99", "Not shown here: 1 more.",
        "the splitter has changed", "Kazakh 870", "Reading 92.7", "the file is empty",
    ):  # fmt: skip
        assert said in shown


@pytest.mark.parametrize("language", INTERFACE)
def test_the_lists_are_in_the_readers_language(language: str) -> None:
    ui = interface(language)
    for table in tables(REPORT, ui):
        assert {table.name, *table.headings} <= ui.texts.keys()
        assert all(len(row) == len(table.headings) for row in table.rows)
        assert table.rows
    assert all(key in ui.texts for key, _ in figures(REPORT, ui))


def test_no_text_of_the_report_is_left_unused() -> None:
    ui = interface("en")
    lists = tables(REPORT, ui)
    used = {key for table in lists for key in (table.name, *table.headings)} | {key for key, _ in figures(REPORT, ui)}
    code = "".join(file.read_text("utf-8") for file in (SOURCE / "templates" / "report.html", SOURCE / "report.py"))
    texts = [key for key in ui.texts if key.startswith("report.")]
    assert [key for key in texts if key not in used and f"'{key}'" not in code and f'"{key}"' not in code] == []


def test_a_name_narrows_the_report_and_the_language_stays_with_it(client: TestClient) -> None:
    shown = Page(client.get("/report?ui=fr").text)
    (narrower,) = shown.all("a", href="/report?collection=Letters&ui=fr")
    lists = Page(client.get(narrower["href"]).text)
    assert "1949.txt" in lists.text
    assert "scans/1970.pdf" not in lists.text
    assert lists.all("a", href="/report?collection=Letters&ui=kk")


@pytest.mark.parametrize("language", INTERFACE)
def test_every_stage_of_a_build_has_a_name(served: TestClient, language: str) -> None:
    stages = served.get("/api/report").json()["seconds"]
    assert "lexicon" in stages
    assert [stage for stage in stages if f"stage.{stage}" not in interface(language).texts] == []


def test_titles_are_escaped(client: TestClient) -> None:
    assert "<script>alert" not in client.get("/report").text


def test_the_page_and_the_interface_tell_the_same_and_name_no_folder_of_this_machine(served: TestClient) -> None:
    made = served.get("/api/report").json()
    assert [failure["path"] for failure in made["failures"]] == ["lost", "empty.txt"]
    assert made["changes"]["files"] == 2
    assert [each["name"] for each in made["collections"]] == ["Lost", "corpus"]
    shown = served.get("/report").text
    assert "empty.txt" in shown
    assert "secret-folder" not in shown + json.dumps(made)
    assert [each["path"] for each in served.get("/api/report?collection=Lost").json()["failures"]] == ["lost"]
    assert [each["path"] for each in served.get("/api/report?stage=read").json()["failures"]] == ["empty.txt"]


def test_the_footer_leads_to_the_report_and_the_schema_describes_it(served: TestClient) -> None:
    assert Page(served.get("/").text).all("a", href="/report")
    assert Page(served.get("/report").text).all("a", href="/api/report")
    schema = served.get("/openapi.json").json()
    assert "suspected_order" in schema["components"]["schemas"]["BuildReport"]["properties"]


def test_every_stage_of_a_build_has_a_name_in_every_language(served: TestClient) -> None:
    stages = {f"stage.{name}" for name in served.get("/api/report").json()["seconds"]}
    assert "stage.lexicon" in stages
    assert [language for language in INTERFACE if stages - interface(language).texts.keys()] == []
