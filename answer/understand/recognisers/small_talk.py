"""Thanks, greetings, farewells, praise, 你是谁, 你能做什么: what asks nothing of a policy.

A turn is small talk if every clause of it is: one that names a matter makes it a question (谢谢，那租金补贴呢). What the asker
says he will do now (我先去银行问问), or that he has got it (心里有数了), is small talk beside thanks or an assent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answer.models import Candidate, Question, SmallTalk, Token
from answer.models.plan import Talk
from answer.understand.names import Names

_KINDS: dict[str, Talk] = {
    "WHO_ANSWERS": "who_are_you",
    "WHAT_IT_CAN": "what_can_you_do",
    "COMPLAINT": "complaint",
    "FAREWELL": "farewell",
    "THANKS": "thanks",
    "PRAISE": "praise",
    "WAIT": "wait",
    "GREETING": "greeting",
    "UNDERSTOOD": "understood",
}
"""Of several in one turn, the first here says what it is."""
_OF_IT = ("WHO_ANSWERS", "WHAT_IT_CAN")
"""Asks of whoever answers."""
_MOST_WORDS = {"WHO_ANSWERS": 2, "WHAT_IT_CAN": 2, "THANKS": 1, "PRAISE": 1, "COMPLAINT": 2}
"""Words of its own that a clause of a kind may have besides: 谢谢提醒, 你是谁开发的."""
_ASKS = ("WHO", "WHICH", "HOW_MANY", "YES_NO", "REASON", "HOW", "WHEN", "HOW_LONG", "MOST", "FEWEST", "DIFFERENT")
_EMPTY = ("FILLER", "POLITE", "TO_YOU", "CHAR")
"""Classes of words that name nothing."""
_ASSENTS = frozenset("好行中成嗯哦对得哎唉")
"""Characters that are an assent where nothing else is said."""
_ENDS = ("了", "啦", "去", "咯", "喽")
"""How a clause ends that only tells: 原来已经过期了."""
_OF_ONESELF = ("我", "俺", "咱", "本")
"""Who tells something of himself may ask by it: 我是硕士了."""
_LONGEST = 14
"""Characters of such a clause."""


def recognise(question: Question, _names: Names) -> Sequence[Candidate]:
    """Return the reading of a turn as small talk, if it has one."""
    plan = read(question)
    return [Candidate(plan, 1.0, "寒暄", frozenset(question.tokens))] if plan else []


def read(question: Question) -> SmallTalk | None:
    """Return what kind of small talk an annotated turn is; None if it asks something."""
    clauses = list(_clauses(question))
    said = [_kind_of(clause) for clause in clauses]
    found = [word for word in _KINDS if word in said]
    of_it = found[:1] and found[0] in _OF_IT
    rest = [clause for clause, word in zip(clauses, said, strict=True) if word is None]
    if found and all(_says_nothing(clause, asks=bool(of_it)) or _only_tells(clause) for clause in rest):
        return SmallTalk(_KINDS[found[0]])
    return None


def _clauses(question: Question) -> Iterator[list[Token]]:
    """Cut at punctuation; blanks between words end nothing."""
    clause: list[Token] = []
    for token in question.tokens:
        if token.word != "MARK":
            clause.append(token)
        elif token.text.strip() and clause:
            yield clause
            clause = []
    if clause:
        yield clause


def _kind_of(clause: Sequence[Token]) -> str | None:
    """Return the class of the word that makes a clause small talk; None if it is none, or asks something besides."""
    if all(token.text in _ASSENTS for token in clause):
        return "UNDERSTOOD"
    word = next((word for word in _KINDS if any(token.word == word for token in clause)), None)
    if word is None or any(token.mention or token.word in ("QUOTED", "NUMBER", "ORDINAL") for token in clause):
        return None
    own = sum(token.word == "CONTENT" for token in clause)
    asks = word not in _OF_IT and any(token.word in _ASKS for token in clause)
    return None if asks or own > _MOST_WORDS.get(word, 0) else word


def _says_nothing(clause: Sequence[Token], *, asks: bool) -> bool:
    """Tell whether a clause names nothing and asks nothing: 那个; beside 你是谁 it may ask: 到底是谁."""
    allowed = (*_EMPTY, *_ASKS) if asks else _EMPTY
    return all(token.word in allowed and token.text != "呢" for token in clause)


def _only_tells(clause: Sequence[Token]) -> bool:
    """Tell whether a clause only says what the asker will do now, or what he thinks: 我先去银行问问, 够写稿了."""
    text = "".join(token.text for token in clause)
    if len(text) > _LONGEST or any(token.word in _ASKS or token.text == "呢" for token in clause):
        return False
    return clause[0].word == "ABOUT_TO_GO" or (text.endswith(_ENDS) and not text.startswith(_OF_ONESELF))
