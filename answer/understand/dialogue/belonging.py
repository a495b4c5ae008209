"""Whether a turn that points to nothing goes on about what was spoken of, because it says too little by itself.

由谁来定 and 离了以后钱还照发吗 name no matter. What decides is measured: ``a`` is how well the document supports the turn alone,
``b`` how well it supports the turn behind the question before it, both as `answer.models.Signals.topic`. It goes on if

    ``a < WEAK``, ``b >= a + GAIN``, ``b >= 0``,

the best item for both together is one that was spoken of, and no other item holds more of the turn's own words. What is long
says enough by itself, and so does what is answered without search: off the table, by a list, by a fact about the document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from answer.words import word_classes

WEAK, GAIN = 8.0, 4.0
"""Chosen on the dialogues of ``train`` and ``dev``: no turn there that stands alone is so weak and gains so much."""

CLEAR = 15.0
"""A turn of which the document says so much by itself needs nothing from before."""
LITTLE = 3.0
"""A turn that points back says little itself below it."""
_WHETHER = re.compile(r"(?:[吗么没不]|没有)[?。]*$|([㐀-鿿])不\1")

_LONGEST = 20
"""Characters of a turn that may say too little."""
_LATIN = re.compile(r"[a-z]{4,}")
"""A question in English of which not all could be translated says more than is measured."""

_LEADS_ON = re.compile(
    r"^(?:那么?|还有?|又|再|然后|要是|如果|万一|反过来|中间|除了)|[这那]|[他她它]|[也还又再]|[前后]面|后头|之[前后]|以[前后]|新的|原来|里[面头]|其中|剩下|由谁|呢[?。]*$"
)
"""Words that go on from something; without one, what the document hardly speaks of is about something else: 今天会下雨吗."""


class Weighed(NamedTuple):
    """How well the document supports a text, and by which item."""

    topic: float
    first: str


class Belonging:
    """Tells whether a turn goes on about what was spoken of."""

    def __init__(self, weigh: Callable[[str], Weighed | None], share: Callable[[Sequence[str], str], float]) -> None:
        """Take what measures a normalised text, None without a model or need of search; and how much of some words an item
        holds.
        """
        self._weigh = weigh
        self._share = share

    def says_little(self, asked: str) -> bool:
        """Tell whether the document hardly speaks of what a normalised turn says by itself."""
        alone = self._weigh(asked)
        return alone is not None and alone.topic < LITTLE

    def is_elsewhere(self, asked: str, cited: Sequence[str]) -> bool:
        """Tell whether a normalised turn says clearly by itself what it is about, and that was not spoken of."""
        alone = self._weigh(asked)
        return alone is not None and alone.topic >= CLEAR and alone.first not in cited

    def goes_on(self, text: str, asked: str, words: Sequence[str], question: str, cited: Sequence[str]) -> bool:
        """Tell whether a turn goes on about the items of the answer before it.

        Args:
            text: the turn, normalised.
            asked: the same without what only leads over to it.
            words: that it names a matter by.
            question: the one before, normalised.
            cited: the ids of the items that its answer was about.
        """
        may_lack = cited and len(asked) <= _LONGEST and not (_names_document().search(asked) or _LATIN.search(asked))
        alone = self._weigh(asked) if may_lack else None
        if alone is None or alone.topic >= WEAK:
            return False
        if alone.topic < 0 and alone.first not in cited and not _LEADS_ON.search(text):
            return False
        if alone.topic < 0 and alone.first in cited and _WHETHER.search(asked):
            return True  # what is spoken of least badly is what was spoken of: 房间要跟别人挤吗
        both = self._weigh(f"{question},{asked}")
        if both is None or both.first not in cited or both.topic < max(0.0, alone.topic + GAIN):
            return False
        return self._share(words, alone.first) <= max(self._share(words, item) for item in cited)


_OF_DOCUMENTS = "DOCUMENT_NOUN DOC_NUMBER ISSUE ISSUE_DATE FIRST_DAY CONSULT DOCUMENT_WORD STAGE".split()


@cache
def _names_document() -> re.Pattern[str]:
    """Match what a document is called: who asks about it says enough."""
    words = word_classes()
    names = [name for word in _OF_DOCUMENTS for name in words[word] if len(name) > 1]
    return re.compile("|".join(map(re.escape, names)))
