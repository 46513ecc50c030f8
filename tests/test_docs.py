"""The documents keep up with the program: what can be set, asked or called is named there, and no link is dead."""

from __future__ import annotations

import json
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import typer
from jsonschema import Draft202012Validator, ValidationError

from tests.test_imports import ALLOWED
from unescosearch.app import create_app
from unescosearch.cli.main import app as commands
from unescosearch.collections.fetch_section import FETCH_KEYS
from unescosearch.collections.preset import FIELDS
from unescosearch.collections.shipped import preset_names
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.manifest import SCHEMA_VERSION, Manifest
from unescosearch.service.live import LiveIndex
from unescosearch.settings import Settings

ROOT = Path(__file__).parents[1]
PLACES = ("*.md", "docs/**/*.md", "corpus/README.md", "index/README.md")
DOCUMENTS = sorted(path for place in PLACES for path in ROOT.glob(place))
SCRIPTS = sorted((ROOT / "scripts").rglob("*.py"))
SOURCE = ROOT / "src" / "unescosearch"
_CODE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MODULE = re.compile(r"-m ((?:scripts|tests)(?:\.\w+)+)")
# A module as the documents write it, and constants that are said to stand in one: "`A`, `B` in `words/analysis.py`".
_OF_OURS = re.compile(r"`((?:" + "|".join(sorted(ALLOWED)) + r")(?:/\w+)*\.(?:py|sql|toml))`")
_CONSTANTS = re.compile(r"((?:`[A-Z_]+`,\s+)*`[A-Z_]+`)\s+in\s+`([\w/]+\.py)`")
_FILE = re.compile(r"(?<![\w/.])(?:scripts|tests|src|evaluation)/[\w/.-]+\.\w+")


def document(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def routes(router: Any) -> Iterator[tuple[str, str]]:
    """Method and path of each route, those of routers within it included."""
    for route in router.routes:
        inner = getattr(route, "original_router", None)
        methods = (getattr(route, "methods", None) or {"GET"}) - {"HEAD"}  # a folder of files has none
        yield from routes(inner) if inner else ((method, route.path) for method in methods)


def sections(text: str) -> dict[str, str]:
    """The text below each heading in code letters, by heading."""
    parts = re.split(r"^#+ +(.*)$", text, flags=re.MULTILINE)
    return {title.strip("`"): body for title, body in zip(parts[1::2], parts[2::2], strict=True)}


def constants_of(name: str) -> set[str]:
    """The names that a module of the program, or a file of the repository, gives values to at its top."""
    place = next((folder / name for folder in (SOURCE, ROOT) if (folder / name).is_file()), None)
    text = place.read_text(encoding="utf-8") if place else ""
    return set(re.findall(r"^(\w+)(?:: .*)? = ", text, re.MULTILINE))


def anchors(path: Path) -> set[str]:
    """The addresses of the headings in a document, as GitHub makes them."""
    titles = re.findall(r"^#+ +(.*)$", _CODE.sub("", path.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_table_with_its_default(name: str) -> None:
    assert f"| `UNESCOSEARCH_{name.upper()}` | `{Settings.model_fields[name].default}` |" in document("api.md")


def test_every_route_is_documented(sample_index: Path) -> None:
    live = LiveIndex(sample_index)
    found = {f"`{method} {path}`" for method, path in routes(create_app(live))}
    live.close()
    assert {"`GET /`", "`GET /api/search`", "`POST /api/ask`"} <= found
    assert {route for route in found if f"| {route} |" not in document("api.md")} == set()


def test_every_command_has_a_section_that_names_its_options() -> None:
    documented = sections(document("api.md"))
    group: Any = typer.main.get_command(commands)
    missing = [name for name in group.commands if f"unescosearch {name}" not in documented]
    for name in set(group.commands) - set(missing):
        # What all commands share stands above their sections; those of ask are said to be those of search.
        named = documented["Command line"] + documented[f"unescosearch {'search' if name == 'ask' else name}"]
        options = [option for parameter in group.commands[name].params for option in parameter.opts]
        missing += [f"{name} {option}" for option in options if option.startswith("-") and f"`{option}`" not in named]
    assert missing == []


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    names = {re.split("[<>=]", name)[0] for name in wanted}
    assert {name for name in names if f"`{name}`" not in document("decisions.md")} == set()


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_a_mapping_is_documented(field: str) -> None:
    assert f"`{field}`" in document("collections.md")


@pytest.mark.parametrize("key", FETCH_KEYS)
def test_every_key_of_a_fetch_section_is_documented(key: str) -> None:
    assert f"`{key}`" in sections(document("fetching.md"))["The section `[fetch]"]


def test_every_preset_is_documented() -> None:
    assert [name for name in preset_names() if f"| `{name}` |" not in document("fetching.md")] == []


def test_every_table_and_column_is_documented() -> None:
    catalogue = sqlite3.connect(":memory:")
    for place in ("catalogue/schema.sql", "build/lexicon/lexicon.sql"):
        catalogue.executescript((files("unescosearch") / place).read_text(encoding="utf-8"))
    listed = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
    columns = catalogue.execute(listed).fetchall()
    catalogue.close()
    documented = sections(document("index.md"))
    # Small tables share a section and write their columns with the table before them.
    whole = document("index.md")
    assert [(t, c) for t, c in columns if f"`{c}`" not in documented.get(t, "") and f"`{t}.{c}`" not in whole] == []


def test_a_manifest_is_what_its_published_schema_says(sample_index: Path) -> None:
    schema = json.loads(document("manifest.schema.json"))
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    manifest = json.loads(IndexLayout(sample_index).current().manifest.read_text(encoding="utf-8"))
    valid.validate(manifest)
    assert schema["properties"]["schema"]["const"] == SCHEMA_VERSION
    assert list(schema["properties"]) == [field.name for field in fields(Manifest)]
    for wrong in ({"dimension": "32"}, {"counts": {}}, {"files": {"a": {"size": -1, "sha256": ""}}}, {"more": 1}):
        with pytest.raises(ValidationError):
            valid.validate(manifest | wrong)


@pytest.mark.parametrize("name", [field.name for field in fields(Manifest)])
def test_every_field_of_the_manifest_is_documented(name: str) -> None:
    assert f"`{name}`" in sections(document("index.md"))["The manifest"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_relative_link_is_dead(path: Path) -> None:
    links = _LINK.findall(_CODE.sub("", path.read_text(encoding="utf-8")))
    dead = []
    for link in links:
        place, _, anchor = link.partition("#")
        target = (path.parent / place).resolve() if place else path
        if not re.match(r"[a-z]+:", link) and not (target.exists() and (not anchor or anchor in anchors(target))):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize(
    "path",
    [ROOT / "Makefile", *(ROOT / ".github").rglob("*.yml"), *DOCUMENTS, *SCRIPTS],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_what_a_command_names_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = [f"{module.replace('.', '/')}.py" for module in _MODULE.findall(text)] + _FILE.findall(text)
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_or_constant_is_where_a_document_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    moved = [name for name in _OF_OURS.findall(text) if not (SOURCE / name).is_file()]
    for constants, name in _CONSTANTS.findall(text):
        moved += [f"{each} in {name}" for each in set(re.findall(r"\w+", constants)) - constants_of(name)]
    assert moved == []


def test_the_map_has_every_package_and_no_other() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(\w+)` \|", sections(text)["Architecture"], re.MULTILINE)
    assert sorted(told) == sorted(set(ALLOWED) - {"__main__"})


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_script_names_itself_where_it_says_how_it_is_run(path: Path) -> None:
    said = re.findall(r"^Run: .*-m (scripts[\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name.replace(".", "/") for name in said} <= {str(path.relative_to(ROOT).with_suffix(""))}
