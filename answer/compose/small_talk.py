"""What is said to small talk: one short sentence, worded like a person, that belongs to no document."""

from __future__ import annotations

from answer import messages
from answer.models import Answer, SmallTalk

_WITH_EXAMPLES = ("greeting", "who_are_you", "what_can_you_do")
"""Who says so may want to see what can be asked."""


def compose_small_talk(raw: str, plan: SmallTalk, name: str, examples: tuple[str, ...] = ()) -> Answer:
    """Reply to small talk.

    Args:
        raw: as typed.
        plan: what kind it is.
        name: how what is open is called.
        examples: questions that it answers.
    """
    text = messages.SMALL_TALK[plan.kind].format(document=name)
    suggestions = examples if plan.kind in _WITH_EXAMPLES else ()
    return Answer(raw, text, "small_talk", "intake", suggestions=suggestions)
