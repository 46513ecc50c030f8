"""Reads the TREC form, in which the Cranfield collection lies here: <doc> and <top> blocks, and a file of judgements.

A judgement is relevant or not; grades are not told apart, as in TREC's own campaigns.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

from unescosearch.errors import UsageError
from unescosearch.evaluation.files import language_of, read_text, stated_language
from unescosearch.evaluation.records import EvaluationSet, Question, Text

_BLOCK = re.compile(r"<(doc|top)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)


def is_trec(folder: Path) -> bool:
    """Whether a folder holds a set in this form."""
    return bool(_judgement_files(folder)) and any("<top>" in read_text(path) for path in folder.glob("*.xml"))


def read_trec(folder: Path) -> EvaluationSet:
    """The set in a folder.

    Some collections, Cranfield among them, judge their topics by place and not by number: where a judged number is
    that of no topic, the topics are counted from 1 in the order of the file.

    Raises:
        UsageError: a file is damaged.
    """
    blocks = [match for path in sorted(folder.glob("*.xml")) for match in _BLOCK.finditer(read_text(path))]
    documents = [block[2] for block in blocks if block[1].lower() == "doc"]
    topics = [block[2] for block in blocks if block[1].lower() == "top"]
    judged = _judgements(_judgement_files(folder))
    numbers = [_element(topic, "num").removeprefix("Number:").strip() for topic in topics]
    if not judged.keys() <= set(numbers):
        numbers = [str(place) for place in range(1, len(topics) + 1)]
    texts = dict(zip(numbers, (_element(topic, "title") for topic in topics), strict=True))
    language = stated_language(folder) or language_of(texts.values())
    questions = [Question(number, texts[number], language, judged[number]) for number in texts if number in judged]
    corpus = [Text(_element(text, "docno"), _element(text, "title"), _element(text, "text")) for text in documents]
    return EvaluationSet(folder.name, tuple(questions), tuple(corpus), stated_language(folder))


def _judgement_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*qrel*") if path.is_file())


def _judgements(paths: list[Path]) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = {}
    for path in paths:
        for line in filter(str.strip, read_text(path).splitlines()):
            parts = line.split()
            if len(parts) != 4 or not parts[3].lstrip("-").isdigit():
                raise UsageError(f"{path}: {line!r} is not a topic, an iteration, a document and a judgement.")
            judged.setdefault(parts[0], {})[parts[2]] = int(int(parts[3]) > 0)
    return judged


def _element(block: str, name: str) -> str:
    """The text of an element; some collections never close theirs."""
    found = re.search(rf"<{name}>(.*?)(?=</{name}>|\n<|\Z)", block, re.DOTALL | re.IGNORECASE)
    return html.unescape(found[1]).strip() if found else ""
