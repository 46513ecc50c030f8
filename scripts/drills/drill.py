"""What drills and measurements of an index share: a corpus that changes, builds and a service as real processes.

The drills are kill_builds and load_switch; docs/robustness.md says what they prove.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tiny_encoder import write_tiny_encoder
from unescosearch.generation.layout import IndexLayout

ROOT = Path(__file__).resolve().parents[2]

# Exit code 3: done, but some files could not be read. That is the corpus's affair, not the index's.
BUILT = (0, 3)

_TEXTS = (".md", ".txt")
_CHANGED_FILES = 5


class ChangingCorpus:
    """Copies of some corpora, and beside them one document that has another id in each edition.

    Args:
        sources: the folders to copy.
        folder: where to, does not exist yet.
        seed: decides what changes.
    """

    def __init__(self, sources: Sequence[Path], folder: Path, seed: int) -> None:
        self.folders = [folder / f"{number}-{source.name}" for number, source in enumerate(sources)]
        for source, copy in zip(sources, self.folders, strict=True):
            shutil.copytree(source, copy)
        self._editions = folder / "editions"
        self._editions.mkdir()
        self.folders.append(self._editions)
        self._random = random.Random(seed)
        self._texts = sorted(path for copy in self.folders for path in copy.rglob("*") if path.suffix in _TEXTS)
        self._contents = {path: path.read_text(encoding="utf-8") for path in self._texts}
        self.edition = 0
        self.change()

    def change(self) -> None:
        """Another edition: its document takes the place of the last one's, and a few texts get another ending."""
        self.edition += 1
        for path in self._editions.iterdir():
            path.unlink()
        (self._editions / f"edition-{self.edition}.md").write_text(
            f"---\nid: edition-{self.edition}\ntitle: Edition {self.edition} of the collection\nlanguage: en\n---\n"
            f"This text says that edition {self.edition} of the collection on clubs, wetlands and towns is out.\n",
            encoding="utf-8",
        )
        for path in self._random.sample(self._texts, min(_CHANGED_FILES, len(self._texts))):
            ending = f"\n\nA remark on education, culture and heritage, made for edition {self.edition}.\n"
            path.write_text(self._contents[path] + ending, encoding="utf-8")


@dataclass(frozen=True)
class Builder:
    """How to build an index in a process of its own."""

    corpora: Sequence[Path]
    index: Path
    model: str

    def start(self, full: bool = False) -> subprocess.Popen[str]:
        """A build, running; its remarks go to nobody but its errors, which are kept."""
        folders = [part for corpus in self.corpora for part in ("--corpus", str(corpus))]
        arguments = ["build", *folders, "--index", str(self.index), "--model", self.model, *(["--full"] * full)]
        return subprocess.Popen(command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def run(self, full: bool = False) -> None:
        """A build, to its end.

        Raises:
            RuntimeError: it failed.
        """
        process = self.start(full)
        _, said = process.communicate()
        if process.returncode not in BUILT:
            raise RuntimeError(f"a build failed with exit code {process.returncode}: {said.strip()[-800:]}")


@dataclass(frozen=True)
class Service:
    """A running `unescosearch serve`."""

    url: str
    pid: int
    log: Path

    def memory_mb(self) -> tuple[float, float]:
        """Resident memory, and how much of it is the process's own and no mapped file; 0 where nobody can tell."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        except OSError:
            return 0.0, 0.0
        sizes = dict(re.findall(r"^(VmRSS|RssAnon):\s*(\d+) kB", status, re.MULTILINE))
        return int(sizes.get("VmRSS", 0)) / 1024, int(sizes.get("RssAnon", 0)) / 1024

    def generations_in_use(self) -> set[str]:
        """The generations of which the process has a file open or mapped; empty where nobody can tell."""
        process = Path(f"/proc/{self.pid}")
        try:
            names = [os.readlink(entry) for entry in (process / "fd").iterdir()]
            names += (process / "maps").read_text(encoding="utf-8").splitlines()
        except OSError:
            return set()
        found = (re.search(r"/generations/\.?[a-z]*-?(\d{8}T[\d.]+Z)/", name) for name in names)
        return {match[1] for match in found if match}


@contextmanager
def served(index: Path, log: Path) -> Iterator[Service]:
    """A service over an index, on a free port, stopped when the block ends.

    Raises:
        RuntimeError: it did not start.
    """
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            command("serve", "--index", str(index), "--port", "0"), stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            first = process.stdout.readline() if process.stdout else ""
            address = re.search(r"http://\S+", first)
            if address is None:
                raise RuntimeError(f"the service did not start: {log.read_text(encoding='utf-8')[-800:]}")
            yield Service(address[0].rstrip("/"), process.pid, log)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout:
                process.stdout.close()


def command(*arguments: str) -> list[str]:
    """The program's command line in this interpreter."""
    return [sys.executable, "-m", "unescosearch", *arguments]


def copied_index(base: Path, root: Path) -> IndexLayout:
    """An index that holds a copy of the live generation of another one."""
    live, index = IndexLayout(base).current(), IndexLayout(root)
    shutil.copytree(live.folder, index.generation(live.id).folder)
    index.switch(live.id)
    return index


def chosen_model(name: str, folder: Path) -> str:
    """What to give as --model: the name, or the tests' small encoder where it is "tiny"."""
    if name != "tiny":
        return name
    return str(write_tiny_encoder(folder / "tiny-encoder"))


def disk_bytes(folder: Path) -> int:
    """What the files below a folder hold, together."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
