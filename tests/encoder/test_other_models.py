"""Other models than the default one: other architectures, poolings and prefixes go through the same export."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast, XLMRobertaConfig, XLMRobertaModel

from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.encoder.prepare import prepare_encoder

TEXTS = ["a lake in the steppe", "озеро в степи", "b", "lake " * 100]
SIZE = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
LONGEST = 40


def write_model(folder: Path, family: str, pooling: str, normalise: bool) -> Path:
    """A tiny model with random weights, in the file layout of a downloaded one."""
    torch.manual_seed(3)
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(
        models.BPE({token: n for n, token in enumerate([*special, *alphabet])}, [], unk_token="<unk>")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    names = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "cls_token": "<s>"}
    parts = folder / "parts"
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=LONGEST, **names).save_pretrained(parts)
    words = len(special) + len(alphabet)
    if family == "bert":
        BertModel(BertConfig(vocab_size=words, max_position_embeddings=64, pad_token_id=1, **SIZE)).save_pretrained(
            parts
        )
    else:
        config = XLMRobertaConfig(vocab_size=words, max_position_embeddings=66, pad_token_id=1, **SIZE)
        XLMRobertaModel(config).save_pretrained(parts)
    body = Transformer(str(parts), max_seq_length=LONGEST)
    modules = [body, Pooling(SIZE["hidden_size"], pooling_mode=pooling), *([Normalize()] if normalise else [])]
    SentenceTransformer(modules=modules, device="cpu").save_pretrained(str(folder / "model"))
    return folder / "model"


@pytest.mark.parametrize(
    ("family", "pooling", "normalise"),
    [("bert", "cls", False), ("bert", "mean", True), ("xlm-roberta", "mean", True), ("xlm-roberta", "max", False)],
)
def test_vectors_equal_those_of_sentence_transformers(
    tmp_path: Path, family: str, pooling: str, normalise: bool
) -> None:
    folder = write_model(tmp_path, family, pooling, normalise)
    description = prepare_encoder(str(folder), "fp32", tmp_path / "encoder", [])
    assert (description.dimension, description.max_tokens) == (SIZE["hidden_size"], LONGEST)
    encoder = OnnxEncoder(tmp_path / "encoder")
    expected = SentenceTransformer(str(folder), device="cpu").encode(TEXTS, normalize_embeddings=True)
    np.testing.assert_allclose(list(encoder.encode_passages(TEXTS)), expected, atol=1e-5)
    np.testing.assert_allclose([encoder.encode_query(text) for text in TEXTS], expected, atol=1e-5)


def test_the_e5_family_gets_its_prefixes(tmp_path: Path) -> None:
    folder = write_model(tmp_path, "xlm-roberta", "mean", True).rename(tmp_path / "multilingual-e5-small")
    prepare_encoder(str(folder), "fp32", tmp_path / "encoder", [])
    encoder, model = OnnxEncoder(tmp_path / "encoder"), SentenceTransformer(str(folder), device="cpu")
    for text in TEXTS:
        np.testing.assert_allclose(encoder.encode_query(text), model.encode("query: " + text), atol=1e-5)
        passage = next(iter(encoder.encode_passages([text])))
        np.testing.assert_allclose(passage, model.encode("passage: " + text), atol=1e-5)


def test_prompts_of_a_model_are_used(tmp_path: Path) -> None:
    folder = write_model(tmp_path, "bert", "mean", True)
    model = SentenceTransformer(str(folder), device="cpu", prompts={"query": "ask: ", "document": "text: "})
    model.save_pretrained(str(tmp_path / "prompted"))
    description = prepare_encoder(str(tmp_path / "prompted"), "fp32", tmp_path / "encoder", [])
    assert (description.query_prefix, description.passage_prefix) == ("ask: ", "text: ")
    query = OnnxEncoder(tmp_path / "encoder").encode_query("lake")
    np.testing.assert_allclose(query, model.encode_query("lake"), atol=1e-5)


def test_an_encoder_made_before_is_copied_instead_of_exported_again(tmp_path: Path) -> None:
    folder = write_model(tmp_path, "bert", "mean", True)
    first = prepare_encoder(str(folder), "fp32", tmp_path / "one", [])
    (tmp_path / "one" / "mark").write_text("the copy has this too")
    assert prepare_encoder(str(folder), "fp32", tmp_path / "two", [tmp_path / "one"]) == first
    assert (tmp_path / "two" / "mark").exists()
    prepare_encoder(str(folder), "int8", tmp_path / "three", [tmp_path / "one"])
    assert not (tmp_path / "three" / "mark").exists()
