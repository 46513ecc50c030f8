"""Leaves out documents that are nearly the same as another: one is kept, the others are listed with what they are."""

from __future__ import annotations

from collections import defaultdict

from unescosearch.build.catalogue_writer import CatalogueWriter
from unescosearch.build.comparison import Comparable
from unescosearch.build.difference import other_document
from unescosearch.build.likeness import SIGNATURE_VERSION, Shingles, alike, likeness, shingles, signature
from unescosearch.catalogue.catalogue import Catalogue

# Measured on the real collections (docs/decisions.md): above it stand only the same texts, below also others.
LEAST_LIKENESS = 0.7
# A signature is an estimate: what it puts this far below may still be above.
_SLACK = 0.2


def leave_out_near_duplicates(catalogue: CatalogueWriter, previous: Catalogue | None) -> int:
    """Compare all documents of a catalogue, keep one of those that are nearly the same, and list the others.

    Two are the same where they are in one language, at least 0.7 of their runs of three words are the same, what
    differs is not mostly names and figures, and not both state a year, and different ones: a reprint is a publication
    of its own.

    Args:
        catalogue: the new one, with all its documents.
        previous: the live one, whose signatures are taken over.

    Returns:
        How many were left out.
    """
    _complete_signatures(catalogue, previous)
    documents = {document.row: document for document in catalogue.comparison.comparables()}
    same = _pairs(catalogue, documents)
    left_out = 0
    # The best first: it is kept, and all that are like it go. What is like one that goes may stay.
    gone: set[int] = set()
    for row in sorted(same, key=lambda row: documents[row].rank):
        if row in gone:
            continue
        for other, share in sorted(same[row].items()):
            if other not in gone and documents[row].rank < documents[other].rank:
                catalogue.comparison.leave_out(documents[other], documents[row], share)
                gone.add(other)
                left_out += 1
    if gone:
        catalogue.close_gaps()
    return left_out


def _complete_signatures(catalogue: CatalogueWriter, previous: Catalogue | None) -> None:
    """See that each text has a signature: of the live catalogue where it has one, else a new one."""
    missing = catalogue.comparison.without_signature()
    if previous:
        known = previous.signatures(missing, SIGNATURE_VERSION)
        catalogue.comparison.add_signatures(known.items(), SIGNATURE_VERSION)
        missing = [text_digest for text_digest in missing if text_digest not in known]
    made = ((key, signature(catalogue.comparison.text(key))) for key in missing)
    catalogue.comparison.add_signatures(made, SIGNATURE_VERSION)


def _pairs(catalogue: CatalogueWriter, documents: dict[int, Comparable]) -> dict[int, dict[int, float]]:
    """For each document those that are nearly the same, with their likeness."""
    groups: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    for document in documents.values():
        groups[document.language].append((document.row, document.signature))
    same: dict[int, dict[int, float]] = defaultdict(dict)
    for group in groups.values():
        texts: dict[int, Shingles] = {}
        for first, second in alike(group, LEAST_LIKENESS - _SLACK):
            if not documents[first].may_be(documents[second]):
                continue
            share = likeness(*(_shingles(catalogue, documents[row], texts) for row in (first, second)))
            if share >= LEAST_LIKENESS and not _other(catalogue, documents[first], documents[second]):
                same[first][second] = same[second][first] = round(share, 3)
    return same


def _other(catalogue: CatalogueWriter, first: Comparable, second: Comparable) -> bool:
    return other_document(*(catalogue.comparison.text(each.text_digest) for each in (first, second)))


def _shingles(catalogue: CatalogueWriter, document: Comparable, known: dict[int, Shingles]) -> Shingles:
    if document.row not in known:
        known[document.row] = shingles(catalogue.comparison.text(document.text_digest))
    return known[document.row]
