"""What one can do with an answer: copy it, have it answered again, say whether it is any good."""

from __future__ import annotations

from answer.feedback import REASONS
from ui import words
from ui.escape import safe


def acts_html(turn: int, *, votes: bool) -> str:
    """Show the buttons below an answer; ``acts.js`` connects them.

    Args:
        turn: which exchange of the conversation it is, from 0 on.
        votes: whether what users say of answers is kept.
    """
    plain = f"{_button('copy-answer', words.COPY_ANSWER)}{_button('retry', words.RETRY)}"
    # Gradio takes data attributes out of a message, but leaves classes.
    return f'<div class="acts turn-{turn}">{plain}{_votes() if votes else ""}</div>'


def _votes() -> str:
    asked = f"<span>{safe(words.VOTE)}</span>"
    buttons = f"{_button('vote up', words.USEFUL)}{_button('vote down', words.USELESS)}"
    reasons = "".join(_button(f"reason {reason}", words.REASONS[reason]) for reason in REASONS)
    return (
        f'<div class="votes" role="group">{asked}{buttons}</div>'
        f'<div class="reasons" role="group" hidden="hidden"><p>{safe(words.WHY_USELESS)}</p>{reasons}</div>'
        f'<p class="noted" role="status"></p>'
    )


def _button(kind: str, word: str) -> str:
    return f'<button type="button" class="{kind}">{safe(word)}</button>'
