"""The encoders of a build: prepared in its workspace, and what each has made of the passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.build.embeddings import write_embeddings
from unescosearch.build.known_vectors import KnownVectors, known_encoders
from unescosearch.encoder.description import EncoderDescription
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.errors import MissingExtraError, UsageError
from unescosearch.generation.layout import DenseLayout, GenerationLayout, IndexLayout
from unescosearch.generation.manifest import EncoderRecord
from unescosearch.models.encoder_prepare import prepare_encoder
from unescosearch.models.find import Overrides
from unescosearch.models.packaged import packaged
from unescosearch.vectors.faiss_build import build_vectors

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Made:
    """The embeddings that an encoder made.

    Attributes:
        embeddings: shape (passages, dimension).
        rows: of each language, the passages that carry a vector, ascending.
        encoded: how many were not known before.
    """

    embeddings: npt.NDArray[np.float16]
    rows: dict[str, Rows]
    encoded: int


@dataclass(frozen=True, slots=True)
class BuildEncoder:
    """An encoder in the workspace of a build."""

    encoder: OnnxEncoder
    files: DenseLayout

    def encode(
        self, catalogue: CatalogueWriter, layout: IndexLayout, full: bool, advance: Callable[[int], None]
    ) -> Made:
        """Encode the passages that it reads; known vectors are copied unless everything is to be made anew."""
        known = None if full else KnownVectors(layout, self.encoder.description)
        try:
            return Made(*write_embeddings(catalogue, self.encoder, self.files.embeddings, known, advance))
        finally:
            if known:
                known.close()

    def record(self, made: Made) -> EncoderRecord:
        """Build the search structures over what was made, and say what they are."""
        built = build_vectors(made.embeddings, made.rows, self.files.vectors)
        facts = self.encoder.description
        return EncoderRecord(
            place=self.files.folder.name,
            model=facts.name,
            weights=facts.weights,
            dimension=facts.dimension,
            precision=facts.precision,
            vectors=sum(map(len, made.rows.values())),
            vector_index=built.kind,
            vector_recall=built.recall,
        )


@dataclass(frozen=True, slots=True)
class BuildEncoders:
    """The encoders of a build, the one that is asked first in front; passages are cut to the measure of that one.

    Attributes:
        notes: what the user should know of encoders that could not be had.
    """

    parts: tuple[BuildEncoder, ...]
    notes: tuple[str, ...] = ()

    @property
    def first(self) -> OnnxEncoder:
        """The encoder by whose tokens passages are measured."""
        return self.parts[0].encoder

    @property
    def descriptions(self) -> tuple[EncoderDescription, ...]:
        """The facts of each."""
        return tuple(part.encoder.description for part in self.parts)

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that one of them names."""
        return tuple(dict.fromkeys(each for facts in self.descriptions for each in facts.languages))

    def limit(self, tokens: int) -> int:
        """Most tokens of a passage: so many that each of them can take it."""
        return min(tokens, *(part.encoder.room for part in self.parts))


def prepare_encoders(
    models: Sequence[str], precision: str, overrides: Overrides, workspace: GenerationLayout, layout: IndexLayout | None
) -> BuildEncoders:
    """Prepare the encoders of some models.

    Args:
        models: names or folders, the one that is asked first in front.
        precision: "int8" or "fp32".
        overrides: what the user says of the model in place of its own files.
        workspace: where to put them.
        layout: the index whose encoders may be copied, or None.

    Raises:
        UsageError: something is said of a model, and there are several.
        MissingExtraError: none of them can be had without another package.
        ModelError: a model cannot be had, or not be exported.
    """
    if len(models) > 1 and overrides.given():
        raise UsageError("Prefixes and languages can be set for one model only: name it with --model.")
    have = known_encoders(layout) if layout else []
    parts, notes = list[BuildEncoder](), list[str]()
    for number, model in enumerate(models, 1):
        files = workspace.dense_part(_place(model, [part.files for part in parts]))
        try:
            prepare_encoder(model, precision, files.encoder, have, overrides)
        except MissingExtraError as error:
            if packaged(model) is None or (number == len(models) and not parts):
                raise
            notes.append(f"The model {model} is left out: {error}")
            continue
        parts.append(BuildEncoder(OnnxEncoder(files.encoder), files))
    return BuildEncoders(tuple(parts), tuple(notes))


def _place(model: str, taken: Sequence[DenseLayout]) -> str:
    """The name of a model's folder."""
    name = re.sub(r"[^\w.-]+", "-", Path(model).name) or "encoder"
    return name if name not in {files.folder.name for files in taken} else f"{name}-{len(taken) + 1}"
