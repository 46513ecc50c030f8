"""The comparison of fusions: each function gives what its paper says, and a set becomes lines of a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.compare import fusions
from tests.evaluation.small_sets import write_xquad
from unescosearch.search.fusion import Candidate
from unescosearch.search.retrieve import Candidates

# Row 1 is first by meaning, row 2 by words; row 3 was found by meaning only, row 4 by words only.
FOUND = Candidates(
    [Candidate(1, 0.8, 0.2), Candidate(2, 0.4, 0.6), Candidate(3, 0.2, 0.0), Candidate(4, 0.0, 0.4)],
    dense_ranks={1: 1, 2: 2, 3: 3},
    lexical_ranks={2: 1, 4: 2, 1: 3},
)


def test_reciprocal_ranks_are_added_over_the_lists_that_hold_a_passage() -> None:
    assert fusions.reciprocal_ranks(FOUND) == pytest.approx(
        {1: 1 / 61 + 1 / 63, 2: 1 / 62 + 1 / 61, 3: 1 / 63, 4: 1 / 62}
    )


def test_sums_are_of_scores_between_the_least_and_the_highest_of_each_list() -> None:
    assert fusions.comb_sum(FOUND) == pytest.approx({1: 1.0, 2: 1 / 3 + 1, 3: 0.0, 4: 0.5})
    assert fusions.comb_mnz(FOUND) == pytest.approx({1: 2.0, 2: 8 / 3, 3: 0.0, 4: 0.5})


def test_a_convex_combination_takes_both_scores_of_every_candidate() -> None:
    assert fusions.convex(FOUND, 0.5, theoretical=False) == pytest.approx(
        {1: 0.5 + 0.5 * 0.2 / 0.6, 2: 0.25 + 0.5, 3: 0.125, 4: 0.5 * 0.4 / 0.6}
    )
    highest = 1.8
    assert fusions.convex(FOUND, 0.8, theoretical=True) == pytest.approx(
        {
            1: 0.8 + 0.2 * 0.2 / 0.6,
            2: 0.8 * 1.4 / highest + 0.2,
            3: 0.8 * 1.2 / highest,
            4: 0.8 * 1.0 / highest + 0.2 * 0.4 / 0.6,
        }
    )


def test_where_the_encoder_is_silent_words_decide() -> None:
    silent = Candidates([Candidate(1, None, 0.2), Candidate(2, None, 0.6)], {}, {2: 1, 1: 2})
    for fusion in fusions.FUSIONS.values():
        scores = fusion(silent)
        assert scores[2] > scores[1]


def test_a_set_gives_a_line_for_each_fusion_or_one_where_a_part_is_silent(
    tmp_path: Path, tiny_encoder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UNESCOSEARCH_MODEL", str(tiny_encoder))
    fusions.main([str(write_xquad(tmp_path / "xquad")), "--work", str(tmp_path / "work")])
    lines = [line.split(" | ") for line in capsys.readouterr().out.splitlines()[2:]]
    english = [line for line in lines if line[0].endswith("en (2)")]
    assert [line[1] for line in english] == [*fusions.PARTS, *fusions.FUSIONS]
    assert english[-1][3] == "+0.000 [+0.000, +0.000] |"
    assert [line[1:3] for line in lines if line[0].endswith("es (2)")] == [["words", "1.000"]]
