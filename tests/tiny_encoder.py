"""A real encoder folder of a few kilobytes: bytes as tokens, fixed random vectors, their normalised mean."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from unescosearch.encoder.description import MODEL_FILE, EncoderDescription
from unescosearch.encoder.scale import Scale
from unescosearch.encoder.tokenizer import TOKENIZER_FILE
from unescosearch.models.scale import measured_by

DIMENSION = 32
MAX_TOKENS = 512


def write_tiny_encoder(folder: Path, languages: tuple[str, ...] = ("en",), seed: int = 7) -> Path:
    """Write an encoder that needs no training, no PyTorch and no download; texts of like letters are alike."""
    folder.mkdir(parents=True)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.save(str(folder / TOKENIZER_FILE))
    onnx.save(_graph(len(alphabet), seed), str(folder / MODEL_FILE))
    EncoderDescription(
        name="tiny",
        weights=f"tiny-{seed}",
        dimension=DIMENSION,
        max_tokens=MAX_TOKENS,
        query_prefix="",
        passage_prefix="",
        languages=languages,
        precision="fp32",
        inputs=("input_ids",),
        # It cannot tell an answer from another text: its cosines are taken as they are.
        scale=Scale(sample=measured_by()),
    ).save(folder)
    return folder


def _graph(tokens: int, seed: int) -> onnx.ModelProto:
    table = np.random.default_rng(seed).normal(size=(tokens, DIMENSION)).astype(np.float32)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["vectors"]),
        helper.make_node("ReduceMean", ["vectors"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("LpNormalization", ["mean"], ["embedding"], axis=1, p=2),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["batch", DIMENSION])],
        [numpy_helper.from_array(table, "table")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
