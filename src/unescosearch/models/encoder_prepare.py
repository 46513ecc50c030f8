"""Puts an encoder into a folder: exported from the model, or copied from an index that has it already."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from unescosearch.encoder.description import DESCRIPTION_FILE, EncoderDescription
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.models import e5_export, encoder_export
from unescosearch.models.find import ModelSource, Overrides, find_model, weights_digest
from unescosearch.models.scale import measured_by, measured_scale


def prepare_encoder(
    model: str, precision: str, folder: Path, previous: Sequence[Path], overrides: Overrides | None = None
) -> EncoderDescription:
    """Fill a new folder with a model's encoder, the scale of its cosines measured.

    Args:
        model: name or folder of a sentence-transformers model, or the encoder folder of another index.
        precision: "int8" or "fp32".
        folder: does not exist yet.
        previous: encoder folders, of which one made from the same weights is copied: no PyTorch is loaded then.
        overrides: what the user says of the model in place of its own files.
    """
    description = _filled(model, precision, folder, previous, overrides or Overrides())
    if description.scale.sample != measured_by():
        description = replace(description, scale=measured_scale(OnnxEncoder(folder)))
        description.save(folder)
    return description


def _filled(
    model: str, precision: str, folder: Path, previous: Sequence[Path], overrides: Overrides
) -> EncoderDescription:
    exported = Path(model)
    if (exported / DESCRIPTION_FILE).is_file():
        shutil.copytree(exported, folder)
        description = replace(EncoderDescription.load(folder), **overrides.given())  # type: ignore[arg-type]
        description.save(folder)
        return description
    source = find_model(model, overrides)
    weights = weights_digest(source.folder) if previous else ""
    for other in previous:
        have = EncoderDescription.load(other)
        if have.weights == weights and _is_made_from(have, source, precision):
            shutil.copytree(other, folder)
            return have
    folder.parent.mkdir(parents=True, exist_ok=True)
    if source.folder.is_file():
        return e5_export.export_packaged(source, folder, precision)
    return encoder_export.export(source, folder, precision)


def _is_made_from(have: EncoderDescription, source: ModelSource, precision: str) -> bool:
    version = e5_export.EXPORT_VERSION if source.folder.is_file() else encoder_export.EXPORT_VERSION
    stated = (source.name, source.query_prefix, source.passage_prefix, source.languages, precision, version)
    kept = (have.name, have.query_prefix, have.passage_prefix, have.languages, have.precision, have.export)
    return kept == stated
