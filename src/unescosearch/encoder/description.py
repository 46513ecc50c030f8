"""What an exported encoder says of itself, as one JSON file beside the ONNX file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from unescosearch.errors import IndexUnavailableError

DEFAULT_MODEL = "all-MiniLM-L6-v2"

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
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

    def reads(self, language: str) -> bool:
        """Whether the model can read a language; what nobody could identify counts as readable."""
        return not self.languages or language == "und" or language in self.languages

    @property
    def summary(self) -> str:
        """What a person who builds an index wants to see of its model, in a line."""
        reads = f"reads {', '.join(self.languages)}" if self.languages else "reads all languages"
        prefixes = f", prefixes {self.query_prefix!r} and {self.passage_prefix!r}"
        return (
            f"{self.name} ({self.precision}, {self.dimension} dimensions, {self.max_tokens} tokens, {reads}"
            f"{prefixes if self.query_prefix or self.passage_prefix else ''})"
        )

    def save(self, folder: Path) -> None:
        """Write the description into an encoder folder."""
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False)
        (folder / DESCRIPTION_FILE).write_text(text + "\n", encoding="utf-8")

    @staticmethod
    def load(folder: Path) -> EncoderDescription:
        """Read the description of an encoder folder.

        Raises:
            IndexUnavailableError: the folder holds no readable description.
        """
        path = folder / DESCRIPTION_FILE
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
            fields |= {name: tuple(fields[name]) for name in ("languages", "inputs")}
            return EncoderDescription(**fields)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnavailableError(
                f"The encoder in {folder} cannot be read ({error}). Rebuild the index: unescosearch build --full"
            ) from error
