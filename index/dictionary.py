"""jieba's dictionary: read once for a process, and kept in the library's folder, from where reading takes a third of the time.

jieba's own cache lies in the system's folder for temporary files, where others may write.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np

_FOLDER, _WORDS, _FREQUENCIES, _DIGEST = "dictionary", "words.txt", "frequencies.npy", "sha256.txt"
_lock = threading.Lock()
_general: list[Dictionary] = []


class Dictionary(NamedTuple):
    """Words and their beginnings; shared by all tokenizers, which put their own words beside it.

    Attributes:
        frequencies: how often each word was seen in what jieba learned from; 0 for what is only the beginning of words.
        total: of all words.
    """

    frequencies: dict[str, int]
    total: int

    @classmethod
    def general(cls, library: Path | None = None) -> Self:
        """Return what jieba comes with.

        Args:
            library: a folder that may keep it, or could; what is kept there is read only if it is as it was written.
        """
        with _lock:
            if not _general:
                kept = _read(library / _FOLDER) if library else None
                _general.append(kept or _from_jieba())
                if library and kept is None and library.is_dir():
                    # Without it the next process starts a second later, no more.
                    with suppress(OSError):
                        _save(_general[0], library / _FOLDER)
            return cls(*_general[0])


def _read(folder: Path) -> Dictionary | None:
    try:
        words, numbers = (folder / _WORDS).read_bytes(), (folder / _FREQUENCIES).read_bytes()
        if (folder / _DIGEST).read_text(encoding="ascii") != _digest(words, numbers):
            return None
        *frequencies, total = np.frombuffer(numbers, dtype="<i4").tolist()
        return Dictionary(dict(zip(words.decode().split("\n"), frequencies, strict=True)), total)
    except (OSError, ValueError):
        return None


def _save(dictionary: Dictionary, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    words = "\n".join(dictionary.frequencies).encode()
    # The total is not the sum: jieba counts a word that it lists twice twice.
    numbers = np.array([*dictionary.frequencies.values(), dictionary.total], dtype="<i4").tobytes()
    (folder / _WORDS).write_bytes(words)
    (folder / _FREQUENCIES).write_bytes(numbers)
    (folder / _DIGEST).write_text(_digest(words, numbers), encoding="ascii")


def _digest(words: bytes, numbers: bytes) -> str:
    return hashlib.sha256(b"\0".join((version("jieba").encode(), words, numbers))).hexdigest()


def _from_jieba() -> Dictionary:
    import jieba

    # A cache that cannot be written costs a second and is no error, though jieba logs it as one.
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer: Any = jieba.Tokenizer()
    tokenizer.initialize()
    return Dictionary(tokenizer.FREQ, tokenizer.total)
