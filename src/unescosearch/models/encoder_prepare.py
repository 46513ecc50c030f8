"""Puts an encoder into a folder: exported from the model, or copied from an index that has it already."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from unescosearch.encoder.description import DESCRIPTION_FILE, EncoderDescription
from unescosearch.models.encoder_export import EXPORT_VERSION, export
from unescosearch.models.find import ModelSource, Overrides, find_model, weights_digest


def prepare_encoder(
    model: str, precision: str, folder: Path, previous: Sequence[Path], overrides: Overrides | None = None
) -> EncoderDescription:
    """Fill a new folder with a model's encoder.

    Args:
        model: name or folder of a sentence-transformers model, or the encoder folder of another index.
        precision: "int8" or "fp32".
        folder: does not exist yet.
        previous: encoder folders, of which one made from the same weights is copied: no PyTorch is loaded then.
        overrides: what the user says of the model in place of its own files.
    """
    exported = Path(model)
    if (exported / DESCRIPTION_FILE).is_file():
        shutil.copytree(exported, folder)
        given = overrides.given() if overrides else {}
        description = replace(EncoderDescription.load(folder), **given)  # type: ignore[arg-type]
        description.save(folder)
        return description
    source = find_model(model, overrides)
    weights = weights_digest(source.folder) if previous else ""
    for other in previous:
        have = EncoderDescription.load(other)
        if have.weights == weights and _is_made_from(have, source, precision):
            shutil.copytree(other, folder)
            return have
    return export(source, folder, precision)


def _is_made_from(have: EncoderDescription, source: ModelSource, precision: str) -> bool:
    stated = (source.name, source.query_prefix, source.passage_prefix, source.languages, precision, EXPORT_VERSION)
    kept = (have.name, have.query_prefix, have.passage_prefix, have.languages, have.precision, have.export)
    return kept == stated
