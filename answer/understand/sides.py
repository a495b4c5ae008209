"""The sides of a question that puts several things beside each other: 行业标准与地方标准由谁制定, 一个是没开门, 一个是乱收费.

What is cut out are the sides alone; what is said before and behind them is asked of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from answer.models import Question, Side, Token
from answer.words.lists import spot, word_list

MOST = 5
"""Sides; more are a list of something else."""
ASKING = frozenset({"WHO", "WHICH", "HOW_MANY", "HOW", "WHEN", "HOW_LONG", "YES_NO", "REASON", "ASK_TEXT"})
_ENDING = ASKING | {"BOTH", "DIFFERENT", "THAN", "COMPARED", "SAME", "MOST", "MORE", "TOTAL", "JOINT"}
"""Classes of words before which the last side ends."""
_ENDING_WORDS = frozenset({"EACH", "DIFFER", "BETTER", "COMPARE", "PAIR"})
_CUES = frozenset({"EACH", "DIFFER", "BETTER", "COMPARE", "PAIR"})
_NAMED = ("QUOTED", "ITEM", "SECTION", "DOMAIN")
_LED_BY = frozenset({"FILLER", "POLITE", "AND", "EACH", "TO", "DOCUMENT_NOUN", "IT", "BUT", "THAN", "COMPARED"})
"""What stands before a side and is no part of it."""
_BEGINNING = frozenset({"FILLER", "POLITE", "BY", "TO", "SAY", "INVOLVE"})
"""What ends what is said of all sides."""
_CLAUSE_ENDS, _SENTENCE_ENDS = ",:;", "?!。"
_UNITS = ("UNIT", "UNIT_AGENCY", "TASK_NOUN", "MEASURE_NOUN")
_NOUNS = frozenset(
    {
        "AGENCY_NOUN",
        "AMOUNT_NOUN",
        "ANNEX_NOUN",
        "BODY_NOUN",
        "DATE_NOUN",
        "DOCUMENT_NOUN",
        "DOMAIN_NOUN",
        "HELP_NOUN",
        "INTERPRETER_NOUN",
        "ISSUER_NOUN",
        "LEAD_NOUN",
        "LENGTH_NOUN",
        "LIST_NOUN",
        "MEASURE_NOUN",
        "NAME_NOUN",
        "NUMBER_NOUN",
        "OWNER_NOUN",
        "ROW_NOUN",
        "SECTION_NOUN",
        "SHARE_NOUN",
        "TASK_NOUN",
        "VAGUE_NOUN",
        "WORD_NOUN",
    }
)
_LEAST_YEAR, _MOST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause: its tokens, those in brackets left out; and in which sentence it stands."""

    tokens: tuple[Token, ...]
    sentence: int
    in_brackets: bool = False


Piece = Sequence[Token]


class Sides:
    """Looks for the sides of one question."""

    def __init__(self, question: Question) -> None:
        """Look up its words."""
        self._question = question
        self._roles = _roles(question)
        self._clauses = list(self._cut())

    def compares(self) -> bool:
        """Tell whether it asks something of several things at once."""
        is_cued = any(roles & _CUES for roles in self._roles.values()) or self._question.has("COMPARED", "DIFFERENT")
        ones = sum("ONE" in roles for roles in self._roles.values())
        return is_cued or ones > 1 or self._years() is not None

    def find(self) -> tuple[Side, ...]:
        """Return the sides, each with the question as it is asked of it alone; nothing where there are not several."""
        pieces = self._pieces()
        text = self._question.text
        spans = [(piece[0].start, self._behind(piece[-1])) for piece in pieces]
        if not 1 < len(spans) <= MOST:
            return ()
        before, behind = text[: spans[0][0]], text[spans[-1][1] :]
        sides = (text[start:end] for start, end in spans)
        return tuple(Side(_bare(side), f"{before}{side}{behind}") for side in sides)

    def _pieces(self) -> Sequence[Piece]:
        for pieces in (self._years(), self._alternatives(), self._named(), self._by_clauses()):
            if pieces:
                return pieces
        asking = next((clause.sentence for clause in self._clauses if self._is_asked_in(clause.tokens)), 0)
        order = sorted(
            self._clauses, key=lambda one: (one.in_brackets, one.sentence > asking, abs(one.sentence - asking))
        )
        return next(filter(None, map(self._joined, order)), ())

    # Where they stand

    def _years(self) -> Sequence[Piece] | None:
        """Two years: 2020年和2025年."""
        tokens = self._question.tokens
        for place, token in enumerate(tokens):
            if token.word == "AND":
                before = next((one for one in (tokens[max(0, place - 2) : place]) if _is_year(one)), None)
                if before and place + 1 < len(tokens) and _is_year(tokens[place + 1]):
                    return [[before], [tokens[place + 1]]]
        return None

    def _alternatives(self) -> Sequence[Piece]:
        """Clauses that each say one: 一种没许可, 另一种有许可."""
        found = [self._behind_one(clause.tokens) for clause in self._clauses]
        pieces = [self._stripped(piece) for piece in found if not self._is_asked_in(piece)]
        pieces = [piece for piece in pieces if _says_something(piece)]
        return pieces if len(pieces) > 1 else ()

    def _behind_one(self, clause: Piece) -> Piece:
        behind = [place for place, token in enumerate(clause) if "ONE" in self._roles[token]]
        return clause[behind[-1] + 1 :] if behind and _are_leading(clause[: behind[0]]) else ()

    def _named(self) -> Sequence[Piece]:
        """Names and quotations that nothing but a joint stands between."""
        for clause in self._clauses:
            run: list[Piece] = []
            is_joined = False
            for token in clause.tokens:
                if token.word in _NAMED and (is_joined or not run):
                    run.append([token])
                    is_joined = False
                elif self._is_joint(token) and run:
                    is_joined = True
                elif len(run) > 1:
                    break
                else:
                    run, is_joined = [], False
            if len(run) > 1:
                return run
        return ()

    def _by_clauses(self) -> Sequence[Piece]:
        """A clause that begins with a joint, and the one before it: 没按规矩设账, 跟造假账; 想要算力, 又想融资."""
        outside = [clause for clause in self._clauses if not clause.in_brackets]
        for before, clause in pairwise(outside):
            first, *rest = clause.tokens
            pieces = [self._stripped(before.tokens), self._until_asked(rest, ends_in_of=False)]
            is_joined = first.word == "AND" or "ALSO" in self._roles[first]
            if is_joined and not self._is_asked_in(before.tokens) and all(map(_says_something, pieces)):
                return pieces
        return ()

    def _joined(self, clause: _Clause) -> Sequence[Piece]:
        """What joints join within a clause, before it asks: 行业标准与地方标准由谁制定."""
        tokens = clause.tokens
        asked = next((place for place, token in enumerate(tokens) if self._asks(token)), len(tokens))
        joints = [place for place in range(1, min(asked, len(tokens) - 1)) if self._is_joint(tokens[place])]
        if not joints or (len(joints) == 1 and _is_comma(tokens[joints[0]])):
            return ()
        starts = [0, *(place + 1 for place in joints)]
        pieces: list[Piece] = [tokens[start:end] for start, end in zip(starts, joints, strict=False)]
        pieces.append(self._until_asked(tokens[starts[-1] :], ends_in_of="OF" in self._roles[tokens[joints[-1] - 1]]))
        pieces = [self._stripped(piece) for piece in pieces]
        first = self._stripped(_like(pieces[0], pieces[1]))
        pieces[0] = first if _says_something(first) else pieces[0]
        return pieces if all(map(_says_something, pieces)) else ()

    def _until_asked(self, tokens: Piece, *, ends_in_of: bool) -> Piece:
        """Return the beginning of a clause up to what is asked of it."""
        for place, token in enumerate(tokens):
            roles = self._roles[token]
            if "OF" in roles and (ends_in_of or self._is_asked_in(tokens[place:])):
                return tokens[: place + ends_in_of]
            counts = place > 0 and token.word == "NUMBER" and token.value != 1 and _is_counted(tokens[place + 1 :])
            points = place > 0 and "POINT" in roles
            if token.word in _ENDING or roles & _ENDING_WORDS or counts or points:
                return tokens[:place]
        return tokens

    def _stripped(self, piece: Piece) -> Piece:
        start = next((place for place, token in enumerate(piece) if token.word not in _LED_BY), len(piece))
        return piece[start:]

    # What words are

    def _is_joint(self, token: Token) -> bool:
        # 搭 within a word is none.
        return token.word == "AND" or _is_comma(token) or (token.word != "FILLER" and "JOIN" in self._roles[token])

    def _asks(self, token: Token) -> bool:
        return token.word in ASKING or "EACH" in self._roles[token]

    def _is_asked_in(self, tokens: Piece) -> bool:
        return any(self._asks(token) or self._roles[token] & _CUES or token.word == "DIFFERENT" for token in tokens)

    def _behind(self, token: Token) -> int:
        """Return the end of a side; what stands in brackets behind it belongs to it."""
        text = self._question.text
        closing = text.find(")", token.end) if text[token.end : token.end + 1] == "(" else -1
        return closing + 1 if closing >= 0 else token.end

    def _cut(self) -> Iterator[_Clause]:
        sentence, depth = 0, 0
        clause: list[Token] = []
        inner: list[Token] = []
        for token in self._question.tokens:
            mark = token.text if token.word == "MARK" else ""
            depth = max(0, depth + mark.count("(") - mark.count(")"))
            if not mark or _is_comma(token):
                (inner if depth else clause).append(token)
            elif ")" in mark and inner:
                yield _Clause(tuple(inner), sentence, in_brackets=True)
                inner = []
            if clause and any(sign in mark for sign in _CLAUSE_ENDS + _SENTENCE_ENDS):
                yield _Clause(tuple(clause), sentence)
                clause = []
            sentence += any(sign in mark for sign in _SENTENCE_ENDS)
        if clause:
            yield _Clause(tuple(clause), sentence)


def _roles(question: Question) -> dict[Token, frozenset[str]]:
    """Return what the lists say of each token."""
    text = "".join(
        token.text if token.word not in _NAMED else "\n" * (token.end - token.start) for token in question.tokens
    )
    spotted = spot(text, _entries())
    return {
        token: frozenset(one.name for one in spotted if one.start < token.end and token.start < one.end)
        for token in question.tokens
    }


@cache
def _entries() -> dict[str, str]:
    return {entry: name for name, entries in word_list("comparison").items() for entry in entries}


def _is_comma(token: Token) -> bool:
    return token.word == "MARK" and "、" in token.text


def _is_year(token: Token) -> bool:
    return token.word == "NUMBER" and token.value is not None and _LEAST_YEAR <= token.value <= _MOST_YEAR


def _like(first: Piece, second: Piece) -> Piece:
    """Return the end of the first side that is as long as the second, from a word on that begins something.

    What stands before it is said of both: 国家标准分强制的和推荐的.
    """
    start = max(0, len(first) - max(len(second), 1))
    while start and first[start - 1].word not in _BEGINNING:
        start -= 1
    return first[start:]


def _is_counted(behind: Piece) -> bool:
    return any(one.word in _UNITS for one in behind[:1])


def _are_leading(tokens: Piece) -> bool:
    return all(token.word in _LED_BY for token in tokens)


def _says_something(piece: Piece) -> bool:
    return any(token.counts or token.word in _NOUNS for token in piece)


def _bare(side: str) -> str:
    """Return a side without the quotation marks around it."""
    return side.strip('“”"‘’「」『』《》 ')
