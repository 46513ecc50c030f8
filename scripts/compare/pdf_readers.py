"""Scores each page of PDFs as both readers give it, and says for how many words the two agree."""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from functools import partial
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from unescosearch.extract.pdf.pdfium import Pdfium
from unescosearch.extract.pdf.runs import page_runs
from unescosearch.extract.pdf.score import READABLE, text_score

_WORD = re.compile(r"\w+")


def main() -> None:
    """Print a row for each page that scores badly or on which the readers differ, then the time of each reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="PDF files")
    parser.add_argument("--agree", type=float, default=0.97, help="print pages on which a smaller share agrees")
    given = parser.parse_args()
    print("| Page | First | Second | Words that agree |\n|---|---|---|---|")
    pages, seconds = 0, [0.0, 0.0]
    for path in given.files:
        data = path.read_bytes()
        first, second = PdfReader(BytesIO(data)), Pdfium(data)
        for index in range(len(first.pages)):
            begun = time.thread_time()
            one = "".join(run.text for run in page_runs(first.pages[index], partial(second.unseen, index))[0])
            between = time.thread_time()
            other = "".join(run.text for run in second.runs(index))
            seconds[0] += between - begun
            seconds[1] += time.thread_time() - between
            pages += 1
            score, share = text_score(one), _agreement(one, other)
            if score < READABLE or share < given.agree:
                print(f"| `{path.name}` {index + 1} | {score:.2f} | {text_score(other):.2f} | {share:.2f} |")
    print(f"\n{pages} pages; seconds of the processor: first reader {seconds[0]:.1f}, second {seconds[1]:.1f}")


def _agreement(one: str, other: str) -> float:
    """The share of the words of either text that stand in both."""
    left, right = Counter(_WORD.findall(one)), Counter(_WORD.findall(other))
    return (left & right).total() / max(1, (left | right).total())


if __name__ == "__main__":
    main()
