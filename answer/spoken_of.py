"""What a conversation was about, as far as it can be told from its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer import messages
from answer.addressing import find_addresses
from answer.evidence import Coverage
from answer.lexicon import own_words
from answer.models import Turn
from answer.models.told import Exchange
from index.normalize import normalize
from index.remembered import remembered
from ingest.models import PREAMBLE_ID, Goal, Measure, PolicyDocument, Scenario

FIRST = re.compile(r"(?:最(?:开始|初|早|先|前面?)|一开始|刚开始)(?=[问说提讲聊那的])|第一个问题")
"""Asks for what a conversation began with."""
_RELATED = normalize(messages.RELATED).rstrip(":")
_REFERRED = re.compile(
    r"(?:不?符合|违反|依照|按照|根据|依据|适用)[^,。;、]{0,8}?第[^,。;、]{1,6}条(?:第[^,。;、]{1,4}[款项])*(?:的?(?:规定|条件|要求|情形))?"
)
"""An item that a sentence refers to."""
_HELD = 0.5
"""Share of the words of what was said that an item must hold before it counts as spoken of."""
_LONGEST = 8000
"""Characters of an exchange that are looked through for names."""
_REMEMBERED = 256
_EARLIER = 4
_LONG_NAME, _LONG_SENTENCE = 4, 9
"""Characters of a title, and of a sentence, that are no accident."""


@dataclass(frozen=True, slots=True)
class SpokenOf:
    """The exchange before a question.

    Attributes:
        question: what was asked, made whole, normalised.
        cited: the ids of the items that its answer was about.
        said: all words of the exchange, normalised.
        earlier: the questions before it as they were typed, normalised, newest first.
        told: each answer that was about items of the document, newest first.
        asked: the last question as it was typed, normalised.
    """

    question: str
    cited: tuple[str, ...]
    said: str
    earlier: tuple[str, ...] = ()
    told: tuple[Exchange, ...] = ()
    asked: str = ""

    @property
    def answer(self) -> str:
        """The last answer that was about items of the document, normalised; empty if there was none."""
        return normalize(self.told[0].answer) if self.told else ""

    @property
    def exchanges(self) -> tuple[tuple[str, ...], ...]:
        """The ids of the items of each answer, newest first."""
        return tuple(one.cited for one in self.told)


class HistoryReader:
    """Tells what was spoken of."""

    def __init__(self, document: PolicyDocument, coverage: Coverage, words: Callable[[str], list[str]]) -> None:
        """Take the document whose items may be meant, what weighs words, and what cuts a text into them."""
        self._document = document
        self._coverage = coverage
        self._words = words
        # Each earlier question is made whole with what was said before it, so the same is read again and again.
        self._subjects = remembered(self._find_subjects, _REMEMBERED)

    def read(self, history: Sequence[Turn], asking: str, resolve: Callable[[str, Sequence[Turn]], str]) -> SpokenOf:
        """Read what was said: the last question, made whole itself, and what the last answer was about.

        Args:
            history: oldest first.
            asking: the normalised question that follows; it may ask for the beginning of the conversation.
            resolve: makes an earlier question whole with what was said before it.
        """
        asked = [place for place, turn in enumerate(history) if turn.role == "user"]
        last = asked[-1] if asked else 0
        question = resolve(history[last].content, history[:last]) if asked else ""
        cited: list[str] = []
        first = FIRST.search(normalize(asking))
        for turn in history if first else reversed(history):
            if first and turn.role == "user":
                continue
            cited = self._cited(turn)
            if cited:
                break
        said = " ".join(turn.content for turn in history[last:])[:_LONGEST]
        cited = self._without_declaration(cited, normalize(said))
        earlier = tuple(normalize(history[place].content) for place in reversed(asked[-_EARLIER - 1 : -1]))
        answers = (
            Exchange(turn.content, tuple(self._cited(turn))) for turn in reversed(history) if turn.role != "user"
        )
        told = tuple(one for one in answers if one.cited)
        typed = normalize(history[last].content) if asked else ""
        return SpokenOf(normalize(question), tuple(cited), normalize(said), earlier, told, typed)

    def _cited(self, turn: Turn) -> list[str]:
        """Return the ids of the items that a turn is about."""
        # What stands behind this word is an example, and nothing that was spoken of.
        said = normalize(turn.content).partition("例如")[0]
        cited = list(turn.cites) or list(self._subjects(said, is_answer=turn.role != "user"))
        # A refusal names the nearest first, and others only besides.
        return cited[:1] if _RELATED in said else cited

    def _without_declaration(self, cited: list[str], said: str) -> list[str]:
        """Leave out an item that is cited last, only for what it declares for all lists."""
        declared = {one.citation_id for one in self._document.conventions if normalize(one.text) in said}
        return cited[:-1] if len(cited) > 1 and cited[-1] in declared else cited

    def _find_subjects(self, text: str, *, is_answer: bool) -> list[str]:
        """Return the ids of the items that a text is about: by number, by title, by a sentence of theirs, by its words."""
        items: tuple[Measure | Scenario, ...] = (*self._document.measures, *self._document.scenarios)
        # 不符合第五条规定的 is said of what another item lists.
        numbered = find_addresses(_REFERRED.sub(" ", text) if is_answer else text, self._document)
        if numbered:
            return numbered
        titled = [
            (text.find(name), item.id)
            for item in items
            if (name := normalize(_name(item))) and len(name) >= _LONG_NAME and name in text
        ]
        if titled:
            return [item for _, item in sorted(titled)]
        said: tuple[Measure | Goal, ...] = (*self._document.measures, *self._document.goals)
        quoted = [
            item.id
            for item in said
            if any(
                len(sentence.text) >= _LONG_SENTENCE and normalize(sentence.text).rstrip("。") in text
                for sentence in item.sentences
            )
        ]
        closing = self._document.closing
        if closing and any(normalize(part.text).rstrip("。") in text for part in closing.parts):
            quoted.append(closing.id)
        if quoted:
            return quoted
        words = own_words(text, self._words)
        best, share = self.best(words)
        # The words of the notice are in everything that is said about the document.
        is_clear = share > _HELD if best == PREAMBLE_ID else share >= _HELD
        return [best] if is_clear and not (is_answer and best == PREAMBLE_ID) else []

    def best(self, words: Sequence[str]) -> tuple[str, float]:
        """Return the item that holds most of some words, and how much of them."""
        shares = ((self._coverage.share_of_words(words, item), item) for item in self._coverage.ids)
        share, item = max(shares, key=lambda pair: pair[0])
        return item, share


def _name(item: Measure | Scenario) -> str:
    return item.title if isinstance(item, Measure) else item.name
