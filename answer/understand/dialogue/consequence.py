"""What follows from not doing what was spoken of: 不做会怎么罚公司, 不公开会咋样.

Laws say at one place what is to be done, and at another what follows: 违反本法第三十六条规定…. The second one is meant; where none names
the first by its number, the one that is found for the turn, alone and behind the question before it, well ahead of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from answer.answer_kinds import spec_of
from answer.kinds import AnswerKind
from index.normalize import normalize
from ingest.models import Measure, PolicyDocument

_ASKS = re.compile(r"罚|处分|后果|什么责任|会(?:怎样|咋样|怎么样|如何|怎么处理|怎么办)(?:[?。]|$)")


_HOW_MUCH = re.compile(r"罚[^,。?]{0,4}(?:多少|几)|多少钱")
_AHEAD = 0.35
"""How far, in fused score, an item must be ahead of the next: chosen on the dialogues of ``train`` and ``dev``."""

Rank = Callable[[str], Mapping[str, float]]


class Consequences:
    """Knows which items of a document say what follows from breaking another one."""

    def __init__(self, document: PolicyDocument, rank: Rank = lambda _text: {}) -> None:
        """Take the document, and what ranks its items for a normalised text: the score of each that is found."""
        self._rank = rank
        self._measures = document.measures
        states = spec_of(AnswerKind.PENALTY).stated
        self._texts = {one.id: normalize(one.text) for one in document.measures}
        self._stating = tuple(key for key, text in self._texts.items() if states and states(text))
        self._in_money = tuple(key for key in self._stating if "元" in self._texts[key] or "倍" in self._texts[key])

    def of(self, asked: str, cited: Sequence[str], question: str = "") -> str:
        """Return the id of the item that says what follows from breaking the one that was spoken of; empty if none does.

        Args:
            asked: the turn, normalised.
            cited: the ids of the items of the answer before it.
            question: the one before, normalised.
        """
        if not _ASKS.search(asked) or len(cited) != 1 or cited[0] in self._stating:
            return ""
        broken = next((one for one in self._measures if one.id == cited[0]), None)
        return (self._naming(broken) or self._found(asked, question)) if broken else ""

    def _naming(self, broken: Measure) -> str:
        """Return the id of the one item that names another one as what is broken."""
        if not broken.spoken.startswith("第"):
            return ""
        name = re.compile(rf"(?:本[法条例办规定细则]{{1,3}}|、|和|或者){re.escape(normalize(broken.spoken))}")
        naming = [key for key in self._stating if name.search(self._texts[key])]
        return naming[0] if len(naming) == 1 else ""

    def _found(self, asked: str, question: str) -> str:
        """Return the id of the item that is found for a turn well ahead of all others that say what follows."""
        stating = self._in_money if _HOW_MUCH.search(asked) else self._stating
        scores = dict.fromkeys(stating, 0.0)
        for text in (asked, f"{question},{asked}"):
            found = self._rank(text)
            if text is asked and max(found, key=lambda key: found[key], default="") in stating:
                return ""  # it says itself what is broken
            least = min(found.values(), default=0.0)
            for key in scores:
                scores[key] += found.get(key, least)
        best, *others = sorted(scores, key=lambda key: -scores[key]) or [""]
        is_ahead = not others or scores[best] - scores[others[0]] >= _AHEAD
        return best if best and scores[best] > 0 and is_ahead else ""
