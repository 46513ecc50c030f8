"""Puts a reranker into a folder: exported from a cross-encoder, or copied from an index that has it already."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from unescosearch.errors import ModelError
from unescosearch.models.find import stated_languages, weights_digest
from unescosearch.models.hub import model_folder
from unescosearch.models.reranker_export import EXPORT_VERSION, RerankerSource, export
from unescosearch.reranker.description import RERANKER_FILE, RerankerDescription

_CONFIGURATION = "config.json"


def prepare_reranker(model: str, precision: str, folder: Path, previous: Sequence[Path]) -> RerankerDescription:
    """Fill a new folder with a cross-encoder's reranker.

    Args:
        model: name or folder of a sentence-transformers CrossEncoder, or the reranker folder of another index.
        precision: "int8" or "fp32".
        folder: does not exist yet.
        previous: reranker folders, of which one made from the same model is copied: no PyTorch is loaded then.

    Raises:
        ModelError: there is no such model, it is no cross-encoder, or it cannot be exported.
    """
    if (Path(model) / RERANKER_FILE).is_file():
        shutil.copytree(model, folder)
        return RerankerDescription.load(folder)
    source = find_reranker(model)
    wanted = (source.name, source.weights, source.languages, precision, EXPORT_VERSION)
    for other in previous:
        have = RerankerDescription.load(other)
        if (have.name, have.weights, have.languages, have.precision, have.export) == wanted:
            shutil.copytree(other, folder)
            return have
    return export(source, folder, precision)


def find_reranker(name_or_path: str) -> RerankerSource:
    """Where a cross-encoder's files are, and what its card says that it reads.

    Raises:
        ModelError: there is no such model, or its folder is no cross-encoder.
    """
    folder = model_folder(name_or_path, _CONFIGURATION)
    if not _is_cross_encoder(folder):
        # sentence-transformers would put untrained layers on top of any model.
        raise ModelError(
            f"{name_or_path} ({folder}) is no cross-encoder: its config.json names no architecture for sequence "
            "classification. Name a sentence-transformers CrossEncoder; docs/models.md lists some."
        )
    return RerankerSource(name_or_path, folder, weights_digest(folder), stated_languages(folder))


def _is_cross_encoder(folder: Path) -> bool:
    path = folder / _CONFIGURATION
    try:
        architectures = json.loads(path.read_text(encoding="utf-8")).get("architectures") or []
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"{path} cannot be read ({error}). Download the model anew.") from error
    return any(str(name).endswith("ForSequenceClassification") for name in architectures)
