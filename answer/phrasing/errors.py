"""Errors of a model server; none reaches a user, who gets the policy's own sentences instead.

ModelError
└── CircuitOpenError    not asked at all, after repeated failures
"""

from __future__ import annotations

from answer.phrasing.models import Failure


class ModelError(Exception):
    """A model could not be used.

    Attributes:
        failure: why, as one of a few words.
        retry_after: seconds after which the server says it may be asked again; None if it does not say.
    """

    def __init__(self, failure: Failure, detail: str = "", retry_after: float | None = None) -> None:
        """Take the reason; ``detail`` is for the log, and must hold nothing secret."""
        super().__init__(f"{failure}{f' ({detail})' if detail else ''}")
        self.failure: Failure = failure
        self.retry_after = retry_after


class CircuitOpenError(ModelError):
    """The server failed too often of late."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("resting")
