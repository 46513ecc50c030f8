"""When an index of a set's documents is taken again: not where anything that makes it is another."""

from __future__ import annotations

import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from tests.test_imports import GRAPH
from unescosearch.build.build import BuildOptions
from unescosearch.evaluation import index_cache
from unescosearch.evaluation.records import EvaluationSet, Text

PACKAGE = Path(index_cache.__file__).parents[1]
SET = EvaluationSet(name="set", language="en", questions=(), corpus=(Text("a", "A lake", "It is full.", "en"),))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the program, to be changed."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.mark.parametrize("place", sorted(path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"))
def test_the_program_is_another_unless_only_the_query_side_changed(package: Path, place: str) -> None:
    before = index_cache._program(package)
    files = [package / place] if (package / place).is_file() else (package / place).rglob("*.*")
    for path in files:
        if path.name != "index_cache.py" and path.suffix in (".py", ".sql", ".toml", ".txt"):
            path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    asks = Path(place).stem in index_cache.QUERY_SIDE or place == "py.typed"
    assert (index_cache._program(package) == before) == asks


def test_the_program_is_another_where_a_set_becomes_another_collection(package: Path) -> None:
    before = index_cache._program(package)
    module = package / "evaluation" / "index_cache.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert index_cache._program(package) != before


def test_a_build_reaches_nothing_of_what_is_taken_for_the_query_side() -> None:
    reached, waiting = set(), {"build.build"}
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= GRAPH[module] - reached
    assert {module for module in reached if module.split(".")[0] in index_cache.QUERY_SIDE} == set()


def test_all_that_makes_an_index_is_written_in_python_sql_or_toml() -> None:
    files = [path for path in PACKAGE.rglob("*.*") if path.suffix not in (".py", ".sql", ".toml", ".txt", ".pyc")]
    made = {path.name for path in files if path.relative_to(PACKAGE).parts[0] not in index_cache.QUERY_SIDE}
    assert made == {"py.typed"}


OTHERS: dict[str, Any] = {"passage_tokens": 99, "full": True, "languages": ("fr",)}


@pytest.mark.parametrize("name", [field.name for field in fields(BuildOptions)])
def test_every_option_but_full_makes_another_index(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    other = OTHERS.get(name, tmp_path / "file" if name in ("thesaurus", "acronyms") else "other")
    changed = replace(BuildOptions(), **{name: tmp_path if name == "dictionaries" else other})
    assert (index_cache._key(SET, changed) == index_cache._key(SET, BuildOptions())) == (name == "full")


def test_other_contents_of_a_thesaurus_make_another_index(tmp_path: Path) -> None:
    path = tmp_path / "concepts.ttl"
    path.write_text("# one", encoding="utf-8")
    before = index_cache._key(SET, BuildOptions(thesaurus=path))
    path.write_text("# two", encoding="utf-8")
    assert index_cache._key(SET, BuildOptions(thesaurus=path)) != before
