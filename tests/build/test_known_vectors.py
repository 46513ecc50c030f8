"""Which vectors a build takes from the generations that are there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.samples import DOCUMENTS
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.build.build import BuildOptions, build
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.generation.report import BuildReport
from unescosearch.generation.rollback import roll_back


@pytest.fixture
def layout(tmp_path: Path) -> IndexLayout:
    return IndexLayout(tmp_path / "index")


@pytest.fixture
def first(corpus: Path, layout: IndexLayout, options: BuildOptions) -> BuildReport:
    return build([corpus], layout.root, options)


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def of_another_program(files: GenerationLayout) -> None:
    manifest = json.loads(files.manifest.read_text())
    files.manifest.write_text(json.dumps(manifest | {"schema": 99, "later": "a field that nobody knows yet"}))


def test_a_live_generation_of_another_schema_lends_its_vectors(
    corpus: Path, layout: IndexLayout, options: BuildOptions, first: BuildReport
) -> None:
    of_another_program(layout.current())
    report = build([corpus], layout.root, options)
    assert report.rebuilt
    assert report.encoded == 0
    assert "schema 99" in report.reason


@pytest.mark.parametrize("part", ["dense/tiny/vectors/en.faiss", "dense/tiny/encoder/model.onnx"])
def test_a_live_generation_that_is_damaged_elsewhere_lends_its_vectors(
    corpus: Path, layout: IndexLayout, options: BuildOptions, first: BuildReport, part: str
) -> None:
    flip(layout.current().folder / part)
    report = build([corpus], layout.root, options)
    assert report.encoded == 0
    assert part in report.reason


@pytest.mark.parametrize(
    "part", ["catalogue.sqlite", "dense/tiny/embeddings.npy", "manifest.json", "dense/tiny/encoder/encoder.json"]
)
def test_no_vector_is_taken_where_it_may_be_a_wrong_one(
    corpus: Path, layout: IndexLayout, options: BuildOptions, first: BuildReport, part: str
) -> None:
    (layout.current().folder / part).write_bytes(b"{")
    assert build([corpus], layout.root, options).encoded == first.encoded


def test_another_generation_helps_out_where_the_live_one_is_damaged(
    corpus: Path, layout: IndexLayout, options: BuildOptions, first: BuildReport
) -> None:
    (corpus / "new.txt").write_text("A text that only the second generation knows.")
    build([corpus], layout.root, options)
    flip(layout.current().dense_part("tiny").embeddings)
    assert build([corpus], layout.root, options).encoded == 1


def test_what_a_generation_that_was_rolled_back_had_encoded_is_not_encoded_again(
    corpus: Path, layout: IndexLayout, options: BuildOptions, first: BuildReport
) -> None:
    (corpus / "new.txt").write_text("A text that only the second generation knows.")
    build([corpus], layout.root, options)
    assert roll_back(layout).generation == first.generation
    report = build([corpus], layout.root, options)
    assert (report.changes.added, report.encoded) == (1, 0)


def test_going_back_to_an_earlier_model_takes_its_vectors(
    corpus: Path, layout: IndexLayout, options: BuildOptions, first: BuildReport, tmp_path: Path
) -> None:
    other = BuildOptions(models=(str(write_tiny_encoder(tmp_path / "other", seed=8)),))
    assert build([corpus], layout.root, other).encoded == first.encoded
    report = build([corpus], layout.root, options)
    assert (report.encoded, report.documents) == (0, len(DOCUMENTS))


def test_a_full_build_encodes_everything(
    corpus: Path, layout: IndexLayout, options: BuildOptions, first: BuildReport
) -> None:
    full = BuildOptions(models=options.models, full=True)
    assert build([corpus], layout.root, full).encoded == first.encoded
