"""Fit what decides a refusal: what each signal counts for, and where the line is.

Answerable questions come from our own fitting files, far-off ones from them and from public sets on other subjects.
A logistic regression gives the weights, cross-validation what they are worth; the line is then read off the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answer.assistant import Assistant
from answer.thresholds import LINE, SIGNAL_WEIGHTS
from eval.categories import NOT_PLAIN
from eval.questions import JudgedQuestion

_FALSE_REFUSALS = (0.01, 0.02, 0.03, 0.05, 0.08, 0.1)
_FOLDS = 10
_NAMES = tuple(SIGNAL_WEIGHTS)

Table = NDArray[np.float64]


def fit(assistant: Assistant, questions: Sequence[JudgedQuestion], far: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a report: the fitted weights, then what each line would refuse, fitted and in use.

    Args:
        assistant: measures the signals, with the code that answers questions.
        questions: judged questions on the policy.
        far: questions on other subjects.
    """
    plain = [q.question for q in questions if q.answerable and q.category not in NOT_PLAIN]
    ours_far = [q.question for q in questions if q.category == "unanswerable_far"]
    groups = [_signals(assistant, texts) for texts in (plain, ours_far, list(far))]
    # The public sets only check: they are not what people ask an assistant for policies.
    features = np.concatenate(groups[:2])
    labels = np.concatenate([np.ones(len(groups[0])), np.zeros(len(groups[1]))])
    weights, held_out = _regress(features, labels)
    yield "fitted weights: " + ", ".join(f"{name} {weight:.3f}" for name, weight in zip(_NAMES, weights, strict=True))
    yield f"cross-validated ({_FOLDS} folds):"
    yield from _report(("answerable", "far off"), (held_out[labels == 1], held_out[labels == 0]), None)
    names = ("answerable", "far off", "public")
    yield "with the fitted weights:"
    yield from _report(names, [group @ weights for group in groups], None)
    in_use = np.array([SIGNAL_WEIGHTS[name] for name in _NAMES])
    yield "with the weights in use:"
    yield from _report(names, [group @ in_use for group in groups], LINE)


def _report(names: Sequence[str], supports: Sequence[Table], in_use: float | None) -> Iterator[str]:
    """Say what share of each group some lines would refuse; the first group is the answerable one."""
    lines = [(f"{share:.0%} of answerable", float(np.quantile(supports[0], share))) for share in _FALSE_REFUSALS]
    for label, line in [*lines, *([("in use", in_use)] if in_use is not None else [])]:
        shares = [(name, found) for name, found in zip(names, supports, strict=True) if len(found)]
        refused = ", ".join(f"{float(np.mean(found < line)):.1%} of {len(found)} {name}" for name, found in shares)
        yield f"  line {line:.4f} ({label}): refuses {refused}"


def _signals(assistant: Assistant, questions: Sequence[str]) -> Table:
    """Measure all signals of the questions that are decided on them: shape (questions, signals)."""
    measured = (assistant.ask(question).signals for question in questions)
    rows = [[getattr(signals, name) for name in _NAMES] for signals in measured if signals]
    return np.array(rows, dtype=np.float64).reshape(-1, len(_NAMES))


def _regress(features: Table, labels: Table) -> tuple[Table, Table]:
    """Return the weight of each signal, in its own unit, and every question's support from folds it is not in."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold

    scale = features.std(axis=0)
    scale[scale == 0] = 1.0

    def train(rows: Any) -> tuple[Table, float]:
        # The scales differ; unscaled, the penalty would fall on the smallest signals alone.
        model = LogisticRegression(class_weight="balanced", C=10.0, max_iter=1000)
        model.fit(features[rows] / scale, labels[rows])
        return model.coef_[0] / scale, float(model.intercept_[0])

    held_out = np.zeros(len(labels))
    for rows, rest in StratifiedKFold(_FOLDS, shuffle=True, random_state=0).split(features, labels):
        weights, intercept = train(rows)
        held_out[rest] = features[rest] @ weights + intercept
    return train(slice(None))[0], held_out
