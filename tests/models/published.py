"""Tiny models with random weights, in the file layouts of models that are published.

`e5`: intfloat/multilingual-e5-small, a BERT body with the tokenizer of XLM-R, mean of the tokens.
`bge`: BAAI/bge-m3, an XLM-R body, first token.
`labse`: sentence-transformers/LaBSE, BERT with WordPiece, first token, a dense layer of another width.
`roberta`: all-distilroberta-v1 and its like, byte pairs, maximum.
`decoder`: Qwen3-Embedding and its like, last token, its prompt in its files.

And cross-encoders: `minilm` (cross-encoder/ms-marco-MiniLM-L6-v2), `bge-reranker` (BAAI/bge-reranker-v2-m3) and
`roberta`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Dense, Normalize, Pooling, Transformer
from tokenizers import pre_tokenizers
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertModel,
    BertTokenizer,
    Qwen3Config,
    Qwen3Model,
    RobertaConfig,
    RobertaForSequenceClassification,
    RobertaModel,
    RobertaTokenizer,
    XLMRobertaConfig,
    XLMRobertaForSequenceClassification,
    XLMRobertaModel,
    XLMRobertaTokenizer,
)

TEXTS = ["a lake in the steppe", "озеро в степи", "草原上的湖", "b", "", "lake " * 100]
WIDTH = 16
LONGEST = 40
_BODY = {"hidden_size": WIDTH, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
_LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдезиклмнопрстуэя0123456789:.,"
_PIECES = ["▁", "▁la", "ke", "▁in", "▁the", "▁query", "▁passage", "▁озеро", "▁в", "草原", *_LETTERS]


def _unigram() -> XLMRobertaTokenizer:
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    scores = [(token, 0.0) for token in special] + [(piece, -float(at + 1)) for at, piece in enumerate(_PIECES)]
    return XLMRobertaTokenizer(vocab=[*scores, ("<mask>", 0.0)])


def _word_pieces() -> BertTokenizer:
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "lake", "озеро", "草", "原"]
    tokens += [form for letter in _LETTERS for form in (letter, "##" + letter)]
    return BertTokenizer(vocab={token: at for at, token in enumerate(tokens)}, do_lower_case=False)


def _byte_pairs() -> RobertaTokenizer:
    tokens = ["<s>", "<pad>", "</s>", "<unk>", *sorted(pre_tokenizers.ByteLevel.alphabet()), "la", "ke", "<mask>"]
    return RobertaTokenizer(vocab={token: at for at, token in enumerate(tokens)}, merges=[("l", "a"), ("k", "e")])


def _bert(words: int, padding: int = 0) -> BertModel:
    return BertModel(BertConfig(vocab_size=words, max_position_embeddings=64, pad_token_id=padding, **_BODY))


def _xlm_roberta(words: int) -> XLMRobertaModel:
    # As published: two positions more than tokens, because counting begins after the padding token's number.
    config = XLMRobertaConfig(vocab_size=words, max_position_embeddings=LONGEST + 2, pad_token_id=1, **_BODY)
    return XLMRobertaModel(config)


def _roberta(words: int) -> RobertaModel:
    return RobertaModel(RobertaConfig(vocab_size=words, max_position_embeddings=66, pad_token_id=1, **_BODY))


def _qwen(words: int) -> Qwen3Model:
    shape = {"num_key_value_heads": 1, "head_dim": 8, "max_position_embeddings": 64}
    return Qwen3Model(Qwen3Config(vocab_size=words, pad_token_id=1, **shape, **_BODY))


_Parts = tuple[Callable[[], Any], Callable[[int], Any], str, Callable[[], list[Any]]]
FAMILIES: Mapping[str, _Parts] = {
    "e5": (_unigram, lambda words: _bert(words, 1), "mean", lambda: [Normalize()]),
    "bge": (_unigram, _xlm_roberta, "cls", lambda: [Normalize()]),
    "labse": (_word_pieces, _bert, "cls", lambda: [Dense(WIDTH, 24), Normalize()]),
    "roberta": (_byte_pairs, _roberta, "max", list),
    "weighted": (_byte_pairs, _roberta, "weightedmean", list),
    "decoder": (_byte_pairs, _qwen, "lasttoken", lambda: [Normalize()]),
}


def write_model(folder: Path, family: str, prompts: dict[str, str] | None = None, card: str = "") -> Path:
    """Write a model as its publisher would have; `card` is the front matter of its README."""
    tokenizer, body, pooling, layers = FAMILIES[family]
    torch.manual_seed(3)
    parts = folder.with_name(folder.name + "-parts")
    made = tokenizer()
    made.model_max_length = LONGEST
    made.save_pretrained(parts)
    body(len(made)).save_pretrained(parts)
    modules = [Transformer(str(parts), max_seq_length=LONGEST), Pooling(WIDTH, pooling_mode=pooling), *layers()]
    model = SentenceTransformer(modules=modules, device="cpu", prompts=prompts)
    model.save_pretrained(str(folder), create_model_card=False)
    (folder / "README.md").write_text(f"---\n{card}\n---\n\n# A model\n", encoding="utf-8")
    if prompts is None:
        _without_prompts(folder / "config_sentence_transformers.json")
    return folder


def _without_prompts(path: Path) -> None:
    """Older models have a file that names versions only."""
    facts = json.loads(path.read_text(encoding="utf-8"))
    del facts["prompts"]
    path.write_text(json.dumps(facts), encoding="utf-8")


# Weights as large as these make scores that differ much from pair to pair.
_SHARP: dict[str, Any] = {"initializer_range": 0.6, **_BODY}
CROSS_ENCODERS: Mapping[str, tuple[Callable[[], Any], Callable[..., Any]]] = {
    "minilm": (
        _word_pieces,
        lambda **given: BertForSequenceClassification(
            BertConfig(max_position_embeddings=64, pad_token_id=0, **given, **_SHARP)
        ),
    ),
    "bge-reranker": (
        _unigram,
        lambda **given: XLMRobertaForSequenceClassification(
            XLMRobertaConfig(max_position_embeddings=LONGEST + 2, pad_token_id=1, **given, **_SHARP)
        ),
    ),
    "roberta": (
        _byte_pairs,
        lambda **given: RobertaForSequenceClassification(
            RobertaConfig(max_position_embeddings=66, pad_token_id=1, **given, **_SHARP)
        ),
    ),
}


def write_cross_encoder(folder: Path, family: str = "minilm", card: str = "", labels: int = 1, seed: int = 3) -> Path:
    """Write a cross-encoder in the layout of those of before version 5 of sentence-transformers, as most are."""
    tokenizer, body = CROSS_ENCODERS[family]
    torch.manual_seed(seed)
    made = tokenizer()
    made.model_max_length = LONGEST
    made.save_pretrained(folder)
    body(vocab_size=len(made), num_labels=labels).save_pretrained(folder)
    (folder / "README.md").write_text(f"---\n{card}\n---\n\n# A model\n", encoding="utf-8")
    return folder
