"""Disks that are full, files that may not grow, folders that cannot be written: clear errors, and no harm done."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.build.test_build import answers
from unescosearch.build.build import BuildOptions, build
from unescosearch.errors import BuildError
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.rollback import roll_back
from unescosearch.progress import Progress
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.live import LiveIndex
from unescosearch.service.service import SearchService
from unescosearch.vectors.faiss_build import build_vectors

resource = pytest.importorskip("resource", reason="this system has no limits to set")


@contextmanager
def files_limited_to(size: int | None) -> Iterator[None]:
    """No file may grow beyond a size in bytes: writing more fails as it does where the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft if size is None else size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def small_disk(folder: Path, size: str) -> None:
    """Mount a small file system in memory, or skip the test."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip(f"no small file system can be mounted here: {done.stderr.decode().strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB."""
    folder = tmp_path / "disk"
    small_disk(folder, "8m")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def unharmed(root: Path, generations: list[str], before: object) -> bool:
    """Whether an index is as it was, with nothing of a failed build left."""
    layout = IndexLayout(root)
    assert layout.leftovers() == []
    assert layout.generation_ids() == generations
    assert {path.name for path in root.iterdir()} <= {"build.lock", "current", "current.lock", "generations"}
    return answers(root) == before


@pytest.mark.parametrize(
    ("stage", "size"),
    [("model", 0), ("model", 2_000), ("read", 20_000), ("encode", 100), ("index", 0), ("index", 300), ("check", 500)],
)
def test_a_build_that_may_not_write_on_at_a_stage_is_a_clear_error(
    corpus: Path, tmp_path: Path, options: BuildOptions, stage: str, size: int
) -> None:
    root = tmp_path / "index"
    first = build([corpus], root, options).generation
    before = answers(root)
    (corpus / "new.txt").write_text("A text that makes another generation necessary. " * 400)
    live = LiveIndex(root, poll_seconds=0.01)
    with files_limited_to(None):

        def start(name: str, total: int | None) -> None:
            if name == stage:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))

        with pytest.raises(BuildError, match=r"could not be built: .*MB are free"):
            build([corpus], root, options, Progress(start=start))
        assert SearchService(live).search(SearchParameters("clubs")).index.generation == first
    live.close()
    assert unharmed(root, [first], before)
    assert build([corpus], root, options).rebuilt


def test_vectors_that_do_not_fit_on_the_disk_are_an_error(tmp_path: Path) -> None:
    """Of FAISS's own writer a file cut off at its last block would be left, and no error."""
    embeddings = np.ones((50, 32), dtype=np.float16)
    with files_limited_to(3_000), pytest.raises(OSError, match="File too large"):
        build_vectors(embeddings, {"en": np.arange(50)}, tmp_path / "vectors")


def test_a_pointer_that_cannot_be_written_stays_as_it_was(corpus: Path, tmp_path: Path, options: BuildOptions) -> None:
    root = tmp_path / "index"
    first = build([corpus], root, options).generation
    before = answers(root)
    (corpus / "new.txt").write_text("A text that makes another generation necessary.")
    (root / "current.new").mkdir()
    with pytest.raises(BuildError, match="cannot be switched"):
        build([corpus], root, options)
    (root / "current.new").rmdir()
    assert unharmed(root, [first], before)
    second = build([corpus], root, options).generation
    with files_limited_to(5), pytest.raises(BuildError, match="cannot be switched"):
        roll_back(IndexLayout(root))
    assert IndexLayout(root).current_id() == second
    assert not (root / "current.new").exists()


def test_a_full_disk_is_a_clear_error_wherever_it_fills_up(corpus: Path, disk: Path, options: BuildOptions) -> None:
    root, ballast = disk / "index", disk / "ballast"
    for number in range(40):
        (corpus / f"more-{number}.txt").write_text(f"Text number {number}. " + "It is about lakes and clubs. " * 60)
    first = build([corpus], root, options).generation
    before = answers(root)
    (corpus / "new.txt").write_text("A text that makes another generation necessary.")
    needed, room = sum(path.stat().st_size for path in root.rglob("*") if path.is_file()), shutil.disk_usage(disk).free
    reasons = set()
    for share in range(0, 92, 4):
        ballast.unlink(missing_ok=True)
        # There is room for this only if the failed build before holds none of its files open.
        ballast.write_bytes(b"x" * (room - needed * share // 100))
        with pytest.raises(BuildError, match="a full disk") as raised:
            build([corpus], root, options)
        reasons.add(type(raised.value.__cause__).__name__)
        assert unharmed(root, [first], before)
    ballast.unlink()
    assert build([corpus], root, options).rebuilt
    assert len(reasons) > 2, "the disk should have filled up in the hands of several libraries"


def test_an_index_on_a_read_only_disk_is_served_and_not_built(corpus: Path, disk: Path, options: BuildOptions) -> None:
    root = disk / "index"
    build([corpus], root, options)
    (corpus / "new.txt").write_text("A text that makes another generation necessary.")
    second = build([corpus], root, options).generation
    (corpus / "new.txt").write_text("A text that makes a third generation necessary.")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(BuildError, match="Read-only file system"):
        build([corpus], root, options)
    with pytest.raises(BuildError, match="Read-only file system"):
        roll_back(IndexLayout(root))
    live = LiveIndex(root)
    answer = SearchService(live).search(SearchParameters("clubs"))
    live.close()
    assert answer.results
    assert answer.index.generation == second


def test_a_folder_that_may_not_be_written_is_served_and_not_built(
    corpus: Path, tmp_path: Path, options: BuildOptions
) -> None:
    root = tmp_path / "index"
    first = build([corpus], root, options).generation
    (corpus / "new.txt").write_text("A text that makes another generation necessary.")
    folders = [path for path in (root, *root.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        if os.access(root, os.W_OK):
            pytest.skip("root may write into any folder")
        with pytest.raises(BuildError, match="Permission denied"):
            build([corpus], root, options)
        live = LiveIndex(root)
        assert SearchService(live).search(SearchParameters("clubs")).index.generation == first
        live.close()
    finally:
        for folder in folders:
            folder.chmod(0o755)
