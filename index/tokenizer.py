"""From text to the tokens that BM25 counts: jieba words and character pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from index.dictionary import Dictionary
from index.normalize import normalize
from index.remembered import remembered
from ingest.models import PolicyDocument

_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+(?:[.+#-][a-z0-9]+)*")
_QUOTED = re.compile(r"[“《]([^”》]{2,20})[”》]")
_WORD = re.compile(r"\w")
_REMEMBERED = 1024


def domain_words(document: PolicyDocument) -> tuple[str, ...]:
    """List the words that a general dictionary does not know: agencies, titles, scenarios, quoted names."""
    words = [*document.agencies, *(measure.title for measure in document.measures)]
    words += [scenario.name for scenario in document.scenarios]
    words += _QUOTED.findall(document.source)
    return tuple(dict.fromkeys(normalize(word) for word in words if word))


class _Beside(dict[str, int]):
    """Words beside those of a dictionary that others use as well: a copy for each document would take 80 MB."""

    def __init__(self, general: Mapping[str, int]) -> None:
        super().__init__()
        self._general = general

    def __contains__(self, word: object) -> bool:
        return word in self._general or super().__contains__(word)

    def __getitem__(self, word: str) -> int:
        return super().__getitem__(word) if super().__contains__(word) else self._general[word]

    def get(self, word: str, default: Any = None) -> Any:
        """Return how often a word was seen."""
        found = super().get(word)
        return self._general.get(word, default) if found is None else found


class PolicyTokenizer:
    """Cuts normalised text with jieba (words, and the words inside long ones) and into character pairs.

    Words carry meaning; pairs still match where a question cuts differently, or has one wrong character.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Put some words beside jieba's dictionary."""
        import jieba

        general = Dictionary.general()
        self._jieba = jieba.Tokenizer()
        self._jieba.FREQ, self._jieba.total = _Beside(general.frequencies), general.total
        self._jieba.initialized = True
        for word in words:
            self._jieba.add_word(word)
        # A question is cut at several places on its way, and so are its parts.
        self._cut = remembered(self._cut_words, _REMEMBERED)

    def tokens(self, text: str) -> list[str]:
        """Return the tokens of a text, with repetitions, in no order that means anything."""
        text = normalize(text)
        words = [word for word in self._jieba.cut_for_search(text) if _WORD.search(word)]
        return words + list(_pairs(text))

    def words(self, text: str) -> list[str]:
        """Return the words of a text in order, each once as it stands."""
        return list(self._cut(text))

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """Return the words of a text with their parts of speech, as jieba names them (``ns`` is a place)."""
        return [(pair.word, pair.flag) for pair in self._tagger.cut(normalize(text)) if _WORD.search(pair.word)]

    @cached_property
    def _tagger(self) -> Any:
        from jieba.posseg import POSTokenizer

        # What it would read from the dictionary is the same for all of them.
        tagger = POSTokenizer.__new__(POSTokenizer)
        tagger.tokenizer, tagger.word_tag_tab = self._jieba, _parts_of_speech()
        return tagger

    def _cut_words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in self._jieba.cut(normalize(text)) if _WORD.search(word))

    def knows(self, word: str) -> bool:
        """Tell whether a normalised text is a word of the dictionary."""
        return bool(self._jieba.FREQ.get(word))

    def begins(self, text: str) -> bool:
        """Tell whether some word of the dictionary begins with a normalised text, or is it."""
        return text in self._jieba.FREQ


def _pairs(text: str) -> Iterator[str]:
    for run in _RUN.findall(text):
        if run[0].isascii() or len(run) == 1:
            yield run
        else:
            yield from (first + second for first, second in pairwise(run))


@cache
def _parts_of_speech() -> dict[str, str]:
    """Read the words of jieba's dictionary with their parts of speech; few need it, and it takes about a second."""
    from jieba.posseg import POSTokenizer

    tags: dict[str, str] = POSTokenizer().word_tag_tab
    return tags
