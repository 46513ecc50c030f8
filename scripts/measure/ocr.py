"""Reads pictures of a PDF's own pages by OCR in several languages and compares the words with those of the file."""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from pathlib import Path

from unescosearch.extract import ocr
from unescosearch.extract.pdf.pdfium import RESOLUTION, Pdfium

_WORD = re.compile(r"[^\W\d_]{2,}")


def main() -> None:
    """Print a line for each language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a PDF with text")
    parser.add_argument("--pages", required=True, help="numbers with commas between")
    parser.add_argument("--languages", required=True, help="codes with commas between; each is tried")
    given = parser.parse_args()
    reader = Pdfium(given.file.read_bytes())
    pages = [int(number) - 1 for number in given.pages.split(",")]
    print("| Language | Confidence of each page | Words found | Seconds a page |\n|---|---|---|---|")
    for language in given.languages.split(","):
        print(_line(reader, pages, language))


def _line(reader: Pdfium, pages: list[int], language: str) -> str:
    """The confidences, the share of the file's words that were found, and the time, as a row of a table."""
    begun, confidences, found, total = time.perf_counter(), [], 0, 0
    for index in pages:
        read = ocr.recognise(reader.picture(index), ocr.codes(language), RESOLUTION)
        true = _words("".join(run.text for run in reader.runs(index)))
        found += (true & _words(" ".join(text for text, _ in read.lines))).total()
        total += true.total()
        confidences.append(f"{read.confidence:.2f}")
    seconds = (time.perf_counter() - begun) / len(pages)
    return f"| {language} | {', '.join(confidences)} | {found / max(1, total):.3f} | {seconds:.1f} |"


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in _WORD.findall(text))


if __name__ == "__main__":
    main()
