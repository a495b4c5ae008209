"""jieba's dictionary, as it is kept with a build of the index.

Reading it from there takes a third of the time of jieba's own cache, which lies in the system's folder for temporary
files: others may write there, while a build's digests are checked.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np

from index.errors import IndexDamagedError

_WORDS, _FREQUENCIES = "words.txt", "frequencies.npy"


class Dictionary(NamedTuple):
    """Words and their beginnings.

    Attributes:
        frequencies: how often each word was seen in what jieba learned from; 0 for what is only the beginning of words.
        total: of all words.
    """

    frequencies: dict[str, int]
    total: int

    @classmethod
    def general(cls) -> Self:
        """Return a copy of what jieba comes with."""
        general = _read_once()
        return cls(dict(general.FREQ), general.total)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            IndexDamagedError: if it is not there or not readable.
        """
        try:
            words = (folder / _WORDS).read_text(encoding="utf-8").split("\n")
            *frequencies, total = np.load(folder / _FREQUENCIES, allow_pickle=False).tolist()
            return cls(dict(zip(words, frequencies, strict=True)), total)
        # On a damaged header numpy raises whatever reading it as Python raises.
        except Exception as error:
            raise IndexDamagedError(f"词典读不出来：{folder}。请运行 python -m index build --force 重建。") from error

    def save(self, folder: Path) -> None:
        """Write it into a new folder.

        Raises:
            OSError: if it cannot be written.
        """
        folder.mkdir()
        (folder / _WORDS).write_text("\n".join(self.frequencies), encoding="utf-8", newline="\n")
        # The total is not the sum: jieba counts a word that it lists twice twice.
        numbers = np.array([*self.frequencies.values(), self.total], dtype=np.int32)
        np.save(folder / _FREQUENCIES, numbers, allow_pickle=False)


@cache
def _read_once() -> Any:
    """Read jieba's dictionary once per process: it takes about a second, a copy of it some milliseconds."""
    import jieba

    # A cache that cannot be written costs that second and is no error, though jieba logs it as one.
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer
