"""The exported reranker against sentence-transformers itself, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import CrossEncoder

from tests.models.published import CROSS_ENCODERS, LONGEST, write_cross_encoder, write_model
from unescosearch.errors import IndexUnavailableError, ModelError
from unescosearch.models.reranker_prepare import prepare_reranker
from unescosearch.reranker.onnx import OnnxReranker

QUERY = "a lake in the steppe"
TEXTS = ["озеро в степи", "a lake", "草原上的湖", "b", "", "lake " * 100, "the lake in the steppe, 1945"]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A cross-encoder of each family."""
    folder = tmp_path_factory.mktemp("models")
    return {family: write_cross_encoder(folder / family, family) for family in CROSS_ENCODERS}


def reranker_of(model: Path, folder: Path, precision: str = "fp32") -> OnnxReranker:
    prepare_reranker(str(model), precision, folder, [])
    return OnnxReranker(folder)


def predicted(model: Path, query: str = QUERY) -> list[float]:
    reference = CrossEncoder(str(model), device="cpu", local_files_only=True)
    scores = reference.predict([(query, text) for text in TEXTS], activation_fn=torch.nn.Identity())
    return [float(score) for score in scores]


@pytest.mark.parametrize("family", CROSS_ENCODERS)
def test_scores_are_those_of_sentence_transformers(models: dict[str, Path], tmp_path: Path, family: str) -> None:
    reranker = reranker_of(models[family], tmp_path / "reranker")
    assert reranker.description.max_tokens == LONGEST
    for query in (QUERY, "lake " * 60):
        wanted = predicted(models[family], query)
        assert np.ptp(wanted) > 0.1
        np.testing.assert_allclose(reranker.scores(query, TEXTS), wanted, atol=1e-4)


def test_the_order_is_that_of_predict_with_its_squashing(models: dict[str, Path], tmp_path: Path) -> None:
    reference = CrossEncoder(str(models["minilm"]), device="cpu", local_files_only=True)
    wanted = [each["corpus_id"] for each in reference.rank(QUERY, TEXTS)]
    found = reranker_of(models["minilm"], tmp_path / "reranker").scores(QUERY, TEXTS)
    assert sorted(range(len(TEXTS)), key=lambda at: -found[at]) == wanted


def test_int8_stays_close_to_sentence_transformers(models: dict[str, Path], tmp_path: Path) -> None:
    reranker = reranker_of(models["bge-reranker"], tmp_path / "reranker", "int8")
    assert reranker.description.precision == "int8"
    found = reranker.scores(QUERY, TEXTS)
    assert np.corrcoef(found, predicted(models["bge-reranker"]))[0, 1] > 0.95


def test_the_layout_that_sentence_transformers_writes_now_is_read(models: dict[str, Path], tmp_path: Path) -> None:
    CrossEncoder(str(models["minilm"]), device="cpu").save_pretrained(str(tmp_path / "saved"))
    found = reranker_of(tmp_path / "saved", tmp_path / "reranker").scores(QUERY, TEXTS)
    np.testing.assert_allclose(found, predicted(models["minilm"]), atol=1e-4)


def test_its_card_says_what_it_reads(tmp_path: Path) -> None:
    model = write_cross_encoder(tmp_path / "model", card="language:\n- en\n- kk")
    facts = prepare_reranker(str(model), "fp32", tmp_path / "reranker", [])
    assert facts.languages == ("en", "kk")
    assert facts == OnnxReranker(tmp_path / "reranker").description
    assert (facts.reads("kk"), facts.reads("und"), facts.reads("fr")) == (True, True, False)
    assert "reads en, kk" in facts.summary


def test_one_made_before_is_copied_instead_of_exported_again(models: dict[str, Path], tmp_path: Path) -> None:
    name = str(models["minilm"])
    first = prepare_reranker(name, "fp32", tmp_path / "one", [])
    (tmp_path / "one" / "mark").write_text("the copy has this too")
    assert prepare_reranker(name, "fp32", tmp_path / "two", [tmp_path / "one"]) == first
    assert (tmp_path / "two" / "mark").exists()
    prepare_reranker(name, "int8", tmp_path / "three", [tmp_path / "one"])
    assert not (tmp_path / "three" / "mark").exists()
    assert prepare_reranker(str(tmp_path / "one"), "int8", tmp_path / "four", []) == first


def test_a_model_that_is_no_cross_encoder_is_refused(tmp_path: Path) -> None:
    """sentence-transformers would load it, with untrained layers on top."""
    model = write_model(tmp_path / "model", "bge")
    with pytest.raises(ModelError, match="is no cross-encoder"):
        prepare_reranker(str(model), "fp32", tmp_path / "reranker", [])


def test_a_cross_encoder_with_several_scores_is_refused(tmp_path: Path) -> None:
    model = write_cross_encoder(tmp_path / "model", labels=3)
    with pytest.raises(ModelError, match="gives 3 scores for a pair"):
        prepare_reranker(str(model), "fp32", tmp_path / "reranker", [])


@pytest.mark.parametrize("damage", ["config.json", "model.safetensors"])
def test_damaged_files_are_a_clear_error(tmp_path: Path, damage: str) -> None:
    model = write_cross_encoder(tmp_path / "model")
    (model / damage).write_text("{")
    with pytest.raises(ModelError, match=r"cannot be read|cannot be loaded"):
        prepare_reranker(str(model), "fp32", tmp_path / "reranker", [])


def test_a_model_that_is_not_here_says_how_to_bring_it(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="hf download"):
        prepare_reranker("cross-encoder/ms-marco-MiniLM-L6-v2", "fp32", tmp_path / "reranker", [])


def test_a_folder_without_a_reranker_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match=r"The reranker in .* cannot be read"):
        OnnxReranker(tmp_path)
