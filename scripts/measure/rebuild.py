"""Measures how long an index takes to come up to date: nothing changed, and one document in a hundred changed.

The corpora are copied, and so is the index (--base), which a first build brings up to date with the copy. Each build is
a process of its own, started when the one before has ended.

Run: python -m scripts.measure.rebuild --base INDEX --corpus FOLDER [--corpus FOLDER ...]
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.drills.drill import command, copied_index
from unescosearch.generation.layout import IndexLayout

SEED = 7
SENTENCE = "\nA remark on education, culture and heritage that the last edition did not have.\n"


def build(corpora: Sequence[Path], index: Path, model: Path) -> tuple[float, dict[str, object]]:
    """Seconds of the clock from the command to its end, and its report."""
    folders = [word for corpus in corpora for word in ("--corpus", str(corpus))]
    words = command("build", "--json", "--model", str(model), "--index", str(index), *folders)
    start = time.perf_counter()
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return time.perf_counter() - start, json.loads(done.stdout)


def line(what: str, seconds: float, report: dict[str, object]) -> str:
    """A row of the table that is printed."""
    stages = report["seconds"]
    assert isinstance(stages, dict)
    split = ", ".join(f"{stage} {value:.1f}" for stage, value in stages.items())
    return f"{what:<28}{seconds:>8.1f}{report['encoded']:>10,}   {split}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--base", type=Path, required=True, help="index of these corpora")
    parser.add_argument("--corpus", type=Path, action="append", required=True)
    parser.add_argument("--share", type=float, default=0.01, help="of the text files, that are changed")
    given = parser.parse_args()
    encoder = IndexLayout(given.base).current().encoder
    with tempfile.TemporaryDirectory(prefix="rebuild-") as name:
        index = copied_index(given.base, Path(name) / "index")
        corpora = [Path(name) / "corpora" / corpus.name for corpus in given.corpus]
        for corpus, copy in zip(given.corpus, corpora, strict=True):
            shutil.copytree(corpus, copy)
        print(f"{'':<28}{'seconds':>8}{'encoded':>10}   stages")
        print(line("first, of the copied files", *build(corpora, index.root, encoder)), flush=True)
        print(line("nothing changed", *build(corpora, index.root, encoder)), flush=True)
        texts = sorted(path for corpus in corpora for path in corpus.rglob("*.txt"))
        changed = random.Random(SEED).sample(texts, round(given.share * len(texts)))
        for path in changed:
            path.write_text(path.read_text(encoding="utf-8") + SENTENCE, encoding="utf-8")
        print(line(f"{len(changed)} texts changed", *build(corpora, index.root, encoder)), flush=True)


if __name__ == "__main__":
    main()
