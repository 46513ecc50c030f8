"""Lists the documents of an index that are alike, and how alike, so that the limit for duplicates can be judged by eye.

What the build left out as a duplicate stands there too, marked with x.

Run: .venv/bin/python -m scripts.quality.list_alike --index INDEX [--least 0.5]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from unescosearch.build.likeness import alike, likeness, shingles
from unescosearch.catalogue.catalogue import Catalogue
from unescosearch.generation.generation import open_current

SLACK = 0.2  # a signature is an estimate


def lines(catalogue: Catalogue, least: float) -> list[str]:
    """A line for each pair of documents with at least this likeness, the most alike first."""
    documents = [(document, signature) for document, signature in catalogue.comparables() if signature]
    pairs: list[tuple[float, str]] = []
    for first, second in alike(((at, signature) for at, (_, signature) in enumerate(documents)), least - SLACK):
        one, other = documents[first][0], documents[second][0]
        share = likeness(*(shingles(catalogue.text_of(document.id)) for document in (one, other)))
        if share >= least:
            pairs.append((share, "  ".join(f"{d.id} ({d.date or '-'}) {d.title[:40]!r}" for d in (one, other))))
    for left_out in catalogue.duplicates():
        if left_out.similarity < 1:
            kept = catalogue.document(left_out.kept)
            pairs.append(
                (left_out.similarity, f"x {left_out.id} {left_out.title[:40]!r}  {kept.id} ({kept.date or '-'})")
            )
    return [f"{share:.2f}  {words}" for share, words in sorted(pairs, reverse=True)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the pairs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--index", type=Path, default=Path("index"))
    parser.add_argument("--least", type=float, default=0.5, help="least likeness, from 0 to 1")
    given = parser.parse_args(arguments)
    generation = open_current(given.index, checksums=False)
    print("\n".join(lines(generation.catalogue, given.least)))
    generation.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
