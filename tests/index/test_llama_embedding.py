from __future__ import annotations

import asyncio

import numpy as np

from index.encoders import open_encoder
from index.llama_embedding import PolicyEmbedding
from index.settings import IndexSettings

TEXTS = ["基金群的规模", "谁负责人形机器人"]


def test_it_gives_the_vectors_of_the_encoder() -> None:
    encoder = open_encoder(IndexSettings())
    embedding = PolicyEmbedding(encoder)
    np.testing.assert_array_equal(embedding.get_text_embedding_batch(TEXTS), encoder.encode_passages(TEXTS))
    np.testing.assert_array_equal(embedding.get_text_embedding(TEXTS[0]), encoder.encode_passages(TEXTS)[0])
    np.testing.assert_array_equal(embedding.get_query_embedding(TEXTS[1]), encoder.encode_queries(TEXTS)[1])
    assert asyncio.run(embedding.aget_query_embedding(TEXTS[1])) == embedding.get_query_embedding(TEXTS[1])


def test_questions_and_passages_have_their_own_prompts() -> None:
    embedding = PolicyEmbedding(open_encoder(IndexSettings()))
    assert embedding.get_query_embedding("基金") != embedding.get_text_embedding("基金")
