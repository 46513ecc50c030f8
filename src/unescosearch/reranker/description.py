"""What an exported reranker says of itself, as one JSON file beside the ONNX file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from unescosearch.encoder.description import load_facts, reads, save_facts, stated

RERANKER_FILE = "reranker.json"


@dataclass(frozen=True, slots=True)
class RerankerDescription:
    """The facts of an exported reranker.

    Attributes:
        name: the model as the user named it.
        weights: SHA-256 of the weights that were exported, in hexadecimal.
        max_tokens: longest input, query, passage and special tokens together.
        languages: the languages the model can read; empty means all.
        precision: "int8" (dynamic, per channel) or "fp32".
        inputs: names of the ONNX graph's inputs, in order.
        export: version of the way it was exported.
    """

    name: str
    weights: str
    max_tokens: int
    languages: tuple[str, ...]
    precision: str
    inputs: tuple[str, ...]
    export: int = 0

    def reads(self, language: str) -> bool:
        """Whether the model can read a language; what nobody could identify counts as readable."""
        return reads(self.languages, language)

    @property
    def summary(self) -> str:
        """What a person who builds an index wants to see of its reranker, in a line."""
        return f"{self.name} ({self.precision}, {self.max_tokens} tokens, {stated(self.languages)})"

    def save(self, folder: Path) -> None:
        """Write the description into a reranker folder."""
        save_facts(self, folder / RERANKER_FILE)

    @staticmethod
    def load(folder: Path) -> RerankerDescription:
        """Read the description of a reranker folder.

        Raises:
            IndexUnavailableError: the folder holds no readable description.
        """
        return load_facts(RerankerDescription, folder / RERANKER_FILE)
