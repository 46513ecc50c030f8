"""Measures how long a reranker of the size of ms-marco-MiniLM-L6 reads the best passages of a query.

The weights are random, for time does not depend on them; words are cut by the default model's own tokenizer, which
is that of ms-marco-MiniLM-L6 too. Queries are sentences of the index; the best passages of each are reranked. Beside
the time of the clock stands the time of all cores together, which does not grow with what else the machine does.

Run: .venv/bin/python -m scripts.measure.reranker --index INDEX [--queries 100]
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

from unescosearch.catalogue.conditions import Conditions
from unescosearch.generation.generation import Generation, open_current
from unescosearch.models.find import find_model
from unescosearch.models.reranker_prepare import prepare_reranker
from unescosearch.reranker.onnx import OnnxReranker
from unescosearch.search.rerank import rerank
from unescosearch.search.retrieve import retrieve
from unescosearch.search.understand import understand
from unescosearch.search.weights import WEIGHTS

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
    """Milliseconds of the clock, and of all cores together, that reranking takes for each query."""
    clock, work = [], []
    for text in asked:
        query = understand(text, generation, spelling=False)
        found = retrieve(generation, query, "hybrid", Conditions({}), WEIGHTS.reranking.most)
        ranking = [(candidate.row, 1.0) for candidate in found.passages]
        started = time.perf_counter(), time.process_time()
        rerank(generation, query, ranking)
        clock.append(1000 * (time.perf_counter() - started[0]))
        work.append(1000 * (time.process_time() - started[1]))
    return clock, work


def main() -> None:
    """Print the times of the reranking in both precisions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, required=True, help="an index; it is not changed")
    parser.add_argument("--queries", type=int, default=100)
    given = parser.parse_args()
    generation = open_current(given.index, checksums=False)
    asked = queries(generation, given.queries)
    print(f"{len(asked)} queries, ms\n{'weights':<10}{'p50':>10}{'p95':>10}{'work p50':>12}{'work p95':>12}")
    with tempfile.TemporaryDirectory() as scratch:
        model = write_model(Path(scratch) / "model")
        for precision in ("int8", "fp32"):
            folder = Path(scratch) / precision
            prepare_reranker(str(model), precision, folder, [])
            generation.reranker = OnnxReranker(folder)
            figures = [np.percentile(each, share) for each in times(generation, asked) for share in (50, 95)]
            print(f"{precision:<10}{figures[0]:>10.0f}{figures[1]:>10.0f}{figures[2]:>12.0f}{figures[3]:>12.0f}")
    generation.close()


if __name__ == "__main__":
    main()
