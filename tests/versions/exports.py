"""What becomes of models: the graphs that are exported, as far as this program decides them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import numpy_helper

from tests.models.published import write_cross_encoder, write_model
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.encoder.description import DEFAULT_MODELS, MODEL_FILE
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.encoder.tokenizer import TOKENIZER_FILE
from unescosearch.models import e5_export, encoder_export, reranker_export
from unescosearch.models.find import ModelSource, find_model
from unescosearch.models.scale import measured_scale

# Bytes, and the order of operations, are those of the libraries that export and make weights smaller.
_PRECISIONS = ("fp32", "int8")
# The others have names that the exporter makes up.
_AXES = ("batch", "tokens")


def encoder() -> object:
    """An encoder in both precisions."""
    with tempfile.TemporaryDirectory() as name:
        source = ModelSource("tiny", write_model(Path(name) / "model", "e5"), "query: ", "passage: ", ("en",))
        made = {each: encoder_export.export(source, Path(name) / each, each) for each in _PRECISIONS}
        return [
            {**_graph(Path(name) / each), "description": repr((facts.max_tokens, facts.dimension, facts.inputs))}
            for each, facts in made.items()
        ]


def packaged() -> object:
    """The packaged encoder in 4 bits, its matrices in eight."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "int8"
        facts = e5_export.export_packaged(find_model(DEFAULT_MODELS[1]), folder)
        return {**_graph(folder), "description": repr((facts.max_tokens, facts.dimension, facts.inputs))}


def scale() -> object:
    """The scale of a small encoder that reads all languages."""
    with tempfile.TemporaryDirectory() as name:
        encoder = OnnxEncoder(write_tiny_encoder(Path(name) / "tiny", languages=()))
        return {pair: [round(end, 2) for end in ends] for pair, ends in measured_scale(encoder).pairs.items()}


def reranker() -> object:
    """A cross-encoder in both precisions."""
    with tempfile.TemporaryDirectory() as name:
        model = write_cross_encoder(Path(name) / "model")
        source = reranker_export.RerankerSource("tiny", model, "", ("en",))
        made = {each: reranker_export.export(source, Path(name) / each, each) for each in _PRECISIONS}
        return [
            {**_graph(Path(name) / each), "description": repr((facts.max_tokens, facts.inputs))}
            for each, facts in made.items()
        ]


def _graph(folder: Path) -> dict[str, Any]:
    model = onnx.load(str(folder / MODEL_FILE))
    weights = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    small = [values for values in weights.values() if values.dtype == np.int8]
    scales = [values for name, values in weights.items() if name.endswith("_scale")]
    return {
        "files": sorted(path.name for path in folder.iterdir()),
        "opset": [each.version for each in model.opset_import if not each.domain],
        "inputs": [_shape(each) for each in model.graph.input],
        "outputs": [_shape(each) for each in model.graph.output],
        "operations": sorted({node.op_type for node in model.graph.node}),
        "eight bits": sorted(values.shape for values in small),
        "largest": max((int(np.abs(values.astype(int)).max()) for values in small), default=0),
        "scales": sorted(values.shape for values in scales),
        "tokenizer": (folder / TOKENIZER_FILE).is_file(),
    }


def _shape(value: onnx.ValueInfoProto) -> tuple[str, int, list[str]]:
    kind = value.type.tensor_type
    return value.name, kind.elem_type, [each.dim_param if each.dim_param in _AXES else "" for each in kind.shape.dim]
