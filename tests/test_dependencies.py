"""What is imported is declared in pyproject.toml, by the extra whose code imports it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.test_imports import BUILD_SIDE, SOURCE, THIRD_PARTY, inside, modules

ROOT = SOURCE.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DECISIONS = (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8")
DISTRIBUTIONS = packages_distributions()
LOCAL = {path.stem for path in (ROOT / "scripts").rglob("*.py")} | {"unescosearch", "scripts", "tests"}
# Of type stubs alone; a type checker brings it.
STUBS = {"_typeshed"}
# Building asks the parts of the base install; the measures of quality build and then ask.
WITH_BUILD = BUILD_SIDE | {"evaluation"}


def plain(requirement: str) -> str:
    """The name of a distribution, as the index compares it, without extras and versions."""
    match = re.match(r"[\w.-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def declared(*extras: str) -> set[str]:
    """What the base install and these extras name."""
    named = [*PROJECT["dependencies"], *(one for extra in extras for one in PROJECT["optional-dependencies"][extra])]
    return {plain(one) for one in named}


def imported(path: Path) -> Iterator[str]:
    """The third-party packages that a file imports, by their names in Python."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module]
        yield from (name.split(".")[0] for name in names)


def undeclared(path: Path, *extras: str) -> set[str]:
    """What a file imports of packages that these extras do not name."""
    third_party = set(imported(path)) - sys.stdlib_module_names - LOCAL - STUBS
    allowed = declared(*extras)
    return {name for name in third_party if not {plain(one) for one in DISTRIBUTIONS.get(name, [name])} & allowed}


def extras_of(module: str) -> tuple[str, ...]:
    """The extras that are installed where a module of ours runs."""
    if inside(module, {"fetching"}):
        return ("fetch",)
    return ("build",) if inside(module, WITH_BUILD) else ()


def test_a_module_imports_only_what_its_extra_declares() -> None:
    missing = {module: undeclared(path, *extras_of(module)) for module, path in modules().items()}
    assert {module: names for module, names in missing.items() if names} == {}


@pytest.mark.parametrize("folder", ["scripts", "tests"])
def test_scripts_and_tests_import_only_what_is_declared(folder: str) -> None:
    extras = ("build", "fetch", "dev", *(["bench"] if folder == "scripts" else []))
    missing = {path.name: names for path in (ROOT / folder).rglob("*.py") if (names := undeclared(path, *extras))}
    assert missing == {}


def test_an_import_that_nothing_declares_is_seen(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("import json\nimport numpy as np\n\ndef late():\n    from torch import nn\n")
    assert undeclared(tmp_path / "module.py") == {"torch"}
    assert undeclared(tmp_path / "module.py", "build") == set()


def test_every_third_party_package_of_src_has_its_place_in_the_table() -> None:
    found = {name for path in modules().values() for name in imported(path)}
    assert found - sys.stdlib_module_names - LOCAL - STUBS == set(THIRD_PARTY)


def test_every_dependency_has_a_lower_bound_and_a_reason() -> None:
    requirements = [
        *PROJECT["dependencies"],
        *(one for extra in PROJECT["optional-dependencies"].values() for one in extra),
    ]
    assert [one for one in requirements if not re.search(r"[>=]=\d", one)] == []
    table = DECISIONS.partition("### The dependencies")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    reasons = {plain(name) for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert {plain(one) for one in requirements} - reasons == set()
