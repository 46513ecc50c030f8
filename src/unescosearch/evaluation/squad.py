"""Reads the SQuAD-like form: paragraphs are the documents, each answerable question asks for its paragraph.

Known: the nested JSON of SQuAD, XQuAD, PIAF and FQuAD, and flat records with `context`, `question` and `answers`
(KazQAD). The titles of articles are left out: XQuAD's are English in every language, and would give answers away.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from unescosearch.evaluation.files import Record, field, language_of, read_records, stated_language
from unescosearch.evaluation.records import EvaluationSet, Question, Text


def is_squad(records: list[Record]) -> bool:
    """Whether records are in this form."""
    return bool(records) and ("paragraphs" in records[0] or {"context", "question"} <= records[0].keys())


def read_squad(path: Path) -> EvaluationSet:
    """The questions of a file over its own paragraphs.

    Raises:
        UsageError: the file is damaged.
    """
    names: dict[str, str] = {}
    questions: dict[str, Question] = {}
    for context, record in _asked(read_records(path), path):
        name = names.setdefault(context, f"paragraph {len(names) + 1}")
        if record is not None and _answerable(record):
            asked = str(record.get("id") or f"question {len(questions) + 1}")
            identity = asked if asked not in questions else f"{asked}, {len(questions) + 1}"
            questions[identity] = Question(identity, field(record, "question", path).strip(), "", {name: 1})
    language = stated_language(path) or language_of(question.text for question in questions.values())
    found = [Question(each.id, each.text, language, each.relevant) for each in questions.values() if each.text]
    corpus = tuple(Text(name, "", context) for context, name in names.items())
    return EvaluationSet(path.stem, tuple(found), corpus, stated_language(path))


def crossed(questions: EvaluationSet, corpus: EvaluationSet, name: str) -> EvaluationSet:
    """The questions of one set over the paragraphs of another that has questions of the same ids."""
    relevant = {question.id: question.relevant for question in corpus.questions}
    asked = [
        Question(each.id, each.text, each.language, relevant[each.id])
        for each in questions.questions
        if each.id in relevant
    ]
    return EvaluationSet(name, tuple(asked), corpus.corpus, corpus.language)


def language_pairs(sets: list[EvaluationSet], name: str) -> list[EvaluationSet]:
    """The questions of each set over the paragraphs of each, those that share no question left out."""
    pairs = [crossed(questions, corpus, name) for corpus, questions in product(sets, sets)]
    return [pair for pair in pairs if pair.questions]


def together(sets: list[EvaluationSet], name: str) -> EvaluationSet:
    """The paragraphs of all sets as one collection in several languages, of which each question asks for its own.

    Where the sets are translations of each other, everything is there in the asker's language and in the others.
    """
    corpus = [
        Text(f"{each.name}: {text.name}", text.title, text.text, each.language)
        for each in sets
        for text in each.corpus or ()
    ]
    questions = [
        Question(
            f"{each.name}: {question.id}",
            question.text,
            question.language,
            {f"{each.name}: {paragraph}": grade for paragraph, grade in question.relevant.items()},
        )
        for each in sets
        for question in each.questions
    ]
    return EvaluationSet(name, tuple(questions), tuple(corpus))


def _asked(records: list[Record], path: Path) -> Iterator[tuple[str, Record | None]]:
    """Each question with its paragraph, and each paragraph without any."""
    for record in records:
        if "paragraphs" not in record:
            yield field(record, "context", path).strip(), record
        for paragraph in record.get("paragraphs", ()):
            context = field(paragraph, "context", path).strip()
            yield context, None
            for question in paragraph.get("qas", ()):
                yield context, question


def _answerable(record: Record) -> bool:
    answers = record.get("answers")
    texts = answers.get("text") if isinstance(answers, dict) else answers
    return bool(texts) and not record.get("is_impossible")
