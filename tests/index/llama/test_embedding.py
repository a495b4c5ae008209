from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.encoders import Encoder
from index.llama.embedding import PolicyEmbedding

TEXTS = ["基金群的规模", "谁负责人形机器人"]


def test_it_gives_the_vectors_of_the_encoder(encoder_of_session: Encoder) -> None:
    embedding = PolicyEmbedding(encoder_of_session)
    np.testing.assert_array_equal(embedding.get_text_embedding_batch(TEXTS), encoder_of_session.encode_passages(TEXTS))
    np.testing.assert_array_equal(embedding.get_text_embedding(TEXTS[0]), encoder_of_session.encode_passages(TEXTS)[0])
    np.testing.assert_array_equal(embedding.get_query_embedding(TEXTS[1]), encoder_of_session.encode_queries(TEXTS)[1])


def test_questions_and_passages_have_their_own_prompts(encoder_of_session: Encoder) -> None:
    embedding = PolicyEmbedding(encoder_of_session)
    assert embedding.get_query_embedding("基金") != embedding.get_text_embedding("基金")


def test_texts_are_normalised_as_in_the_library(encoder_of_session: Encoder) -> None:
    embedding = PolicyEmbedding(encoder_of_session)
    assert embedding.get_text_embedding("ＡＩ基金") == embedding.get_text_embedding("AI基金")
    assert embedding.get_query_embedding("ＡＩ基金") == embedding.get_query_embedding("AI基金")


class RecordingEncoder:
    """Notes what is encoded at once, and in which thread."""

    def __init__(self) -> None:
        self.calls: list[tuple[list[str], threading.Thread]] = []

    @property
    def dimensions(self) -> int:
        return 1

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls.append((list(texts), threading.current_thread()))
        return np.ones((len(texts), 1), dtype=np.float32)

    encode_passages = encode_queries


def test_waiting_for_vectors_keeps_nobody_else_waiting() -> None:
    encoder = RecordingEncoder()
    embedding = PolicyEmbedding(encoder)
    assert asyncio.run(embedding.aget_query_embedding("一")) == [1.0]
    assert asyncio.run(embedding.aget_text_embedding("二")) == [1.0]
    assert asyncio.run(embedding.aget_text_embedding_batch(TEXTS)) == [[1.0], [1.0]]
    assert [texts for texts, _ in encoder.calls] == [["一"], ["二"], TEXTS]
    assert threading.main_thread() not in [thread for _, thread in encoder.calls]


def test_what_waits_is_the_same(encoder_of_session: Encoder) -> None:
    embedding = PolicyEmbedding(encoder_of_session)
    assert asyncio.run(embedding.aget_query_embedding(TEXTS[1])) == embedding.get_query_embedding(TEXTS[1])
    assert asyncio.run(embedding.aget_text_embedding_batch(TEXTS)) == embedding.get_text_embedding_batch(TEXTS)


def test_models_may_be_told_apart(encoder_of_session: Encoder) -> None:
    stored = [PolicyEmbedding(encoder_of_session, model_name=name).to_dict() for name in ("one", "another")]
    assert stored[0] != stored[1]
    assert stored[0]["class_name"] == "PolicyEmbedding"
