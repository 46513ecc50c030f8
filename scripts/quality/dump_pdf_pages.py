"""Prints the text of pages of a PDF as a build reads it, to be compared with the pages by eye."""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

from unescosearch.extract.pdf.document import extract_pdf


def main() -> None:
    """Print each page after a line with its number and label."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="a PDF")
    parser.add_argument("--pages", default="", help="numbers with commas between; all without it")
    parser.add_argument("--languages", default="", help="of scanned pages, codes with commas between")
    given = parser.parse_args()
    wanted = {int(number) for number in given.pages.split(",") if number}
    extracted = extract_pdf(given.file.read_bytes(), languages=given.languages)
    ends = [after.offset for _, after in pairwise(extracted.pages)]
    for page, end in zip(extracted.pages, [*ends, len(extracted.text)], strict=True):
        if not wanted or page.number in wanted:
            confidence = "" if page.confidence is None else f", read by OCR: {page.confidence:.0%}"
            print(f"=== page {page.number}, printed {page.label or 'nothing'}{confidence}")
            print(extracted.text[page.offset : end].strip())


if __name__ == "__main__":
    main()
