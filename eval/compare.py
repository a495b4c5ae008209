"""Two runs over the same questions: what changed, and whether that is more than chance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eval.figures import Figure, paired_difference
from eval.records import Record
from eval.runs import OVERALL, Run, RunError
from eval.scores import METRICS


@dataclass(frozen=True, slots=True)
class Comparison:
    """Second run against first.

    Attributes:
        better: ids of the questions that only the second run answers rightly.
        worse: ids of those that only the first does.
        differences: mean of second minus first by group (all, each category) and score, over the questions that are
            eligible in both.
        unpaired: how many questions only one run has; they are not compared.
    """

    better: tuple[str, ...]
    worse: tuple[str, ...]
    differences: dict[str, dict[str, Figure]]
    unpaired: int


def compare(first: Run, second: Run) -> Comparison:
    """Compare two runs question by question.

    Raises:
        RunError: if they have no question in common.
    """
    before = {record.question.id: record for record in first.records}
    after = {record.question.id: record for record in second.records}
    pairs = [(before[key], after[key]) for key in before if key in after]
    if not pairs:
        raise RunError("the two runs have no question in common")
    groups: dict[str, list[tuple[Record, Record]]] = {OVERALL: pairs}
    for pair in pairs:
        groups.setdefault(pair[0].question.category, []).append(pair)
    return Comparison(
        better=tuple(one.question.id for one, other in pairs if other.verdict["right"] and not one.verdict["right"]),
        worse=tuple(one.question.id for one, other in pairs if one.verdict["right"] and not other.verdict["right"]),
        differences={name: _differences(group, first.setup.seed) for name, group in groups.items()},
        unpaired=len(before.keys() ^ after.keys()),
    )


def _differences(pairs: list[tuple[Record, Record]], seed: int) -> dict[str, Figure]:
    found = {}
    for name in METRICS:
        scores = [(one.scores.get(name), other.scores.get(name), one.question.document) for one, other in pairs]
        eligible = [(one, other, about) for one, other, about in scores if one is not None and other is not None]
        if eligible:
            values = [(one, other) for one, other, _ in eligible]
            found[name] = paired_difference(values, name, seed, [about for *_, about in eligible])
    return found


def lines(comparison: Comparison) -> Iterator[str]:
    """Say what changed, a line each."""
    yield f"better: {len(comparison.better)}  {' '.join(comparison.better)}"
    yield f"worse:  {len(comparison.worse)}  {' '.join(comparison.worse)}"
    if comparison.unpaired:
        yield f"not compared, because only one run has them: {comparison.unpaired}"
    for group, differences in comparison.differences.items():
        shown = differences if group == OVERALL else {"right": differences["right"]}
        for name, found in shown.items():
            mark = " " if found.low <= 0 <= found.high else "*"
            yield f"{group:<18} {name:<19} {found.mean:+.4f}  [{found.low:+.4f}, {found.high:+.4f}]{mark} (n={found.n})"
