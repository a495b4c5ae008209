"""What is wrong with an installation, and how to mend it: one line for each fault.

Every check does what the assistant does when it starts, so that nothing is called sound that would then fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.anchors import make_anchors
from index.builder import Progress, ensure_index
from index.builds import is_locked, leftovers, remove_leftovers
from index.embedding.errors import EmbeddingError
from index.encoders import open_encoder
from index.errors import IndexDamagedError, IndexMissingError, IndexServerError, IndexStaleError, SearchIndexError
from index.fitted import is_for_older_text
from index.normalize import normalize
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError
from ingest.lexicon import PLAIN_WORDS_FILE, read_plain_words, text_of_plain_words
from ingest.models import PolicyDocument
from ingest.settings import IngestSettings

ENOUGH_BYTES = 64 * 2**20
"""Of free space: two builds of a policy of some hundred pages, and a copy of one."""
_MEBIBYTE = 2**20
_LEARNED = Path(__file__).parents[1] / "answer"
"""Its weights are read here as plain files; nothing of that package is imported."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong.

    Attributes:
        message: what, and how to mend it, in one line.
        mend: mends it; None where only a person can.
    """

    message: str
    mend: Callable[[], object] | None = None


def examine(ingest: IngestSettings, settings: IndexSettings, progress: Progress | None = None) -> Iterator[Fault]:
    """Yield everything that is wrong, what the rest depends on first.

    Args:
        ingest: which policy is read.
        settings: where its index is, and which model it is built with.
        progress: told how far a mend is that builds the index.
    """
    document = None
    try:
        document = load_policy(ingest.source)
        make_anchors(document)
    except PolicyError as error:
        yield Fault(str(error))
    model = list(_check_model(settings))
    yield from model
    yield from _check_learned(document)
    if document:
        yield from _check_plain_words(document)
    # On a server there is no folder.
    if not settings.chroma_url:
        yield from _check_folder(settings.index_dir)
    # Without a policy or a model there is nothing to compare an index with.
    if document and not model:
        yield from _check_index(document, settings, progress)


def mend(faults: Sequence[Fault]) -> Iterator[Fault]:
    """Mend what can be mended, and yield what went wrong with it."""
    for fault in faults:
        try:
            if fault.mend:
                fault.mend()
        except (SearchIndexError, EmbeddingError, OSError) as error:
            yield Fault(f"没有修好：{error}")


def _check_model(settings: IndexSettings) -> Iterator[Fault]:
    try:
        open_encoder(settings)
    except EmbeddingError as error:
        yield Fault(str(error))


def _check_learned(document: PolicyDocument | None) -> Iterator[Fault]:
    for file in sorted(_LEARNED.glob("*.npz")):
        try:
            with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
                held = {name: kept[name] for name in kept.files}
        except Exception:  # a damaged archive raises whatever reading it raises, depending on where it is damaged
            yield Fault(f"从问题中学到的权重读不出来：{file}。请运行 git checkout -- answer 恢复。")
            continue
        # Weights for another document are no fault: it is read without them.
        if document and is_for_older_text(str(held.get("fingerprint", "")), document):
            yield Fault(
                f"正文有改动，从问题中学到的权重 {file.name} 是用改动前的正文训练的，不会采用。"
                "请运行 python -m eval fit --write answer 重新训练，或恢复原来的正文。"
            )


def _check_plain_words(document: PolicyDocument) -> Iterator[Fault]:
    """Tell whether the plain words are for another version of the text: most of what they quote stands in it."""
    if text_of_plain_words() in ("", document.text_digest):
        return
    source = normalize(document.source)
    quoted = [line.term for line in read_plain_words()]
    if sum(normalize(term) in source for term in quoted) > len(quoted) / 2:
        yield Fault(
            f"正文有改动，{PLAIN_WORDS_FILE.name} 是为改动前的正文写的，不会采用。"
            f"请核对其中的说法，把“正文摘要”改为 {document.text_digest}，或恢复原来的正文。"
        )


def _check_folder(index_dir: Path) -> Iterator[Fault]:
    there = next(path for path in (index_dir, *index_dir.absolute().parents) if path.exists())
    if not there.is_dir():
        yield Fault(f"{there} 不是文件夹，索引建不到 {index_dir}。请用 POLICYQA_INDEX_DIR 指定别的文件夹。")
        return
    if not _may_write(there):
        yield Fault(f"没有写权限：{there}。请给运行程序的用户写权限，或用 POLICYQA_INDEX_DIR 指定别的文件夹。")
        return
    free = shutil.disk_usage(there).free
    if free < ENOUGH_BYTES:
        yield Fault(
            f"磁盘空间不足：{there} 所在的磁盘只剩 {free // _MEBIBYTE} MB，重建索引要 {ENOUGH_BYTES // _MEBIBYTE} MB。请清理磁盘。"
        )
    if is_locked(index_dir):
        yield Fault(f"另一个进程正在建立索引：{index_dir}。请等它完成；若一直如此，请结束那个进程。")
    elif left := leftovers(index_dir):
        names = "、".join(path.name for path in left)
        yield Fault(
            f"有中断的构建留下的文件：{names}（在 {index_dir}）。请运行 python -m index doctor --fix 清理。",
            lambda: remove_leftovers(index_dir),
        )


def _may_write(folder: Path) -> bool:
    # Who a process acts as may differ from who started it, where the system knows the difference.
    is_known = os.access in os.supports_effective_ids
    return os.access(folder, os.W_OK | os.X_OK, effective_ids=is_known)


def _check_index(document: PolicyDocument, settings: IndexSettings, progress: Progress | None) -> Iterator[Fault]:
    try:
        SearchIndex.open(document, settings).close()
    except IndexServerError as error:
        yield Fault(str(error))
    except (IndexMissingError, IndexStaleError, IndexDamagedError) as error:
        is_damaged = isinstance(error, IndexDamagedError)
        yield Fault(str(error), lambda: ensure_index(document, settings, force=is_damaged, progress=progress))
    except (SearchIndexError, OSError) as error:
        yield Fault(str(error))
