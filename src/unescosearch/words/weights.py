"""The numbers by which passages that hold words are scored."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LexicalWeights:
    """How the lexical engine scores.

    Attributes:
        context: of a word in title and headings; 1 is the word in the text. Measured: docs/quality.md,
            "What was tried".
        country: of a country in the metadata; 1 is its name once in a passage of average length, this nearly its name
            three times. Measured: docs/decisions.md, "Countries and years count as words".
        year: of the year of a document, in the same unit; less than a country, for a document of a year is less surely
            about it. Measured: there too.
        most_words: of a query, further ones are not looked for; a bound on its cost; by hand.
        k1: of tantivy's BM25, whose own value it is: a word occurring endlessly often in an endlessly short text would
            score idf * (k1 + 1). A share of the highest score is a share only with this very value.
    """

    context: float = 0.5
    country: float = 1.5
    year: float = 1.0
    most_words: int = 64
    k1: float = 1.2


LEXICAL = LexicalWeights()
