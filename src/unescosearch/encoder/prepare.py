"""Puts an encoder into a folder: exported from the model, or copied from an index that has it already."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from unescosearch.encoder.description import DESCRIPTION_FILE, EncoderDescription
from unescosearch.encoder.export import EXPORT_VERSION, export, weights_folder
from unescosearch.encoder.models import find_model, weights_digest


def prepare_encoder(model: str, precision: str, folder: Path, previous: Sequence[Path]) -> EncoderDescription:
    """Fill a new folder with a model's encoder.

    Args:
        model: name or folder of a sentence-transformers model, or the encoder folder of another index.
        precision: "int8" or "fp32".
        folder: does not exist yet.
        previous: encoder folders, of which one made from the same weights is copied: no PyTorch is loaded then.
    """
    exported = Path(model)
    if (exported / DESCRIPTION_FILE).is_file():
        shutil.copytree(exported, folder)
        return EncoderDescription.load(folder)
    source = find_model(model)
    if previous:
        files = weights_folder(source)
        weights = weights_digest(files) if files else None
        wanted = (source.name, source.languages, precision, weights, EXPORT_VERSION)
        for other in previous:
            have = EncoderDescription.load(other)
            if (have.name, have.languages, have.precision, have.weights, have.export) == wanted:
                shutil.copytree(other, folder)
                return have
    return export(source, folder, precision)
