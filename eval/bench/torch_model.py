"""The shipped weights in float32 as an ordinary sentence-transformers model: what the shipped file is measured against."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.embedding.model_files import CONFIG_FILE, MAX_TOKENS, MODEL_FILE, TOKENIZER_FILE
from index.settings import MODEL_DIR

NEEDED = ("torch", "sentence_transformers", "transformers", "onnx")
_ZERO_POINT = 8
"""What stands for zero among the four-bit values of the word table."""

_SPECIAL = {"bos": 0, "pad": 1, "eos": 2, "unk": 3}
"""Ids of the tokens that are no text. Their names begin with a control character, so that nobody can type them."""

Weights = Mapping[str, NDArray[Any]]


def missing() -> list[str]:
    """Return the libraries that are needed for it and not installed."""
    return [name for name in NEEDED if find_spec(name) is None]


def write(folder: Path) -> None:
    """Write the model into a folder, from which sentence-transformers opens it, by ``POLICYQA_EMBED_MODEL`` too."""
    # Whatever is written or read here lies on this machine; the libraries would ask their hub about it all the same.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from transformers import PreTrainedTokenizerFast
    from transformers.utils import logging

    # It reports at length on a pooler that this model does without.
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    inner = folder / "bert"
    width = _write_bert(inner)
    tokens = Tokenizer.from_file(str(MODEL_DIR / TOKENIZER_FILE))
    special = {f"{name}_token": tokens.id_to_token(place) for name, place in _SPECIAL.items()}
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(MODEL_DIR / TOKENIZER_FILE), model_max_length=MAX_TOKENS, **special
    )
    tokenizer.save_pretrained(inner)
    transformer = modules.Transformer(str(inner), max_seq_length=MAX_TOKENS)
    pooling = modules.Pooling(width, "mean")
    prompts = json.loads((MODEL_DIR / CONFIG_FILE).read_text("utf-8"))["prompts"]
    model = SentenceTransformer(modules=[transformer, pooling, modules.Normalize()], prompts=prompts, device="cpu")
    model.save(str(folder))


def _write_bert(folder: Path) -> int:
    """Write the weights as transformers' ``BertModel``, and let go of them: they are 280 MB; return the vectors' length."""
    import torch
    from transformers import BertConfig, BertModel

    weights, heads = _read()
    layers = sum(name.endswith(".qkv.int8") for name in weights)
    words = word_table(weights["words.packed"], weights["words.scales.half"])
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=words.shape[1],
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=weights["l0.fi.bias"].shape[0],
        max_position_embeddings=len(weights["positions"]),
        type_vocab_size=1,
        layer_norm_eps=1e-12,
    )
    bert = BertModel(config, add_pooling_layer=False)
    state = state_of(weights, words, layers)
    tensors = {name: torch.from_numpy(np.require(values, requirements=["C", "W"])) for name, values in state.items()}
    bert.load_state_dict(tensors, assign=True)
    bert.save_pretrained(folder)
    return int(words.shape[1])


def _read() -> tuple[Weights, int]:
    """Read the constants of the shipped graph, and the number of its attention heads."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(MODEL_DIR / MODEL_FILE)).graph
    heads = next(part.i for node in graph.node for part in node.attribute if part.name == "num_heads")
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}, heads


def word_table(packed: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """Unpack the word table: two four-bit values a byte, the lower half first, a scale for each block of a row."""
    values = np.stack([packed & 0x0F, packed >> 4], axis=-1).astype(np.float32)
    values -= _ZERO_POINT
    blocks = values.reshape(len(packed), scales.shape[1], -1)
    blocks *= scales[:, :, None].astype(np.float32)
    return blocks.reshape(len(packed), -1)


def state_of(weights: Weights, words: NDArray[np.float32], layers: int) -> dict[str, NDArray[np.float32]]:
    """Return the weights under the names of transformers' ``BertModel``."""
    state = {
        "embeddings.word_embeddings.weight": words,
        "embeddings.position_embeddings.weight": weights["positions"],
        # The shipped graph has it added to the positions.
        "embeddings.token_type_embeddings.weight": np.zeros((1, words.shape[1]), dtype=np.float32),
        "embeddings.LayerNorm.weight": weights["emb.ln.gamma"],
        "embeddings.LayerNorm.bias": weights["emb.ln.beta"],
    }
    for layer in range(layers):
        ours, theirs = f"l{layer}", f"encoder.layer.{layer}"
        qkv, bias = _matrix(weights, f"{ours}.qkv"), weights[f"{ours}.qkv.bias"]
        for place, name in enumerate(("query", "key", "value")):
            rows = slice(place * words.shape[1], (place + 1) * words.shape[1])
            state[f"{theirs}.attention.self.{name}.weight"] = qkv[rows]
            state[f"{theirs}.attention.self.{name}.bias"] = bias[rows]
        for part, name in (("ao", "attention.output.dense"), ("fi", "intermediate.dense"), ("fo", "output.dense")):
            state[f"{theirs}.{name}.weight"] = _matrix(weights, f"{ours}.{part}")
            state[f"{theirs}.{name}.bias"] = weights[f"{ours}.{part}.bias"]
        for part, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
            state[f"{theirs}.{name}.weight"] = weights[f"{ours}.{part}.gamma"]
            state[f"{theirs}.{name}.bias"] = weights[f"{ours}.{part}.beta"]
    return state


def _matrix(weights: Weights, name: str) -> NDArray[np.float32]:
    """Return a matrix in float32, output-major as in torch."""
    values: NDArray[np.float32] = weights[f"{name}.int8"].astype(np.float32) * weights[f"{name}.scale"]
    return values.T
