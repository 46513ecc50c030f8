"""Reads question files over an index: JSON lines with `question`, `doc`, `quote`, and for some `translations`."""

from __future__ import annotations

from pathlib import Path

from unescosearch.evaluation.files import Record, field, language_of, read_records
from unescosearch.evaluation.records import EvaluationSet, Question

FILE_NAME = "questions.jsonl"


def is_questions(records: list[Record]) -> bool:
    """Whether records are in this form."""
    return bool(records) and {"question", "doc"} <= records[0].keys()


def read_questions(path: Path) -> list[EvaluationSet]:
    """The questions as they were written, and, where there are translations, these beside their originals.

    The second set holds each translated question once a language, the original's included, so that the languages
    can be compared on the same questions.

    Raises:
        UsageError: the file is damaged.
    """
    records = read_records(path)
    name = path.parent.name if path.name == FILE_NAME else path.stem
    language = language_of(field(record, "question", path) for record in records)
    original = [
        _question(record, path, number, language, field(record, "question", path), str(record.get("kind") or ""))
        for number, record in enumerate(records, 1)
    ]
    translated = [
        _question(record, path, number, code, text)
        for number, record in enumerate(records, 1)
        if record.get("translations")
        for code, text in {language: field(record, "question", path), **record["translations"]}.items()
    ]
    sets = [EvaluationSet(name, tuple(original))]
    return [*sets, EvaluationSet(f"{name}, translated", tuple(translated))] if translated else sets


def _question(record: Record, path: Path, number: int, language: str, text: str, kind: str = "") -> Question:
    identity = f"{record.get('id') or number}/{language}"
    return Question(identity, text, language, {field(record, "doc", path): 1}, kind, str(record.get("quote") or ""))
