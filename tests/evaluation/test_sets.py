"""The forms of evaluation sets: each is told by what is in the folder or file, and read as it is meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.evaluation.small_sets import write_beir, write_lines, write_questions, write_trec, write_xquad
from unescosearch.errors import UsageError
from unescosearch.evaluation.sets import read_sets


def test_beir_gives_the_judged_queries_of_the_test_split(tmp_path: Path) -> None:
    (found,) = read_sets(str(write_beir(tmp_path / "birds")), tmp_path)
    assert found.name == "birds"
    assert [(text.name, text.title) for text in found.corpus or ()] == [("a", "Wetlands"), ("b", ""), ("c", "")]
    assert {question.id: question.relevant for question in found.questions} == {"q1": {"a": 2}, "q2": {"b": 0, "c": 1}}


def test_squad_takes_paragraphs_once_without_titles_and_only_answerable_questions(tmp_path: Path) -> None:
    folder = write_xquad(tmp_path / "xquad")
    english, spanish = read_sets("xquad", tmp_path)
    assert (english.name, english.language, spanish.language) == ("set.en", "en", "es")
    assert [text.title for text in english.corpus or ()] == ["", ""]
    assert [(question.id, question.relevant) for question in english.questions] == [
        ("id0", {"paragraph 1": 1}),
        ("id1", {"paragraph 2": 1}),
    ]
    assert read_sets(str(folder / "set.es.json"), tmp_path) == [spanish]


def test_language_pairs_cross_every_file_with_every_file(tmp_path: Path) -> None:
    write_xquad(tmp_path / "xquad")
    found = read_sets("xquad", tmp_path, pairs=True)
    pairs = [(each.name, each.questions[0].language, each.language) for each in found]
    assert pairs == [("xquad", "en", "en"), ("xquad", "es", "en"), ("xquad", "en", "es"), ("xquad", "es", "es")]
    assert len({each.corpus for each in found}) == 2


def test_two_files_are_crossed_by_name(tmp_path: Path) -> None:
    write_xquad(tmp_path / "xquad")
    (found,) = read_sets("xquad/set.es.json:xquad/set.en.json", tmp_path)
    assert (found.name, found.language) == ("set.es:set.en", "en")
    assert {question.language for question in found.questions} == {"es"}


def test_flat_records_are_squad_as_well(tmp_path: Path) -> None:
    records = [
        {"id": "a", "context": "Сиыр цепені", "question": "Финка дегеніміз не?", "answers": {"text": ["x"]}},
        {"id": "a", "context": "Сиыр цепені ", "question": "Негізгі иесі кім?", "answers": {"text": ["y"]}},
        {"id": "b", "context": "Липидтер", "question": "Неше?", "answers": {"text": []}},
    ]
    path = write_lines(tmp_path / "kazakh" / "set-kk-validation.jsonl", records)
    (found,) = read_sets(str(path.parent), tmp_path)
    assert found.name == "kazakh"
    assert [text.text for text in found.corpus or ()] == ["Сиыр цепені", "Липидтер"]
    assert [question.id for question in found.questions] == ["a", "a, 2"]
    assert {question.language for question in found.questions} == {"kk"}


def test_trec_topics_that_are_judged_by_place_get_their_place_as_number(tmp_path: Path) -> None:
    (found,) = read_sets(str(write_trec(tmp_path / "wings")), tmp_path)
    assert [(question.id, question.relevant) for question in found.questions] == [
        ("1", {"10": 1, "20": 0}),
        ("2", {"20": 1, "30": 1}),
    ]
    assert found.questions[1].text == "what heats a layer of air"
    assert (found.corpus or ())[0].text == "the lift of a wing grows behind a propeller & falls after it ."


def test_trec_topics_that_are_judged_by_number_keep_it(tmp_path: Path) -> None:
    folder = write_trec(tmp_path / "wings")
    (folder / "qrels.txt").write_text("8 0 20 1\n", encoding="utf-8")
    (found,) = read_sets(str(folder), tmp_path)
    assert [question.text for question in found.questions] == ["what heats a layer of air"]


def test_question_files_have_a_second_set_of_the_translated_questions(tmp_path: Path) -> None:
    original, translated = read_sets(str(write_questions(tmp_path / "own")), tmp_path)
    assert (original.corpus, original.name, translated.name) == (None, "own", "own, translated")
    assert [(question.kind, question.language) for question in original.questions] == [
        ("factual", "en"),
        ("teacher", "en"),
        ("teacher", "en"),
    ]
    assert [(question.id, question.kind) for question in translated.questions] == [("1/en", ""), ("1/fr", "")]
    assert original.questions[0].quote == "it had 175 clubs"


def _broken_line(folder: Path) -> str:
    (folder / "x.jsonl").write_text('{"question": "a", "doc": "b"}\n{\n', encoding="utf-8")
    return "x.jsonl"


def _no_text(folder: Path) -> str:
    write_beir(folder / "set")
    write_lines(folder / "set" / "corpus.jsonl", [{"_id": "a", "content": "b"}])
    return "set"


def _bad_grade(folder: Path) -> str:
    write_beir(folder / "set")
    (folder / "set" / "qrels" / "test.tsv").write_text("q1 a 2\nq1\t1\n")
    return "set"


def _bad_judgement(folder: Path) -> str:
    write_trec(folder / "set")
    (folder / "set" / "qrels.txt").write_text("1 10 1\n")
    return "set"


def _nothing_known(folder: Path) -> str:
    (folder / "set").mkdir()
    (folder / "set" / "x.json").write_text(json.dumps([{"name": "x"}]))
    return "set"


def _not_utf8(folder: Path) -> str:
    (folder / "x.json").write_bytes(b"\xff\xfe")
    return "x.json"


def _crossed_with_none(folder: Path) -> str:
    write_questions(folder / "own")
    write_xquad(folder / "xquad")
    return "own/questions.jsonl:xquad/set.en.json"


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda folder: "absent", "absent"),
        (_broken_line, "x.jsonl, line 2"),
        (_no_text, "'text'"),
        (_bad_grade, "test.tsv"),
        (_bad_judgement, "1 10 1"),
        (_nothing_known, "BEIR"),
        (_not_utf8, "UTF-8"),
        (_crossed_with_none, "SQuAD-like"),
    ],
)
def test_what_is_no_set_is_refused_with_what_is_wrong(tmp_path: Path, make: Callable[[Path], str], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        read_sets(make(tmp_path), tmp_path)


def test_files_that_share_no_question_cannot_be_crossed(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_lines(tmp_path / f"{name}.jsonl", [{"id": name, "context": "c", "question": "q?", "answers": ["x"]}])
    with pytest.raises(UsageError, match="share ids"):
        read_sets("a.jsonl:b.jsonl", tmp_path)
