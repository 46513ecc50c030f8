"""Reads the BEIR form: corpus.jsonl, queries.jsonl and judgements in qrels/*.tsv."""

from __future__ import annotations

import csv
from pathlib import Path

from unescosearch.errors import UsageError
from unescosearch.evaluation.files import field, language_of, read_records, read_text, stated_language
from unescosearch.evaluation.records import EvaluationSet, Question, Text

_CORPUS, _QUERIES, _JUDGEMENTS = "corpus.jsonl", "queries.jsonl", "qrels"
_SPLITS = ("test.tsv", "dev.tsv")


def is_beir(folder: Path) -> bool:
    """Whether a folder holds a set in this form."""
    return (folder / _CORPUS).is_file() and (folder / _QUERIES).is_file() and (folder / _JUDGEMENTS).is_dir()


def read_beir(folder: Path) -> EvaluationSet:
    """The set in a folder. Of several splits, test is taken, else dev, else all that there are.

    Raises:
        UsageError: a file is missing or damaged.
    """
    documents = folder / _CORPUS
    corpus = [
        Text(field(record, "_id", documents), str(record.get("title") or ""), field(record, "text", documents))
        for record in read_records(documents)
    ]
    queries = folder / _QUERIES
    judged = _judgements(folder / _JUDGEMENTS)
    texts = {field(record, "_id", queries): field(record, "text", queries) for record in read_records(queries)}
    language = stated_language(folder) or language_of(texts.values())
    questions = [
        Question(name, texts[name], language, grades) for name, grades in judged.items() if texts.get(name, "").strip()
    ]
    return EvaluationSet(folder.name, tuple(questions), tuple(corpus), stated_language(folder))


def _judgements(folder: Path) -> dict[str, dict[str, int]]:
    """The grades of the documents for each query."""
    files = next(([folder / split] for split in _SPLITS if (folder / split).is_file()), sorted(folder.glob("*.tsv")))
    judged: dict[str, dict[str, int]] = {}
    for path in files:
        for line in csv.reader(read_text(path).splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
            if line and not line[-1].strip().lstrip("-").isdigit():
                continue  # the header
            if line and len(line) != 3:
                raise UsageError(f"{path}: {line} is not a query, a document and a grade with tabs between them.")
            if line:
                judged.setdefault(line[0], {})[line[1]] = int(line[2])
    return judged
