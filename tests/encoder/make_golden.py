"""Makes golden.json: vectors of the default model as sentence-transformers itself gives them.

Run: .venv/bin/python -m tests.encoder.make_golden
"""

from __future__ import annotations

import json
from pathlib import Path

from sentence_transformers import SentenceTransformer

from unescosearch.encoder.description import DEFAULT_MODELS
from unescosearch.models.find import find_model

GOLDEN = Path(__file__).parent / "golden.json"
TEXTS = (
    "How many UNESCO clubs are there in Kazakhstan?",
    "A wetland is an area of marsh, fen, peatland or water, whether natural or artificial.",
    "Café, naïve, 1971: l'éducation (art. 5)",
    "lake " * 400,
)


def main() -> None:
    """Write the vectors, five digits each."""
    vectors = SentenceTransformer(str(find_model(DEFAULT_MODELS[0]).folder), device="cpu").encode(list(TEXTS))
    rows = [[round(float(number), 5) for number in vector] for vector in vectors]
    GOLDEN.write_text(json.dumps(rows) + "\n")


if __name__ == "__main__":
    main()
