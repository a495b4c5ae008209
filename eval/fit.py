"""Fit what decides a refusal: how cosine and coverage are weighed, and where the line is.

Answerable questions come from our own fitting file, far-off ones from it and from public sets on other
subjects. A logistic regression gives the ratio of the two weights; the line is then read off the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from answer.assistant import Assistant
from answer.models import Signals
from answer.thresholds import COSINE_WEIGHT, COVERAGE_WEIGHT, SUPPORT, SUPPORT_OTHER_LANGUAGE
from eval.categories import NOT_PLAIN
from eval.questions import JudgedQuestion

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_FALSE_REFUSALS = (0.01, 0.02, 0.03, 0.05, 0.08, 0.1)


def fit(assistant: Assistant, questions: Sequence[JudgedQuestion], far: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a report: the fitted ratio, then what each line would refuse, then the one in use.

    Args:
        assistant: measures the signals, with the code that answers questions.
        questions: judged questions on the policy; those without Chinese characters are reported apart.
        far: questions on other subjects, in Chinese.
    """
    plain = [q.question for q in questions if q.answerable and q.category not in NOT_PLAIN]
    ours_far = [q.question for q in questions if q.category == "unanswerable_far"]
    chinese = [_signals(assistant, texts) for texts in (*map(_chinese, (plain, ours_far)), list(far))]
    ratio = _fit_ratio(chinese[0], np.concatenate(chinese[1:]))
    yield f"coverage weighs {ratio:.4f} of cosine (in use: {COVERAGE_WEIGHT / COSINE_WEIGHT:.4f})"
    yield from _report(["answerable", "far off", "public"], chinese, SUPPORT)
    yield "without Chinese characters:"
    other = [
        _signals(assistant, [text for text in texts if text not in _chinese(texts)]) for texts in (plain, ours_far)
    ]
    yield from _report(["answerable", "far off"], other, SUPPORT_OTHER_LANGUAGE)


def _chinese(texts: Sequence[str]) -> list[str]:
    return [text for text in texts if _CHINESE.search(text)]


def _report(names: Sequence[str], groups: Sequence[NDArray[np.float64]], in_use: float) -> Iterator[str]:
    """Say what share of each group some lines would refuse; the first group is the answerable one."""
    supports = [_support(signals) for signals in groups]
    lines = [(f"{share:.0%} of answerable", float(np.quantile(supports[0], share))) for share in _FALSE_REFUSALS]
    for label, line in [*lines, ("in use", in_use)]:
        shares = zip(names, supports, strict=True)
        refused = ", ".join(f"{float(np.mean(found < line)):.1%} of {len(found)} {name}" for name, found in shares)
        yield f"line {line:.4f} ({label}): refuses {refused}"


def _signals(assistant: Assistant, questions: Sequence[str]) -> NDArray[np.float64]:
    """Measure cosine and coverage: shape (questions, 2)."""
    rows = [_row(assistant.measure(question)) for question in questions]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def _row(signals: Signals) -> tuple[float, float]:
    return signals.cosine, signals.coverage


def _support(signals: NDArray[np.float64]) -> NDArray[np.float64]:
    support: NDArray[np.float64] = COSINE_WEIGHT * signals[:, 0] + COVERAGE_WEIGHT * signals[:, 1]
    return support


def _fit_ratio(answerable: NDArray[np.float64], far: NDArray[np.float64]) -> float:
    from sklearn.linear_model import LogisticRegression

    features = np.concatenate([answerable, far])
    labels = np.concatenate([np.ones(len(answerable)), np.zeros(len(far))])
    scale = features.std(axis=0)
    # The scales differ twentyfold; unscaled, the penalty would fall on the cosine alone.
    model = LogisticRegression(class_weight="balanced", C=100.0).fit(features / scale, labels)
    cosine, coverage = model.coef_[0] / scale
    return float(coverage / cosine)
