"""What decides the ranking, as values with an id, so that every score says which engine gave it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import ModuleType

from unescosearch.generation.manifest import Manifest
from unescosearch.records import digest
from unescosearch.search import across, engine, fusion, rerank, retrieve, titles, translate
from unescosearch.words import lexical

Value = str | int | float

_ENCODER_FILE = "encoder/model.onnx"
_RERANKER_FILE = "reranker/model.onnx"
_ID_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """An id, the same for the same values, and the values."""

    id: str
    values: Mapping[str, Value]


def identify(manifest: Manifest) -> EngineIdentity:
    """The identity of this program over an index.

    Every numeric constant of the modules that rank is taken, so that a new one is not forgotten here.
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
        **_constants(engine),
        **_constants(fusion),
        **_constants(retrieve),
        **_constants(titles),
        **_constants(across),
        **_constants(translate),
        # Thesauri and dictionaries change what a query finds, and no two machines need have the same.
        "knowledge": manifest.knowledge,
        "lexical.CONTEXT_WEIGHT": lexical.CONTEXT_WEIGHT,
        "lexical.COUNTRY_WEIGHT": lexical.COUNTRY_WEIGHT,
        "lexical.YEAR_WEIGHT": lexical.YEAR_WEIGHT,
        "lexical.MOST_WORDS": lexical.MOST_WORDS,
    }
    return EngineIdentity(digest(json.dumps(values, sort_keys=True))[:_ID_CHARACTERS], values)


def _reranker(manifest: Manifest) -> dict[str, Value]:
    if not manifest.reranker:
        return {}
    return {
        "reranker": manifest.reranker,
        "reranker_file": manifest.files[_RERANKER_FILE].sha256,
        **_constants(rerank),
    }


def _constants(module: ModuleType) -> dict[str, Value]:
    """The numbers that a module itself defines, by their names without the underscore of private ones."""
    place = module.__name__.rpartition(".")[2]
    return {
        f"{place}.{name.lstrip('_')}": value
        for name, value in sorted(vars(module).items())
        if name.isupper() and isinstance(value, int | float)
    }
