from __future__ import annotations

import shutil
import weakref
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from index.embedding.errors import ModelDamagedError, ModelUnavailableError
from index.embedding.model_files import MODEL_FILE, read_digests
from index.embedding.onnx_encoder import OnnxEncoder
from index.encoders import SentenceTransformerEncoder, model_fingerprint, open_encoder
from index.settings import MODEL_DIR, IndexSettings

needs_sentence_transformers = pytest.mark.skipif(
    find_spec("sentence_transformers") is None, reason="sentence-transformers is not installed"
)


def test_the_shipped_model_is_the_default() -> None:
    encoder = open_encoder(IndexSettings())
    assert isinstance(encoder, OnnxEncoder)
    assert encoder.dimensions == 384


def test_the_model_is_open_once_for_all_who_use_it_and_no_longer() -> None:
    first, second = open_encoder(IndexSettings(threads=3)), open_encoder(IndexSettings(threads=3))
    assert first is second
    assert open_encoder(IndexSettings(threads=4)) is not first
    gone = weakref.ref(first)
    del first, second
    assert gone() is None


def test_what_is_open_does_not_hide_damage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(MODEL_DIR, tmp_path / "model"))
    monkeypatch.setattr("index.encoders.MODEL_DIR", copy)
    opened = open_encoder(IndexSettings())
    (copy / MODEL_FILE).write_bytes((copy / MODEL_FILE).read_bytes()[:-1])
    with pytest.raises(ModelDamagedError, match=MODEL_FILE):
        open_encoder(IndexSettings())
    assert opened.encode_queries(["谁负责"]).shape == (1, 384)


def test_fingerprints_name_the_model() -> None:
    shipped = model_fingerprint(IndexSettings())
    assert shipped == f"sha256:{read_digests(MODEL_DIR)[MODEL_FILE]}"
    assert model_fingerprint(IndexSettings(embed_model="a/b")) == "sentence-transformers:a/b"
    assert model_fingerprint(IndexSettings(threads=2)) == shipped


@pytest.mark.slow
@needs_sentence_transformers
def test_a_configured_model_is_opened_by_sentence_transformers() -> None:
    configured = open_encoder(IndexSettings(embed_model=str(MODEL_DIR)))
    assert isinstance(configured, SentenceTransformerEncoder)
    assert configured.dimensions == 384
    shipped = open_encoder(IndexSettings())
    texts = ["基金群的规模", "谁负责"]
    np.testing.assert_allclose(configured.encode_queries(texts), shipped.encode_queries(texts), atol=1e-6)
    np.testing.assert_allclose(configured.encode_passages(texts), shipped.encode_passages(texts), atol=1e-6)
    assert configured.encode_passages([]).shape == (0, 384)


@pytest.mark.slow
@needs_sentence_transformers
def test_a_model_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailableError, match="none（本机没有"):
        SentenceTransformerEncoder.load(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailableError, match=r"empty（(?!本机没有)"):
        SentenceTransformerEncoder.load(tmp_path / "empty")
