"""Has anything become worse? A run against a committed baseline."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.files import write_text
from eval.runs import OVERALL, Run, RunError
from eval.scores import LOWER_IS_BETTER

TOLERANCES = {"length": 25.0}
_FEW = 2
"""By how many questions a figure may fall. The model's arithmetic is in 8 bits and differs between processors, so that some
questions turn over without any change of ours."""
GATED = (
    "right",
    "first_citation",
    "citation_recall",
    "citation_precision",
    "fact_recall",
    "agency_f1",
    "mrr_at_10",
    "refusal_near",
    "refusal_far",
    "refusal_precision",
    "false_refusal",
    "verbatim",
    "length",
)
FLOORS = {"verbatim": 1.0}


@dataclass(frozen=True, slots=True)
class Bound:
    """What one figure must keep to.

    Attributes:
        value: of the run that the baseline was made from.
        tolerance: how much worse it may be.
        floor: where it must never fall below (rise above, where lower is better); None for nowhere.
    """

    value: float
    tolerance: float
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class Baseline:
    """Bounds by the name of the figure, and which questions they were measured on."""

    questions_digest: str
    system: str
    bounds: dict[str, Bound]


def make_baseline(run: Run) -> Baseline:
    """Take the figures of a run as the bounds for later ones."""
    found = run.figures[OVERALL]
    bounds = {
        name: Bound(found[name].mean, _tolerance(name, found[name].n), FLOORS.get(name))
        for name in GATED
        if name in found
    }
    return Baseline(run.setup.questions_digest, run.setup.system, bounds)


def _tolerance(name: str, n: int) -> float:
    return TOLERANCES.get(name, math.ceil(1e4 * _FEW / n) / 1e4)


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write a baseline.

    Raises:
        OSError: if it cannot be written.
    """
    write_text(path, json.dumps(asdict(baseline), indent=1) + "\n")


def read_baseline(path: Path) -> Baseline:
    """Read a baseline.

    Raises:
        RunError: if it is missing or has another form.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        bounds = {name: _bound(**bound) for name, bound in values["bounds"].items()}
        return Baseline(values["questions_digest"], values["system"], bounds)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"cannot read the baseline {path} ({error!r}); make one with --update") from error


def failures(run: Run, baseline: Baseline) -> Iterator[str]:
    """Name every figure that is out of bounds, with its value and its bound.

    Raises:
        RunError: if the run is not comparable with the baseline.
    """
    setup = run.setup
    if (setup.questions_digest, setup.system) != (baseline.questions_digest, baseline.system):
        raise RunError("the baseline was made on other questions or of another system; make a new one with --update")
    found = run.figures[OVERALL]
    for name, bound in baseline.bounds.items():
        if name not in found:
            yield f"{name}: no question is eligible for it any more"
            continue
        value = found[name].mean
        sign = -1 if name in LOWER_IS_BETTER else 1
        # Figures have six digits; without rounding, 0.9 - 0.015 may lie a hair above 0.885.
        worst = round(bound.value - sign * bound.tolerance, 6)
        if sign * (value - worst) < 0:
            yield f"{name}: {value:.4f}, at {'most' if sign < 0 else 'least'} {worst:.4f} allowed (was {bound.value:.4f})"
        elif bound.floor is not None and sign * (value - bound.floor) < 0:
            yield f"{name}: {value:.4f}, the floor is {bound.floor:.4f}"


def _bound(value: float, tolerance: float, floor: float | None = None) -> Bound:
    return Bound(float(value), float(tolerance), None if floor is None else float(floor))
