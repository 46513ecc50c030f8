"""Measures BM25 as a set's readers would expect it, beside the words of our own search.

Whole documents, title and text as one field, are searched with tantivy's BM25 (k1 1.2, b 0.75): once with words in
lower case only, once stemmed by Snowball for each of the named languages. `unescosearch evaluate` measures our own.

Run: .venv/bin/python -m scripts.compare.bm25 SET... [--stem fr]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import tantivy
from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from unescosearch.evaluation.metrics import measure
from unescosearch.evaluation.records import EvaluationSet
from unescosearch.evaluation.run import DIFFERENCE_OF
from unescosearch.evaluation.sets import read_sets
from unescosearch.settings import Settings

SHOWN = 10
STEMMERS = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}


def analyzer(stem: str) -> TextAnalyzer:
    """Words in lower case, stemmed for a language where one is named."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.lowercase())
    return (builder.filter(Filter.stemmer(STEMMERS[stem])) if stem else builder).build()


def bm25(each: EvaluationSet, stem: str = "") -> float:
    """Mean nDCG@10 of BM25 over the documents of a set.

    Args:
        each: a set with documents of its own.
        stem: language whose stemmer is used, "" for none.
    """
    fields = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="words").add_integer_field("at", fast=True)
    schema = fields.build()
    index, texts, words = tantivy.Index(schema), each.corpus or (), analyzer(stem)
    index.register_tokenizer("words", words)
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    for at, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=[f"{text.title}\n{text.text}"], at=[at]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, run = index.searcher(), {}
    for question in each.questions:
        terms = [tantivy.Query.term_query(schema, "text", word, "freq") for word in words.analyze(question.text)]
        wanted = tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])
        hits = searcher.search(wanted, limit=SHOWN, count=False).hits
        places = searcher.fast_field_values("at", [address for _, address in hits])
        run[question.id] = [texts[int(at or 0)].name for at in places]
    scores = measure(DIFFERENCE_OF, run, {question.id: question.relevant for question in each.questions})
    return sum(scores.values()) / len(scores)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; arguments of the command line unless given."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sets", nargs="+")
    parser.add_argument("--stem", choices=sorted(STEMMERS), action="append", default=[])
    given = parser.parse_args(arguments)
    print("| set | BM25 | nDCG@10 |")
    print("|---|---|---|")
    for each in (found for name in given.sets for found in read_sets(name, Settings().evaluation)):
        for stem in ["", *given.stem]:
            print(f"| {each.name} | {f'stemmed ({stem})' if stem else 'plain'} | {bm25(each, stem):.3f} |", flush=True)


if __name__ == "__main__":
    main()
