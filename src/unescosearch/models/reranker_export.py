"""Exports a sentence-transformers CrossEncoder to one ONNX file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from unescosearch.encoder.description import MODEL_FILE
from unescosearch.encoder.tokenizer import TOKENIZER_FILE
from unescosearch.errors import ModelError
from unescosearch.models.tracing import INPUTS, loaded, quantise, save_tokenizer, trace
from unescosearch.reranker.description import RerankerDescription
from unescosearch.reranker.onnx import OnnxReranker

if TYPE_CHECKING:
    import torch
    from sentence_transformers import CrossEncoder

# Raise it when the same weights come out otherwise: indexes then get the new export.
EXPORT_VERSION = 1

# The last is longer than most models take: they must cut it where sentence-transformers does.
_TRIED = [("what is it?", "a lake"), ("Une phrase. 一句话。", "Ещё одна, 26."), ("numbers", "letters (1945) " * 150)]
_LARGEST_DIFFERENCE = 1e-3
# Longer inputs have no use, for no passage is longer; models without a limit state absurd ones.
_MOST_TOKENS = 8192


@dataclass(frozen=True, slots=True)
class RerankerSource:
    """A cross-encoder: its name, its files, the SHA-256 of its weights, and the languages it reads (empty: all)."""

    name: str
    folder: Path
    weights: str
    languages: tuple[str, ...] = ()


def export(source: RerankerSource, folder: Path, precision: str = "int8") -> RerankerDescription:
    """Export a cross-encoder into an empty or new folder, which then is all that reranking needs.

    Its scores before the last squashing are kept: the order is the same, and they do not crowd at 0 and 1. They must
    be those that sentence-transformers gives, on a few pairs, before the weights are made smaller.

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        ModelError: the model cannot be loaded, gives more than one score, or cannot be exported.
    """
    model = _load(source)
    folder.mkdir(parents=True, exist_ok=True)
    description = RerankerDescription(
        name=source.name,
        weights=source.weights,
        max_tokens=min(int(model.max_seq_length or 512), _MOST_TOKENS),
        languages=source.languages,
        precision="fp32",
        inputs=_write_onnx(source.name, model, folder),
        export=EXPORT_VERSION,
    )
    save_tokenizer(source.name, model.tokenizer, folder / TOKENIZER_FILE)
    description.save(folder)
    _check_scores(model, folder)
    if precision == "int8":
        quantise(folder / MODEL_FILE)
        description = replace(description, precision=precision)
        description.save(folder)
    return description


def _load(source: RerankerSource) -> CrossEncoder:
    with loaded(source.name):
        from sentence_transformers import CrossEncoder

        # The fused attention kernels have no ONNX counterpart.
        model: CrossEncoder = CrossEncoder(
            str(source.folder), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
        ).eval()
    if model.num_labels != 1:
        raise ModelError(
            f"The cross-encoder {source.name} cannot rerank: it gives {model.num_labels} scores for a pair, and one "
            "is needed. Name a model that was trained for ranking; docs/models.md lists some."
        )
    return model


def _write_onnx(name: str, model: CrossEncoder, folder: Path) -> tuple[str, ...]:
    features: dict[str, Any] = model.preprocess(_TRIED[:2])
    names = tuple(given for given in INPUTS if given in features)

    def scores(*tensors: torch.Tensor) -> torch.Tensor:
        output: torch.Tensor = model(dict(zip(names, tensors, strict=True)))["scores"]
        return output

    trace(name, model, scores, {given: features[given] for given in names}, "score", folder / MODEL_FILE)
    return names


def _check_scores(model: CrossEncoder, folder: Path) -> None:
    import torch

    reranker = OnnxReranker(folder, threads=1)
    wanted = model.predict(_TRIED, activation_fn=torch.nn.Identity())
    found = [reranker.scores(query, [text])[0] for query, text in _TRIED]
    differences = np.abs(np.asarray(found) - wanted) / np.maximum(np.abs(wanted), 1.0)
    if not (differences < _LARGEST_DIFFERENCE).all():
        raise ModelError(
            f"The cross-encoder {reranker.description.name} cannot be used: exported to ONNX, its scores differ by "
            f"{differences.max():.4f} from those of sentence-transformers. Name another; docs/models.md lists some."
        )
