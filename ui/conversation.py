"""What the server keeps of a conversation, for the window and for the assistant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from answer.models import Turn

if TYPE_CHECKING:
    from answer.models import Answer

Message = dict[str, Any]
"""One message of a conversation, as ``gr.Chatbot`` takes it."""

MOST_TURNS = 6
"""So many of the latest turns are what the next question may lean on: three questions with their answers."""


MOST_EXCHANGES = 40
"""So many of the latest questions are shown and kept: every answer is sent again with the next, and sessions are many."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with what came of it.

    Attributes:
        question: as typed.
        answer: without what retrieval considered; None where answering failed.
    """

    question: str
    answer: Answer | None = None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What a later question may lean on.

        What the intake stopped (an empty line, a greeting, an order) is about nothing in the policy, but may name an
        item of it as an example. Only what asks of a document that is not open may be asked on about: 那第四条呢.
        """
        answer = self.answer
        if answer is None or (answer.route == "intake" and answer.status != "unanswerable_other_document"):
            return ()
        cites = tuple(citation.id for citation in answer.citations)
        # A refusal, too, was about the first of the documents that were asked.
        asked = [document.id for document in answer.documents if document.answered] or [
            document.id for document in answer.documents[:1]
        ]
        return Turn("user", answer.question), Turn("assistant", answer.body, cites, tuple(asked))


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was shown and what was said; neither is ever read back from a browser.

    Attributes:
        messages: all that the window shows, as HTML: two for each exchange.
        exchanges: the questions with their answers, oldest first.
        dropped: how many exchanges went before these and are no longer kept.
        is_writing: whether a model is writing, and may be stopped.
        document: id of the document that the visitor chose to ask alone; empty for all.
    """

    messages: tuple[Message, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    dropped: int = 0
    is_writing: bool = False
    document: str = ""

    @property
    def next_turn(self) -> int:
        """The number of the exchange that comes next, from 0 on; it stays its number."""
        return self.dropped + len(self.exchanges)

    def answer_of(self, turn: int) -> Answer | None:
        """Return the answer of an exchange by its number, if there is one and it is kept."""
        place = turn - self.dropped
        return self.exchanges[place].answer if 0 <= place < len(self.exchanges) else None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The latest turns, oldest first: the words as typed and the plain text of the answers."""
        said = (turn for exchange in self.exchanges[-MOST_TURNS:] for turn in exchange.turns)
        return tuple(said)[-MOST_TURNS:]

    def bounded(self) -> Self:
        """Make room for one exchange more."""
        over = max(0, len(self.exchanges) - MOST_EXCHANGES + 1)
        messages, exchanges = self.messages[2 * over :], self.exchanges[over:]
        return replace(self, messages=messages, exchanges=exchanges, dropped=self.dropped + over)

    def showing(self, message: Message) -> Self:
        """Add a message to the window."""
        return replace(self, messages=(*self.messages, message))

    def remembering(self, question: str, answer: Answer | None) -> Self:
        """Add a question with its answer, or with none where answering failed."""
        # What retrieval considered is the largest part of an answer, and shown already.
        kept = replace(answer, results=(), trace=None) if answer else None
        return replace(self, exchanges=(*self.exchanges, Exchange(question, kept)))

    def without_last(self) -> tuple[Self, str]:
        """Take the last exchange back; returns its question, too, to be asked again."""
        *before, last = self.exchanges
        return replace(self, messages=self.messages[: 2 * len(before)], exchanges=tuple(before)), last.question
