"""The same runs for programs: all of it as JSON, and a row per question and system as CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from eval.figures import Figure
from eval.records import Record, to_row
from eval.report.words import VERDICTS
from eval.runs import Run
from eval.scores import METRICS

BOM = "\ufeff"
"""Without it Excel shows Chinese as garbage."""
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n]")
"""What makes a spreadsheet read a cell as a formula, in full width too; see OWASP, "CSV Injection"."""


def to_json(runs: Mapping[str, Run], figures: Mapping[str, Mapping[str, Mapping[str, Figure]]]) -> str:
    """Write set-up, figures and records of every run; all that differs between two runs of the same is in timings.

    Args:
        runs: by label, the main one first.
        figures: of each run, by the same label, group and metric.
    """
    values = [
        {
            "label": label,
            "setup": asdict(run.setup) | {"digest": run.setup.digest},
            "figures": {
                group: {name: asdict(mean) for name, mean in found.items()} for group, found in figures[label].items()
            },
            "timings": run.timings,
            "records": [to_row(record) for record in run.records],
        }
        for label, run in runs.items()
    ]
    return json.dumps({"runs": values}, ensure_ascii=False, indent=1) + "\n"


def to_csv(runs: Mapping[str, Run]) -> str:
    """Write a header and a row per question and system, with a byte-order mark in front."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for label, run in runs.items():
        writer.writerows(map(_cell, _values(label, record)) for record in run.records)
    return BOM + text.getvalue()


_COLUMNS = (
    *("system", "id", "category", "question", "history", "answerable", "gold_cites", "gold_facts", "gold_agencies"),
    *("answer", "citations", "ranked", "status", "route", "support"),
    *(f"is_{name}" for name in VERDICTS),
    *METRICS,
    "latency_ms",
)


def _values(label: str, record: Record) -> Iterator[object]:
    question, response = record.question, record.response
    yield from (label, question.id, question.category, question.question)
    yield "\n".join(f"{turn.role}: {turn.content}" for turn in question.history)
    yield question.answerable
    yield " ".join("|".join(sorted(cites)) for cites in question.gold_cites)
    yield "；".join("|".join(wordings) for wordings in question.gold_facts)
    yield "、".join(question.gold_agencies)
    yield from (response.answer, " ".join(response.citations), " ".join(response.ranked))
    yield from (response.status, response.route, response.support)
    yield from (record.verdict[name] for name in VERDICTS)
    yield from (record.scores.get(name) for name in METRICS)
    yield record.latency_ms


def _cell(value: object) -> object:
    """Keep a text from being read as a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
