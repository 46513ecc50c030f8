"""The table of facets: everything that filters, counts or shows them follows from it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from unescosearch.facets import FACETS, PAGE_GROUPS
from unescosearch.records import Document

SOURCE = Path(__file__).parent.parent / "src" / "unescosearch"
ROW = 'Facet(name="place", field="places", help="Town or site.", place=9, labelled=True),'
# What a process finds that runs the program with one facet more.
LOOK = """
import json
from starlette.datastructures import QueryParams
from typer.testing import CliRunner
from unescosearch.catalogue.rows import attributes_of
from unescosearch.cli.main import app
from unescosearch.page.interface import interface
from unescosearch.page.links import Links, fields, read
from unescosearch.page.views import chips, facets, labelled
from unescosearch.records import Document
from unescosearch.search.engine import conditions_of
from unescosearch.service.present import present_document
from unescosearch.service.schemas import AskIn, FacetValueOut, SearchIn

asked, _ = read(QueryParams("q=a&place=Bukhara"))
document = Document("a", "A", "", "en", "c", "p", places=("Bukhara",))
counts = {"place": [FacetValueOut(value="Bukhara", count=3)]}
page = (asked, interface("en"), Links())
print(json.dumps({
    "attribute": [*attributes_of(document)][-1],
    "option": "--place" in CliRunner().invoke(app, ["search", "--help"]).output,
    "parameters": [list(model.model_fields).count("place") for model in (SearchIn, AskIn)],
    "condition": conditions_of(asked).values,
    "address": fields(asked),
    "group": [(group.title, group.choices[0].label) for group in facets(counts, *page)],
    "chip": [chip.title for chip in chips(*page)],
    "result": [values for facet, values in labelled(present_document(document, None))],
}))
"""


def insert(path: Path, before: str, row: str) -> None:
    start, here, rest = path.read_text("utf-8").partition(before)
    assert here
    path.write_text(f"{start}{row}{here}{rest}", "utf-8")


def test_one_row_and_its_label_make_a_facet(tmp_path: Path) -> None:
    copy = tmp_path / "unescosearch"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    insert(copy / "facets.py", "            Facet(\n", f"            {ROW}\n")
    insert(copy / "page" / "locales" / "en.toml", "resource_type = ", 'place = "Place"\n')
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", LOOK], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(told.stdout) == {
        "attribute": ["place", "Bukhara"],
        "option": True,
        "parameters": [1, 1],
        "condition": {"place": ["Bukhara"]},
        "address": [["q", "a"], ["place", "Bukhara"]],
        "group": [["Place", "Bukhara"]],
        "chip": ["Place"],
        "result": [["Bukhara"]],
    }


def test_no_other_source_file_names_the_facets_one_by_one() -> None:
    """Of all names this one stands for nothing else, so that who lists the facets is told by it."""
    named = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.suffix in (".py", ".sql", ".html", ".js")
        and re.search("(?<!learning)resource[_-]?type", path.read_text("utf-8"), re.I)
    }
    # The field of a document, its column, and where web pages state it.
    fields = {"records.py", "catalogue/schema.sql", "extract/html_metadata.py"}
    assert named == {"facets.py"} | fields


def test_each_facet_is_a_field_of_documents_and_has_a_place_of_its_own() -> None:
    assert {facet.field for facet in FACETS.values()} <= set(Document.__dataclass_fields__)
    assert [facet.place for facet in PAGE_GROUPS] == sorted({facet.place for facet in FACETS.values()} - {0})


def test_codes_are_found_in_capitals_and_in_small_letters() -> None:
    assert [FACETS["country"].normal(code) for code in ("kz", "KZ")] == ["KZ", "KZ"]
    assert FACETS["language"].normal("FR") == "fr"
    assert FACETS["theme"].normal("Culture") == "Culture"
