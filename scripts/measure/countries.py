"""Measures how well a country's name finds documents that have the country in their metadata and not in their text.

A query is three words of middling frequency of a document's first passage and the name of its country; its work must be
found. Documents chosen so favour the metadata: the figures say what the weight does, not how good the search is.

Run: .venv/bin/python -m scripts.measure.countries INDEX [--weights 0 0.5 1 1.5 2]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from unescosearch.build.lexicon.names import names
from unescosearch.generation.generation import Generation, open_current
from unescosearch.records import Document
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters
from unescosearch.search.weights import WEIGHTS, SearchWeights
from unescosearch.words.analysis import content_word, query_words

LANGUAGES = ("en", "fr")
EVERY = 12
WORDS = 3
# Share of a language's passages that hold a word.
RAREST, MOST_FREQUENT = 0.001, 0.05
_WORD = re.compile(r"[^\W\d_]{4,}")


def questions(generation: Generation) -> Iterator[tuple[Document, str]]:
    """Every twelfth document whose text is silent about its one country, with a query for it."""
    named = {(what, language): name for what, language, name, rank in names() if not rank}
    documents = generation.catalogue.documents(generation.columns.ids).values()
    chosen = (each for each in documents if each.language in LANGUAGES and len(each.countries) == 1)
    silent = 0
    for document in sorted(chosen, key=lambda each: each.id):
        country = named.get((f"territory {document.countries[0]}", document.language), "")
        texts = [passage.text for passage in generation.catalogue.passages_of(document.id)]
        said = set(query_words(" ".join([document.title, *texts]), document.language))
        words = _words(generation, texts[0], document.language)
        if country and len(words) == WORDS and not set(query_words(country, document.language)) <= said:
            silent += 1
            if silent % EVERY == 1:
                yield document, " ".join([*words, country])


def _words(generation: Generation, text: str, language: str) -> list[str]:
    most = generation.manifest.languages[language]
    found = dict.fromkeys(
        word
        for word in _WORD.findall(text)
        if word.islower()
        and content_word(word, language)
        and RAREST * most <= generation.lexical.passages_with(word, language) <= MOST_FREQUENT * most
    )
    return list(found)[:WORDS]


def reciprocal_rank(generation: Generation, document: Document, text: str, weights: SearchWeights) -> float:
    """One divided by the rank of the document's work among the first ten, 0 where it is not there."""
    works = [hit.document.work for hit in search(generation, SearchParameters(text), weights).hits]
    return 1 / (1 + works.index(document.work)) if document.work in works else 0.0


def main() -> int:
    """Print mean reciprocal rank and share found for each weight and language."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("index", type=Path)
    parser.add_argument("--weights", type=float, nargs="+", default=[0, 0.5, 1, 1.5, 2])
    given = parser.parse_args()
    generation = open_current(given.index, checksums=False)
    asked = list(questions(generation))
    print(f"{'weight':>6}  language  queries  mrr@10  recall@10")
    for weight in given.weights:
        weights = replace(WEIGHTS, lexical=replace(WEIGHTS.lexical, country=weight))
        for language in LANGUAGES:
            ranks = [reciprocal_rank(generation, *each, weights) for each in asked if each[0].language == language]
            if ranks:
                mean, found = sum(ranks) / len(ranks), sum(rank > 0 for rank in ranks) / len(ranks)
                print(f"{weight:>6}  {language:<8}  {len(ranks):>7}  {mean:>6.3f}  {found:>9.3f}")
    generation.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
