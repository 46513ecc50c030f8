from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from unescosearch.build.build import BuildOptions, build
from unescosearch.catalogue.columns import Columns
from unescosearch.generation.generation import open_current
from unescosearch.search.engine import search
from unescosearch.search.grouping import Group, by_passage, by_work, fold_reprints
from unescosearch.search.parameters import SearchParameters

# Documents 0 and 1 are the English and French versions of one work, 2 is a work of its own.
COLUMNS = Columns(
    ids=["en", "fr", "other"],
    rows=np.arange(1, 4),
    works=np.asarray([0, 0, 1], dtype=np.int32),
    documents=np.asarray([0, 0, 1, 1, 2], dtype=np.int32),
    languages=["en", "en", "fr", "fr", "en"],
    spoken={"en": np.asarray([0, 1, 4]), "fr": np.asarray([2, 3])},
    prose=np.ones(5, dtype=np.bool_),
)
RANKING = [(0, 0.9), (4, 0.8), (2, 0.7), (3, 0.6), (1, 0.5)]

TEXT = (
    "The convention asks every State to name the living traditions on its territory together with those who carry "
    "them, to write them into a list that is kept up to date, and to hand them on to the young in schools and clubs."
)
SCANNED = TEXT.replace("traditions", "tradi tions").replace("territory", "terntory")
OTHER = (
    "Marshes feed the birds that cross continents, and shallow lakes give them rest. A treaty signed by the Caspian "
    "asks each State to name at least one wetland of its own and to look after it wisely, whatever the season."
)


@pytest.mark.parametrize(
    ("languages", "document", "rows"),
    [((), 0, [0, 1]), (("en", "fr"), 0, [0, 1]), (("fr",), 1, [2, 3]), (("kk", "fr", "en"), 1, [2, 3])],
)
def test_a_work_is_one_result_in_the_first_language_of_the_reader(
    languages: tuple[str, ...], document: int, rows: list[int]
) -> None:
    first, second = by_work(COLUMNS, RANKING, languages)
    assert (first.document, first.rows, first.score) == (document, rows, 0.9)
    assert first.scores == {row: score for row, score in RANKING if row in rows}
    assert (second.document, second.rows, second.score) == (2, [4], 0.8)


def test_a_version_of_which_nothing_was_found_is_not_shown() -> None:
    (only,) = by_work(COLUMNS, [(0, 0.9)], ("fr",))
    assert (only.document, only.rows) == (0, [0])


def test_each_passage_can_stand_for_itself() -> None:
    assert [(group.rows, group.score) for group in by_passage(COLUMNS, RANKING)] == [
        ([row], score) for row, score in RANKING
    ]


def folded(texts: Sequence[str], wanted: int = 10) -> list[tuple[int, list[int]]]:
    asked: list[int] = []

    def give(rows: Sequence[int]) -> Mapping[int, str]:
        asked.extend(rows)
        return {row: texts[row] for row in rows}

    groups = fold_reprints([Group(row, 1.0 / (row + 1), [row], {row: 1.0}) for row in range(len(texts))], wanted, give)
    assert len(asked) == len(set(asked))
    return [(group.document, group.reprints) for group in groups]


def test_the_same_text_is_folded_into_the_first_also_where_a_scan_misread_it() -> None:
    assert folded([TEXT, OTHER, TEXT, SCANNED]) == [(0, [2, 3]), (1, [])]


def test_a_passage_within_a_longer_one_is_the_same_text() -> None:
    assert folded([TEXT, f"{OTHER} {TEXT}"]) == [(0, [1])]
    assert folded([f"{OTHER} {TEXT}", TEXT]) == [(0, [1])]


def test_other_texts_and_short_ones_are_left_apart() -> None:
    like = TEXT.replace("convention", "charter").split()
    assert folded([TEXT, OTHER, "Read more.", "Read more."]) == [(0, []), (1, []), (2, []), (3, [])]
    assert folded([TEXT, " ".join(reversed(like))]) == [(0, []), (1, [])]


def test_texts_without_spaces_are_compared_by_letters() -> None:
    text = "教科文组织非洲通史由各国学者共同编写，历时三十多年，第一卷于一九八一年出版，此后陆续出版各卷。"
    assert folded([text, text.replace("。", "．"), text[::-1]]) == [(0, [1]), (2, [])]


@pytest.mark.parametrize("wanted", [1, 2, 3])
def test_the_first_results_are_the_same_however_many_are_wanted(wanted: int) -> None:
    texts = [TEXT, SCANNED, OTHER, TEXT, OTHER]
    assert [first for first, _ in folded(texts, wanted)][:wanted] == [first for first, _ in folded(texts)][:wanted]


def test_a_reprint_is_listed_under_the_result_with_its_own_source(tmp_path: Path, tiny_encoder: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in (("first", TEXT), ("again", f"{SCANNED} It was printed again."), ("other", OTHER)):
        head = f"---\nid: {name}\ntitle: {name}\nsource_url: https://example.org/{name}\nlanguage: en\n---\n"
        (corpus / f"{name}.md").write_text(head + text, encoding="utf-8")
    build([corpus], tmp_path / "index", BuildOptions(models=(str(tiny_encoder),)))
    generation = open_current(tmp_path / "index")
    found = search(generation, SearchParameters("living traditions handed on to the young in schools"))
    traditions = found.hits[0]
    assert {traditions.document.id, *(reprint.document.id for reprint in traditions.reprints)} == {"first", "again"}
    assert [hit.document.id for hit in found.hits[1:]] in ([], ["other"])
    assert found.total == len(found.hits)
    generation.close()
