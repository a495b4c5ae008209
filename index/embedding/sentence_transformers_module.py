"""Open the model folder as a sentence-transformers model.

The second door to ``index/model``. It runs the same session on the same token ids, one text at a
time, as :class:`index.embedding.onnx_encoder.OnnxEncoder` does, so both doors give the same
vectors. ``modules.json`` names :class:`OnnxModule`; sentence-transformers imports it from here.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer

from index.embedding.model_files import MAX_TOKENS, MODEL_FILE, TOKENIZER_FILE
from index.embedding.onnx_encoder import OnnxEncoder

_DEFAULT_THREADS = 2
_SHIPPED = (MODEL_FILE, TOKENIZER_FILE)


def open_sentence_transformer(path: Path) -> SentenceTransformer:
    """Open a model folder as a ``SentenceTransformer``, without touching the network.

    sentence-transformers asks for ``trust_remote_code`` before it imports any module class outside
    itself. Here the class is this project's own, so the flag is given; do not give it for a
    model that somebody else configured.

    Args:
        path: The folder, such as ``index/model``.

    Raises:
        ModelMissingError: If a file is not there.
        ModelDamagedError: If a file cannot be read as what it should be.
    """
    return SentenceTransformer(str(path), device="cpu", trust_remote_code=True, local_files_only=True)


class OnnxModule(InputModule):
    """The only module of the model: from texts to unit vectors.

    Args:
        folder: The model folder that ``encoder`` was opened from; :meth:`save` copies from it.
        encoder: The opened model.
    """

    save_in_root: bool = True

    def __init__(self, folder: Path, encoder: OnnxEncoder) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the base class has no annotations
        self.folder = folder
        self.encoder = encoder
        self.tokenizer: Tokenizer = encoder.tokenizer

    @property
    def max_seq_length(self) -> int:
        """Tokens of a text that are seen; the rest is cut off."""
        return MAX_TOKENS

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return self.encoder.dimensions

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor | Any]:
        """Turn texts into padded token ids.

        Args:
            inputs: The texts.
            prompt: What to put before each of them.

        Returns:
            ``input_ids`` and ``attention_mask``, int64 of shape (texts, tokens).
        """
        rows = [self.encoder.token_ids((prompt or "") + text) for text in inputs]
        width = max(map(len, rows), default=0)
        ids = torch.zeros((len(rows), width), dtype=torch.int64)
        mask = torch.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            mask[number, : len(row)] = 1
        return {"input_ids": ids, "attention_mask": mask}

    def forward(self, features: dict[str, torch.Tensor | Any], **_: Any) -> dict[str, torch.Tensor | Any]:
        """Add ``sentence_embedding``, float32 of shape (texts, dimensions), to the features.

        Each row is run without its padding, for the reason given in :class:`OnnxEncoder`.
        """
        ids = features["input_ids"].cpu()
        lengths = features["attention_mask"].sum(dim=1).tolist()
        vectors = [self.encoder.embed(row[:length].tolist()) for row, length in zip(ids, lengths, strict=True)]
        stacked = torch.from_numpy(np.stack(vectors))
        features["sentence_embedding"] = stacked.to(features["input_ids"].device)
        return features

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        """Copy the model and the tokenizer; sentence-transformers writes the rest."""
        target = Path(output_path).resolve()
        if target == self.folder.resolve():
            return
        for name in _SHIPPED:
            shutil.copyfile(self.folder / name, target / name)

    # The base class names the options of the model hub one by one; a local folder needs none.
    @classmethod
    def load(  # type: ignore[override]
        cls, model_name_or_path: str, subfolder: str = "", **_: Any
    ) -> Self:
        """Open a local folder; this module never fetches anything.

        Args:
            model_name_or_path: The model folder.
            subfolder: The folder inside it that ``modules.json`` names; empty for this model.

        Raises:
            ModelMissingError: If a file is not there.
            ModelDamagedError: If a file cannot be read as what it should be.
        """
        folder = Path(model_name_or_path) / subfolder
        return cls(folder, OnnxEncoder.from_dir(folder, threads=_DEFAULT_THREADS))
