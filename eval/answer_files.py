"""A file of questions in, a file of answers out: nothing is read but what is asked."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.files import write_text
from eval.questions import Asked, QuestionFileError, read_rows
from eval.systems import Response, System


def answer_file(system: System, questions: Iterable[Asked], out: Path) -> None:
    """Answer questions and write the answers, a line each, once all of them are there.

    Raises:
        OSError: if the file cannot be written.
    """
    lines = []
    for question in questions:
        began = time.perf_counter()
        response = system.answer(question)
        latency = round((time.perf_counter() - began) * 1000, 3)
        lines.append(json.dumps(_row(question.id, response, latency), ensure_ascii=False))
    write_text(out, "".join(f"{line}\n" for line in lines))


def read_answers(path: Path) -> dict[str, tuple[Response, float]]:
    """Read the answers of any system, by the question's id, each with the milliseconds that it took.

    Raises:
        QuestionFileError: if a line is no answer.
    """
    found = {}
    for number, row in read_rows(path):
        try:
            response = Response(
                answer=str(row["answer"]),
                citations=tuple(map(str, row["citations"])),
                quotes=tuple((str(quote["id"]), str(quote["text"])) for quote in row.get("quotes", [])),
                refused=bool(row["refused"]),
                status=str(row.get("status", "")),
                route=str(row.get("route", "")),
            )
            found[str(row["id"])] = response, float(row.get("latency_ms") or 0.0)
        except (KeyError, TypeError, ValueError) as error:
            raise QuestionFileError(f"{path}, line {number}: not an answer ({error!r})") from error
    return found


def _row(question_id: str, response: Response, latency_ms: float) -> dict[str, Any]:
    return {
        "id": question_id,
        "answer": response.answer,
        "citations": list(response.citations),
        "quotes": [{"id": key, "text": text} for key, text in response.quotes],
        "refused": response.refused,
        "status": response.status,
        "route": response.route,
        "latency_ms": latency_ms,
    }
