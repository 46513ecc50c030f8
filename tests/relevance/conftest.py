"""An index of the starter corpus, built once with the default model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from unescosearch.build.build import build
from unescosearch.generation.generation import Generation, open_current

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def starter_corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generation]:
    """The repository's corpus as a newcomer has it after the first build."""
    root = tmp_path_factory.mktemp("starter") / "index"
    report = build([CORPUS], root)
    assert not report.failures
    generation = open_current(root)
    yield generation
    generation.close()
