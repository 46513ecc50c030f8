"""Other models than the default one: all kinds of bodies, tokenizers, poolings and prefixes go through one export."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from sentence_transformers import SentenceTransformer

from tests.models.published import FAMILIES, LONGEST, TEXTS, WIDTH, write_model
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.errors import ModelError
from unescosearch.models.encoder_export import export
from unescosearch.models.encoder_prepare import prepare_encoder
from unescosearch.models.find import Overrides, find_model, weights_digest

E5_CARD = "language:\n- multilingual\n- en\n- kk\nmodel-index:\n- name: intfloat/multilingual-e5-small\n  results: []"


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A model of each family, without prompts of its own."""
    folder = tmp_path_factory.mktemp("models")
    return {family: write_model(folder / family, family) for family in FAMILIES}


def encoder_of(model: Path, folder: Path, precision: str = "fp32", overrides: Overrides | None = None) -> OnnxEncoder:
    prepare_encoder(str(model), precision, folder, [], overrides)
    return OnnxEncoder(folder)


def likeness(found: list[npt.NDArray[np.float32]], wanted: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Cosines; those of sentence-transformers may have any length, ours must have length 1."""
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-4)
    cosines: npt.NDArray[np.float32] = (np.asarray(found) * wanted).sum(axis=1) / np.linalg.norm(wanted, axis=1)
    return cosines


@pytest.mark.parametrize("family", FAMILIES)
def test_vectors_are_those_of_sentence_transformers(models: dict[str, Path], tmp_path: Path, family: str) -> None:
    encoder = encoder_of(models[family], tmp_path / "encoder")
    assert encoder.description.max_tokens == LONGEST
    assert encoder.description.dimension == (24 if family == "labse" else WIDTH)
    model = SentenceTransformer(str(models[family]), device="cpu")
    assert (likeness(list(encoder.encode_passages(TEXTS)), model.encode_document(TEXTS)) > 0.9999).all()
    assert (likeness([encoder.encode_query(text) for text in TEXTS], model.encode_query(TEXTS)) > 0.9999).all()


@pytest.mark.parametrize("family", ["e5", "labse"])
def test_int8_stays_close_to_sentence_transformers(models: dict[str, Path], tmp_path: Path, family: str) -> None:
    encoder = encoder_of(models[family], tmp_path / "encoder", "int8")
    assert encoder.description.precision == "int8"
    wanted = SentenceTransformer(str(models[family]), device="cpu").encode(TEXTS)
    assert (likeness(list(encoder.encode_passages(TEXTS)), wanted) > 0.99).all()


def test_a_text_is_cut_where_sentence_transformers_cuts_it(models: dict[str, Path], tmp_path: Path) -> None:
    encoder = encoder_of(models["e5"], tmp_path / "encoder", overrides=Overrides("query: ", "passage: "))
    start = "lake " * LONGEST
    np.testing.assert_array_equal(encoder.encode_query(start), encoder.encode_query(start + "steppe"))
    fits = "b" * (encoder.room - 1)  # and the piece that begins a word
    assert encoder.count_tokens([fits]) == [encoder.room]
    vectors = list(encoder.encode_passages([fits, fits + "a"]))
    np.testing.assert_array_equal(vectors[0], vectors[1])
    shorter = list(encoder.encode_passages([fits[:-1], fits[:-1] + "a"]))
    assert not np.array_equal(shorter[0], shorter[1])


def test_the_prompts_of_a_model_are_its_prefixes(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model", "decoder", {"query": "Instruct: find\nQuery: ", "document": "text: "})
    encoder, model = encoder_of(folder, tmp_path / "encoder"), SentenceTransformer(str(folder), device="cpu")
    assert encoder.description.query_prefix == "Instruct: find\nQuery: "
    assert encoder.description.passage_prefix == "text: "
    assert (likeness([encoder.encode_query("lake")], model.encode_query(["lake"])) > 0.9999).all()
    assert (likeness(list(encoder.encode_passages(["lake"])), model.encode_document(["lake"])) > 0.9999).all()
    assert likeness([encoder.encode_query("lake")], model.encode(["lake"]))[0] < 0.9999


@pytest.mark.parametrize("name", ["passage", "corpus"])
def test_the_prompt_of_passages_may_have_another_name(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path / "model", "bge", {"query": "q: ", name: "p: "})
    source = find_model(str(folder))
    assert (source.query_prefix, source.passage_prefix) == ("q: ", "p: ")


@pytest.mark.parametrize(("folder", "card"), [("multilingual-e5-small", ""), ("downloaded", E5_CARD)])
def test_e5_is_known_by_its_name_or_its_card(tmp_path: Path, folder: str, card: str) -> None:
    """sentence-transformers writes empty prompts into every model that it saves: they say nothing."""
    model = write_model(tmp_path / folder, "e5", {"query": "", "document": ""}, card)
    encoder, reference = encoder_of(model, tmp_path / "encoder"), SentenceTransformer(str(model), device="cpu")
    wanted = reference.encode_query(TEXTS, prompt="query: ")
    assert (likeness([encoder.encode_query(text) for text in TEXTS], wanted) > 0.9999).all()
    wanted = reference.encode_document(TEXTS, prompt="passage: ")
    assert (likeness(list(encoder.encode_passages(TEXTS)), wanted) > 0.9999).all()


def test_no_prefix_is_put_before_the_texts_of_other_models(models: dict[str, Path]) -> None:
    found = find_model(str(models["bge"]))
    assert (found.query_prefix, found.passage_prefix) == ("", "")


def test_what_the_user_says_goes_before_the_files(tmp_path: Path, models: dict[str, Path]) -> None:
    folder = write_model(tmp_path / "multilingual-e5-base", "e5", card=E5_CARD)
    assert find_model(str(folder)).languages == ("en", "kk")
    overrides = Overrides("", "text: ", ("fr",))
    facts = prepare_encoder(str(folder), "fp32", tmp_path / "one", [], overrides)
    assert (facts.query_prefix, facts.passage_prefix, facts.languages) == ("", "text: ", ("fr",))
    facts = prepare_encoder(str(tmp_path / "one"), "fp32", tmp_path / "two", [], Overrides(languages=()))
    assert (facts.passage_prefix, facts.languages) == ("text: ", ())
    assert OnnxEncoder(tmp_path / "two").description == facts


def test_only_the_first_dimensions_where_a_model_says_so(tmp_path: Path, models: dict[str, Path]) -> None:
    folder = shutil.copytree(models["bge"], tmp_path / "model")
    path = folder / "config_sentence_transformers.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"truncate_dim": 6}))
    encoder = encoder_of(folder, tmp_path / "encoder")
    assert encoder.description.dimension == 6
    wanted = SentenceTransformer(str(folder), device="cpu").encode(TEXTS)
    assert wanted.shape[1] == 6
    assert (likeness(list(encoder.encode_passages(TEXTS)), wanted) > 0.9999).all()


def test_weights_of_a_layer_in_a_folder_of_its_own_count(tmp_path: Path, models: dict[str, Path]) -> None:
    folder = shutil.copytree(models["labse"], tmp_path / "model")
    before = weights_digest(folder)
    layer = next(folder.glob("*_Dense/model.safetensors"))
    layer.write_bytes(layer.read_bytes() + b" ")
    assert weights_digest(folder) != before


def test_an_encoder_made_before_is_copied_instead_of_exported_again(tmp_path: Path, models: dict[str, Path]) -> None:
    name = str(models["bge"])
    first = prepare_encoder(name, "fp32", tmp_path / "one", [])
    (tmp_path / "one" / "mark").write_text("the copy has this too")
    assert prepare_encoder(name, "fp32", tmp_path / "two", [tmp_path / "one"]) == first
    assert (tmp_path / "two" / "mark").exists()
    prepare_encoder(name, "int8", tmp_path / "three", [tmp_path / "one"])
    assert not (tmp_path / "three" / "mark").exists()
    other = prepare_encoder(name, "fp32", tmp_path / "four", [tmp_path / "one"], Overrides(query_prefix="q: "))
    assert not (tmp_path / "four" / "mark").exists()
    assert other.query_prefix == "q: "


@pytest.mark.parametrize("name", ["intfloat/multilingual-e5-small", "no/such/folder", "/no/such/folder"])
def test_a_model_that_is_not_here_says_how_to_bring_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match=r"hf download .* bring that folder here"):
        prepare_encoder(name, "fp32", tmp_path / "encoder", [])


def test_a_folder_that_does_not_say_how_vectors_are_made_is_refused(tmp_path: Path, models: dict[str, Path]) -> None:
    folder = shutil.copytree(models["bge"], tmp_path / "model")
    (folder / "modules.json").unlink()
    with pytest.raises(ModelError, match=r"no modules\.json"):
        find_model(str(folder))


def test_a_tokenizer_without_a_file_of_its_own_is_refused(tmp_path: Path) -> None:
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import ByT5Tokenizer, T5Config, T5EncoderModel

    parts = tmp_path / "parts"
    ByT5Tokenizer(model_max_length=LONGEST).save_pretrained(parts)
    shape = {"d_model": WIDTH, "d_kv": 8, "d_ff": 32, "num_layers": 1, "num_heads": 2}
    T5EncoderModel(T5Config(vocab_size=384, pad_token_id=0, **shape)).save_pretrained(parts)
    model = SentenceTransformer(modules=[Transformer(str(parts)), Pooling(WIDTH)], device="cpu")
    model.save_pretrained(str(tmp_path / "model"), create_model_card=False)
    with pytest.raises(ModelError, match=r"ByT5Tokenizer.*cannot be written as tokenizer\.json"):
        prepare_encoder(str(tmp_path / "model"), "fp32", tmp_path / "encoder", [])


@pytest.mark.parametrize("damage", ["config.json", "model.safetensors", "1_Pooling/config.json"])
def test_a_model_with_damaged_files_is_a_clear_error(tmp_path: Path, models: dict[str, Path], damage: str) -> None:
    folder = shutil.copytree(models["bge"], tmp_path / "model")
    (folder / damage).write_text("{")
    with pytest.raises(ModelError, match=r"cannot be loaded|cannot be exported"):
        prepare_encoder(str(folder), "fp32", tmp_path / "encoder", [])


def test_vectors_that_came_out_otherwise_are_refused(tmp_path: Path) -> None:
    """A model that leaves its prefix out of the mean: the exported one cannot."""
    folder = write_model(tmp_path / "model", "e5", {"query": "a query about a lake: ", "document": ""})
    path = folder / "1_Pooling" / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"include_prompt": False}))
    with pytest.raises(ModelError, match="have a cosine of only"):
        export(find_model(str(folder)), tmp_path / "encoder", "fp32")
