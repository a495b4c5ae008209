"""The report as one page that asks for nothing outside itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from answer.thresholds import SUPPORT
from eval.figures import Figure
from eval.report.charts import latency, refusal_curve, right_by_category, threshold
from eval.report.lines import by_category, categories, documents, overall, refusals, rows_of, setup_lines, share
from eval.report.notes import notes
from eval.report.words import CATEGORIES, VERDICTS
from eval.runs import Run

_HERE = Path(__file__).parent


def to_html(runs: Mapping[str, Run], figures: Mapping[str, Mapping[str, Mapping[str, Figure]]]) -> str:
    """Write the page.

    Args:
        runs: by the label of their column, the main one first.
        figures: of each run, by the same label, group and metric.
    """
    from plotly.offline import get_plotlyjs

    main = next(iter(runs.values()))
    asked = {record.question.category for record in main.records}
    points = refusal_curve(main.records)
    chosen = next((point for point in points if point.line == SUPPORT), None)
    charts = {"categories": right_by_category(figures), "latency": latency(main.records)}
    if points:
        charts["threshold"] = threshold(points)
    # Both are files of ours and of Plotly: nothing of a run is in them.
    scripts = [Markup(script) for script in (get_plotlyjs(), (_HERE / "page.js").read_text("utf-8"))]  # noqa: S704
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2").render(
        runs=runs,
        main=main,
        setup=setup_lines(list(runs.values())),
        notes=list(notes(runs, figures)),
        overall=overall(figures),
        categories=categories(figures),
        documents=documents(figures),
        refusals=refusals(figures),
        by_category=by_category(figures),
        charts=charts,
        chosen=chosen and {name: share(getattr(chosen, name)) for name in ("answerable", "near", "far")},
        support=SUPPORT,
        rows=rows_of(runs),
        question_categories=[(name, words) for name, words in CATEGORIES.items() if name in asked],
        question_words=CATEGORIES,
        verdicts=VERDICTS,
        scripts=scripts,
        hashes=" ".join(map(_hash, scripts)),
    )


def _hash(script: str) -> str:
    """Return what a content security policy calls a script by, so that no other one can run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
