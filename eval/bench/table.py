"""The figures as a table for people, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from eval.bench.figures import Ratio, Result
from eval.bench.floor import Floor


def lines(results: Sequence[Result], floor: Floor) -> Iterator[str]:
    """Write a figure a line with its bar, and below it what it was made of."""
    yield f"floor: one forward pass {floor.forward_pass_ms:.2f} ms ({floor.tokens} tokens)"
    for result in results:
        if not isinstance(result, Ratio):
            yield f"{'skipped':<8} {result.name}: {result.reason}"
            continue
        mark = "met" if result.is_met else "MISSED"
        yield f"{mark:<8} {result.value:6.2f}  {result.bar!s:<6}  {result.what} / {result.against}"
        yield f"{'':<16} " + ", ".join(f"{name} {value:,.4g}" for name, value in result.details.items())


def as_json(results: Sequence[Result], floor: Floor, versions: dict[str, str]) -> dict[str, Any]:
    """Return all that was measured as plain values."""
    return {
        "floor": asdict(floor),
        "figures": [_plain(result) for result in results],
        "versions": versions,
    }


def _plain(result: Result) -> dict[str, Any]:
    if not isinstance(result, Ratio):
        return asdict(result)
    return {
        "name": result.name,
        "what": result.what,
        "against": result.against,
        "ratio": round(result.value, 3),
        "bar": str(result.bar),
        "met": result.is_met,
        "rounds": [round(value, 3) for value in result.rounds],
        "details": {name: round(value, 3) for name, value in result.details.items()},
    }
