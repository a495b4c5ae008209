"""Runs side by side: a page to read, JSON and CSV to work with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eval.files import write_text
from eval.report.page import to_html
from eval.report.tables import to_csv, to_json
from eval.runs import Run, RunError


def write_report(runs: Sequence[Run], folder: Path) -> list[Path]:
    """Write ``report.html``, ``report.json`` and ``report.csv``; but for timings, the same runs give the same bytes.

    Args:
        runs: the main one first; the page shows its questions, with what the others made of them.
        folder: made if need be.

    Returns:
        The paths of the files.

    Raises:
        RunError: if there is no run.
        OSError: if a file cannot be written; an older one of that name is still there.
    """
    if not runs:
        raise RunError("a report needs at least one run; make one with: python -m eval run")
    by_label = dict(zip(_labels(runs), runs, strict=True))
    figures = {label: run.figures for label, run in by_label.items()}
    texts = {
        folder / "report.html": to_html(by_label, figures),
        folder / "report.json": to_json(by_label, figures),
        folder / "report.csv": to_csv(by_label),
    }
    for path, text in texts.items():
        write_text(path, text)
    return list(texts)


def _labels(runs: Sequence[Run]) -> list[str]:
    """Name each run by its system, and number those that share one."""
    names = [run.setup.system for run in runs]
    return [
        name if names.count(name) == 1 else f"{name} ({names[: at + 1].count(name)})" for at, name in enumerate(names)
    ]
