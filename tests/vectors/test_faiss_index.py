"""Vectors: the nearest passages, exactly or nearly so, within a filter too."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from unescosearch.catalogue.conditions import Conditions
from unescosearch.errors import IndexUnavailableError
from unescosearch.vectors import faiss_build, faiss_index
from unescosearch.vectors.faiss_build import build_vectors
from unescosearch.vectors.opening import open_vectors
from unescosearch.vectors.vectors import Restriction, Rows, Vectors


def unit_vectors(count: int, dimension: int = 24) -> npt.NDArray[np.float16]:
    generator = np.random.default_rng(3)
    centres = generator.normal(size=(max(2, count // 50), dimension))
    rows = centres[generator.integers(len(centres), size=count)] + 0.3 * generator.normal(size=(count, dimension))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)


def saved(folder: Path, embeddings: npt.NDArray[np.float16], rows: npt.NDArray[np.int64]) -> tuple[Vectors, str]:
    np.save(folder / "embeddings.npy", embeddings)
    built = build_vectors(embeddings, {"en": rows}, folder / "vectors")
    return opened(folder), built.kind


def opened(folder: Path, address: str = "") -> Vectors:
    return open_vectors(address, folder / "vectors", folder / "embeddings.npy", resolve)


def resolve(restriction: Restriction, language: str) -> Rows:
    assert language == "en"
    assert restriction.holding is not None
    return restriction.holding


def within(rows: Rows) -> Restriction:
    return Restriction(Conditions({}), holding=rows)


def exact(
    embeddings: npt.NDArray[np.float16], query: npt.NDArray[np.float32], rows: npt.NDArray[np.int64]
) -> list[int]:
    scores = embeddings[rows].astype(np.float32) @ query
    return rows[np.argsort(-scores, kind="stable")[:10]].tolist()


def test_a_small_index_is_exact_and_knows_only_its_rows(tmp_path: Path) -> None:
    embeddings, rows = unit_vectors(500), np.arange(0, 500, 2)
    index, kind = saved(tmp_path, embeddings, rows)
    assert kind.startswith("Flat")
    query = embeddings[11].astype(np.float32)
    scores, found = index.search(query, 10, "en")
    assert found.tolist() == exact(embeddings, query, rows)
    assert (np.diff(scores) <= 0).all()


def test_a_large_index_states_a_recall_that_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faiss_build, "FLAT_LIMIT", 2_000)
    embeddings, rows = unit_vectors(6_000), np.arange(6_000)
    index, kind = saved(tmp_path, embeddings, rows)
    assert kind.startswith("IVF")
    hits = [
        len(
            set(index.search(embeddings[row].astype(np.float32), 10, "en")[1].tolist())
            & set(exact(embeddings, embeddings[row].astype(np.float32), rows))
        )
        for row in range(0, 6_000, 60)
    ]
    assert np.mean(hits) / 10 >= 0.98


def test_an_index_whose_recall_cannot_be_reached_is_exact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faiss_build, "FLAT_LIMIT", 2_000)
    monkeypatch.setattr(faiss_build, "MINIMUM_RECALL", 1.1)
    _, kind = saved(tmp_path, unit_vectors(3_000), np.arange(3_000))
    assert kind.startswith("Flat")


@pytest.mark.parametrize("kept", [40, 4_000])
def test_a_filter_is_applied_inside_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(faiss_build, "FLAT_LIMIT", 2_000)
    monkeypatch.setattr(faiss_index, "_EXACT_LIMIT", 100)
    embeddings = unit_vectors(6_000)
    index, _ = saved(tmp_path, embeddings, np.arange(6_000))
    allowed = np.sort(np.random.default_rng(5).permutation(6_000)[:kept])
    query = embeddings[77].astype(np.float32)
    _, found = index.search(query, 10, "en", within(allowed))
    assert set(found.tolist()) <= set(allowed.tolist())
    assert len(set(found.tolist()) & set(exact(embeddings, query, allowed))) >= 9


def test_a_filter_that_keeps_nothing_finds_nothing(tmp_path: Path) -> None:
    index, _ = saved(tmp_path, unit_vectors(50), np.arange(50))
    assert index.search(np.ones(24, np.float32), 10, "en", within(np.asarray([], np.int64)))[1].tolist() == []


def test_an_index_without_any_readable_passage_can_be_built_and_asked(tmp_path: Path) -> None:
    index, _ = saved(tmp_path, np.zeros((3, 24), np.float16), np.asarray([], np.int64))
    assert index.search(np.ones(24, np.float32), 10, "en")[1].tolist() == []


def test_each_language_is_searched_by_itself(tmp_path: Path) -> None:
    embeddings = unit_vectors(100)
    np.save(tmp_path / "embeddings.npy", embeddings)
    rows = {"en": np.arange(90), "kk": np.arange(90, 100)}
    built = build_vectors(embeddings, rows, tmp_path / "vectors")
    index = opened(tmp_path)
    assert built.kind == "Flat,SQfp16 (en, kk)"
    assert index.count == 100
    query = embeddings[5].astype(np.float32)
    assert set(index.search(query, 20, "kk")[1].tolist()) == set(range(90, 100))
    assert index.search(query, 20, "fr")[1].tolist() == []


def test_a_file_that_is_no_index_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "vectors").mkdir()
    (tmp_path / "vectors" / "en.faiss").write_bytes(b"nonsense")
    np.save(tmp_path / "embeddings.npy", unit_vectors(3))
    with pytest.raises(IndexUnavailableError, match="Rebuild"):
        opened(tmp_path)


def test_vectors_in_a_store_that_cannot_be_asked_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match=r"https://vectors\.example.*build --full"):
        opened(tmp_path, "https://vectors.example")


def test_closed_vectors_let_go_of_their_files(tmp_path: Path) -> None:
    index, _ = saved(tmp_path, unit_vectors(50), np.arange(50))
    index.close()
    assert str(tmp_path) not in Path("/proc/self/maps").read_text()
