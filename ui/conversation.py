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
"""So many of the latest turns are kept: three questions with their answers."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What was shown and what was said; neither is ever read back from a browser.

    Attributes:
        messages: all that the window shows, as HTML.
        turns: the latest turns, oldest first: the words as typed and the plain text of the answers.
        is_writing: whether a model is writing, and may be stopped.
    """

    messages: tuple[Message, ...] = ()
    turns: tuple[Turn, ...] = ()
    is_writing: bool = False

    def showing(self, message: Message) -> Self:
        """Add a message to the window."""
        return replace(self, messages=(*self.messages, message))

    def remembering(self, answer: Answer) -> Self:
        """Add a question with its answer to what the next question may lean on.

        What the intake stopped (an empty line, a greeting, an order) is about nothing in the policy, but may name an
        item of it as an example.
        """
        if answer.route == "intake":
            return self
        cites = tuple(citation.id for citation in answer.citations)
        said = (Turn("user", answer.question), Turn("assistant", answer.body, cites))
        return replace(self, turns=(*self.turns, *said)[-MOST_TURNS:])
