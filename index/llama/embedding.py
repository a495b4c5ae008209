"""The model as llama-index sees it."""

from __future__ import annotations

import asyncio
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index.encoders import Encoder
from index.normalize import normalize


class PolicyEmbedding(BaseEmbedding):
    """An `Encoder` behind llama-index's interface; texts are normalised as everywhere, prompts are the encoder's business."""

    _encoder: Encoder = PrivateAttr()

    def __init__(self, encoder: Encoder, *, model_name: str = "policyqa", **kwargs: Any) -> None:
        """Wrap an encoder.

        Args:
            encoder: of any model.
            model_name: tells models apart where llama-index keeps vectors, such as in the cache of a pipeline.
            **kwargs: what else llama-index's embeddings take.
        """
        super().__init__(model_name=model_name, **kwargs)
        self._encoder = encoder

    @classmethod
    def class_name(cls) -> str:
        """Name the class in stored pipelines."""
        return "PolicyEmbedding"

    @property
    def encoder(self) -> Encoder:
        """The encoder itself."""
        return self._encoder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self._encoder.encode_queries([normalize(query)])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [
            [float(value) for value in vector]
            for vector in self._encoder.encode_passages([normalize(text) for text in texts])
        ]

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        # All of a batch at once; left to llama-index, each text would be encoded alone, while everybody else waits.
        return await asyncio.to_thread(self._get_text_embeddings, texts)
