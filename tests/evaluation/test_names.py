"""The names under which question files ask for documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.evaluation.names import Names
from unescosearch.generation.generation import open_current

TABLE = """number;title;text
7;Wings;Behind a propeller the lift of a wing grows.
8;Plates;The heat of a flat plate spreads to the air.
"""
MAPPING = """name = "{name}"
[reader]
kind = "table"
path = "table.csv"
delimiter = ";"
[fields]
id = "{name}-{{number}}"
title = "{{title}}"
text = "{{title}} {name}: {{text}}"
"""


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Names:
    """Two tables whose ids end in the same numbers, and a folder of files."""
    folder = tmp_path_factory.mktemp("names")
    for name in ("issue", "article"):
        (folder / "corpus" / name).mkdir(parents=True)
        (folder / "corpus" / name / "collection.toml").write_text(MAPPING.format(name=name))
        (folder / "corpus" / name / "table.csv").write_text(TABLE)
    (folder / "corpus" / "texts" / "old").mkdir(parents=True)
    (folder / "corpus" / "texts" / "old" / "plain.txt").write_text("Marshes feed the birds that cross continents.")
    build([folder / "corpus"], folder / "index", BuildOptions(models=(str(tiny_encoder),)))
    generation = open_current(folder / "index")
    return Names(generation.catalogue, generation.columns.ids)


@pytest.mark.parametrize(
    ("name", "quote", "document"),
    [
        ("article-7", "", "article-7"),
        ("article:7", "", "article-7"),
        ("1960_0008_7.txt", "wings ARTICLE: behind a pro- peller", "article-7"),
        ("1960_0008_7.txt", "Wings issue: Behind a propeller", "issue-7"),
        ("1960_0008_7.txt", "a propeller", None),
        ("1960_0008_7.txt", "", None),
        ("1960_9.txt", "a propeller", None),
        ("absent", "a propeller", None),
    ],
)
def test_a_name_stands_for_the_document_that_the_rules_find(
    names: Names, name: str, quote: str, document: str | None
) -> None:
    assert names.document(name, quote) == document


@pytest.mark.parametrize("name", ["plain.txt", "old/plain.txt", "texts/old/plain.txt"])
def test_a_file_is_found_by_the_end_of_its_path(names: Names, name: str) -> None:
    assert names.document(name, "") == names.document("texts/old/plain.txt", "") is not None
