"""A whole evaluation with a small encoder: real builder, real engine, scores that can be told in advance."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.evaluation.small_sets import write_beir, write_questions, write_trec, write_xquad
from unescosearch.build.build import BuildOptions
from unescosearch.errors import UsageError
from unescosearch.evaluation.index_cache import index_of, names_in
from unescosearch.evaluation.records import EvaluationSet, Question
from unescosearch.evaluation.run import SetResult, evaluate
from unescosearch.evaluation.sets import read_sets
from unescosearch.generation.generation import Generation, open_current


def run_own(each: EvaluationSet, work: Path, options: BuildOptions) -> SetResult:
    generation = open_current(index_of(each, work, options))
    result = evaluate(each, generation, names_in(generation, each.corpus or ()))
    generation.close()
    return result


def test_a_set_with_documents_of_its_own_is_built_and_asked(tmp_path: Path, options: BuildOptions) -> None:
    (each,) = read_sets(str(write_beir(tmp_path / "birds")), tmp_path)
    result = run_own(each, tmp_path / "work", options)
    assert (result.documents, result.left_out) == (2, 0)  # two of the three texts are the same
    (row,) = result.rows
    assert (row.pair, row.kind, row.questions) == ("en->en", "", 2)
    # The judged text of the second query was left out as a duplicate: the one that was kept stands for it.
    assert row.scores["lexical"]["ndcg@10"] == row.scores["hybrid"]["recall@10"] == 1.0
    assert row.difference is not None


def test_a_judged_document_that_cannot_be_read_counts_as_not_found(tmp_path: Path, options: BuildOptions) -> None:
    (each,) = read_sets(str(write_trec(tmp_path / "wings")), tmp_path)
    (row,) = run_own(each, tmp_path / "work", options).rows
    assert row.scores["lexical"]["recall@100"] == 0.75


def test_a_language_that_the_encoder_cannot_read_is_asked_by_word_alone(tmp_path: Path, options: BuildOptions) -> None:
    write_xquad(tmp_path / "xquad")
    sets = read_sets("xquad", tmp_path, pairs=True)
    rows = {each.rows[0].pair: each.rows[0] for each in (run_own(one, tmp_path / "work", options) for one in sets)}
    assert rows["es->es"].scores["dense"]["ndcg@10"] == 0.0
    assert rows["es->es"].scores["hybrid"] == rows["es->es"].scores["lexical"]
    assert rows["es->es"].better == "lexical"
    assert set(rows) == {"en->en", "es->en", "en->es", "es->es"}


def test_languages_together_are_one_index_that_prefers_nobody(tmp_path: Path, options: BuildOptions) -> None:
    write_xquad(tmp_path / "xquad")
    (each,) = read_sets("xquad", tmp_path, mixed=True)
    result = run_own(each, tmp_path / "work", options)
    assert (result.documents, set(result.languages)) == (4, {"en", "es"})
    assert [(row.pair, row.questions, row.own_language) for row in result.rows] == [
        ("en->en+es", 2, 1.0),
        ("es->en+es", 2, 1.0),
    ]
    assert all(row.scores["hybrid"]["recall@1"] == 1.0 for row in result.rows)
    # Asked in English for what is there in Spanish only, nobody is answered in English.
    spanish = tuple(text for text in each.corpus or () if text.language == "es")
    asked = tuple(replace(question, relevant={spanish[0].name: 1}) for question in each.questions[:1])
    poorer = run_own(replace(each, corpus=spanish, questions=asked), tmp_path / "work", options)
    assert poorer.rows[0].own_language == 0.0


def test_an_index_is_built_once_for_the_same_documents_and_options(tmp_path: Path, options: BuildOptions) -> None:
    (each,) = read_sets(str(write_beir(tmp_path / "birds")), tmp_path)
    first = index_of(each, tmp_path / "work", options)
    before = (first / "current").read_text()
    assert index_of(replace(each, name="other"), tmp_path / "work", options) == first
    assert (first / "current").read_text() == before
    assert index_of(each, tmp_path / "work", replace(options, passage_tokens=64)) != first
    assert index_of(replace(each, corpus=(each.corpus or ())[:1]), tmp_path / "work", options) != first


def test_questions_are_asked_of_an_index_by_kind_and_language(tmp_path: Path, generation: Generation) -> None:
    original, translated = read_sets(str(write_questions(tmp_path / "own")), tmp_path)
    result = evaluate(original, generation)
    assert result.left_out == 1
    assert [(row.pair, row.kind, row.questions) for row in result.rows] == [
        ("en->en", "", 2),
        ("en->en", "factual", 1),
        ("en->en", "teacher", 1),
    ]
    assert result.rows[0].scores["lexical"]["recall@1"] == 1.0
    # The French version of the clubs' article is the same work as the English one that the question names.
    english, french = evaluate(translated, generation).rows
    assert (english.pair, french.pair) == ("en->en", "fr->en")
    assert french.scores["hybrid"]["recall@10"] == 1.0


def test_one_mode_alone_has_no_difference(tmp_path: Path, generation: Generation) -> None:
    original, _ = read_sets(str(write_questions(tmp_path / "own")), tmp_path)
    row = evaluate(original, generation, modes=["lexical"]).rows[0]
    assert (list(row.scores), row.better, row.difference) == (["lexical"], "", None)


@pytest.mark.parametrize("text", ["?!", "clubs " * 400])
def test_a_question_that_search_would_refuse_does_not_stop_the_others(generation: Generation, text: str) -> None:
    asked = (Question("1", text, "en", {"clubs": 1}), Question("2", "federation of clubs", "en", {"clubs": 1}))
    (row,) = evaluate(EvaluationSet("hard", asked), generation).rows
    assert row.questions == 2
    assert row.scores["lexical"]["recall@10"] >= 0.5


def test_an_index_without_any_of_the_documents_is_refused(generation: Generation) -> None:
    with pytest.raises(UsageError, match="none of the documents"):
        evaluate(EvaluationSet("other", (Question("1", "wings", "en", {"absent": 1}),)), generation)
