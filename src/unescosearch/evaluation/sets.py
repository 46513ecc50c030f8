"""Finds evaluation sets and tells their forms apart by what is in the folder or file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from unescosearch.errors import UsageError
from unescosearch.evaluation.beir import is_beir, read_beir
from unescosearch.evaluation.files import read_records
from unescosearch.evaluation.questions import FILE_NAME, is_questions, read_questions
from unescosearch.evaluation.records import EvaluationSet
from unescosearch.evaluation.squad import crossed, is_squad, language_pairs, read_squad, together
from unescosearch.evaluation.trec import is_trec, read_trec

_FORMS = (
    "the BEIR form (corpus.jsonl, queries.jsonl, qrels/*.tsv), SQuAD-like .json or .jsonl, "
    "the TREC form (.xml with <doc> and <top>, and a qrels file), questions.jsonl"
)


def read_sets(name: str, home: Path, pairs: bool = False, mixed: bool = False) -> list[EvaluationSet]:
    """The sets that a name stands for.

    Args:
        name: a folder, a file, or QUESTIONS.json:CORPUS.json, two SQuAD-like files with the same ids of questions.
        home: where to look for what is not found from the working folder.
        pairs: cross the SQuAD-like files of a folder with each other.
        mixed: take the SQuAD-like files of a folder as one collection in several languages.

    Raises:
        UsageError: nothing is there, it is in none of the forms, or no question in it can be used.
    """
    first, _, second = name.rpartition(":")
    path, questions, corpus = located(name, home), located(first, home), located(second, home)
    if path is None and first and questions and corpus:
        crossing = _squad_file(questions), _squad_file(corpus)
        found = [crossed(*crossing, name=":".join(each.name for each in crossing))]
    elif path is None:
        raise UsageError(
            f"There is no evaluation set {name!r}, here or in {home}. Name a folder or file that is there."
        )
    else:
        found = _folder(path, pairs, mixed) if path.is_dir() else _file(path)
    if not any(each.questions for each in found):
        raise UsageError(f"{name} holds no question with a judged document: two files must share ids of questions.")
    return found


def located(name: str, home: Path) -> Path | None:
    """Where a set is: from the working folder, else from `home`; None where it is in neither."""
    return next((path for path in (Path(name), home / name) if path.exists()), None)


def _folder(folder: Path, pairs: bool, mixed: bool) -> list[EvaluationSet]:
    if is_beir(folder):
        return [read_beir(folder)]
    if (folder / FILE_NAME).is_file():
        return read_questions(folder / FILE_NAME)
    if is_trec(folder):
        return [read_trec(folder)]
    files = [path for path in sorted(folder.iterdir()) if path.suffix in (".json", ".jsonl")]
    sets = [read_squad(path) for path in files if is_squad(read_records(path))]
    if not sets:
        raise UsageError(f"{folder} holds no evaluation set. A set comes in {_FORMS}.")
    name = folder.resolve().name
    if pairs:
        return language_pairs(sets, name)
    if mixed:
        return [together(sets, name)]
    return sets if len(sets) > 1 else [replace(sets[0], name=name)]


def _file(path: Path) -> list[EvaluationSet]:
    records = read_records(path) if path.suffix in (".json", ".jsonl") else []
    if is_questions(records):
        return read_questions(path)
    if is_squad(records):
        return [read_squad(path)]
    raise UsageError(f"{path} is no evaluation set. A set comes in {_FORMS}.")


def _squad_file(path: Path) -> EvaluationSet:
    if not path.is_file() or not is_squad(read_records(path)):
        raise UsageError(f"{path} is not a SQuAD-like file: only two of these can be crossed.")
    return read_squad(path)
