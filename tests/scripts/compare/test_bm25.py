"""The comparison with plain BM25: what a stemmer finds, plain words do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.compare import bm25
from tests.evaluation.small_sets import write_lines
from unescosearch.evaluation.records import EvaluationSet
from unescosearch.evaluation.sets import read_sets


@pytest.fixture
def birds(tmp_path: Path) -> EvaluationSet:
    folder = tmp_path / "birds"
    texts = {"a": "The bird rested.", "b": "Pupils draw a road from one well to the next.", "c": "Snow."}
    write_lines(folder / "corpus.jsonl", [{"_id": name, "title": "", "text": text} for name, text in texts.items()])
    write_lines(folder / "queries.jsonl", [{"_id": "1", "text": "resting birds"}, {"_id": "2", "text": "ROAD"}])
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n1\ta\t1\n2\tb\t1\n", "utf-8")
    return read_sets(str(folder), tmp_path)[0]


def test_only_stemmed_words_meet_other_forms(birds: EvaluationSet) -> None:
    assert bm25.bm25(birds) == 0.5
    assert bm25.bm25(birds, "en") == 1.0


def test_a_line_for_each_way(birds: EvaluationSet, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bm25.main([str(tmp_path / "birds"), "--stem", "en"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:] == ["| birds | plain | 0.500 |", "| birds | stemmed (en) | 1.000 |"]
