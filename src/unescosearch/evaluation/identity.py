"""What decides the ranking, as values with an id, so that every score says which engine gave it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version

from unescosearch.answers.weights import ANSWERS, AnswerWeights
from unescosearch.generation.manifest import Manifest
from unescosearch.records import digest
from unescosearch.search.weights import WEIGHTS, SearchWeights

Value = str | int | float

_ENCODER_FILE = "encoder/model.onnx"
_RERANKER_FILE = "reranker/model.onnx"
_ID_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """An id, the same for the same values, and the values."""

    id: str
    values: Mapping[str, Value]


def identify(manifest: Manifest, search: SearchWeights = WEIGHTS, answers: AnswerWeights = ANSWERS) -> EngineIdentity:
    """The identity of this program over an index.

    Args:
        manifest: of the index.
        search: all numbers that rank.
        answers: all numbers that choose answers.
    """
    values: dict[str, Value] = {
        "program": version("unescosearch"),
        "model": manifest.model,
        "weights": manifest.weights,
        "precision": manifest.precision,
        # The same weights, exported or quantised in another way, rank otherwise.
        "encoder": manifest.files[_ENCODER_FILE].sha256,
        **_reranker(manifest),
        "passage_tokens": manifest.passage_tokens,
        "splitter": manifest.splitter,
        # Thesauri and dictionaries change what a query finds, and no two machines need have the same.
        "knowledge": manifest.knowledge,
        **weight_values(search, answers),
    }
    return EngineIdentity(digest(json.dumps(values, sort_keys=True))[:_ID_CHARACTERS], values)


def _reranker(manifest: Manifest) -> dict[str, Value]:
    if not manifest.reranker:
        return {}
    return {
        "reranker": manifest.reranker,
        "reranker_file": manifest.files[_RERANKER_FILE].sha256,
    }


def weight_values(search: SearchWeights = WEIGHTS, answers: AnswerWeights = ANSWERS) -> dict[str, Value]:
    """Every number of the two records by its way there, as in "search.fusion.dense"."""
    return dict([*_numbers("search", asdict(search)), *_numbers("answers", asdict(answers))])


def _numbers(name: str, value: object) -> Iterator[tuple[str, Value]]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _numbers(f"{name}.{key}", each)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for place, each in enumerate(value):
            yield from _numbers(f"{name}.{place}", each)
    else:
        assert isinstance(value, str | int | float), f"{name} is no number"
        yield name, value
