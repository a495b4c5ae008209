"""Settings of the index."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.settings import setting

MODEL_DIR = Path(__file__).parent / "model"
DEFAULT_LIBRARY = Path(__file__).parent.parent / "data" / "library"


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Where the index is, and with which model it is built and asked."""

    library: Path = setting("LIBRARY", DEFAULT_LIBRARY, "政策库所在的文件夹。")
    embed_model: str = setting(
        "EMBED_MODEL", "", "sentence-transformers 模型的名称或本地文件夹；不设则用随项目附带的模型。"
    )
    # On two cores a second thread answers one visitor 1.3 ms sooner, and a quarter fewer of several.
    threads: int = setting("THREADS", 1, "计算一个问题的向量所用的线程数。", low=1, high=64)
    chroma_url: str = setting(
        "CHROMA_URL", "", "存放向量的 Chroma 服务器的地址，如 http://127.0.0.1:8000；不设则存在政策库的文件夹里。"
    )
