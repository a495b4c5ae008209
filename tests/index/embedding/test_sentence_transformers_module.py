"""The second door gives what the first one gives."""

from __future__ import annotations

import importlib
import json
import socket
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.embedding.errors import ModelMissingError
from index.embedding.onnx_encoder import OnnxEncoder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

pytestmark = pytest.mark.slow  # torch takes seconds to import

TEXTS = [
    "个体工商户怎么注册",
    "個體工商戶怎麼註冊",
    "How do I register a business?",
    "",
    "第一条 为了规范行政许可的设定和实施，保护公民、法人和其他组织的合法权益。" * 30,
]


@pytest.fixture(scope="module")
def door() -> ModuleType:
    """Import the module under test here, so that collecting the tests does not load torch."""
    pytest.importorskip("sentence_transformers")
    return importlib.import_module("index.embedding.sentence_transformers_module")


@pytest.fixture(scope="module")
def model(door: ModuleType, model_dir: Path) -> SentenceTransformer:
    opened: SentenceTransformer = door.open_sentence_transformer(model_dir)
    return opened


def test_both_doors_give_equal_queries(model: SentenceTransformer, encoder: OnnxEncoder) -> None:
    assert_equal_vectors(model.encode_query(TEXTS), encoder.encode_queries(TEXTS))


def test_both_doors_give_equal_passages(model: SentenceTransformer, encoder: OnnxEncoder) -> None:
    expected = encoder.encode_passages(TEXTS)
    assert_equal_vectors(model.encode_document(TEXTS), expected)
    assert_equal_vectors(model.encode(TEXTS, prompt_name="passage"), expected)
    assert_equal_vectors(model.encode(TEXTS, prompt="passage: ", batch_size=2), expected)


def assert_equal_vectors(actual: np.ndarray, expected: np.ndarray) -> None:
    assert (actual * expected).sum(axis=1).min() >= 0.99999
    np.testing.assert_allclose(actual, expected, atol=1e-6)


def test_it_describes_itself(model: SentenceTransformer) -> None:
    assert model.get_embedding_dimension() == 384
    assert model.max_seq_length == 512
    assert model.similarity_fn_name == "cosine"


def test_similarity_is_cosine(model: SentenceTransformer, encoder: OnnxEncoder) -> None:
    vectors = encoder.encode_queries(TEXTS)
    np.testing.assert_allclose(model.similarity(vectors, vectors), vectors @ vectors.T, atol=1e-5)


def test_a_single_text_gives_a_single_vector(model: SentenceTransformer) -> None:
    assert model.encode("你好").shape == (384,)


def test_no_texts_give_no_rows(model: SentenceTransformer) -> None:
    assert len(model.encode([])) == 0


def test_saved_and_loaded_it_is_the_same(door: ModuleType, model: SentenceTransformer, tmp_path: Path) -> None:
    model.save(str(tmp_path / "copy"))
    reopened = door.open_sentence_transformer(tmp_path / "copy")
    np.testing.assert_array_equal(reopened.encode_query(TEXTS), model.encode_query(TEXTS))
    assert reopened.prompts == model.prompts


def test_the_shipped_modules_json_names_the_module(door: ModuleType, model_dir: Path) -> None:
    (entry,) = json.loads((model_dir / "modules.json").read_text("utf-8"))
    assert entry["type"] == f"{door.__name__}.{door.OnnxModule.__name__}"


def test_opening_and_encoding_stay_off_the_network(
    door: ModuleType, model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert door.open_sentence_transformer(model_dir).encode("你好").shape == (384,)


def test_a_missing_model_is_named(door: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError):
        door.OnnxModule.load(str(tmp_path))
