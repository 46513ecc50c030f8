"""What an exported encoder says of itself, as one JSON file beside the ONNX file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from unescosearch.encoder.scale import Scale
from unescosearch.errors import IndexUnavailableError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Facts = TypeVar("Facts", bound=DataclassInstance)

# The first reads English best, the second everything else; both come as packages.
DEFAULT_MODELS = ("all-MiniLM-L6-v2", "multilingual-e5-small")

MODEL_FILE = "model.onnx"
DESCRIPTION_FILE = "encoder.json"


@dataclass(frozen=True, slots=True)
class EncoderDescription:
    """The facts of an exported encoder.

    Attributes:
        name: the model as the user named it.
        weights: SHA-256 of the weights that were exported, in hexadecimal.
        dimension: length of a vector.
        max_tokens: longest input, special tokens included.
        query_prefix: put before a query, "" for most models.
        passage_prefix: put before a passage.
        languages: the languages the model can read; empty means all.
        precision: "int8" (dynamic, per channel) or "fp32".
        inputs: names of the ONNX graph's inputs, in order.
        export: version of the way it was exported; another way gives other vectors.
        scale: of its cosines.
    """

    name: str
    weights: str
    dimension: int
    max_tokens: int
    query_prefix: str
    passage_prefix: str
    languages: tuple[str, ...]
    precision: str
    inputs: tuple[str, ...]
    export: int = 0
    scale: Scale = field(default_factory=Scale)

    def reads(self, language: str) -> bool:
        """Whether the model can read a language; what nobody could identify counts as readable."""
        return reads(self.languages, language)

    @property
    def summary(self) -> str:
        """What a person who builds an index wants to see of its model, in a line."""
        prefixes = f", prefixes {self.query_prefix!r} and {self.passage_prefix!r}"
        return (
            f"{self.name} ({self.precision}, {self.dimension} dimensions, {self.max_tokens} tokens, "
            f"{stated(self.languages)}{prefixes if self.query_prefix or self.passage_prefix else ''})"
        )

    def save(self, folder: Path) -> None:
        """Write the description into an encoder folder."""
        save_facts(self, folder / DESCRIPTION_FILE)

    @staticmethod
    def load(folder: Path) -> EncoderDescription:
        """Read the description of an encoder folder.

        Raises:
            IndexUnavailableError: the folder holds no readable description.
        """
        return load_facts(EncoderDescription, folder / DESCRIPTION_FILE, scale=_scale)


def reads(languages: tuple[str, ...], language: str) -> bool:
    """Whether a model that states its languages, none for all, can read one; "und" counts as readable."""
    return not languages or language == "und" or language in languages


def stated(languages: tuple[str, ...]) -> str:
    """The languages of a model in words."""
    return f"reads {', '.join(languages)}" if languages else "reads all languages"


def save_facts(facts: DataclassInstance, path: Path) -> None:
    """Write the description of an exported model."""
    path.write_text(json.dumps(asdict(facts), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _scale(stored: Mapping[str, Any]) -> Scale:
    return Scale({pair: (low, high) for pair, (low, high) in stored["pairs"].items()}, stored["sample"])


def load_facts(kind: type[Facts], path: Path, **readers: Callable[[Any], object]) -> Facts:
    """Read the description of an exported model.

    Args:
        kind: of the description.
        path: of its file.
        readers: for fields that are no plain values, what makes them from their JSON, where they are there.

    Raises:
        IndexUnavailableError: the file is none.
    """
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        lists = {name: tuple(fields[name]) for name in ("languages", "inputs")}
        return kind(**fields | lists | {name: read(fields[name]) for name, read in readers.items() if name in fields})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnavailableError(
            f"The {path.stem} in {path.parent} cannot be read ({error}). Rebuild the index: unescosearch build --full"
        ) from error
