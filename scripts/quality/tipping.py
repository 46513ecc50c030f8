"""Finds the behaviour cases that rounding decides: which are met or not as the query's vector moves by a little.

Processors round differently, so that vectors differ from one to the next. Here each query is asked several times, its
vector moved by noise of one two-hundredth of its length. Prints the cases whose outcome is not the same each time:
they belong into tests/relevance/tipping.toml.

Run: .venv/bin/python -m scripts.quality.tipping --index INDEX [--cases FOLDER] [--times 3]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from unescosearch.encoder.description import EncoderDescription
from unescosearch.encoder.onnx import Encoder, OnnxEncoder, Vectors
from unescosearch.evaluation.behaviour.cases import Case, load_cases
from unescosearch.evaluation.behaviour.running import failures
from unescosearch.generation.generation import Generation
from unescosearch.generation.layout import IndexLayout

REPOSITORY = Path(__file__).resolve().parents[2]
NOISE = 0.005


class Nudged:
    """An encoder whose queries' vectors are moved at random, by the same for the same seed.

    Args:
        encoder: the real one.
        seed: of the noise.
    """

    def __init__(self, encoder: Encoder, seed: int) -> None:
        self._encoder = encoder
        self._random = np.random.default_rng(seed)

    @property
    def description(self) -> EncoderDescription:
        """That of the real encoder."""
        return self._encoder.description

    def encode_query(self, text: str) -> Vectors:
        """The real vector and the noise, of length 1 again."""
        vector = self._encoder.encode_query(text)
        noise = self._random.standard_normal(vector.shape).astype(np.float32)
        moved = vector + NOISE * noise / np.linalg.norm(noise)
        return np.asarray(moved / np.linalg.norm(moved), dtype=np.float32)

    def encode_passages(self, texts: Iterable[str]) -> Iterator[Vectors]:
        """As the real encoder."""
        return self._encoder.encode_passages(texts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """As the real encoder."""
        return self._encoder.count_tokens(texts)


def tipping(index: Path, cases: Sequence[Case], times: int) -> dict[str, int]:
    """How often each case is met, of those that are not met or missed every time."""
    layout = IndexLayout(index).current()
    met = dict.fromkeys((case.name for case in cases), 0)
    for seed in range(times):
        generation = Generation(layout, checksums=False, encoder=Nudged(OnnxEncoder(layout.encoder), seed))
        for case in cases:
            met[case.name] += not failures(generation, case)
        generation.close()
    return {name: count for name, count in met.items() if 0 < count < times}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each tipping case and how often it is met.

    Args:
        arguments: of the command line; by default those that the script was started with.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, default=REPOSITORY / "index")
    parser.add_argument("--cases", type=Path, default=REPOSITORY / "tests" / "relevance" / "cases")
    parser.add_argument("--times", type=int, default=3)
    given = parser.parse_args(arguments)
    for name, met in tipping(given.index, load_cases(given.cases), given.times).items():
        print(f"{name}: met {met} of {given.times} times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
