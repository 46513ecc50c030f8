"""Exports a sentence-transformers model, pooling and normalisation included, to one ONNX file."""

from __future__ import annotations

import logging
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unescosearch.encoder.description import MODEL_FILE, TOKENIZER_FILE, EncoderDescription
from unescosearch.encoder.models import ModelSource, weights_digest
from unescosearch.errors import MissingExtraError, ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Raise it when the same weights come out otherwise: indexes are then encoded anew.
EXPORT_VERSION = 1

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_EXAMPLE = ["one sentence", "another, somewhat longer sentence"]
_OPSET = 17


def export(source: ModelSource, folder: Path, precision: str = "int8") -> EncoderDescription:
    """Export a model into an empty or new folder, which then is all that encoding needs.

    The TorchScript exporter is used: the newer one wrote a file that ONNX Runtime refuses. With int8 the weights
    are quantised per channel; per tensor would cost much of the vectors' likeness (docs/decisions.md).

    Raises:
        MissingExtraError: sentence-transformers is not installed.
        ModelError: the model cannot be loaded.
    """
    model = _load(source)
    folder.mkdir(parents=True, exist_ok=True)
    inputs = _write_onnx(model, folder / MODEL_FILE, precision)
    model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER_FILE))
    description = EncoderDescription(
        name=source.name,
        weights=_digest(source),
        dimension=int(model.get_embedding_dimension() or 0),
        max_tokens=int(model.max_seq_length or 512),
        query_prefix=source.query_prefix or str((model.prompts or {}).get("query") or ""),
        passage_prefix=source.passage_prefix or str((model.prompts or {}).get("document") or ""),
        languages=source.languages,
        precision=precision,
        inputs=inputs,
        export=EXPORT_VERSION,
    )
    description.save(folder)
    return description


def _digest(source: ModelSource) -> str:
    folder = weights_folder(source)
    if folder is None:
        raise ModelError(
            f"The weights of {source.name} are not on this machine after loading it. Give its folder instead."
        )
    return weights_digest(folder)


def _load(source: ModelSource) -> SentenceTransformer:
    logging.getLogger("transformers").setLevel(logging.ERROR)
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging
    except ImportError as error:
        raise MissingExtraError("Building an index", "build") from error
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        # The fused attention kernels have no ONNX counterpart.
        model = SentenceTransformer(source.location, device="cpu", model_kwargs={"attn_implementation": "eager"})
    except (OSError, ValueError, RuntimeError) as error:
        raise ModelError(
            f"The model {source.name} cannot be loaded ({error}). Give --model the folder of a sentence-transformers "
            "model, or a name that the hub knows while the machine has internet access."
        ) from error
    return model.eval()


def _write_onnx(model: SentenceTransformer, path: Path, precision: str) -> tuple[str, ...]:
    import torch

    class Pipeline(torch.nn.Module):
        """The whole model as a function of tensors, which is what the exporter can trace."""

        def __init__(self, names: tuple[str, ...]) -> None:
            super().__init__()
            self.model, self.names = model, names

        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            """Sentence embeddings, one row a text."""
            output: torch.Tensor = self.model(dict(zip(self.names, tensors, strict=True)))["sentence_embedding"]
            return output

    features: dict[str, Any] = model.preprocess(_EXAMPLE)
    names = tuple(name for name in _INPUTS if name in features)
    axes: dict[str, dict[int, str]] = {name: {0: "batch", 1: "tokens"} for name in names}
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full = Path(scratch) / MODEL_FILE
        torch.onnx.export(
            Pipeline(names),
            tuple(features[name] for name in names),
            str(full),
            input_names=list(names),
            output_names=["embedding"],
            dynamic_axes={**axes, "embedding": {0: "batch"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        if precision == "int8":
            _quantise(full, path)
        else:
            shutil.move(full, path)
    return names


def _quantise(full: Path, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it recommends a preparation step that changes nothing here
    try:
        # Seven bits: with eight, the sums overflow on processors without VNNI and the vectors would be others there.
        quantize_dynamic(str(full), str(path), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    finally:
        root.setLevel(level)


def weights_folder(source: ModelSource) -> Path | None:
    """Where a model's weights lie on this machine, or None while the hub has not been asked for them."""
    folder = Path(source.location)
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(source.location, local_files_only=True))
    except LocalEntryNotFoundError:
        return None
