"""The doctor: what is wrong with each part of an index, and what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.cli.main import DONE, FAILED, main
from unescosearch.encoder.description import DESCRIPTION_FILE, MODEL_FILE
from unescosearch.errors import BuildError, IndexUnavailableError
from unescosearch.generation.doctor import Finding, examine
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.rollback import roll_back


@pytest.fixture
def layout(corpus: Path, tmp_path: Path, options: BuildOptions) -> IndexLayout:
    """An index with two generations."""
    for number in range(2):
        (corpus / "new.txt").write_text(f"A text that is another each time, number {number}.")
        build([corpus], tmp_path / "index", options)
    return IndexLayout(tmp_path / "index")


def wrong(layout: IndexLayout) -> list[Finding]:
    return [finding for finding in examine(layout) if finding.problem]


def test_a_sound_index_is_called_sound(layout: IndexLayout) -> None:
    assert wrong(layout) == []
    older, live = layout.generation_ids()
    subjects = [finding.subject for finding in examine(layout)]
    assert subjects == [older, f"{older} encoder (tiny, fp32)", f"{live} (live)", f"{live} encoder (tiny, fp32)"]


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff", b'{"schema": 1}', b'{"schema": 99}'])
def test_a_manifest_that_cannot_be_read_is_a_finding(layout: IndexLayout, content: bytes | None) -> None:
    older, live = layout.generation_ids()
    manifest = layout.generation(live).manifest
    manifest.unlink() if content is None else manifest.write_bytes(content)
    (finding,) = wrong(layout)
    assert finding.subject == f"{live} (live)"
    assert "schema 99" in finding.problem if content and b"99" in content else "manifest" in finding.problem
    assert "rollback" in finding.advice
    assert roll_back(layout).generation == older
    (finding,) = wrong(layout)
    assert finding.subject == live
    assert "not live" in finding.advice


def test_the_only_generation_can_only_be_rebuilt(layout: IndexLayout) -> None:
    older, live = layout.generation_ids()
    layout.discard(older)
    (layout.generation(live).dense_part("tiny").vectors / "en.faiss").unlink()
    (finding,) = wrong(layout)
    assert finding.problem == "dense/tiny/vectors/en.faiss: missing"
    assert "rollback" not in finding.advice
    assert "build --full" in finding.advice


def test_a_rollback_passes_over_a_damaged_generation(layout: IndexLayout) -> None:
    older, live = layout.generation_ids()
    layout.generation(older).dense_part("tiny").embeddings.write_bytes(b"")
    with pytest.raises(BuildError, match=r"nothing to go back to.*embeddings\.npy"):
        roll_back(layout)
    assert layout.current_id() == live
    (layout.root / "current").unlink()
    assert roll_back(layout).generation == live


def test_an_encoder_that_cannot_be_opened_or_does_not_encode_is_a_finding(layout: IndexLayout) -> None:
    older, live = layout.generation_ids()
    (layout.generation(older).dense_part("tiny").encoder / MODEL_FILE).write_bytes(b"not a model")
    description = layout.generation(live).dense_part("tiny").encoder / DESCRIPTION_FILE
    description.write_text(description.read_text().replace('"dimension": 32', '"dimension": 31'))
    found = {finding.subject: finding for finding in wrong(layout)}
    assert "cannot be opened" in found[f"{older} encoder"].problem
    assert "unit vectors of 31 numbers" in found[f"{live} encoder (tiny, fp32)"].problem
    assert all("build --full" in found[name].advice for name in found if "encoder" in name)
    assert {older, f"{live} (live)"} <= found.keys()


@pytest.mark.parametrize("content", [None, b"", b"\xff", b"20200101T000000.000000Z"])
def test_a_pointer_that_makes_no_sense_is_a_finding(layout: IndexLayout, content: bytes | None) -> None:
    pointer = layout.root / "current"
    pointer.unlink() if content is None else pointer.write_bytes(content)
    (finding,) = wrong(layout)
    assert finding.subject == "pointer to the live generation"
    assert "rollback" in finding.advice
    assert roll_back(layout).generation == layout.generation_ids()[-1]
    assert wrong(layout) == []


def test_leftovers_of_a_killed_build_are_named_and_harmless(layout: IndexLayout) -> None:
    shutil.copytree(layout.current().folder, layout.current().folder.parent / ".building-x")
    (finding,) = wrong(layout)
    assert finding.harmless
    assert finding.subject == ".building-x"


def test_where_there_is_no_index_the_doctor_says_so(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match="There is no index"):
        examine(IndexLayout(tmp_path))


def test_the_command_prints_advice_and_fails_where_something_is_wrong(
    layout: IndexLayout, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--index", str(layout.root)]) == DONE
    layout.current().manifest.write_text("{")
    assert main(["doctor", "--index", str(layout.root)]) == FAILED
    assert "unescosearch rollback" in capsys.readouterr().out
