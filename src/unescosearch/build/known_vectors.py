"""What a build can take from the generations that are there, whatever their schema: vectors and encoders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.encoder.description import DESCRIPTION_FILE, EncoderDescription
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.layout import GenerationLayout, IndexLayout
from unescosearch.generation.manifest import intact

Vector = npt.NDArray[np.float16]


def known_encoders(layout: IndexLayout) -> list[Path]:
    """The undamaged encoder folders of an index, the live generation's first."""
    return [folder for files in _generations(layout) for folder in _encoders(files) if intact(files, folder)]


def known_rerankers(layout: IndexLayout) -> list[Path]:
    """The undamaged reranker folders of an index, the live generation's first."""
    return [files.reranker for files in _generations(layout) if intact(files, files.reranker)]


class KnownVectors:
    """The vectors that an encoder has made before, in whichever generation of an index they are.

    Only the encoder decides whether a vector can be used again: a generation of another schema, splitter or analysis
    helps as well as one that is damaged elsewhere. Catalogue and embeddings are compared with their checksums before
    the first vector is taken from them.

    Args:
        layout: the index.
        encoder: whose vectors are wanted.
    """

    def __init__(self, layout: IndexLayout, encoder: EncoderDescription) -> None:
        self._sources = [
            _Source(files, folder.parent / "embeddings.npy")
            for files in _generations(layout)
            for folder in _encoders(files)
            if _identity(EncoderDescription.load(folder)) == _identity(encoder)
        ]

    def close(self) -> None:
        """Let go of the files."""
        for source in self._sources:
            source.close()

    def vectors(self, keys: list[str]) -> dict[str, Vector]:
        """The known vectors among some keys (digests of what is encoded)."""
        found: dict[str, Vector] = {}
        for source in self._sources:
            missing = [key for key in keys if key not in found]
            if missing:
                found |= source.vectors(missing)
        return found


class _Source:
    """The vectors that an encoder made in one generation; where they turn out unusable, there are none."""

    def __init__(self, files: GenerationLayout, embeddings: Path) -> None:
        self._files = files
        self._embeddings = embeddings
        self._catalogue: Catalogue | None = None
        self._vectors: Vector | None = None
        self._usable = True

    def vectors(self, keys: list[str]) -> dict[str, Vector]:
        try:
            rows = self._rows(keys) if self._usable else {}
            # Nothing has to be compared while there is nothing to take.
            if rows and self._vectors is None:
                self._vectors = self._opened()
        except (IndexUnavailableError, OSError, ValueError):
            self._usable, rows = False, {}
        found = {key: self._vectors[row] for key, row in rows.items()} if self._vectors is not None else {}
        # Of a passage that the encoder was not to read then there are only zeros.
        return {key: vector for key, vector in found.items() if vector.any()}

    def close(self) -> None:
        if self._catalogue:
            self._catalogue.close()
        self._usable = False

    def _rows(self, keys: list[str]) -> dict[str, int]:
        self._catalogue = self._catalogue or Catalogue(self._files.catalogue)
        return self._catalogue.encoded_rows(keys)

    def _opened(self) -> Vector:
        if not (intact(self._files, self._files.catalogue) and intact(self._files, self._embeddings)):
            raise IndexUnavailableError(f"The generation {self._files.folder} is damaged.")
        vectors: Vector = np.load(self._embeddings, mmap_mode="r")
        return vectors


def _generations(layout: IndexLayout) -> Iterator[GenerationLayout]:
    """The live generation, then the others, newest first."""
    try:
        live = layout.current_id()
    except IndexUnavailableError:
        live = None
    names = sorted(layout.generation_ids(), key=lambda name: (name == live, name), reverse=True)
    return (layout.generation(name) for name in names)


def _encoders(files: GenerationLayout) -> list[Path]:
    """The encoder folders of a generation, wherever its schema keeps them, whose description can be read."""
    return [path.parent for path in sorted(files.folder.rglob(DESCRIPTION_FILE)) if _readable(path.parent)]


def _readable(folder: Path) -> bool:
    try:
        EncoderDescription.load(folder)
    except IndexUnavailableError:
        return False
    return True


def _identity(encoder: EncoderDescription) -> tuple[object, ...]:
    made = (encoder.weights, encoder.export, encoder.precision, encoder.dimension)
    return (*made, encoder.max_tokens, encoder.passage_prefix)
