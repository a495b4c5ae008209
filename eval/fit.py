"""Fit what was learned from questions: the items that they are about, and whether the policy answers them at all.

All is fitted on the questions of ``eval/data/plan-dev`` and the lexicon, and on nothing else. What it is worth is measured by
leaving out one author's questions at a time, whose ways of asking are then unknown, as a user's are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from answer.answerability import MEASUREMENTS, Answerability, Observed
from answer.assistant import Assistant
from answer.learned import Learned
from answer.matters import Matters
from answer.models import Turn
from answer.runs import BUCKETS
from answer.thresholds import ANSWERABLE, LINE, SIGNAL_WEIGHTS
from eval.categories import NOT_PLAIN
from eval.fit_matters import Lesson, lessons_of_question, train_matters, wording
from eval.questions import JudgedQuestion

_FALSE_REFUSALS = (0.01, 0.02, 0.03, 0.05, 0.08, 0.1)
_FOLDS = 10
_NAMES = tuple(SIGNAL_WEIGHTS)
_STRENGTH = 5.0
"""Inverse of the penalty on the weights of the model; from 3 to 10 it makes no difference."""
_OF_RUNS, _OF_VECTOR, _OF_MEASUREMENTS = 3.0, 3.0, 0.3
"""Scales of the three groups of inputs, so that the penalty falls on all alike."""

Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """A judged question as the decision sees it."""

    question: JudgedQuestion
    observed: Observed

    @property
    def author(self) -> str:
        """Who wrote it."""
        return author_of(self.question)


def author_of(question: JudgedQuestion) -> str:
    """Return the letters that a question's id begins with."""
    return question.id.rstrip("0123456789")


def observe(assistant: Assistant, questions: Sequence[JudgedQuestion]) -> list[Example]:
    """Observe the questions that are decided on by what was found for them."""
    said = ((question, [Turn(turn.role, turn.content) for turn in question.history]) for question in questions)
    seen = ((question, assistant.observe(question.question, history)) for question, history in said)
    return [Example(question, observed) for question, observed in seen if observed]


def fit_matters(
    lexicon: Sequence[Lesson],
    questions: Sequence[JudgedQuestion],
    assistant_with: Callable[[Learned], Assistant],
    fingerprint: str,
) -> tuple[Matters | None, list[Example], list[str]]:
    """Train the model of the items that questions are about, and observe each question with a model of the others.

    Args:
        lexicon: what it teaches.
        questions: of several authors.
        assistant_with: returns the assistant with something learned.
        fingerprint: of the embedding model and the document.

    Returns:
        The model, trained on all; every question that is decided on by what was found for it, observed with a model
        that had not read its author; and a report.
    """
    seen = observe(assistant_with(Learned()), questions)
    lessons = [(one.author, list(lessons_of_question(one.question, one.observed))) for one in seen]
    examples: list[Example] = []
    report = ["items, each author's questions looked for with a model of the others':"]
    for author in dict.fromkeys(author_of(question) for question in questions):
        others = [lesson for writer, taught in lessons if writer != author for lesson in taught]
        matters = train_matters([*lexicon, *others], fingerprint)
        own = [question for question in questions if author_of(question) == author]
        examples += observe(assistant_with(Learned(None, matters)), own)
        asked = [one for one in seen if one.author == author and one.question.answerable]
        if matters and asked:
            right = [_names_item(matters, one) for one in asked]
            report.append(f"  {author}: {float(np.mean(right)):.1%} of {len(right)} by the model alone")
    return (
        train_matters([*lexicon, *(lesson for _, taught in lessons for lesson in taught)], fingerprint),
        examples,
        report,
    )


def _names_item(matters: Matters, example: Example) -> bool:
    known = matters.log_probabilities(example.observed.text, example.observed.vector)
    return any(max(known, key=lambda item: known[item]) in cites for cites in example.question.gold_cites)


def fit_topic(examples: Sequence[Example]) -> Iterator[str]:
    """Yield a report on the weights of the signals that tell whether a question is on the policy's subject."""
    plain = [one for one in examples if one.question.answerable and one.question.category not in NOT_PLAIN]
    groups = [_signals(plain), _signals([one for one in examples if one.question.category == "unanswerable_far"])]
    features = np.concatenate(groups)
    labels = np.concatenate([np.ones(len(groups[0])), np.zeros(len(groups[1]))])
    weights, held_out = _regress(features, labels)
    yield "topic, fitted weights: " + ", ".join(
        f"{name} {weight:.3f}" for name, weight in zip(_NAMES, weights, strict=True)
    )
    yield f"cross-validated ({_FOLDS} folds):"
    names = ("answerable", "far off")
    yield from _lines(names, (held_out[labels == 1], held_out[labels == 0]), None)
    in_use = np.array([SIGNAL_WEIGHTS[name] for name in _NAMES])
    yield "with the weights in use:"
    yield from _lines(names, [group @ in_use for group in groups], LINE)


def fit_answerability(examples: Sequence[Example], fingerprint: str) -> tuple[Answerability, list[str]]:
    """Train the model of what the policy answers.

    Args:
        examples: observed questions of several authors.
        fingerprint: of the embedding model.

    Returns:
        The weights, trained on all of them, and a report on what they are worth on authors who were left out.
    """
    names = ("answerable", "near", "far off")
    held_out = np.zeros(len(examples))
    authors = np.array([one.author for one in examples])
    kinds = np.array([_group(one.question) for one in examples])
    by_author = []
    for author in dict.fromkeys(authors.tolist()):
        trained = _train([one for one in examples if one.author != author], fingerprint)
        own = authors == author
        held_out[own] = [trained.log_odds(one.observed) for one in examples if one.author == author]
        by_author.append(
            f"  {author}: refuses {_refused(names, [held_out[own & (kinds == name)] for name in names], -ANSWERABLE)}"
        )
    report = ["answerability, each author's questions decided on by a model of the others':"]
    report += _lines(names, [held_out[kinds == name] for name in names], -ANSWERABLE)
    return _train(examples, fingerprint), report + by_author


def _group(question: JudgedQuestion) -> str:
    if question.answerable:
        return "answerable"
    return "far off" if question.category == "unanswerable_far" else "near"


def _train(examples: Sequence[Example], fingerprint: str) -> Answerability:
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    found = wording((one.observed.text for one in examples), _OF_RUNS)
    vectors = np.array([one.observed.vector for one in examples], dtype=np.float64)
    measured = np.array([one.observed.measured for one in examples], dtype=np.float64)
    mean, deviation = measured.mean(axis=0), measured.std(axis=0)
    scale = np.where(deviation > 0, _OF_MEASUREMENTS / np.where(deviation > 0, deviation, 1.0), 0.0)
    inputs = hstack([found, csr_matrix(vectors * _OF_VECTOR), csr_matrix((measured - mean) * scale)]).tocsr()
    model = LogisticRegression(class_weight="balanced", C=_STRENGTH, max_iter=5000)
    model.fit(inputs, [one.question.answerable for one in examples])
    of_runs, of_vector, of_measurements = np.split(model.coef_[0], [BUCKETS, BUCKETS + vectors.shape[1]])
    of_measurements = of_measurements * scale
    return Answerability(
        (of_runs * _OF_RUNS).astype(np.float32),
        (of_vector * _OF_VECTOR).astype(np.float32),
        of_measurements.astype(np.float32),
        float(model.intercept_[0] - of_measurements @ mean),
        fingerprint,
    )


def _lines(names: Sequence[str], supports: Sequence[Table], in_use: float | None) -> Iterator[str]:
    """Say what share of each group some lines would refuse; the first group is the answerable one."""
    lines = [(f"{share:.0%} of answerable", float(np.quantile(supports[0], share))) for share in _FALSE_REFUSALS]
    for label, line in [*lines, *([("in use", in_use)] if in_use is not None else [])]:
        yield f"  line {line:.4f} ({label}): refuses {_refused(names, supports, line)}"


def _refused(names: Sequence[str], supports: Sequence[Table], line: float) -> str:
    shares = [(name, found) for name, found in zip(names, supports, strict=True) if len(found)]
    return ", ".join(f"{float(np.mean(found < line)):.1%} of {len(found)} {name}" for name, found in shares)


def _signals(examples: Sequence[Example]) -> Table:
    """Return the signals of a topic: shape (examples, signals)."""
    places = [MEASUREMENTS.index(name) for name in _NAMES]
    rows = [[one.observed.measured[place] for place in places] for one in examples]
    return np.array(rows, dtype=np.float64).reshape(-1, len(_NAMES))


def _regress(features: Table, labels: Table) -> tuple[Table, Table]:
    """Return the weight of each signal, in its own unit, and every question's sum from folds it is not in."""
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
