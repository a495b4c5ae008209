"""Question files: JSON lines with the user's words and what a right answer must hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypeVar, get_args

from eval.categories import Category

REFUSALS = ("not_stated", "off_topic", "no_such_item", "other_document", "small_talk")
"""What a right refusal may say, without the ``unanswerable_`` that the assistant puts before some of them."""
SETS = ("cites", "agencies", "count")
"""What an expression of a set may give: ids that must be cited, agencies that must be named, a number."""

T = TypeVar("T")


class QuestionFileError(Exception):
    """A question file is missing or has another form; the message names the line and the field."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one side said earlier in a conversation."""

    role: str
    content: str

    @classmethod
    def from_json(cls, value: Any) -> Self:
        """Read one turn.

        Raises:
            ValueError: if it is none.
        """
        if not isinstance(value, dict) or value.get("role") not in ("user", "assistant"):
            raise ValueError("is not a turn with role user or assistant")
        return cls(value["role"], _text(value.get("content")))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a system may know of a question: all that is asked, and nothing of what is right."""

    id: str
    question: str
    history: tuple[Turn, ...] = ()
    document: str = ""


Q = TypeVar("Q", Asked, "JudgedQuestion")


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with its gold.

    Attributes:
        id: unique in its file.
        category: kind of question, such as ``fact`` or ``unanswerable_far``.
        question: the user's words.
        answerable: false where the policy gives no answer.
        gold_cites: per required citation, the ids of which any one will do.
        gold_facts: per required fact, the wordings of which any one will do.
        gold_agencies: the agencies of the answer, as the policy writes them.
        history: the turns before it.
        note: why the gold is what it is.
        document: id of the document that is open for it; empty for the only one, or for the whole library.
        dialogue: id of the conversation that it is a turn of, empty for none; its turns follow one another in the file.
        gold_status: the status that a right refusal has (``not_stated``, ``off_topic`` …), empty if any will do.
        gold_set: expressions that give the complete set that is asked for, by what they give (`eval.selections`).
        evidence: literal, the sentence that answers, or the nearest one that does not.
        writer, source: who wrote it, in whose place.
    """

    id: str
    category: Category
    question: str
    answerable: bool
    gold_cites: tuple[frozenset[str], ...]
    gold_facts: tuple[tuple[str, ...], ...]
    gold_agencies: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    note: str = ""
    document: str = ""
    dialogue: str = ""
    gold_status: str = ""
    gold_set: tuple[tuple[str, str], ...] = ()
    evidence: str = ""
    writer: str = ""
    source: str = ""

    @property
    def asked(self) -> Asked:
        """The part of it that a system may know."""
        return Asked(self.id, self.question, self.history, self.document)

    @property
    def relevant(self) -> frozenset[str]:
        """Every citation id that counts as right."""
        return frozenset().union(*self.gold_cites)


def read_questions(path: Path) -> list[JudgedQuestion]:
    """Read a file of questions with their gold.

    Raises:
        QuestionFileError: if it is missing, a line is not a question, or an id stands twice.
    """
    return _unique(path, [_judged(row) for row in _rows(path)])


def read_asked(path: Path) -> list[Asked]:
    """Read a file of questions, of each only its id, its words and its history.

    Raises:
        QuestionFileError: as `read_questions` does.
    """
    return _unique(path, [_asked(row) for row in _rows(path)])


def parse_question(values: dict[str, Any]) -> JudgedQuestion:
    """Read a question with its gold from the values of one line.

    Raises:
        QuestionFileError: if it is none.
    """
    return _judged(_Row("question", values))


class _Row:
    """A line of a question file; tells which field is wrong."""

    def __init__(self, where: str, values: dict[str, Any]) -> None:
        self._where = where
        self._values = values

    def read(self, field: str, parse: Callable[[Any], T], default: Any = None) -> T:
        """Read a field; one without a default must be there.

        Raises:
            QuestionFileError: naming the field.
        """
        value = self._values.get(field, default)
        if value is None:
            raise QuestionFileError(f"{self._where}: field {field!r} is missing")
        try:
            return parse(value)
        except (ValueError, TypeError) as error:
            raise QuestionFileError(f"{self._where}: field {field!r} {error}") from error


def _rows(path: Path) -> Iterator[_Row]:
    for number, values in read_rows(path):
        yield _Row(f"{path}, line {number}", values)


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read a file of JSON lines, each with its number, from 1.

    Raises:
        QuestionFileError: if it cannot be read, or a line is no object.
    """
    try:
        # Not splitlines(): it also cuts at characters that may stand inside a JSON string.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionFileError(f"cannot read the question file {path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise QuestionFileError(f"{path}, line {number}: not JSON ({error})") from error
        if not isinstance(values, dict):
            raise QuestionFileError(f"{path}, line {number}: not a JSON object")
        yield number, values


def _asked(row: _Row) -> Asked:
    return Asked(
        row.read("id", _text),
        row.read("question", _words),
        row.read("history", _turns, []),
        row.read("document", _words, ""),
    )


def _judged(row: _Row) -> JudgedQuestion:
    asked = _asked(row)
    return JudgedQuestion(
        id=asked.id,
        category=row.read("category", _category),
        question=asked.question,
        answerable=row.read("answerable", _truth),
        gold_cites=row.read("gold_cites", _cites, []),
        gold_facts=row.read("gold_facts", _facts, []),
        gold_agencies=row.read("gold_agencies", _texts, []),
        history=asked.history,
        note=row.read("note", _words, ""),
        document=asked.document,
        dialogue=row.read("dialogue", _words, ""),
        gold_status=row.read("gold_status", _status, ""),
        gold_set=row.read("gold_set", _sets, {}),
        evidence=row.read("evidence", _words, ""),
        writer=row.read("writer", _words, ""),
        source=row.read("source", _words, ""),
    )


def _unique(path: Path, questions: list[Q]) -> list[Q]:
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise QuestionFileError(f"{path}: the id {question.id} stands twice")
        seen.add(question.id)
    return questions


def _words(value: Any) -> str:
    """Read a text that may be blank, as what a user typed may."""
    if not isinstance(value, str):
        raise TypeError("is not a text")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("holds half a character, which no file can hold")
    return value


def _text(value: Any) -> str:
    text = _words(value)
    if not text.strip():
        raise ValueError("is blank")
    return text


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("is not a list")
    return tuple(map(_text, value))


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("is neither true nor false")
    return value


def _category(value: Any) -> Category:
    if value not in get_args(Category):
        raise ValueError(f"is none of {', '.join(get_args(Category))}")
    category: Category = value
    return category


def _status(value: Any) -> str:
    if value and value not in REFUSALS:
        raise ValueError(f"is none of {', '.join(REFUSALS)}")
    return _words(value)


def _sets(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise TypeError("is no mapping")
    if value.keys() - set(SETS):
        raise ValueError(f"gives something else than {', '.join(SETS)}")
    return tuple((name, _text(expression)) for name, expression in value.items())


def _turns(value: Any) -> tuple[Turn, ...]:
    if not isinstance(value, list):
        raise TypeError("is not a list")
    return tuple(map(Turn.from_json, value))


def _cites(value: Any) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(_texts(cite.split("|"))) for cite in _texts(value))


def _facts(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise TypeError("is not a list")
    if [] in value:
        raise ValueError("holds a fact without a wording")
    return tuple(_texts([fact] if isinstance(fact, str) else fact) for fact in value)
