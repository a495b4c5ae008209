"""What is wrong with an installation, and how to mend it: one line for each fault.

Every check does what the assistant does when it starts, so that nothing is called sound that would then fail.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from index.anchors import make_anchors
from index.catalogue.catalogue import Catalogue
from index.catalogue.models import Entry
from index.embedding.errors import EmbeddingError
from index.encoders import open_encoder
from index.errors import LibraryDamagedError, LibraryError, LibraryNewerError
from index.fitted import is_for_older_text
from index.library import Library
from index.normalize import normalize
from index.opening import open_library, renew
from index.permissions import may_write
from index.rebuilding import rebuild
from index.revisions import Progress
from index.settings import IndexSettings
from index.writing import LIST, is_locked
from ingest.corpus_files import load_policy
from ingest.errors import PolicyError
from ingest.lexicon import PLAIN_WORDS_FILE, read_plain_words, text_of_plain_words
from ingest.models import PolicyDocument
from ingest.settings import IngestSettings

ENOUGH_BYTES = 64 * 2**20
"""Of free space: a few policies of some hundred pages, each in two revisions."""
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
        settings: where the library is, and which model it is made with.
        progress: told how far a mend is that computes vectors.
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
    folder = list(_check_folder(settings.library))
    yield from folder
    # Without a policy or a model there is nothing to compare vectors with.
    if document and not model and not any(fault.mend is None for fault in folder):
        yield from _check_library(ingest, settings, progress)


def mend(faults: Sequence[Fault]) -> Iterator[Fault]:
    """Mend what can be mended, and yield what went wrong with it."""
    for fault in faults:
        try:
            if fault.mend:
                fault.mend()
        except (PolicyError, LibraryError, EmbeddingError, OSError) as error:
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


def _check_folder(folder: Path) -> Iterator[Fault]:
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not there.is_dir():
        yield Fault(f"{there} 不是文件夹，政策库建不到 {folder}。请用 POLICYQA_LIBRARY 指定别的文件夹。")
        return
    if not may_write(there):
        yield Fault(f"没有写权限：{there}。请给运行程序的用户写权限，或用 POLICYQA_LIBRARY 指定别的文件夹。")
        return
    free = shutil.disk_usage(there).free
    if free < ENOUGH_BYTES:
        yield Fault(
            f"磁盘空间不足：{there} 所在的磁盘只剩 {free // _MEBIBYTE} MB，至少要 {ENOUGH_BYTES // _MEBIBYTE} MB。请清理磁盘。"
        )
    if is_locked(folder):
        yield Fault(f"另一个进程正在修改政策库：{folder}。请等它完成；若一直如此，请结束那个进程。")


def _check_library(ingest: IngestSettings, settings: IndexSettings, progress: Progress | None) -> Iterator[Fault]:
    """Look at the catalogue, then at the vectors and originals of every document."""
    database = Catalogue(settings.library).database
    if not database.path.is_file() and not (settings.library / LIST).is_file():
        yield Fault(
            f"还没有政策库：{settings.library}。请运行 python -m index build。",
            lambda: open_library(settings, ingest.source, progress),
        )
        return
    try:
        database.check()
        library = Library.open(settings)
    except LibraryNewerError as error:
        yield Fault(str(error))  # nothing is wrong with it
        return
    except LibraryDamagedError as error:
        yield Fault(str(error), lambda: rebuild(settings, progress))
        return
    except (LibraryError, EmbeddingError) as error:
        yield Fault(str(error))
        return
    try:
        yield from _check_documents(library, progress)
    except LibraryDamagedError as error:
        yield Fault(str(error), partial(renew, library, "", progress))
    except LibraryError as error:
        yield Fault(str(error))


def _check_documents(library: Library, progress: Progress | None) -> Iterator[Fault]:
    def renew_one(entry: Entry) -> None:
        with library.writing() as writer:
            writer.renew([entry], progress)

    stale = {entry.id for entry in library.stale()}
    for entry in library.snapshot().entries:
        if not library.has_original(entry):
            yield Fault(
                f"《{entry.title}》的原文件不在库里或有改动。请运行 python -m index replace {entry.id} 文件 重新放入。"
            )
        elif entry.id in stale:
            yield Fault(
                f"《{entry.title}》是用旧的模型或程序处理的，或向量缺失。请运行 python -m index build 更新。",
                partial(renew_one, entry),
            )
        else:
            try:
                library.stored_vectors(entry)
                library.catalogue.document(entry.revision)
            except LibraryDamagedError as error:
                yield Fault(str(error), partial(renew_one, entry))
    left = library.leftovers(datetime.datetime.now(datetime.UTC))
    if left:
        yield Fault(
            f"有中断的操作留下的向量 {left} 组。请运行 python -m index doctor --fix 清理。", lambda: _recover(library)
        )


def _recover(library: Library) -> None:
    with library.writing():
        pass  # whoever begins to write tidies up first
