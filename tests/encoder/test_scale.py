"""Calibrated scores mean the same whatever the encoder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import helper, numpy_helper

from tests.samples import write_sample_corpus
from tests.tiny_encoder import write_tiny_encoder
from unescosearch.answers.answer import answer
from unescosearch.build.build import BuildOptions, build
from unescosearch.encoder.description import MODEL_FILE, EncoderDescription
from unescosearch.encoder.scale import REFERENCE, Scale
from unescosearch.generation.generation import open_current
from unescosearch.search.engine import search
from unescosearch.search.parameters import SearchParameters

QUESTIONS = ("How many clubs did it have in 2022?", "clubs in Almaty", "birds", "lesson for pupils", "steppe")


def shifted(folder: Path, to: Path) -> Path:
    """The same encoder with all cosines c made 0.72 + 0.25 c, by parts of its vectors that all texts share."""
    model = onnx.load(str(folder / MODEL_FILE))
    share = np.asarray([np.sqrt(0.72)], dtype=np.float32)
    rest = np.asarray([[np.sqrt(0.03)]], dtype=np.float32)
    own = np.asarray(np.sqrt(0.25), dtype=np.float32)
    graph = model.graph
    graph.initializer.extend(
        [
            numpy_helper.from_array(share.reshape(1, 1), "share"),
            numpy_helper.from_array(rest, "rest"),
            numpy_helper.from_array(own, "own"),
        ]
    )
    graph.node[-1].output[0] = "unit"
    graph.node.append(helper.make_node("Mul", ["unit", "own"], ["less"]))
    graph.node.append(helper.make_node("Concat", ["less", "share"], ["embedding"], axis=1))
    del graph.output[:]
    dimension = EncoderDescription.load(folder).dimension + 1
    graph.output.append(helper.make_tensor_value_info("embedding", onnx.TensorProto.FLOAT, ["batch", dimension]))
    to.mkdir()
    onnx.save(model, str(to / MODEL_FILE))
    for name in ("tokenizer.json",):
        (to / name).write_bytes((folder / name).read_bytes())
    replace(EncoderDescription.load(folder), dimension=dimension, weights="shifted").save(to)
    return to


def measured(folder: Path) -> Path:
    """The folder with a scale that a build has to measure."""
    replace(EncoderDescription.load(folder), scale=Scale()).save(folder)
    return folder


def test_an_encoder_with_other_cosines_gives_the_same_ranking_cuts_and_refusals(tmp_path: Path) -> None:
    plain = measured(write_tiny_encoder(tmp_path / "plain"))
    # Unit vectors of the shifted one are 0.97 long before they are normalised: 0.72 + 0.25 c, on a scale of its own.
    other = shifted(plain, tmp_path / "shifted")
    corpus = write_sample_corpus(tmp_path / "corpus")
    found = []
    for model in (plain, other):
        build([corpus], tmp_path / "indexes" / model.name, BuildOptions(models=(str(model),)))
        generation = open_current(tmp_path / "indexes" / model.name)
        each = []
        for question in QUESTIONS:
            results = search(generation, SearchParameters(question))
            quotes = answer(generation, results).quotes
            each.append(([hit.best.passage.id for hit in results.hits], [quote.evidence.text for quote in quotes]))
        found.append(each)
        generation.close()
    assert found[0] == found[1]


@given(st.floats(-1, 1), st.floats(0.1, 0.9), st.floats(0, 0.5))
def test_a_scale_does_not_depend_on_where_cosines_lie(cosine: float, factor: float, shift: float) -> None:
    plain = Scale({"en>en": (0.1, 0.5)})
    moved = Scale({"en>en": (0.1 * factor + shift, 0.5 * factor + shift)})
    assert moved.calibrated(cosine * factor + shift, "en", "en") == pytest.approx(plain.calibrated(cosine, "en", "en"))


def test_the_ends_of_a_scale_are_those_of_the_reference() -> None:
    scale = Scale({"en>en": (0.7, 0.85), "kk>en": (0.72, 0.8)})
    assert [scale.calibrated(end, "kk", "en") for end in (0.72, 0.8)] == pytest.approx(list(REFERENCE))
    assert Scale().calibrated(0.42, "en", "en") == pytest.approx(0.42)
    # What was not measured is taken as what is like it: across languages as across languages.
    assert scale.calibrated(0.72, "de", "fr") == pytest.approx(REFERENCE[0])
    assert scale.calibrated(0.7, "de", "de") == pytest.approx(REFERENCE[0])


def test_a_scale_is_kept_with_the_encoder(tmp_path: Path) -> None:
    folder = write_tiny_encoder(tmp_path / "tiny")
    stated = replace(EncoderDescription.load(folder), scale=Scale({"en>en": (0.1, 0.5)}, "sample"))
    stated.save(folder)
    assert EncoderDescription.load(folder) == stated
    assert json.loads((folder / "encoder.json").read_text())["scale"]["pairs"] == {"en>en": [0.1, 0.5]}
