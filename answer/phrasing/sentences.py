"""From the pieces of a stream to whole sentences, each with the keys that it cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_KEY_LIST = re.compile(
    r"[\[［【〔(（]\s*((?:编号)?[a-z]\d{2,3}(?:\s*[,，、;；和]?\s*[a-z]\d{2,3})*)\s*[\]］】〕)）]", re.IGNORECASE
)
_KEY = re.compile(r"[a-z]\d{2,3}", re.IGNORECASE)
_ANY_BRACKET = re.compile(r"[\[［【〔][^\]］】〕]{0,12}[\]］】〕]")
"""What looks like a key, and is none of ours."""
_END = re.compile(
    r"[。！？!?]+[”’」』）)]*(?:\s*(?:[\[［【〔][^\]］】〕]{0,24}[\]］】〕]|[（(](?:编号)?[a-zA-Z]\d{2,3}[）)]))*[。]?|\n+"
)
_MARKUP = re.compile(r"^\s*(?:[-*•·#>]+|\d{1,2}[.、)）]|[(（]\d{1,2}[)）])\s*")
_OPEN_BRACKET = re.compile(r"[\[［【〔][^\]］】〕]{0,24}$")


class Sentence(NamedTuple):
    """A sentence of a model, without its keys; those that are known, in its order; how many others it had."""

    text: str
    keys: tuple[str, ...]
    unknown: int = 0


class SentenceStream:
    """Collects pieces of text until sentences are whole."""

    def __init__(self, known: Collection[str]) -> None:
        """Take the keys that may be cited."""
        self._known = {key.lower() for key in known}
        self._rest = ""

    def feed(self, piece: str) -> Iterator[Sentence]:
        """Add a piece; yield the sentences that are whole now."""
        self._rest += piece
        while True:
            end = _END.search(self._rest)
            # Keys may follow the full stop: a sentence is whole when something else does.
            if not end or not self._rest[end.end() :].strip() or _OPEN_BRACKET.match(self._rest[end.end() :].lstrip()):
                return
            sentence, self._rest = self._rest[: end.end()], self._rest[end.end() :]
            yield from self._read(sentence)

    def flush(self) -> Iterator[Sentence]:
        """Yield what is left at the end of the stream."""
        rest, self._rest = self._rest, ""
        while end := _END.search(rest):
            yield from self._read(rest[: end.end()])
            rest = rest[end.end() :]
        yield from self._read(rest)

    def _read(self, written: str) -> Iterator[Sentence]:
        named = [key.lower() for keys in _KEY_LIST.findall(written) for key in _KEY.findall(keys)]
        bare = _KEY_LIST.sub("", written)
        others = _ANY_BRACKET.findall(bare)
        text = _MARKUP.sub("", _ANY_BRACKET.sub("", bare).replace("**", "")).strip()
        if not re.search(r"\w", text):
            return
        keys = tuple(dict.fromkeys(key for key in named if key in self._known))
        text = re.sub(r"\s*([。！？])[。]+$", r"\1", text)
        yield Sentence(text, keys, sum(key not in self._known for key in named) + len(others))
