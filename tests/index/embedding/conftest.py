"""The shipped model, as the index of the session has it open if it is: a second one takes 130 MB more."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.embedding.onnx_encoder import OnnxEncoder
from index.encoders import open_encoder
from index.settings import IndexSettings

MODEL_DIR = Path(__file__).resolve().parents[3] / "index" / "model"


@pytest.fixture(scope="session")
def model_dir() -> Path:
    return MODEL_DIR


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    opened = open_encoder(IndexSettings())
    assert isinstance(opened, OnnxEncoder)
    return opened
