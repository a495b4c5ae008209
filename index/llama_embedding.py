"""The model as llama-index sees it."""

from __future__ import annotations

from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index.encoders import Encoder


class PolicyEmbedding(BaseEmbedding):
    """An `Encoder` behind llama-index's interface; prompts and normalisation are the encoder's business."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder, **kwargs: Any) -> None:
        """Wrap an encoder."""
        super().__init__(model_name="policyqa", **kwargs)
        self._encoder = encoder

    @property
    def encoder(self) -> Encoder:
        """The encoder itself."""
        return self._encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._encoder.encode_queries([query])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in vector] for vector in self._encoder.encode_passages(texts)]
