"""Where the files of an index lie, and which generation is live."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from unescosearch.errors import BuildError, IndexUnavailableError, NotFoundError

_UNFINISHED, _DISCARDED = ".building-", ".discarded-"
_ID_FORMAT = "%Y%m%dT%H%M%S.%fZ"
_POINTER_SECONDS = 30


@dataclass(frozen=True, slots=True)
class DenseLayout:
    """The files of one encoder of a generation."""

    folder: Path

    @property
    def encoder(self) -> Path:
        """ONNX file and tokenizer."""
        return self.folder / "encoder"

    @property
    def embeddings(self) -> Path:
        """Float16 rows in passage order; zeros for what the encoder does not read."""
        return self.folder / "embeddings.npy"

    @property
    def vectors(self) -> Path:
        """The search structures, one a language."""
        return self.folder / "vectors"


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
    def seal(self) -> Path:
        """The manifest's own checksum, as sha256sum writes and reads it."""
        return self.folder / "manifest.sha256"

    @property
    def catalogue(self) -> Path:
        """Documents, passages, failures: plain SQLite."""
        return self.folder / "catalogue.sqlite"

    @property
    def dense(self) -> Path:
        """A folder for each encoder, with its vectors."""
        return self.folder / "dense"

    def dense_part(self, place: str) -> DenseLayout:
        """The files of one encoder, by the name of its folder."""
        return DenseLayout(self.dense / place)

    @property
    def lexical(self) -> Path:
        """One tantivy index a language."""
        return self.folder / "lexical"

    @property
    def lexicon(self) -> Path:
        """What words and names mean in other languages: plain SQLite."""
        return self.folder / "lexicon.sqlite"

    @property
    def reranker(self) -> Path:
        """ONNX file and tokenizer of the reranker; not there where none was asked for."""
        return self.folder / "reranker"


@dataclass(frozen=True, slots=True)
class IndexLayout:
    """The folder of an index: its generations, the pointer to the live one, and the build's lock."""

    root: Path

    @property
    def lock(self) -> Path:
        """Held while a build runs; the system frees it when the process dies."""
        return self.root / "build.lock"

    @property
    def pointer_lock(self) -> Path:
        """Held for the moment in which the pointer is switched or generations are given up; freed like the other."""
        return self.root / "current.lock"

    @property
    def _pointer(self) -> Path:
        return self.root / "current"

    @property
    def _generations(self) -> Path:
        return self.root / "generations"

    def current_id(self) -> str | None:
        """The id of the live generation, or None where nothing was ever built.

        Raises:
            IndexUnavailableError: the pointer to it is there and cannot be read.
        """
        try:
            return self._pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise IndexUnavailableError(
                f"{self._pointer}, which names the live generation, cannot be read ({error}). Let the user who runs "
                "this read it, or write it anew with: unescosearch rollback"
            ) from error

    def current(self) -> GenerationLayout:
        """The live generation.

        Raises:
            IndexUnavailableError: there is none, or the pointer to it cannot be read.
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
        entries = self._generations.iterdir()
        return sorted(entry.name for entry in entries if not entry.name.startswith(".") and entry.is_dir())

    def leftovers(self) -> list[Path]:
        """What builds did not finish to write or to delete, oldest first; where none is running, killed builds did."""
        if not self._generations.is_dir():
            return []
        return sorted(
            entry for entry in self._generations.iterdir() if entry.name.startswith((_UNFINISHED, _DISCARDED))
        )

    def next_id(self) -> str:
        """A name for a new generation: the UTC time, or what follows the newest where the clock was put back."""
        now = datetime.now(UTC)
        for name in self.generation_ids()[-1:]:
            try:
                newest = datetime.strptime(name, _ID_FORMAT).replace(tzinfo=UTC)
            except ValueError:
                continue
            now = max(now, newest + timedelta(microseconds=1))
        return now.strftime(_ID_FORMAT)

    def workspace(self, generation_id: str) -> GenerationLayout:
        """A new empty folder to build a generation in, after clearing what killed builds left behind."""
        self._generations.mkdir(parents=True, exist_ok=True)
        for entry in self.leftovers():
            shutil.rmtree(entry)
        folder = self._generations / (_UNFINISHED + generation_id)
        folder.mkdir()
        return GenerationLayout(folder)

    def publish(self, workspace: GenerationLayout) -> GenerationLayout:
        """Give a built generation its final name, on disk to the last byte; it is not live yet."""
        for path in (*sorted(workspace.folder.rglob("*")), workspace.folder):
            _sync(path)
        finished = self.generation(workspace.id)
        workspace.folder.rename(finished.folder)
        _sync(self._generations)
        return finished

    def switch(self, generation_id: str) -> None:
        """Make a finished generation the live one, in one atomic step.

        Raises:
            NotFoundError: there is no such generation.
            BuildError: the folder cannot be written.
        """
        with self._pointer_held():
            if generation_id not in self.generation_ids():
                raise NotFoundError(
                    f"There is no generation {generation_id} in {self.root}; there are: "
                    f"{', '.join(self.generation_ids()) or 'none'}."
                )
            successor = self._pointer.with_suffix(".new")
            try:
                successor.write_text(generation_id + "\n", encoding="utf-8")
                _sync(successor)
                os.replace(successor, self._pointer)
            finally:
                successor.unlink(missing_ok=True)
            _sync(self.root)

    def discard(self, *generation_ids: str) -> None:
        """Delete finished generations; the live one is never deleted.

        Raises:
            IndexUnavailableError: the pointer cannot be read, so that nobody knows which one is live.
            BuildError: the folder cannot be written.
        """
        with self._pointer_held():
            self._put_aside(generation_ids)
        self._clear_discarded()

    def _put_aside(self, ids: Sequence[str]) -> None:
        """Take generations out of sight, each in one step, so that a half deleted one never stands under its name."""
        live = self.current_id()
        for name in ids:
            folder = self.generation(name).folder
            if name != live and folder.is_dir():
                folder.rename(self._generations / (_DISCARDED + name))

    def _clear_discarded(self) -> None:
        # What resists is out of sight; the next build tries again and says why.
        for entry in self.leftovers():
            if entry.name.startswith(_DISCARDED):
                shutil.rmtree(entry, ignore_errors=True)

    @contextmanager
    def _pointer_held(self) -> Iterator[None]:
        """Keep a rollback from choosing the generation that a build is about to give up, and the other way round."""
        try:
            with FileLock(self.pointer_lock, timeout=_POINTER_SECONDS):
                yield
        except OSError as error:
            raise BuildError(
                f"The generations in {self.root} cannot be switched or given up ({error}). Mend the cause (a full "
                "disk, a folder that cannot be written) and try again."
            ) from error


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
