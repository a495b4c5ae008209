"""How an index was built, so that one that no longer fits is never used silently."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Self

from index.anchors import make_anchors
from index.encoders import model_fingerprint
from index.errors import IndexDamagedError, IndexStaleError
from index.settings import IndexSettings
from ingest.chunks import make_chunks
from ingest.models import PolicyDocument
from ingest.parser import PARSER_VERSION

INDEX_VERSION = "6"
"""Raise it whenever the same chunks are indexed differently."""

_FILE = "manifest.json"
_NAMES = {
    "index_version": "索引格式",
    "model": "嵌入模型",
    "parser_version": "解析器版本",
    "source_digest": "政策正文",
    "chunks_digest": "切分结果",
    "anchors_digest": "词库",
    "jieba_version": "jieba 版本",
    "chroma_version": "Chroma 版本",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that decides what an index contains."""

    index_version: str
    model: str
    parser_version: str
    source_digest: str
    chunks_digest: str
    anchors_digest: str
    jieba_version: str
    chroma_version: str

    @classmethod
    def expected(cls, document: PolicyDocument, settings: IndexSettings) -> Self:
        """Describe the index that this document and these settings need."""
        return cls(
            index_version=INDEX_VERSION,
            model=model_fingerprint(settings),
            parser_version=PARSER_VERSION,
            source_digest=document.digest,
            chunks_digest=_digest(f"{chunk.id}\0{chunk.embedded_text}" for chunk in make_chunks(document)),
            anchors_digest=_digest(anchor.text for anchor in make_anchors(document)),
            jieba_version=version("jieba"),
            chroma_version=version("chromadb"),
        )

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the manifest of a build.

        Raises:
            IndexDamagedError: if it is not there or not readable.
        """
        try:
            return cls(**json.loads((folder / _FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise IndexDamagedError(
                f"索引的说明文件读不出来：{folder / _FILE}。请运行 python -m index build --force 重建。"
            ) from error

    def write(self, folder: Path) -> None:
        """Write the manifest into a build."""
        (folder / _FILE).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    def require(self, expected: Manifest) -> None:
        """Compare with what is needed.

        Raises:
            IndexStaleError: naming what differs.
        """
        ours, theirs = asdict(self), asdict(expected)
        changed = [_NAMES[key] for key in ours if ours[key] != theirs[key]]
        if changed:
            raise IndexStaleError(f"索引已过期（{'、'.join(changed)}有变）。请运行 python -m index build 重建。")


def _digest(texts: Iterable[str]) -> str:
    """Digest what is embedded and under which names: it changes whenever the cutting does."""
    digest = hashlib.sha256()
    for text in texts:
        digest.update(f"{text}\0".encode())
    return digest.hexdigest()
