"""Counts what is read of PDFs: letters and signs, rows of tables, pages with text, and what is remarked.

Run: python -m scripts.measure.pdf_texts FILES
"""

from __future__ import annotations

import argparse
from pathlib import Path

from unescosearch.extract.pdf.document import extract_pdf
from unescosearch.extract.pdf.tables import BETWEEN


def main() -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="PDF files")
    print("| File | Characters | Rows of tables | Pages with text | Remarks |\n|---|---|---|---|---|")
    for path in parser.parse_args().files:
        found = extract_pdf(path.read_bytes())
        rows = sum(BETWEEN in line for line in found.text.split("\n"))
        print(f"| `{path.name}` | {len(found.text):,} | {rows} | {len(found.pages)} | {'; '.join(found.remarks)} |")


if __name__ == "__main__":
    main()
