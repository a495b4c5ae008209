"""A circuit breaker: a server that fails again and again is left alone for a while, so that nobody waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from answer.phrasing.errors import CircuitOpenError

MOST_FAILURES = 3
REST_SECONDS = 30.0


class Circuit:
    """Counts failures in a row; open, it lets nothing through until it has rested, then one request as a trial."""

    def __init__(
        self,
        most_failures: int = MOST_FAILURES,
        rest_seconds: float = REST_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take how many failures open it, how long it rests, and a clock in seconds."""
        self._most, self._rest, self._now = most_failures, rest_seconds, now
        self._failures, self._closed_from = 0, 0.0
        self._on_trial = False
        self._lock = threading.Lock()

    def enter(self) -> None:
        """Ask to be let through.

        Raises:
            CircuitOpenError: if the circuit is open, or somebody else is trying whether it may be closed.
        """
        with self._lock:
            if self._now() < self._closed_from or self._on_trial:
                raise CircuitOpenError
            self._on_trial = self._failures >= self._most

    def succeeded(self) -> None:
        """Note that the server answered."""
        with self._lock:
            self._failures, self._closed_from, self._on_trial = 0, 0.0, False

    def failed(self, retry_after: float | None = None) -> None:
        """Note that it did not; if it said when to come back, it is left alone until then."""
        with self._lock:
            self._failures += 1
            self._on_trial = False
            rest = self._rest if self._failures >= self._most else 0.0
            if retry_after:
                rest = max(rest, min(retry_after, 10 * self._rest))
            self._closed_from = max(self._closed_from, self._now() + rest) if rest else self._closed_from

    def left(self) -> None:
        """Note that nothing was learned: the answer was not waited for."""
        with self._lock:
            self._on_trial = False
