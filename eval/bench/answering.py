"""An answer in process, against the bare encoding of the same question."""

from __future__ import annotations

from statistics import median

from eval.bench.figures import Bar, Ratio
from eval.bench.timing import in_turn, percentile
from eval.bench.workplace import Workplace, history_of

BAR = Bar("most", 1.4)
ROUNDS, QUESTIONS = 5, 270


def measure(place: Workplace, rounds: int = ROUNDS, questions: int = QUESTIONS) -> Ratio:
    """Ask every kind of question; in each round others, and encode each besides."""
    answers, encodings = [], []
    _warm(place)
    for number in range(rounds):
        taken = in_turn(
            place.questions(number, questions),
            {
                "answer": lambda one: place.assistant.ask(one.question, history_of(one)),
                "encode": lambda one: place.encoder.encode_queries([one.question]),
            },
        )
        answers.append(taken["answer"])
        encodings.append(taken["encode"])
    halves = [(percentile(a, 0.5), percentile(e, 0.5)) for a, e in zip(answers, encodings, strict=True)]
    ends = [(percentile(a, 0.95), percentile(e, 0.95)) for a, e in zip(answers, encodings, strict=True)]
    return Ratio(
        name="answer_in_process",
        what="answer in process, p50",
        against="bare encoding of the same question",
        rounds=tuple(answer / encoding for answer, encoding in halves),
        bar=BAR,
        details={
            "answer_p50_ms": median(answer for answer, _ in halves),
            "answer_p95_ms": median(answer for answer, _ in ends),
            "encoding_p50_ms": median(encoding for _, encoding in halves),
            "encoding_p95_ms": median(encoding for _, encoding in ends),
            "questions": float(sum(map(len, answers))),
        },
    )


def _warm(place: Workplace) -> None:
    """Ask what no round asks, so that nothing is opened while times are taken."""
    for text in ("基金群规模有多大，什么时候设立？", "市科协负责什么？", "what is the size of the fund?", "第四条"):
        place.assistant.ask(text)
