"""Where the files of an index lie, and which generation is live."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from unescosearch.errors import BuildError, IndexUnavailableError, NotFoundError

KEPT_GENERATIONS = 3

_UNFINISHED = ".building-"


@dataclass(frozen=True, slots=True)
class GenerationLayout:
    """The files of one generation."""

    folder: Path

    @property
    def id(self) -> str:
        """The generation's name: the UTC time of its build."""
        return self.folder.name.removeprefix(_UNFINISHED)

    @property
    def manifest(self) -> Path:
        """What the generation is made of, with the checksum of each file."""
        return self.folder / "manifest.json"

    @property
    def catalogue(self) -> Path:
        """Documents, passages, failures: plain SQLite."""
        return self.folder / "catalogue.sqlite"

    @property
    def vectors(self) -> Path:
        """The FAISS index."""
        return self.folder / "vectors.faiss"

    @property
    def embeddings(self) -> Path:
        """Float16 rows in passage order."""
        return self.folder / "embeddings.npy"

    @property
    def lexical(self) -> Path:
        """One tantivy index a language."""
        return self.folder / "lexical"

    @property
    def encoder(self) -> Path:
        """ONNX file and tokenizer."""
        return self.folder / "encoder"


@dataclass(frozen=True, slots=True)
class IndexLayout:
    """The folder of an index: its generations, the pointer to the live one, and the build's lock."""

    root: Path

    @property
    def lock(self) -> Path:
        """Held while a build runs; the system frees it when the process dies."""
        return self.root / "build.lock"

    @property
    def _pointer(self) -> Path:
        return self.root / "current"

    @property
    def _generations(self) -> Path:
        return self.root / "generations"

    def current_id(self) -> str | None:
        """The id of the live generation, or None where nothing was ever built."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None

    def current(self) -> GenerationLayout:
        """The live generation.

        Raises:
            IndexUnavailableError: there is none.
        """
        live = self.current_id()
        if live is None:
            raise IndexUnavailableError(
                f"There is no index in {self.root}. Build one with: unescosearch build --index {self.root}"
            )
        return self.generation(live)

    def generation(self, generation_id: str) -> GenerationLayout:
        """The files of a finished generation, which need not exist."""
        return GenerationLayout(self._generations / generation_id)

    def generation_ids(self) -> list[str]:
        """Finished generations, oldest first."""
        if not self._generations.is_dir():
            return []
        return sorted(entry.name for entry in self._generations.iterdir() if not entry.name.startswith("."))

    def workspace(self, generation_id: str) -> GenerationLayout:
        """A new empty folder to build a generation in, after clearing what killed builds left behind."""
        self._generations.mkdir(parents=True, exist_ok=True)
        for entry in self._generations.iterdir():
            if entry.name.startswith(_UNFINISHED):
                shutil.rmtree(entry)
        folder = self._generations / (_UNFINISHED + generation_id)
        folder.mkdir()
        return GenerationLayout(folder)

    def publish(self, workspace: GenerationLayout) -> GenerationLayout:
        """Give a built generation its final name, on disk to the last byte; it is not live yet."""
        for path in sorted(workspace.folder.rglob("*")):
            _sync(path)
        finished = self.generation(workspace.id)
        workspace.folder.rename(finished.folder)
        _sync(self._generations)
        return finished

    def switch(self, generation_id: str) -> None:
        """Make a finished generation the live one, in one atomic step.

        Raises:
            NotFoundError: there is no such generation.
        """
        if generation_id not in self.generation_ids():
            raise NotFoundError(
                f"There is no generation {generation_id} in {self.root}; there are: "
                f"{', '.join(self.generation_ids()) or 'none'}."
            )
        successor = self._pointer.with_suffix(".new")
        successor.write_text(generation_id + "\n", encoding="utf-8")
        _sync(successor)
        os.replace(successor, self._pointer)
        _sync(self.root)

    def previous_id(self) -> str:
        """The generation built before the live one.

        Raises:
            BuildError: there is none to go back to.
        """
        live = self.current_id()
        earlier = [name for name in self.generation_ids() if live is not None and name < live]
        if not earlier:
            raise BuildError(
                f"{self.root} keeps no generation older than the live one: there is nothing to go back to."
            )
        return earlier[-1]

    def prune(self, keep: int = KEPT_GENERATIONS) -> None:
        """Delete all but the newest generations; the live one is never deleted."""
        live = self.current_id()
        for name in self.generation_ids()[:-keep]:
            if name != live:
                shutil.rmtree(self.generation(name).folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
