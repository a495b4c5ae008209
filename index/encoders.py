"""Which model turns texts into vectors: the shipped one, or any sentence-transformers model."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, Self
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from index.embedding.errors import ModelUnavailableError
from index.embedding.model_files import MODEL_FILE, read_digests, verify_model_dir
from index.settings import MODEL_DIR, IndexSettings


class Encoder(Protocol):
    """What the index needs of a model; all vectors have unit length."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions: shape (number of texts, dimensions)."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts that may answer one: shape (number of texts, dimensions)."""


_in_use: WeakValueDictionary[str, Encoder] = WeakValueDictionary()
"""The shipped model as it is open in this process: it takes 130 MB, holds no state, and threads may share it."""


def open_encoder(settings: IndexSettings) -> Encoder:
    """Open the model that the settings name; what another index has open is shared, once its files are verified again.

    Raises:
        EmbeddingError: if it is missing or damaged.
    """
    if settings.embed_model:
        return SentenceTransformerEncoder.load(settings.embed_model)
    from index.embedding.onnx_encoder import OnnxEncoder

    verify_model_dir(MODEL_DIR)
    what = f"{MODEL_DIR} {model_fingerprint(settings)} {settings.threads}"
    return _in_use.setdefault(what, _in_use.get(what) or OnnxEncoder.from_dir(MODEL_DIR, threads=settings.threads))


def model_fingerprint(settings: IndexSettings) -> str:
    """Name the model exactly: by digest where it is shipped, by name or folder where it is configured."""
    if settings.embed_model:
        return f"sentence-transformers:{settings.embed_model}"
    return f"sha256:{read_digests(MODEL_DIR)[MODEL_FILE]}"


_BATCH = 16
_TOLD_EVERY = 16 * _BATCH


def encoded(
    texts: Sequence[str],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
    tell: Callable[[int], None] | None = None,
) -> NDArray[np.float32]:
    """Encode many texts, so many at a time.

    Args:
        texts: to be encoded.
        encode: as questions or as passages.
        tell: called with the number of those that are done.

    Returns:
        Vectors of shape (number of texts, dimensions); of no texts, of shape (0, 1).
    """
    parts = []
    for start in range(0, len(texts), _BATCH):
        if tell and start % _TOLD_EVERY == 0:
            tell(start)
        parts.append(encode(texts[start : start + _BATCH]))
    return np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)


class SentenceTransformerEncoder:
    """A sentence-transformers model with its own prompts; it imports torch."""

    def __init__(self, model: Any) -> None:
        """Take a loaded ``SentenceTransformer``."""
        self._model = model

    @classmethod
    def load(cls, name: str | Path) -> Self:
        """Load a model by name, from where the library keeps what was fetched before, or from a local folder.

        Raises:
            ModelUnavailableError: if it cannot be opened, or sentence-transformers is not installed.
        """
        # The library asks the hub for news of a model that it has, too. Who wants to fetch one sets this to 0.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            from sentence_transformers import SentenceTransformer

            from index.embedding.sentence_transformers_module import open_sentence_transformer
        except ImportError as error:
            raise ModelUnavailableError(str(name), "没有安装 sentence-transformers") from error
        try:
            is_shipped = Path(name).resolve() == MODEL_DIR.resolve()
            # Only the shipped model may run code of its own: it is this project's.
            return cls(open_sentence_transformer(MODEL_DIR) if is_shipped else SentenceTransformer(str(name)))
        except (OSError, ValueError) as error:
            is_here = Path(name).exists() or os.environ["HF_HUB_OFFLINE"] != "1"
            reason = str(error).splitlines()[0] if is_here else "本机没有；要从网上取，请设置 HF_HUB_OFFLINE=0"
            raise ModelUnavailableError(str(name), reason) from error

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions with the model's own prompt for them."""
        return self._unit(self._model.encode_query(list(texts), normalize_embeddings=True))

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode passages with the model's own prompt for them."""
        return self._unit(self._model.encode_document(list(texts), normalize_embeddings=True))

    def _unit(self, vectors: Any) -> NDArray[np.float32]:
        return np.asarray(vectors, dtype=np.float32).reshape(-1, self.dimensions)
