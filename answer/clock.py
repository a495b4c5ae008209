"""How long the steps of one answer take."""

from __future__ import annotations

import time


class Clock:
    """Measures the steps of one answer, in milliseconds."""

    def __init__(self) -> None:
        """Start now."""
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        """End a step; one that is taken several times adds up."""
        now = time.perf_counter()
        self.laps[step] = round(self.laps.get(step, 0.0) + (now - self._last) * 1000, 3)
        self._last = now
