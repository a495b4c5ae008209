"""Questions in English about a document as a whole: who issued it and when, until when it applies, what it is about.

Each clause is read by the classes of its words, in whatever order they stand; one word that no class knows, and it is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from answer.understand.english.row import Piece, cut, phrases

_ASIDE = frozenset({"DOC", "FILLER", "BRIEF", "COMMA", "AND", "WHAT", "MARK"})
"""What a clause may say besides."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """A kind of clause.

    Attributes:
        words: the classes that it must have.
        may: those that it may have besides.
        chinese: what it asks; ``{term}`` is the term in it.
    """

    words: frozenset[str]
    chinese: str
    may: frozenset[str] = frozenset()


def _frame(words: str, chinese: str, may: str = "") -> _Frame:
    return _Frame(frozenset(words.split()), chinese, frozenset(may.split()))


_FRAMES = (
    _frame("WHO WHEN ISSUE", "这份文件是谁印发的？这份文件什么时候印发的？"),
    _frame("WHO ISSUE", "这份文件是谁印发的？"),
    _frame("WHEN ISSUE", "这份文件什么时候印发的？"),
    _frame("REFERENCE ISSUE", "这份文件的文号是什么？"),
    _frame("REFERENCE", "这份文件的文号是什么？"),
    _frame("TITLE", "这份文件的全称是什么？"),
    _frame("WHO INTERPRET", "这份文件由谁负责解释？"),
    _frame("ADDRESSED", "这份文件主送谁？", "WHO FOR"),
    _frame("REPLACE", "这份文件废止了哪些旧文件？", "OLD WHEN TERM"),
    _frame("ADOPT", "这份文件在哪次会议上通过，什么时候通过？", "WHEN WHO OLD"),
    _frame("AMEND", "这份文件什么时候修订过？", "WHEN"),
    _frame("COMMENT CLOSE", "这份文件征求意见到什么时候截止？", "WHEN FOR"),
    _frame("COMMENT UNTIL", "这份文件征求意见到什么时候截止？", "FOR"),
    _frame("WHEN FROM", "这份文件什么时候施行？"),
    _frame("WHEN APPLY", "这份文件什么时候施行？"),
    _frame("UNTIL FROM", "这份文件有效期到什么时候？", "WHEN"),
    _frame("UNTIL VALID", "这份文件有效期到什么时候？", "WHEN OLD"),
    _frame("UNTIL APPLY", "这份文件有效期到什么时候？", "WHEN"),
    _frame("WHEN VALID", "这份文件有效期到什么时候？"),
    _frame("VALID", "这份文件有效期到什么时候？"),
    _frame("WHO APPLY FOR", "这份文件适用于哪些人？"),
    _frame("APPLY_TO", "这份文件适用于哪些人？", "WHO"),
    _frame("BENEFIT FOR TERM", "这份文件对{term}有什么好处？"),
    _frame("BENEFIT TERM", "这份文件对{term}有什么好处？"),
    _frame("MEAN TERM", "“{term}”是什么意思？", "FOR"),
    _frame("PROBLEM", "这份文件想解决什么问题？", "FOR GOAL OLD"),
    _frame("PURPOSE", "为什么出台这份文件？", "ISSUE ADOPT"),
    _frame("GOAL", "这份文件想达到什么目标？", "FOR SUMMARY OLD"),
    _frame("ABOUT", "这份文件主要讲什么？", "SUMMARY FOR"),
    _frame("SUMMARY DOC", "这份文件主要讲什么？", "ABOUT FOR"),
    _frame("HOW_MANY PARTS DOC", "一共有多少章？"),
    _frame("PARTS", "这份文件有哪些部分？", "OLD TITLE SUMMARY"),
)


def read_facts(sentence: str, to_chinese: Callable[[str], str]) -> str:
    """Return what a sentence asks of the document, in Chinese; empty where not all of it is understood."""
    pieces = [
        Piece("WHAT", piece.text) if piece.word == "OLD" and piece.text in ("what", "which", "any") else piece
        for piece in cut(sentence, to_chinese, phrases("english_facts"))
    ]
    asked: list[str] = []
    for clause in _clauses(pieces):
        words = {piece.word for piece in clause} - _ASIDE
        has_document = any(piece.word == "DOC" for piece in clause)
        chinese = _leaning(words, asked[-1] if asked else "") or next(
            (frame.chinese for frame in _FRAMES if _fits(frame, words, has_document=has_document)), ""
        )
        terms = [piece.text for piece in clause if piece.word == "TERM"]
        if not chinese or ("{term}" in chinese and len(terms) != 1):
            return ""
        asked.append(chinese.format(term="".join(terms)))
    return "".join(dict.fromkeys(asked))


def _leaning(words: set[str], before: str) -> str:
    """Read a clause that asks only when or who of what the one before it was about."""
    if "印发" in before:
        return {frozenset(["WHEN"]): "这份文件什么时候印发的？", frozenset(["WHO"]): "这份文件是谁印发的？"}.get(
            frozenset(words), ""
        )
    return "这份文件什么时候施行？" if words == {"WHEN"} and "有效期" in before else ""


def _fits(frame: _Frame, words: set[str], *, has_document: bool) -> bool:
    said = words | ({"DOC"} if has_document else set())
    return frame.words <= said and words <= frame.words | frame.may


def _clauses(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cut where another question begins behind a comma or an and."""
    clause: list[Piece] = []
    for piece in pieces:
        is_joint = clause and clause[-1].word in ("AND", "COMMA")
        asks = piece.word in (
            "WHO",
            "WHEN",
            "UNTIL",
            "WHAT",
            "REFERENCE",
            "PURPOSE",
            "PROBLEM",
            "HOW_MANY",
            "OLD",
            "TITLE",
            "SUMMARY",
            "GOAL",
        )
        if is_joint and asks and any(one.word not in _ASIDE for one in clause):
            yield clause
            clause = []
        clause.append(piece)
    if any(piece.word not in _ASIDE for piece in clause):
        yield clause
