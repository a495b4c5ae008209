"""Bounds on what a user may ask."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.settings import setting


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """Settings of the answers."""

    max_question_length: int = setting("MAX_QUESTION_LENGTH", 300, "一个问题最多多少字。", low=20, high=2000)
