"""Encode questions and passages with onnxruntime alone.

The direct door to ``index/model``: it imports neither torch nor transformers, opens in a tenth of a
second and encodes a short question in about 5 ms.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as onnxruntime_errors
from tokenizers import Tokenizer

from index.embedding.errors import ModelDamagedError
from index.embedding.model_files import (
    CONFIG_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    require_file,
    verify_model_dir,
)

__all__ = ["OnnxEncoder", "Prompts", "verify_model_dir"]

_CORES = min(8, os.cpu_count() or 1)
"""So many texts are encoded side by side. A question comes alone, and other visitors want the other cores."""

_ERRORS_ONLY = 3
"""onnxruntime's log severity; below it, it warns about devices that this project never uses."""

_UNREADABLE = (
    onnxruntime_errors.InvalidProtobuf,
    onnxruntime_errors.InvalidGraph,
    onnxruntime_errors.InvalidArgument,
    onnxruntime_errors.RuntimeException,
    onnxruntime_errors.Fail,
)


@dataclass(frozen=True)
class Prompts:
    """The words that the model was trained to see before a text.

    Attributes:
        query: Before a question.
        passage: Before a text that may answer one.
    """

    query: str
    passage: str

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read the prompts from ``config_sentence_transformers.json``.

        Raises:
            ModelMissingError: If the file is not there.
            ModelDamagedError: If it holds no prompts.
        """
        text = require_file(path).read_text("utf-8")
        try:
            prompts = json.loads(text)["prompts"]
            return cls(query=prompts["query"], passage=prompts["passage"])
        except (ValueError, KeyError, TypeError) as error:
            raise ModelDamagedError(path, "没有 query 和 passage 的提示词") from error


class OnnxEncoder:
    """Turns texts into unit vectors.

    Every text is run alone. The model quantises its activations with one scale for a whole batch,
    so a vector computed in a batch would depend on the texts beside it; run alone, a text has one
    vector, whatever it is encoded with. That costs nothing here: without padding, single runs are
    as fast as batches (figures in ``index/model/README.md``).

    The encoder holds no state between calls and may be shared between threads.

    Args:
        session: The opened model.
        tokenizer: The tokenizer, set to cut at the model's 512 positions.
        prompts: The words to put before each kind of text.
    """

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        prompts: Prompts,
    ) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._prompts = prompts

    @classmethod
    def from_dir(cls, path: Path, *, threads: int) -> Self:
        """Open a model folder.

        The digests are not compared; call :func:`verify_model_dir` for that.

        Args:
            path: The folder, such as ``index/model``.
            threads: Threads that one text is computed with, at least 1.

        Raises:
            ModelMissingError: If a file is not there.
            ModelDamagedError: If a file cannot be read as what it should be.
            ValueError: If ``threads`` is less than 1.
        """
        if threads < 1:
            raise ValueError(f"threads must be at least 1, not {threads}")
        prompts = Prompts.from_file(path / CONFIG_FILE)
        tokenizer = _open_tokenizer(require_file(path / TOKENIZER_FILE))
        session = _open_session(require_file(path / MODEL_FILE), threads)
        return cls(session, tokenizer, prompts)

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._session.get_outputs()[0].shape[-1])

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer; do not change its settings."""
        return self._tokenizer

    @property
    def prompts(self) -> Prompts:
        """The prompts of the model."""
        return self._prompts

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode questions.

        Args:
            texts: The questions; what lies beyond 512 tokens is not seen.

        Returns:
            Unit vectors of shape (number of texts, dimensions), in the order given.
        """
        return self._encode(self._prompts.query, texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode texts that may answer a question.

        Args:
            texts: The passages; what lies beyond 512 tokens is not seen.

        Returns:
            Unit vectors of shape (number of texts, dimensions), in the order given.
        """
        return self._encode(self._prompts.passage, texts)

    def token_ids(self, text: str) -> list[int]:
        """Return the ids of a text with its prompt, begun, ended and cut at 512 tokens.

        A lone surrogate (half a character, from a broken source) is read as "?".
        """
        readable = text.encode("utf-8", "replace").decode("utf-8")
        ids: list[int] = self._tokenizer.encode(readable).ids
        return ids

    def embed(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the unit vector, of shape (dimensions,), of one text's token ids."""
        row = np.array([ids], dtype=np.int64)
        inputs = {"input_ids": row, "attention_mask": np.ones_like(row)}
        vector: NDArray[np.float32] = self._session.run(None, inputs)[0][0]
        return vector

    def _encode(self, prompt: str, texts: Sequence[str]) -> NDArray[np.float32]:
        prompted = [prompt + text for text in texts]
        if len(prompted) == 1:
            vectors = [self._vector(prompted[0])]
        else:
            with ThreadPoolExecutor(_CORES) as cores:
                vectors = list(cores.map(self._vector, prompted))
        return np.array(vectors, dtype=np.float32).reshape(len(vectors), self.dimensions)

    def _vector(self, prompted: str) -> NDArray[np.float32]:
        return self.embed(self.token_ids(prompted))


def _open_tokenizer(path: Path) -> Tokenizer:
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises nothing narrower
        raise ModelDamagedError(path, "不是分词器文件") from error


def _open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    onnxruntime.set_default_logger_severity(_ERRORS_ONLY)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        return onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
    except _UNREADABLE as error:
        raise ModelDamagedError(path, "onnxruntime 读不了它") from error
