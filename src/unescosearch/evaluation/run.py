"""Asks an index the questions of a set in each mode and measures the answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from unescosearch.errors import UsageError
from unescosearch.evaluation.bootstrap import Interval, paired_interval
from unescosearch.evaluation.identity import EngineIdentity, identify
from unescosearch.evaluation.metrics import MEASURES, Judgements, measure
from unescosearch.evaluation.names import Names
from unescosearch.evaluation.records import EvaluationSet, Question
from unescosearch.generation.generation import Generation
from unescosearch.progress import Progress
from unescosearch.search.engine import search
from unescosearch.search.parameters import LONGEST_TEXT, MODES, MOST_RESULTS, SearchParameters, problem
from unescosearch.search.weights import WEIGHTS, SearchWeights

DIFFERENCE_OF = "ndcg@10"


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of some questions of a set.

    Attributes:
        pair: language of the questions and of the documents, "es->en".
        kind: of the questions, "" for all of them.
        questions: how many were measured.
        scores: mode to measure to its mean over the questions.
        better: the part, "dense" or "lexical", with the higher nDCG@10; "" where a mode was not run.
        difference: of hybrid to that part in nDCG@10, with its interval.
        own_language: the language preference rate, where the documents of the set are in several languages: of the
            questions that found anything, the share whose first result is in the asker's language. Else None.
    """

    pair: str
    kind: str
    questions: int
    scores: Mapping[str, Mapping[str, float]]
    better: str = ""
    difference: Interval | None = None
    own_language: float | None = None


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The works found for a question, best first, and the language of the first result, "" for none."""

    works: list[str]
    language: str


_Rankings: TypeAlias = Mapping[str, _Ranking]


@dataclass(frozen=True, slots=True)
class SetResult:
    """What a set gave over an index.

    Attributes:
        languages: passages of the index in each language.
        left_out: questions whose document the index does not have, or not under a name that can be told.
    """

    name: str
    documents: int
    passages: int
    languages: Mapping[str, int]
    left_out: int
    engine: EngineIdentity
    rows: tuple[Row, ...]


def evaluate(
    each: EvaluationSet,
    generation: Generation,
    names: Mapping[str, str] | None = None,
    modes: Sequence[str] = MODES,
    progress: Progress | None = None,
    weights: SearchWeights = WEIGHTS,
) -> SetResult:
    """Ask a set's questions and measure what was found.

    Documents are compared by their work, as a reader sees them: language versions of one work are one result.

    Args:
        each: the set.
        generation: the index to ask.
        names: id in the index of each of the set's documents; None lets the index find them by their names.
        modes: of `search.parameters.MODES`.
        progress: told of every question that was asked.
        weights: by which the index ranks.

    Raises:
        UsageError: the index has none of the documents.
    """
    asked, judgements = judged(each, generation, names)
    progress = progress or Progress()
    with progress.stage("ask", len(asked) * len(modes)):
        runs = {mode: _run(generation, asked, mode, progress, weights) for mode in modes}
    languages = generation.manifest.languages
    spoken = "+".join(each.languages) or each.language or max(languages, key=lambda language: languages[language])
    rows = [_row(pair, kind, same, runs, judgements) for pair, kind, same in _by_pair(asked, spoken)]
    return SetResult(
        name=each.name,
        documents=generation.manifest.counts["documents"],
        passages=generation.manifest.counts["passages"],
        languages=languages,
        left_out=len(each.questions) - len(asked),
        engine=identify(generation.manifest, weights),
        rows=tuple(row if each.languages else replace(row, own_language=None) for row in rows),
    )


def judged(
    each: EvaluationSet, generation: Generation, names: Mapping[str, str] | None = None
) -> tuple[list[Question], Judgements]:
    """The questions of a set that an index can be asked, with the grades of its works for each.

    Raises:
        UsageError: the index has none of the documents.
    """
    names = names if names is not None else _found_names(each, generation)
    # A question file may name documents of other collections; a set that brings its documents means all of them.
    asked = [question for question in each.questions if each.corpus or question.relevant.keys() & names.keys()]
    return asked, _judgements(each, generation, names)


def _judgements(each: EvaluationSet, generation: Generation, names: Mapping[str, str]) -> Judgements:
    """The grades of works for each question.

    A judged document that the index lacks stays, so that not finding it counts.
    """
    works = _works(generation, set(names.values()))
    judgements: dict[str, dict[str, int]] = {}
    for question in each.questions:
        grades = judgements.setdefault(question.id, {})
        for name, grade in question.relevant.items():
            identity = names.get(name, f"absent {name}")
            work = works.get(identity, identity)
            grades[work] = max(grade, grades.get(work, 0))
    return judgements


def _found_names(each: EvaluationSet, generation: Generation) -> dict[str, str]:
    """The ids of the documents that an index has under the names that a set gives them."""
    finder = Names(generation.catalogue, generation.columns.ids)
    quotes = {name: question.quote for question in each.questions for name in question.relevant}
    found = {name: finder.document(name, quote) for name, quote in quotes.items()}
    if not any(found.values()):
        raise UsageError(f"The index has none of the documents that {each.name} asks for: name another with --index.")
    return {name: identity for name, identity in found.items() if identity is not None}


def _works(generation: Generation, ids: set[str]) -> dict[str, str]:
    return {document.id: document.work for document in generation.catalogue.documents(sorted(ids)).values()}


def _run(
    generation: Generation, questions: Sequence[Question], mode: str, progress: Progress, weights: SearchWeights
) -> _Rankings:
    run = {}
    for question in questions:
        run[question.id] = _ranked(generation, question.text[:LONGEST_TEXT], mode, weights)
        progress.advance(1)
    return run


def _ranked(generation: Generation, text: str, mode: str, weights: SearchWeights) -> _Ranking:
    """The works found for a text; none for a text that a search would refuse, as one without any word.

    A work whose text is also in another is found with it.
    """
    parameters = SearchParameters(text, k=MOST_RESULTS, mode=mode)
    hits = [] if problem(parameters) else search(generation, parameters, weights).hits
    found = (document.work for hit in hits for document in (hit.document, *(also.document for also in hit.reprints)))
    return _Ranking(list(dict.fromkeys(found))[:MOST_RESULTS], hits[0].document.language if hits else "")


def _by_pair(questions: Sequence[Question], language: str) -> Iterator[tuple[str, str, list[Question]]]:
    """The questions of each pair of languages, all together and then, where there are several kinds, by kind."""
    for asked in dict.fromkeys(question.language for question in questions):
        same = [question for question in questions if question.language == asked]
        yield f"{asked}->{language}", "", same
        kinds = list(dict.fromkeys(question.kind for question in same))
        for kind in kinds if len(kinds) > 1 else ():
            yield f"{asked}->{language}", kind, [question for question in same if question.kind == kind]


def _row(
    pair: str, kind: str, questions: Sequence[Question], runs: Mapping[str, _Rankings], judgements: Judgements
) -> Row:
    judged = {question.id: judgements[question.id] for question in questions}
    works = {mode: {identity: ranking.works for identity, ranking in run.items()} for mode, run in runs.items()}
    each = {mode: {name: measure(name, run, judged) for name in MEASURES} for mode, run in works.items()}
    own = _own_language(questions, runs.get("hybrid") or next(iter(runs.values())))
    scores = {mode: {name: _mean(values) for name, values in measured.items()} for mode, measured in each.items()}
    if set(scores) != set(MODES):
        return Row(pair, kind, len(judged), scores, own_language=own)
    better = max(("dense", "lexical"), key=lambda part: scores[part][DIFFERENCE_OF])
    hybrid, part = (list(each[mode][DIFFERENCE_OF].values()) for mode in ("hybrid", better))
    return Row(pair, kind, len(judged), scores, better, paired_interval(hybrid, part), own)


def _own_language(questions: Sequence[Question], run: _Rankings) -> float:
    """Of the questions that found anything, the share whose first result is in their language."""
    found = [question for question in questions if run[question.id].language]
    return sum(run[question.id].language == question.language for question in found) / max(1, len(found))


def _mean(values: Mapping[str, float]) -> float:
    return sum(values.values()) / len(values)
