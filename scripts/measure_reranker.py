"""Measures how long a reranker of the size of ms-marco-MiniLM-L6 reads the best passages of a query.

The weights are random, for time does not depend on them; words are cut by the default model's own tokenizer, which
is that of ms-marco-MiniLM-L6 too. Queries are sentences of the index; each is searched for as it is, and its best
passages are then reranked.

Run: .venv/bin/python scripts/measure_reranker.py --index INDEX [--queries 100]
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

from unescosearch.encoder.models import find_model
from unescosearch.index.catalogue import Conditions
from unescosearch.index.generation import Generation, open_current
from unescosearch.reranker.onnx import OnnxReranker
from unescosearch.reranker.prepare import prepare_reranker
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters
from unescosearch.search.rerank import MOST_RERANKED, rerank
from unescosearch.search.retrieve import retrieve
from unescosearch.search.understand import understand

LAYERS, WIDTH, HEADS = 6, 384, 12
LONGEST_QUERY = 120


def write_model(folder: Path) -> Path:
    """A cross-encoder with random weights."""
    torch.manual_seed(1)
    tokenizer = AutoTokenizer.from_pretrained(find_model().folder)
    tokenizer.model_max_length = 512
    tokenizer.save_pretrained(folder)
    shape = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=WIDTH,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=4 * WIDTH,
    )
    shape.num_labels = 1
    BertForSequenceClassification(shape).save_pretrained(folder)
    return folder


def queries(generation: Generation, count: int) -> list[str]:
    """Beginnings of passages that the default model can read, evenly spread by chance."""
    languages = generation.columns.languages
    rows = [row for row in range(len(languages)) if generation.encoder.description.reads(languages[row])]
    chosen = random.Random(1).sample(rows, min(count, len(rows)))
    passages = generation.catalogue.passages(chosen)
    return [passages[row].text[:LONGEST_QUERY] for row in chosen]


def times(generation: Generation, asked: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of a search, and of the reranking alone, for each query."""
    whole, alone = [], []
    for text in asked:
        parameters = SearchParameters(text, spelling=False)
        start = time.perf_counter()
        search(generation, parameters)
        whole.append(1000 * (time.perf_counter() - start))
        query = understand(text, generation, spelling=False)
        found = retrieve(generation, query, "hybrid", Conditions({}), MOST_RERANKED)
        ranking = [(candidate.row, 1.0) for candidate in found.passages]
        start = time.perf_counter()
        rerank(generation, query, ranking)
        alone.append(1000 * (time.perf_counter() - start))
    return whole, alone


def main() -> None:
    """Print the times of a search without a reranker and with it, in both precisions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, required=True, help="an index; it is not changed")
    parser.add_argument("--queries", type=int, default=100)
    given = parser.parse_args()
    generation = open_current(given.index, checksums=False)
    asked = queries(generation, given.queries)
    print(f"{'reranker':<10}{'search p50':>12}{'p95':>8}{'alone p50':>12}{'p95':>8}  (ms, {len(asked)} queries)")
    with tempfile.TemporaryDirectory() as scratch:
        model = write_model(Path(scratch) / "model")
        for precision in ("none", "int8", "fp32"):
            if precision != "none":
                folder = Path(scratch) / precision
                prepare_reranker(str(model), precision, folder, [])
                generation.reranker = OnnxReranker(folder)
            whole, alone = times(generation, asked)
            figures = [np.percentile(each, share) for each in (whole, alone) for share in (50, 95)]
            print(f"{precision:<10}{figures[0]:>12.1f}{figures[1]:>8.1f}{figures[2]:>12.1f}{figures[3]:>8.1f}")
    generation.close()


if __name__ == "__main__":
    main()
