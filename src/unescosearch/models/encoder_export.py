"""Exports a sentence-transformers model, pooling and normalisation included, to one ONNX file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from unescosearch.encoder.description import MODEL_FILE, EncoderDescription
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.encoder.tokenizer import TOKENIZER_FILE
from unescosearch.errors import ModelError
from unescosearch.models.find import ModelSource, weights_digest
from unescosearch.models.tracing import INPUTS, loaded, quantise, save_tokenizer, trace

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

# Raise it when the same weights come out otherwise: indexes are then encoded anew.
EXPORT_VERSION = 1

_EXAMPLE = ["one sentence", "another, somewhat longer sentence"]
# The last is longer than most models take: they must cut it where sentence-transformers does.
_TRIED = ["what is it?", "Une phrase, 26 mots. Ещё одна. 一句话。", "letters and numbers (1945) " * 150]
_LEAST_LIKENESS = 0.9999
# Longer inputs have no use, for no passage is longer; models without a limit state absurd ones.
_MOST_TOKENS = 8192


def export(source: ModelSource, folder: Path, precision: str = "int8") -> EncoderDescription:
    """Export a model into an empty or new folder, which then is all that encoding needs.

    The exported model must give the vectors that sentence-transformers gives, on a few texts, before its weights are
    made smaller. With int8 they are quantised per channel; per tensor would cost much of the vectors' likeness
    (docs/decisions.md).

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        ModelError: the model cannot be loaded, or not be exported so that its vectors stay the same.
    """
    model = _load(source)
    folder.mkdir(parents=True, exist_ok=True)
    dimension = int(model.get_embedding_dimension() or 0)
    description = EncoderDescription(
        name=source.name,
        weights=weights_digest(source.folder),
        dimension=dimension,
        max_tokens=min(int(model.max_seq_length or 512), _MOST_TOKENS),
        query_prefix=source.query_prefix,
        passage_prefix=source.passage_prefix,
        languages=source.languages,
        precision="fp32",
        inputs=_write_onnx(source.name, model, folder, dimension),
        export=EXPORT_VERSION,
    )
    save_tokenizer(source.name, model.tokenizer, folder / TOKENIZER_FILE)
    description.save(folder)
    _check_vectors(model, folder)
    if precision == "int8":
        quantise(folder / MODEL_FILE)
        description = replace(description, precision=precision)
        description.save(folder)
    return description


def _load(source: ModelSource) -> SentenceTransformer:
    with loaded(source.name):
        from sentence_transformers import SentenceTransformer

        # The fused attention kernels have no ONNX counterpart.
        return SentenceTransformer(
            str(source.folder), device="cpu", local_files_only=True, model_kwargs={"attn_implementation": "eager"}
        ).eval()


def _write_onnx(name: str, model: SentenceTransformer, folder: Path, dimension: int) -> tuple[str, ...]:
    features: dict[str, Any] = model.preprocess(_EXAMPLE)
    names = tuple(given for given in INPUTS if given in features)

    def vectors(*tensors: torch.Tensor) -> torch.Tensor:
        output: torch.Tensor = model(dict(zip(names, tensors, strict=True)))["sentence_embedding"]
        return output[:, :dimension]  # some models state that only the first dimensions count

    trace(name, model, vectors, {given: features[given] for given in names}, "embedding", folder / MODEL_FILE)
    return names


def _check_vectors(model: SentenceTransformer, folder: Path) -> None:
    encoder = OnnxEncoder(folder, threads=1)
    facts = encoder.description
    wanted = [model.encode(_TRIED, prompt=prefix) for prefix in (facts.query_prefix, facts.passage_prefix)]
    found = [[encoder.encode_query(text) for text in _TRIED], list(encoder.encode_passages(_TRIED))]
    lengths = np.linalg.norm(wanted, axis=-1)
    likeness = (np.asarray(wanted) * np.asarray(found)).sum(axis=-1) / np.maximum(lengths, 1e-12)
    if not (likeness > _LEAST_LIKENESS).all():
        raise ModelError(
            f"The model {facts.name} cannot be used: exported to ONNX, its vectors have a cosine of only "
            f"{likeness.min():.4f} to those of sentence-transformers. Name another model; docs/models.md lists some."
        )
