"""The files of the model folder and their digests."""

from __future__ import annotations

import hashlib
from pathlib import Path

from index.embedding.errors import ModelDamagedError, ModelMissingError

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
CONFIG_FILE = "config_sentence_transformers.json"
DIGEST_FILE = "SHA256SUMS"

MAX_TOKENS = 512
"""Positions of the model; the tokenizer cuts what lies beyond, its end mark kept."""


def verify_model_dir(path: Path) -> None:
    """Check that the folder holds the files that were shipped (takes about 0.05 s).

    Args:
        path: The model folder.

    Raises:
        ModelMissingError: If a file is not there.
        ModelDamagedError: If a file's sha256 is not the one in ``SHA256SUMS``.
    """
    for name in (CONFIG_FILE, MODEL_FILE, TOKENIZER_FILE):
        require_file(path / name)
    for name, expected in read_digests(path).items():
        found = sha256_of(path / name)
        if found != expected:
            raise ModelDamagedError(path / name, f"sha256 为 {found}，应为 {expected}")


def read_digests(path: Path) -> dict[str, str]:
    """Return the expected sha256 of each listed file, from ``SHA256SUMS``.

    Raises:
        ModelMissingError: If the list is not there.
        ModelDamagedError: If it does not list the model and the tokenizer.
    """
    listing = require_file(path / DIGEST_FILE)
    pairs = (line.split(maxsplit=1) for line in listing.read_text("utf-8").splitlines())
    digests = {pair[1]: pair[0] for pair in pairs if len(pair) == 2}
    if not {MODEL_FILE, TOKENIZER_FILE} <= digests.keys():
        raise ModelDamagedError(listing, f"没有列出 {MODEL_FILE} 和 {TOKENIZER_FILE}")
    return digests


def require_file(path: Path) -> Path:
    """Return the path of a file that must exist.

    Raises:
        ModelMissingError: If it does not.
    """
    if not path.is_file():
        raise ModelMissingError(path)
    return path


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file, in hexadecimal.

    Raises:
        ModelMissingError: If the file is not there.
    """
    with require_file(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
