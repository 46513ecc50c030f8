"""Measures what an index costs at several sizes: time to build, to open and to ask, memory and disk.

Takes the real vectors and texts of an index (the whole Courier, say) and makes indexes of other sizes from them. A
smaller one is a sample. A larger one repeats every passage, each copy perturbed: 15 % of its words are replaced by
words drawn from the whole collection, and its vector is moved by random noise to a cosine of about 0.9 to the
original. Encoding is not repeated: its time grows with the number of passages and is measured by a real build.

Each size is built in this process and asked in a fresh one, with queries that are sentences of the collection. Prints
a table and the exponent by which each cost grows, and writes the figures as JSON and, with matplotlib, as a plot.

Run: make bench-scale BASE=INDEX
"""

from __future__ import annotations

import argparse
import json
import math
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.build.lexical_writer import LexicalEntry, build_lexical
from unescosearch.generation.generation import Generation, open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.generation.manifest import record_files
from unescosearch.records import Document, Layout, Passage
from unescosearch.vectors.faiss_build import build_vectors

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUERIES = 200
REPLACED_WORDS = 0.15
COSINE = 0.9
PER_DOCUMENT = 13


@dataclass(frozen=True)
class Cost:
    """What one size costs; seconds, milliseconds, megabytes."""

    passages: int
    catalogue_s: float
    lexical_s: float
    vectors_s: float
    disk_mb: float
    vector_index: str
    recall: float
    open_s: float = 0.0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    memory_mb: float = 0.0
    filtered_recall: float = 0.0

    @property
    def build_s(self) -> float:
        """Everything but encoding."""
        return round(self.catalogue_s + self.lexical_s + self.vectors_s, 2)


class Timer:
    """Notes the seconds since it was last asked."""

    def __init__(self) -> None:
        self._last = time.perf_counter()

    def lap(self) -> float:
        """Seconds since the last lap."""
        now = time.perf_counter()
        lap, self._last = now - self._last, now
        return round(lap, 2)


def passages(base: Generation, size: int) -> Iterator[tuple[int, int, str]]:
    """For each passage of the new index: row in the base, number of the copy, text."""
    usable = encoded_rows(base)
    rows = len(usable)
    words = [word for row in usable[:: max(1, rows // 2000)] for word in _text(base, [row])[row].split()]
    made, copy = 0, 0
    while made < size:
        step = max(1, rows // size) if copy == 0 else 1
        for start in range(0, rows, 4096 * step):
            chosen = usable[start : start + 4096 * step : step][: size - made]
            texts = _text(base, chosen)
            for row in chosen:
                yield row, copy, perturbed(texts[row], words, f"{row} {copy}") if copy else texts[row]
            made += len(chosen)
            if made >= size:
                break
        copy += 1


def encoded_rows(base: Generation) -> list[int]:
    """The rows of the English passages."""
    rows: list[int] = base.columns.spoken["en"].tolist()
    return rows


def _text(base: Generation, rows: list[int]) -> dict[int, str]:
    return {row: passage.text for row, passage in base.catalogue.passages(rows).items()}


def perturbed(text: str, words: list[str], seed: str) -> str:
    """A text with some of its words replaced."""
    chance = random.Random(seed)
    return " ".join(chance.choice(words) if chance.random() < REPLACED_WORDS else word for word in text.split())


def build(base: Generation, size: int, root: Path) -> Cost:
    """Write an index of a size and measure its stages."""
    layout = IndexLayout(root)
    shutil.rmtree(root, ignore_errors=True)
    workspace = layout.workspace(f"{size:09d}")
    record = base.manifest.encoders[0]
    there, here = base.layout.dense_part(record.place), workspace.dense_part(record.place)
    shutil.copytree(there.encoder, here.encoder)
    if base.layout.lexicon.exists():
        shutil.copyfile(base.layout.lexicon, workspace.lexicon)
    timer, catalogue = Timer(), CatalogueWriter(workspace.catalogue)
    item = catalogue.add_item("scale", "made", "", "document")
    dimension = record.dimension
    embeddings = np.lib.format.open_memmap(here.embeddings, "w+", dtype=np.float16, shape=(size, dimension))
    originals = np.load(there.embeddings, mmap_mode="r")
    noise, held = np.random.default_rng(1), list[tuple[Passage, str]]()
    for place, (row, copy, text) in enumerate(passages(base, size)):
        vector = originals[row].astype(np.float32)
        if copy:
            vector = vector + noise.normal(size=dimension) * math.sqrt(1 / COSINE**2 - 1) / math.sqrt(dimension)
            vector /= np.linalg.norm(vector)
        embeddings[place] = vector
        name = f"d{place // PER_DOCUMENT}"
        held.append((Passage(f"p{place}", name, text, "", 0, len(text), len(held), "en"), ""))
        if len(held) == PER_DOCUMENT or place == size - 1:
            catalogue.add_document(item, _document(name, place), "", Layout(), held)
            held = []
    embeddings.flush()
    catalogue_s = timer.lap()
    build_lexical(_entries(catalogue), workspace.lexical)
    lexical_s = timer.lap()
    built = build_vectors(embeddings, {"en": np.arange(size)}, here.vectors)
    vectors_s = timer.lap()
    counts = {**catalogue.counts(), "encoded": size}
    catalogue.close()
    files = record_files(workspace)
    made = replace(record, vectors=size, vector_index=built.kind, vector_recall=built.recall)
    replace(base.manifest, encoders=(made,), counts=counts, languages={"en": size}, files=files).save(workspace)
    layout.switch(layout.publish(workspace).id)
    disk = sum(record.size for record in files.values()) / 1e6
    return Cost(size, catalogue_s, lexical_s, vectors_s, round(disk, 1), built.kind, built.recall)


def _document(name: str, place: int) -> Document:
    """A document; one in a hundred is a map, for the filter that keeps 1 %."""
    kind = "map" if place // PER_DOCUMENT % 100 == 0 else "article"
    return Document(name, f"Document {name}", f"https://example.org/{name}", "en", "scale", name, type=kind, work=name)


def _entries(catalogue: CatalogueWriter) -> Iterator[LexicalEntry]:
    attributes = {row: (years, pairs) for row, years, pairs in catalogue.attributes()}
    for row, document, language, title, _, text, _ in catalogue.lexical_texts():
        yield LexicalEntry(row, language, title, text, *attributes[document])


ASK = """
import json, sys, time
from pathlib import Path
began = time.perf_counter()
import numpy as np
from unescosearch.catalogue.conditions import Conditions
from unescosearch.generation.generation import open_current
from unescosearch.search.parameters import SearchParameters
from unescosearch.service.service import run_search
from unescosearch.vectors.vectors import Restriction
generation = open_current(Path(sys.argv[1]), checksums=False)
queries = json.loads(Path(sys.argv[2]).read_text())
run_search(generation, SearchParameters(queries[0]))
opened, times = time.perf_counter() - began, []
for query in queries:
    began = time.perf_counter()
    run_search(generation, SearchParameters(query))
    times.append(1000 * (time.perf_counter() - began))
resident = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")) / 1000
maps = Conditions({"type": ("map",)})
allowed = generation.catalogue.rows_where(maps)
restriction = Restriction(maps)
(part,) = generation.dense
place = generation.manifest.encoders[0].place
exact = np.load(generation.layout.dense_part(place).embeddings, mmap_mode="r")[allowed].astype(np.float32)
hits = []
for query in queries[:50]:
    vector = part.encoder.encode_query(query)
    best = set(allowed[np.argsort(-(exact @ vector))[:10]].tolist())
    hits.append(len(best & set(part.vectors.search(vector, 10, "en", restriction)[1].tolist())) / max(1, len(best)))
print(json.dumps({"open_s": round(opened, 2), "p50_ms": round(float(np.median(times)), 2),
    "p95_ms": round(float(np.quantile(times, 0.95)), 2), "memory_mb": round(resident, 1),
    "filtered_recall": round(float(np.mean(hits)), 4)}))
"""


def ask(cost: Cost, root: Path, queries: Path) -> Cost:
    """Open an index in a fresh process and ask it."""
    command = [sys.executable, "-c", ASK, str(root), str(queries)]
    answered = subprocess.run(command, capture_output=True, text=True, check=True)
    return replace(cost, **json.loads(answered.stdout))


def write_queries(base: Generation, path: Path) -> None:
    """Sentences of the collection, as questions would be worded: 6 to 14 words."""
    usable = encoded_rows(base)
    texts = [_text(base, [row])[row] for row in usable[:: max(1, len(usable) // (3 * QUERIES))]]
    sentences = [sentence.strip() for text in texts for sentence in text.split(". ")]
    fitting = [sentence for sentence in sentences if 6 <= len(sentence.split()) <= 14]
    path.write_text(json.dumps(random.Random(1).sample(fitting, min(QUERIES, len(fitting)))))


def exponent(costs: list[Cost], name: str) -> float:
    """The slope of log(cost) over log(passages), by least squares."""
    points = [(math.log(cost.passages), math.log(max(float(getattr(cost, name)), 1e-3))) for cost in costs]
    return round(float(np.polyfit([x for x, _ in points], [y for _, y in points], 1)[0]), 2)


MEASURED = ("build_s", "open_s", "p50_ms", "p95_ms", "memory_mb", "disk_mb")


def show(costs: list[Cost]) -> None:
    """Print the table."""
    table = Table("passages", *MEASURED, "recall@10", "same, 1 % filter", "vectors")
    for cost in costs:
        values = [f"{getattr(cost, name):,}" for name in MEASURED]
        table.add_row(f"{cost.passages:,}", *values, f"{cost.recall}", f"{cost.filtered_recall}", cost.vector_index)
    if len(costs) > 1:
        table.add_row("exponent", *(str(exponent(costs, name)) for name in MEASURED))
    Console(width=130).print(table)


def plot(costs: list[Cost], path: Path) -> None:
    """Draw each cost against the size, both scales logarithmic."""
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(2, 3, figsize=(10, 6), constrained_layout=True)
    for name, axis in zip(MEASURED, axes.flat, strict=True):
        axis.loglog([cost.passages for cost in costs], [getattr(cost, name) for cost in costs], "o-")
        axis.set_title(f"{name}, exponent {exponent(costs, name)}")
        axis.set_xlabel("passages")
        axis.grid(True, which="both", alpha=0.3)
    figure.savefig(path)


def main() -> None:
    """Build, ask, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--base", type=Path, required=True, help="index whose vectors and texts are taken")
    parser.add_argument("--work", type=Path, required=True, help="folder for the made indexes; each is removed again")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep", action="store_true", help="leave the last made index where it is")
    parser.add_argument("--out", type=Path, default=Path("docs"), help="folder for scale.json and scale.svg")
    given = parser.parse_args()
    base = open_current(given.base, checksums=False)
    given.work.mkdir(parents=True, exist_ok=True)
    write_queries(base, given.work / "queries.json")
    costs = []
    for size in given.sizes:
        cost = ask(build(base, size, given.work / "made"), given.work / "made", given.work / "queries.json")
        costs.append(cost)
        print(json.dumps(asdict(cost)), flush=True)
        if not given.keep:
            shutil.rmtree(given.work / "made")
    show(costs)
    figures = [{**asdict(cost), "build_s": cost.build_s} for cost in costs]
    (given.out / "scale.json").write_text(json.dumps(figures, indent=2) + "\n")
    if len(costs) > 1:
        plot(costs, given.out / "scale.svg")
    base.close()


if __name__ == "__main__":
    main()
