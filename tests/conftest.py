"""What tests of several packages share: the real collections, a small real encoder, a small real index."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.samples import write_sample_corpus
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.generation import Generation, open_current

# Machines are shared: how long an example takes says nothing about the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the tester has set for the program out of the tests."""
    for name in [name for name in os.environ if name.startswith("UNESCOSEARCH_") and name != "UNESCOSEARCH_CORPORA"]:
        monkeypatch.delenv(name)
    # Dictionaries that the machine happens to have would change what tests find.
    monkeypatch.setenv("UNESCOSEARCH_DICTIONARIES", os.devnull)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the real collections; tests that ask for it are skipped where there is none."""
    given = os.environ.get("UNESCOSEARCH_CORPORA")
    folder = Path(given) if given else Path(__file__).parents[2] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip(f"the real collections are not here: {folder} (set UNESCOSEARCH_CORPORA)")
    return folder


@pytest.fixture(scope="session")
def tiny_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to give as model: a real encoder of a few kilobytes."""
    return write_tiny_encoder(tmp_path_factory.mktemp("encoder") / "tiny")


@pytest.fixture
def options(tiny_encoder: Path) -> BuildOptions:
    """Build with the small encoder."""
    return BuildOptions(models=(str(tiny_encoder),))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with a few documents in three languages, to be changed at will."""
    return write_sample_corpus(tmp_path / "corpus")


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path) -> Path:
    """An index of the sample corpus, only to be read."""
    folder = tmp_path_factory.mktemp("sample")
    build([write_sample_corpus(folder / "corpus")], folder / "index", BuildOptions(models=(str(tiny_encoder),)))
    return folder / "index"


@pytest.fixture
def generation(sample_index: Path) -> Iterator[Generation]:
    """The sample index, opened."""
    opened = open_current(sample_index)
    yield opened
    opened.close()
