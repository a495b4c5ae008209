"""What users say of answers, kept in SQLite beside the index: who asked is never kept, and no number that names one."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, get_args

from answer.privacy import mask
from answer.settings import FeedbackSettings

if TYPE_CHECKING:
    from answer.models import Answer

Verdict = Literal["up", "down"]
Reason = Literal["", "wrong_citation", "incomplete", "should_refuse", "should_answer", "other"]
REASONS: tuple[Reason, ...] = get_args(Reason)[1:]
"""Why an answer is no good; a vote may come without."""

FILE = "feedback.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY,
    time TEXT NOT NULL,
    question TEXT NOT NULL,
    resolved TEXT NOT NULL,
    answer_id TEXT NOT NULL,
    status TEXT NOT NULL,
    citations TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
    reason TEXT NOT NULL,
    fingerprint TEXT NOT NULL
)
"""
_COLUMNS = (
    "id",
    "time",
    "question",
    "resolved",
    "answer_id",
    "status",
    "citations",
    "verdict",
    "reason",
    "fingerprint",
)
_WAIT_SECONDS = 5


class FeedbackError(Exception):
    """Feedback cannot be kept or read; the message is one line and says what to do next."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One vote on one answer.

    Attributes:
        id: of the vote; a later one of the same id takes its place.
        time: when, in UTC.
        question: as typed, masked.
        resolved: the question made whole with what was said before, masked; empty where it stands alone.
        answer_id: a digest of the answer.
        status: of the answer.
        citations: ids that the answer cites.
        verdict: ``up`` or ``down``.
        reason: one of `REASONS`, or empty.
        fingerprint: names the settings that the answer was given with.
    """

    id: str
    time: datetime
    question: str
    resolved: str
    answer_id: str
    status: str
    citations: tuple[str, ...]
    verdict: Verdict
    reason: Reason
    fingerprint: str

    @classmethod
    def on(cls, answer: Answer, vote_id: str, verdict: Verdict, reason: Reason, fingerprint: str) -> Self:
        """Make a vote on an answer, of now."""
        return cls(
            id=vote_id,
            time=datetime.now(UTC),
            question=mask(answer.question),
            resolved=mask(answer.resolved),
            answer_id=answer_id(answer),
            status=answer.status,
            citations=tuple(citation.id for citation in answer.citations),
            verdict=verdict,
            reason=reason,
            fingerprint=fingerprint,
        )


def answer_id(answer: Answer) -> str:
    """Name an answer by its content: the same words with the same citations have the same id."""
    # Masked first: a digest of a number that names a person could be found by trying all of them.
    said = [mask(answer.text), answer.status, [citation.id for citation in answer.citations]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


class FeedbackStore:
    """The file that holds the votes; may be shared between threads and processes."""

    def __init__(self, path: Path, days: int) -> None:
        """Take where the file is, and after how many days a vote is deleted."""
        self.path = path
        self._days = days

    @classmethod
    def beside(cls, library: Path, settings: FeedbackSettings) -> Self | None:
        """Return the store beside an index, not within it: a rebuilt index never touches it. None if votes are not kept."""
        return cls(library.with_name(FILE), settings.days) if settings.enabled else None

    def put(self, vote: Feedback) -> None:
        """Keep a vote, in place of an earlier one of the same id; votes that are too old are deleted.

        Raises:
            FeedbackError: if it cannot be written.
        """
        vote = replace(vote, question=mask(vote.question), resolved=mask(vote.resolved))
        values = {name: getattr(vote, name) for name in _COLUMNS}
        values |= {"time": vote.time.isoformat(timespec="seconds"), "citations": json.dumps(vote.citations)}
        sql = f"INSERT OR REPLACE INTO feedback ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"  # noqa: S608 - names of our own
        with self._open() as connection:
            self._forget_old(connection)
            connection.execute(sql, values)

    def read(self) -> list[Feedback]:
        """Return all votes that may still be kept, oldest first; the others are deleted.

        Raises:
            FeedbackError: if the file cannot be read.
        """
        if not self.path.exists():
            return []
        with self._open() as connection:
            self._forget_old(connection)
            rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM feedback ORDER BY time, id").fetchall()  # noqa: S608
        return [_from_row(dict(zip(_COLUMNS, row, strict=True))) for row in rows]

    def _forget_old(self, connection: sqlite3.Connection) -> None:
        oldest = datetime.now(UTC) - timedelta(days=self._days)
        connection.execute("DELETE FROM feedback WHERE time < ?", (oldest.isoformat(timespec="seconds"),))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if not self.path.exists():
                self.path.touch(mode=0o600)  # what people ask is nobody else's business on a shared machine
            with closing(sqlite3.connect(self.path, timeout=_WAIT_SECONDS)) as connection:
                # Readers and one writer at a time do not keep each other waiting.
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA secure_delete = ON")  # deleted means gone from the file
                connection.execute(_SCHEMA)
                with connection:
                    yield connection
        except (sqlite3.Error, OSError, ValueError) as error:
            raise FeedbackError(
                f"反馈写不进或读不出 {self.path}（{error}）。请检查磁盘空间、文件夹权限；文件若已损坏，请移走后再试。"
            ) from error


def _from_row(row: dict[str, str]) -> Feedback:
    return Feedback(
        id=row["id"],
        time=datetime.fromisoformat(row["time"]),
        question=row["question"],
        resolved=row["resolved"],
        answer_id=row["answer_id"],
        status=row["status"],
        citations=tuple(json.loads(row["citations"])),
        verdict="up" if row["verdict"] == "up" else "down",
        reason=next((reason for reason in REASONS if reason == row["reason"]), ""),
        fingerprint=row["fingerprint"],
    )
