"""The shipped model, opened once a module: kept to the end it would be 150 MB for all that follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.embedding.onnx_encoder import OnnxEncoder

MODEL_DIR = Path(__file__).resolve().parents[3] / "index" / "model"


@pytest.fixture(scope="session")
def model_dir() -> Path:
    return MODEL_DIR


@pytest.fixture(scope="module")
def encoder(model_dir: Path) -> OnnxEncoder:
    return OnnxEncoder.from_dir(model_dir, threads=2)
