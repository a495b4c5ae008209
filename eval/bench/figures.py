"""What a measurement of speed gives: a ratio, and the bar that it is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bar:
    """How much a ratio may be at most, or has to be at least."""

    sense: Literal["most", "least"]
    value: float

    def is_met(self, ratio: float) -> bool:
        """Tell whether a ratio keeps to it."""
        return ratio <= self.value if self.sense == "most" else ratio >= self.value

    def __str__(self) -> str:
        """Write it: ≤ 1.4."""
        return f"{'≤' if self.sense == 'most' else '≥'} {self.value:g}"


@dataclass(frozen=True, slots=True)
class Ratio:
    """One figure.

    Attributes:
        name: of the figure, a word for programs.
        what: is measured.
        against: what it is divided by.
        rounds: the ratio in each round; machines are noisy, so their median counts.
        bar: what it is held against.
        details: what it was made of, by name and unit (``answer_ms``): these depend on the machine.
    """

    name: str
    what: str
    against: str
    rounds: tuple[float, ...]
    bar: Bar
    details: Mapping[str, float] = field(default_factory=dict)

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)

    @property
    def is_met(self) -> bool:
        """Whether it keeps to its bar."""
        return self.bar.is_met(self.value)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A figure that cannot be measured here, and why."""

    name: str
    reason: str


Result = Ratio | Skipped
