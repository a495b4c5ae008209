"""From a click on 「有用」 or 「没用」 to a vote that is kept."""

from __future__ import annotations

import hashlib
import logging
from typing import Any, get_args

from answer.feedback import Feedback, FeedbackError, FeedbackStore, Reason, Verdict, answer_id
from ui import words
from ui.conversation import Conversation

_VERDICTS: dict[str, Verdict] = {verdict: verdict for verdict in get_args(Verdict)}
_REASONS: dict[str, Reason] = {reason: reason for reason in get_args(Reason)}

_log = logging.getLogger(__name__)


class Votes:
    """Takes the votes of all sessions."""

    def __init__(self, store: FeedbackStore, fingerprint: str) -> None:
        """Take where votes are kept, and the name of the settings that answers are given with."""
        self._store = store
        self._fingerprint = fingerprint

    def cast(self, conversation: Conversation, session: str, sent: dict[str, Any]) -> str:
        """Keep a vote on an answer of a conversation; returns what to tell the user.

        Args:
            conversation: the server's own record of it.
            session: names the visitor as long as the page is open; it is not kept.
            sent: what the browser says: ``turn``, ``verdict`` and ``reason``; it may be anything.
        """
        turn = sent.get("turn")
        verdict = _VERDICTS.get(str(sent.get("verdict")))
        reason = _REASONS.get(str(sent.get("reason", "")))
        if not isinstance(turn, int) or verdict is None or reason is None:
            return words.NOT_NOTED
        answer = conversation.answer_of(turn)
        if answer is None:
            return words.NOT_NOTED
        # A second click of the same visitor on the same answer changes his vote.
        vote_id = hashlib.sha256(f"{session}\0{turn}\0{answer_id(answer)}".encode()).hexdigest()[:24]
        try:
            self._store.put(Feedback.on(answer, vote_id, verdict, reason, self._fingerprint))
        except FeedbackError:
            _log.exception("cannot keep a vote")
            return words.NOT_NOTED
        return words.NOTED
