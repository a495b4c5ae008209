"""What the tables of the report say, line by line, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eval.figures import Figure
from eval.judge import has_fact
from eval.records import Record
from eval.report.words import CATEGORIES, GROUPS, METRICS, NOT_SHARES, REFUSALS, SYSTEMS, Words
from eval.runs import DOCUMENT, OVERALL, REFUSAL, Run

Figures = Mapping[str, Mapping[str, Mapping[str, Figure]]]
"""By label of the run, group and metric."""


_DIGEST = 32
"""Characters that are shown of a digest."""


class Cell(NamedTuple):
    """A mean with its interval, written."""

    mean: str
    low: str
    high: str
    n: int


class FigureLine(NamedTuple):
    """A line of a table of means; None where no question is eligible."""

    words: Words
    cells: list[Cell | None]


class SetupLine(NamedTuple):
    """A line of the table of what was run; the lines of text of each cell, of one for all runs where they agree."""

    words: Words
    cells: list[list[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the main run, with what every other system made of it."""

    record: Record
    others: dict[str, Record]

    @property
    def facts(self) -> list[tuple[str, bool]]:
        """Every required fact in its wordings, and whether the answer states it."""
        answer = self.record.response.answer
        return [(" / ".join(fact), has_fact(fact, answer)) for fact in self.record.question.gold_facts]

    @property
    def cites(self) -> list[tuple[str, bool]]:
        """Every required citation with its alternatives, and whether it is given."""
        given = set(self.record.response.citations)
        return [(" / ".join(sorted(cites)), bool(cites & given)) for cites in self.record.question.gold_cites]

    @property
    def scores(self) -> list[tuple[str, str]]:
        """Every score that the question is eligible for, by name, written."""
        found = ((name, self.record.scores.get(name)) for name in METRICS)
        return [(name, _written(value, name)) for name, value in found if value is not None]


def rows_of(runs: Mapping[str, Run]) -> list[Row]:
    """Return the questions of the first run, those first that it does not answer rightly."""
    (_, main), *others = runs.items()
    answered = {label: {record.question.id: record for record in run.records} for label, run in others}
    rows = [
        Row(record, {label: found[key] for label, found in answered.items() if (key := record.question.id) in found})
        for record in main.records
    ]
    return sorted(rows, key=lambda row: row.record.verdict["right"])


def overall(figures: Figures) -> list[FigureLine]:
    """Return every metric over all questions."""
    return _metrics_of(OVERALL, figures)


def by_category(figures: Figures) -> list[tuple[Words, list[FigureLine]]]:
    """Return every metric of each category."""
    return [(CATEGORIES[name], lines) for name in CATEGORIES if (lines := _metrics_of(name, figures))]


def categories(figures: Figures) -> list[FigureLine]:
    """Return the share that is right of each category."""
    lines = [_line(GROUPS[name], name, "right", figures) for name in GROUPS]
    return [line for line in lines if any(line.cells)]


def documents(figures: Figures) -> list[FigureLine]:
    """Return the share that is right of each document."""
    names = [name for by_group in figures.values() for name in by_group if name.startswith(DOCUMENT)]
    return [
        _line(Words(name.removeprefix(DOCUMENT), ""), name, "right", figures) for name in sorted(dict.fromkeys(names))
    ]


def refusals(figures: Figures) -> list[FigureLine]:
    """Return, of each kind of refusal that is asked for, how many are refused, and how many in that way."""
    lines = [
        _line(Words(f"{words.zh}：{metric.zh}", f"{words.en}: {metric.en}"), f"{REFUSAL}{name}", key, figures)
        for name, words in REFUSALS.items()
        for key, metric in (("right", Words("已拒答", "refused")), ("status", METRICS["status"]))
    ]
    return [line for line in lines if any(line.cells)]


def _metrics_of(group: str, figures: Figures) -> list[FigureLine]:
    lines = [_line(words, group, name, figures) for name, words in METRICS.items()]
    return [line for line in lines if any(line.cells)]


def _line(words: Words, group: str, metric: str, figures: Figures) -> FigureLine:
    found = [by_group.get(group, {}).get(metric) for by_group in figures.values()]
    return FigureLine(words, [_cell(one, metric) if one else None for one in found])


def _cell(found: Figure, metric: str) -> Cell:
    mean, low, high = (_written(value, metric) for value in (found.mean, found.low, found.high))
    return Cell(mean, low, high, found.n)


def _written(value: float, metric: str) -> str:
    return f"{value:.1f}" if metric in NOT_SHARES else share(value) or ""


def share(value: float | None) -> str | None:
    """Write a share in per cent; None for none."""
    return None if value is None else f"{100 * value:.1f}%"


def setup_lines(runs: Sequence[Run]) -> list[SetupLine]:
    """Return what was run, a column per run."""
    setups = [run.setup for run in runs]
    lines = [
        ("系统", "system", [_system(one.system) for one in setups]),
        ("题集", "split", [[one.split] for one in setups]),
        ("类别", "categories", [list(one.categories) or ["全部 all"] for one in setups]),
        ("题数", "questions", [[str(one.questions)] for one in setups]),
        ("题目摘要", "questions digest", [[one.questions_digest] for one in setups]),
        ("原文摘要", "corpus digest", [[one.corpus_digest[:_DIGEST]] for one in setups]),
        ("向量模型", "model", [[one.model[:_DIGEST]] for one in setups]),
        ("设置", "settings", [_pairs(one.settings) for one in setups]),
        ("版本", "versions", [_pairs(one.versions) for one in setups]),
        ("种子、重抽样", "seed, resamples", [[str(one.seed), str(one.resamples)] for one in setups]),
        ("用时与内存", "timings", [_pairs(run.timings) for run in runs]),
    ]
    return [
        SetupLine(Words(zh, en), cells[:1] if cells == cells[:1] * len(cells) else cells) for zh, en, cells in lines
    ]


def _system(name: str) -> list[str]:
    return [*SYSTEMS.get(name, (name,))]


def _pairs(values: Mapping[str, object]) -> list[str]:
    return [f"{name}: {'—' if value in ('', None) else value}" for name, value in values.items()]
