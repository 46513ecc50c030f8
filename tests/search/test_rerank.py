"""A reranker in an index: built, noticed when it changes, and what it does to a search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.models.published import write_cross_encoder
from unescosearch.app import create_app
from unescosearch.build.build import BuildOptions, build
from unescosearch.errors import IndexUnavailableError
from unescosearch.generation.doctor import examine
from unescosearch.generation.generation import Generation, open_current
from unescosearch.generation.layout import IndexLayout
from unescosearch.search.engine import Found, search
from unescosearch.search.parameters import SearchParameters
from unescosearch.search.rerank import rerank
from unescosearch.search.understand import understand
from unescosearch.search.weights import WEIGHTS
from unescosearch.service.live import LiveIndex
from unescosearch.service.present import present_search

QUERY = "birds by the lake in the evening"


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that says it reads English."""
    return write_cross_encoder(tmp_path_factory.mktemp("models") / "model", card="language: en")


@pytest.fixture(scope="module")
def birds(tmp_path_factory: pytest.TempPathFactory, tiny_encoder: Path, cross_encoder: Path) -> Iterator[Generation]:
    """An index of thirty passages on birds, some lists and French ones among them, with a reranker."""
    folder = tmp_path_factory.mktemp("birds")
    write_birds(folder / "corpus")
    build([folder / "corpus"], folder / "index", options(tiny_encoder, cross_encoder))
    opened = open_current(folder / "index")
    yield opened
    opened.close()


def write_birds(folder: Path) -> None:
    folder.mkdir()
    for number in range(30):
        text = f"In the evening {number} birds came to the lake and the keeper {'a' * number} wrote them down."
        if number % 10 == 7:
            text = f"Le soir, {number} birds, lake, evening : les oiseaux viennent au lac et le gardien les compte."
        (folder / f"{number}.txt").write_text(text)


def options(encoder: Path, reranker: Path | None) -> BuildOptions:
    return BuildOptions(str(encoder), "fp32", reranker=str(reranker or ""))


def rows(found: Found) -> list[str]:
    return [hit.best.passage.id for hit in found.hits]


def test_the_first_twenty_are_sorted_by_the_reranker(birds: Generation) -> None:
    query = understand(QUERY, birds)
    ranking = [(row, 1 - row / 100) for row in range(30)]
    sorted_anew = rerank(birds, query, ranking)
    assert WEIGHTS.reranking.most == 20
    assert sorted_anew.ranking[20:] == ranking[20:]
    assert [score for _, score in sorted_anew.ranking] == [score for _, score in ranking]
    assert {row for row, _ in sorted_anew.ranking} == set(range(30))
    assert birds.reranker is not None
    ordered = [row for row, _ in sorted_anew.ranking[:20] if row in sorted_anew.ranks]
    documents = birds.catalogue.documents(birds.columns.ids)
    texts = [birds.catalogue.passages([row])[row] for row in ordered]
    scores = birds.reranker.scores(QUERY, [f"{documents[each.document_id].title}\n{each.text}" for each in texts])
    assert scores == sorted(scores, reverse=True)
    assert ordered != sorted(ordered)
    assert [sorted_anew.ranks[row] for row in ordered] == list(range(1, len(ordered) + 1))


def test_what_it_cannot_read_keeps_its_place(birds: Generation) -> None:
    ranking = [(row, 1 - row / 100) for row in range(20)]
    sorted_anew = rerank(birds, understand(QUERY, birds), ranking)
    french = [row for row in range(20) if birds.columns.languages[row] == "fr"]
    assert french
    assert all(sorted_anew.ranking[row] == ranking[row] and row not in sorted_anew.ranks for row in french)


def test_it_is_silent_where_it_cannot_read_the_query(birds: Generation) -> None:
    query = understand("Combien d'oiseaux viennent au lac le soir ?", birds)
    ranking = [(row, 1 - row / 100) for row in range(20)]
    assert query.language == "fr"
    assert rerank(birds, query, ranking).ranking == ranking
    assert all(hit.reranker_rank is None for hit in search(birds, SearchParameters(query.asked)).hits)


def test_a_search_shows_the_place_that_it_gave(birds: Generation) -> None:
    found = search(birds, SearchParameters(QUERY, k=30))
    ranks = [hit.reranker_rank for hit in found.hits if hit.reranker_rank]
    assert ranks == list(range(1, len(ranks) + 1))
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    shown = present_search(birds, found, took_ms=1)
    assert [result.why.reranker_rank for result in shown.results] == [hit.reranker_rank for hit in found.hits]
    pages = [search(birds, SearchParameters(QUERY, k=5, offset=offset)) for offset in range(0, found.total, 5)]
    assert [row for page in pages for row in rows(page)] == rows(found)


def test_the_page_says_so(birds: Generation) -> None:
    live = LiveIndex(birds.layout.folder.parents[1])
    try:
        page = TestClient(create_app(live)).get("/", params={"q": QUERY}).text
    finally:
        live.close()
    assert "Read together with the query: place 1 of the first" in page


@pytest.mark.parametrize("mode", ["dense", "lexical"])
def test_a_single_engine_keeps_its_own_order(birds: Generation, mode: str) -> None:
    found = search(birds, SearchParameters(QUERY, mode=mode))
    ranks = [hit.dense_rank if mode == "dense" else hit.lexical_rank for hit in found.hits]
    assert ranks == sorted(rank for rank in ranks if rank)
    assert all(hit.reranker_rank is None for hit in found.hits)


def test_a_changed_reranker_is_noticed_and_encodes_nothing(
    tmp_path: Path, tiny_encoder: Path, cross_encoder: Path
) -> None:
    write_birds(tmp_path / "corpus")
    corpora, index = [tmp_path / "corpus"], tmp_path / "index"
    assert build(corpora, index, options(tiny_encoder, None)).reranker == ""
    added = build(corpora, index, options(tiny_encoder, cross_encoder))
    assert (added.rebuilt, added.encoded, added.reason) == (True, 0, "")
    assert str(cross_encoder) in added.reranker
    assert not build(corpora, index, options(tiny_encoder, cross_encoder)).rebuilt
    other = write_cross_encoder(tmp_path / "other", card="language: en", seed=4)
    changed = build(corpora, index, options(tiny_encoder, other))
    assert (changed.rebuilt, changed.encoded) == (True, 0)
    with_other = open_current(index)
    assert with_other.manifest.reranker == str(other)
    with_other.close()
    dropped = build(corpora, index, options(tiny_encoder, None))
    assert (dropped.rebuilt, dropped.encoded, dropped.reranker) == (True, 0, "")


def test_the_manifest_covers_it(tmp_path: Path, tiny_encoder: Path, cross_encoder: Path) -> None:
    write_birds(tmp_path / "corpus")
    build([tmp_path / "corpus"], tmp_path / "index", options(tiny_encoder, cross_encoder))
    layout = IndexLayout(tmp_path / "index")
    findings = [finding.subject for finding in examine(layout)]
    assert f"{layout.current_id()} reranker ({cross_encoder}, fp32)" in findings
    generation = open_current(tmp_path / "index")
    named = {name for name in generation.manifest.files if name.startswith("reranker/")}
    assert named == {"reranker/model.onnx", "reranker/tokenizer.json", "reranker/reranker.json"}
    replace(generation.manifest, reranker="another").save(generation.layout)
    generation.close()
    with pytest.raises(IndexUnavailableError, match="reranker another instead of"):
        open_current(tmp_path / "index")
    (layout.current().reranker / "tokenizer.json").write_text("{}")
    with pytest.raises(IndexUnavailableError, match=r"reranker/tokenizer\.json"):
        open_current(tmp_path / "index")
