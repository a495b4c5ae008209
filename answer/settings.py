"""Bounds on what a user may ask, and what is kept of what he says."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.settings import setting


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """Settings of the answers."""

    max_question_length: int = setting("MAX_QUESTION_LENGTH", 300, "一个问题最多多少字。", low=20, high=2000)


@dataclass(frozen=True, slots=True)
class FeedbackSettings:
    """Whether and for how long what users say of answers is kept."""

    enabled: bool = setting("FEEDBACK", True, "是否保存用户对回答的评价（true 或 false）。")
    days: int = setting("FEEDBACK_DAYS", 365, "评价保存多少天，过期删除。", low=1, high=3650)
