"""The clauses of a question, each with the parts that its words play in a question about a document as a whole.

Every token that says something gets a letter; a question of a kind is told by the shape that the letters make:
``d t q`` is 这份文件讲什么, ``u h q b`` 对小企业有什么好处.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from answer.models import Question, Token
from answer.understand.names import Names
from answer.words.lists import Spotted, audiences, spot, word_list
from index.normalize import normalize

AUDIENCE, TITLE, CONTENT, FORBIDDEN = "u", "o", "x", "!"
_OF_LIST = {
    "AIM": "a",
    "GOAL": "g",
    "REACH": "v",
    "TELL": "t",
    "SOLVE": "s",
    "GOOD": "b",
    "GIVE": "h",
    "ASPECT": "p",
    "PEOPLE": "l",
    "MAKE": "m",
    "THING": "d",
    "NEWS": "e",
    "QUESTION": "?",
    "FRAME": "f",
    "NATURE": "c",
    "KIND": "k",
    "LIKE": "q",
    "ISSUER": TITLE,
    "NOISE": "",
    "SUM": "",
}
_OF_CLASS = {
    "REASON": "y",
    "WHICH": "q",
    "WHO": "w",
    "HOW_MANY": "n",
    "NUMBER": "1",
    "DOCUMENT_NOUN": "d",
    "SECTION_NOUN": "p",
    "SECTION": "S",
    "ASK_TEXT": "tq",
    **dict.fromkeys(
        ("FILLER", "MARK", "CHAR", "POLITE", "BRIEF", "YES_NO", "AND", "TOTAL", "EACH", "ALL", "BOTH", "JOINT"), ""
    ),
    **dict.fromkeys(("ONLY", "MORE", "BEGIN", "TASK_NOUN", "LAST", "BY", "REAR", "THAN", "GREETING", "THANKS"), ""),
}
"""What a class means here; of a class that is not named, a question asks for something particular."""
_ENDS = re.compile(r"[,。;:?!\n]|\.\s")
_WHETHER = ("吗", "是否", "是不是", "有没有", "有无", "算不算", "对不对", "在不在")
_PARAGRAPH = re.compile(r"第\d+段$")
_MERE = ("样", "点", "大")
"""Characters behind an interrogative that make no noun with it: 啥样, 啥点, 哪几大方面."""
_INTERROGATIVES = ("哪", "什么", "啥")
_HOW = "怎么"
_DO = ("做", "弄", "搞")
"""支持它们做什么 asks what they do."""
_UNIT, _ITSELF = "个", ("它", "它们")
_COUNTED = ("部", "份", "个", "套", "项", "种")
_GONE_BY = ("按", "按照", "依", "依照", "违反", "符合", "遵守", "执行")
"""What stands before a kind of document: 一部法; 按规定."""
_LEAST_TITLE = 2
_REMEMBERED = 16
"""Documents whose text is kept ready."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a question.

    Attributes:
        tokens: all of it.
        parts: its tokens that say something, each with its letter; what several tokens say together has one letter,
            that of the first.
        audiences: the everyday words for groups in it, normalised.
    """

    tokens: tuple[Token, ...]
    parts: tuple[tuple[str, Token], ...]
    audiences: tuple[str, ...]

    @property
    def shape(self) -> str:
        """The letters, in order; 啥样 asks once."""
        return re.sub("q+", "q", "".join(letter for letter, _ in self.parts))

    @property
    def text(self) -> str:
        """As written."""
        return "".join(token.text for token in self.tokens)

    @property
    def asks(self) -> bool:
        """Whether it asks anything."""
        whether = any(token.word == "YES_NO" and token.text in _WHETHER for token in self.tokens)
        return whether or not set("yqwn?").isdisjoint(self.shape)

    @property
    def sums_up(self) -> bool:
        """Whether it asks to sum up: 总结, 概括."""
        return any(token.text in word_list("gist")["SUM"] for token in self.tokens)

    def of(self, letter: str) -> tuple[Token, ...]:
        """Return the tokens of one letter."""
        return tuple(token for one, token in self.parts if one == letter)


@dataclass(frozen=True, slots=True)
class _Own:
    """The words of a document: those that it is called by, of its issuers, and all of it; normalised and bare."""

    names: str
    issuers: tuple[str, ...]
    source: str


def clauses_of(question: Question, names: Names) -> list[Clause]:
    """Cut a question into its clauses."""
    issuers = tuple(_bare(normalize(issuer)) for issuer in names.document.notice.issuers)
    own = _Own(_own_text(names), issuers, bare_source(names.document.source))
    return [_clause(tokens, own) for tokens in _cut(question) if tokens]


def _cut(question: Question) -> Iterator[tuple[Token, ...]]:
    """Cut at commas and stops, and at spaces that stand for them; at 、 where both sides ask something."""
    spaces = _spaces(question)
    clause: list[Token] = []
    for token in question.tokens:
        if token.word == "MARK" and (_ENDS.search(token.text) or ("、" in token.text and _asks(clause))):
            yield tuple(clause)
            clause = []
            continue
        if token.start in spaces:
            yield tuple(clause)
            clause = []
        clause.append(token)
    yield tuple(clause)


def _spaces(question: Question) -> frozenset[int]:
    """Return the places of the normalised text before which something was typed apart: 想弄成啥样 都从哪几方面帮忙."""
    typed = question.raw.split()
    if len("".join(typed)) != len(question.text):
        return frozenset()
    return frozenset(accumulate(map(len, typed)))


def _asks(tokens: list[Token]) -> bool:
    return any(token.word in ("WHICH", "WHO", "REASON") or token.text.startswith(_INTERROGATIVES) for token in tokens)


def _own_text(names: Names) -> str:
    """Return what a document is called and who issued it: words of these name no matter of their own."""
    document = names.document
    texts = (document.title, document.notice.title, document.metadata.short_title, *document.notice.issuers)
    return _bare(normalize("\n".join(texts)))


@lru_cache(maxsize=_REMEMBERED)
def bare_source(source: str) -> str:
    """Return a source text normalised and without quotation marks and spaces, as words of questions are looked for in it."""
    return _bare(normalize(source))


def _bare(text: str) -> str:
    return re.sub(r"[“”\"《》\s]", "", text)


@cache
def _entries() -> Mapping[str, str]:
    lists = {
        entry: _OF_LIST[name] for name, entries in word_list("gist").items() if name in _OF_LIST for entry in entries
    }
    return {**dict.fromkeys(audiences(), AUDIENCE), **lists}


def _clause(tokens: tuple[Token, ...], own: _Own) -> Clause:
    begin = tokens[0].start
    text = "".join(token.text if token.word != "QUOTED" else "\n" * (token.end - token.start) for token in tokens)
    spotted = _whole(spot(text, _entries()), begin, tokens, own.names)
    parts: list[tuple[str, Token]] = []
    taken: set[Spotted] = set()
    for place, token in enumerate(tokens):
        over = [one for one in spotted if one.start < token.end - begin and token.start - begin < one.end]
        tells = token.word == "ASK_TEXT" and not token.text.startswith(_HOW)  # 讲什么
        is_open = (
            token.word not in ("REASON", "BRIEF")
            and not tells
            and (token.word != "WHICH" or any(one.name == "?" for one in over))
        )
        if over and token.mention is None and is_open:
            parts += [(one.name, token) for one in over if one not in taken and one.name]
            taken.update(over)
        elif letter := _letter(place, tokens, own):
            is_part = letter == "d" and bool(parts) and _is_part_of_name(*parts[-1], token, text[: token.start - begin])
            parts.append((CONTENT if is_part else letter, token))
    groups = tuple(text[one.start : one.end] for one in spotted if one.name == AUDIENCE)
    return Clause(tokens, tuple(parts), groups)


def _is_part_of_name(letter: str, before: Token, token: Token, text: str) -> bool:
    """Tell whether a kind of document only ends the name of something else (扶持计划), or is what one goes by (按规定)."""
    is_joined = letter in "xuh" and before.end == token.start and not before.text.endswith(_COUNTED)
    return is_joined or text.endswith(_GONE_BY)


def _whole(spotted: Sequence[Spotted], begin: int, tokens: tuple[Token, ...], own: str) -> list[Spotted]:
    """Return the words that were spotted and are words of the question: some tokens, give or take a character, or what
    several of them make up together (帮一人 and 公司 are 帮 and 一人公司).
    """
    covered = {place for one in spotted for place in range(one.start, one.end)}
    whole: list[Spotted] = []
    for one in sorted(spotted, key=lambda one: one.start - one.end):
        over = [token for token in tokens if token.start - begin < one.end and one.start < token.end - begin]
        first, last = over[0].start - begin, over[-1].end - begin
        beside = [place for place in range(first, last) if not one.start <= place < one.end]
        is_named = any(token.text in own for token in over)
        is_long = one.end - one.start > 1
        is_joined = covered.issuperset(beside) and (
            is_long or any(other.start < last and first < other.end for other in whole)
        )
        is_counted = over[0].word == "UNIT" and one.name == AUDIENCE  # 十几个人
        if not is_counted and (not beside or is_joined or (is_long and len(beside) == 1 and not is_named)):
            whole.append(one)
    return sorted(whole, key=lambda one: one.start)


def _letter(place: int, clause: tuple[Token, ...], own: _Own) -> str:
    """Return the letter of a token that no list has; empty if it says nothing here."""
    token, before = clause[place], clause[place - 1] if place else None
    if token.word == "ASK_TEXT" and token.text.startswith(_HOW):
        return "?"
    if token.mention and token.word != "SECTION":
        is_issuer = token.word == "AGENCY" and any(is_short_for(token.text, issuer) for issuer in own.issuers)
        return TITLE if is_issuer or _bare(token.text) in own.names else FORBIDDEN
    if token.word in ("CONTENT", "QUOTED"):
        return _letter_of_content(token, own)
    if token.word in ("MEASURE_NOUN", "ROW_NOUN", "ANNEX_NOUN"):
        return "d" if token.text in own.names else FORBIDDEN
    is_noun = token.word == "CHAR" and before and before.word in ("WHICH", "HOW_MANY") and token.text not in _MERE
    is_deed = token.text in _DO and any(one.word == "WHICH" for one in clause[place + 1 : place + 2])
    if is_noun or is_deed:
        return CONTENT
    return "" if _only_joins(place, clause) else _letter_of_question(token, clause)


def is_short_for(text: str, name: str) -> bool:
    """Tell whether the characters of a text stand in a name in their order: 集采 of 集中采购."""
    rest = iter(name)
    return len(text) > 1 and all(char in rest for char in text)


def _only_joins(place: int, clause: tuple[Token, ...]) -> bool:
    """Tell whether a word says nothing where it stands: the unit of 个啥, 这么个 and 三件, 它, 到 before a year, 几 of 十几."""
    token = clause[place]
    before, behind = (clause[place - 1] if place else None), (clause[place + 1] if place + 1 < len(clause) else None)
    match token.word:
        case "UNIT":
            is_counted = before is not None and before.word == "NUMBER"
            is_pronoun = before is not None and before.word in ("FILLER", "YES_NO", "POLITE")
            asks = behind is not None and behind.word == "WHICH"
            return is_counted or (token.text == _UNIT and (is_pronoun or asks))
        case "IT":
            return token.text in _ITSELF
        case "TO":
            return behind is not None and behind.word == "NUMBER"
        case "HOW_MANY":
            return before is not None and before.word == "NUMBER"
        case _:
            return False


def _letter_of_question(token: Token, clause: tuple[Token, ...]) -> str:
    is_whether = token.text in _WHETHER and not any(one.word == "WHICH" for one in clause)
    if is_whether or token.text in word_list("gist")["QUESTION"]:
        return "?"
    return "q" if "哪" in token.text else _OF_CLASS.get(token.word, FORBIDDEN)


def _letter_of_content(token: Token, own: _Own) -> str:
    if len(token.text) >= _LEAST_TITLE and token.text in own.names:
        return TITLE
    offices = word_list("gist")["OFFICE"]
    is_office = token.text in offices or (len(token.text) > _LEAST_TITLE and token.text.endswith(offices))
    is_named = token.word == "QUOTED" and (_bare(token.text) in own.source or _PARAGRAPH.search(token.text))
    return FORBIDDEN if is_office or is_named else CONTENT
