"""The fact that a sentence states, if the question asks for one: an answer is led by it.

It is of the kind that is asked for, whole as it is printed, and the only one of that kind; else nothing leads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answer.answer_kinds import AnswerKind
from answer.expressions import Expression, find_expressions
from answer.lexicon import names_kind
from answer.question import Question
from answer.stated import ASKS_AMOUNT
from index.normalize import normalize
from ingest.models import Item, Measure
from ingest.numerals import NUMBER_CHARS, NUMERAL_CHARS
from ingest.quantities import COMPARED, NEGATED, UNITS, Kind

_NAMED = re.compile(r"[“《]([^”》]{2,30})[”》]")
_ASKS_NAME = re.compile(
    r"(?:叫|名称|名字|全称|哪部|哪一部|什么(?:条例|法规|计划|项目|平台|方式|机制)|哪个(?:项目|平台|计划))"
)
_KIND_NAMED = re.compile("条例|法规|计划|项目|平台|方式|机制")
_NOUN_REACH = 4
"""Characters behind a name that may say what it is the name of: “揭榜挂帅”方式 is no plan."""
_QUANTITIES = frozenset({Kind.AMOUNT, Kind.SHARE, Kind.COUNT, Kind.DURATION})
_ASKS_MONEY = re.compile(r"钱|[万亿]?元|金额")
_ASKS_HOW_LONG = re.compile(r"多久|多长|几[年天月周]|几个(?:月|星期|工作日|小时)|多少[年天日]|时长|频率|隔")
_ASKS_TERM = re.compile(r"期限?|截止|到期|时限")
_ANCHORED = re.compile(r"起|内$|前$|后$|之内$")
"""A length of time that says when: 印发之日起30日内."""
_UNIT_ASKED = re.compile(r"(?:多少|几)(?:[个家名人位座台套款场次所间笔支辆节条项]|[a-z]+)")
_ONE = re.compile(r"[一两]\D")
"""一个, 两级: how Chinese names a thing rather than counts it."""
_COMMA = re.compile("(?<!的)[，,]")
"""Ends what is said of a fact; behind 不满十四周岁的 stands what follows from it."""
_CLAUSE = re.compile(r"[^；;。]+")
_PHRASE_START = re.compile(r"[，,；;。：:（(][^，,；;。：:（(]*$")
_TURNS = re.compile(
    rf"不(?![断同仅良含动]|可抗力)|未(?!来|成年)|没有?(?!收)|禁止|严禁|[免解消]除|{COMPARED}|不[满足到]"
)
"""What stands before a fact and is no part of it, and turns it into another or its opposite."""
_CUT_BEFORE = re.compile(rf"(?:[无非每隔第满超达]|分之|人民币|[\d{NUMBER_CHARS}])\s*$")
_CUT_BEHIND = re.compile(rf"\s*(?:半|又|分之|人民币|点?[\d{NUMERAL_CHARS}]+\s*[次年个月日天元%])")
_CONDITION = re.compile(rf"^(?:{NEGATED}?(?:{COMPARED}|达到?|满|足|到))|以[上下]$")
_GOES_ON = re.compile(r"[^，,；;。]*的")
_GIVES = re.compile(r"(?:给予|予以|处以?|并处|按照?|[补奖资]助?励?贴?|支付|提供|发放|为|至|在|[应须])\s*$")
"""What 五万元以下的 is more than a condition after: 处五万元以下的罚款."""
_ASKS_MOST = re.compile(r"最[多高长大迟晚]|至多|上限|封顶|不(?:得|能)?超过")
_ASKS_LEAST = re.compile(r"最[少低短小早]|至少|起码|下限|不(?:得|能)?[少低]于")
_MOST = re.compile(rf"最[多高长大]|至多|上限|封顶|以[下内]|之内|{NEGATED}(?:超过|超出|[高多大长晚迟]于)")
_LEAST = re.compile(rf"最[少低短小]|至少|下限|以上|{NEGATED}[少低小短早]于")

_MEASURES = re.compile(
    rf"(?:{NEGATED}|{COMPARED}|不[少多低高满足]于?|最[多少高低大小长短]|至[少多]|[上下]限|大?约|将?近|[几多半每隔一二两三\d]|[万亿]*元|{UNITS}|比[例率重]|占比|百分比|数量|左右|以[上下内外前后])+"
)
"""A word of a question that says how much of something is asked for, and not of what: 不少于, 每年, 工作日."""
_PREFIXES = "再副非反"
"""What makes another word of the one before which it stands: 再担保, 副主任."""

Rarity = Callable[[str], float]


def find_lead(
    question: Question, sentence: str, beside: Sequence[str] = (), item: Item | None = None, rarity: Rarity = len
) -> str:
    """Return the one fact of a sentence that the question asks for, as written.

    Empty if the question asks for no such fact, several are stated, or it is stated of something else, under a
    negation or as a condition: choosing would be a guess.

    Args:
        question: what is asked.
        sentence: the one that answers best.
        beside: the other sentences that are shown; what they state of the same must be the same.
        item: what the sentence is from.
        rarity: weighs a word of the question, the higher the more it says.
    """
    if question.kind in (AnswerKind.AMOUNT, AnswerKind.RATE, AnswerKind.NUMBER, AnswerKind.DATE):
        stated = _asked_for(question, sentence)
        words = _telling(question, rarity)
        is_named = isinstance(item, Measure) and _is_named(question, item, words)
        if not all(_answers(question, sentence, one, words, is_named=is_named) for one in stated):
            return ""
        found = [one.text for one in stated]
        found += [
            one.text for text in beside for one in _asked_for(question, text) if found and _is_about(text, one, words)
        ]
    elif _ASKS_NAME.search(question.text):
        found = _names(question, sentence)
    else:
        found = []
    return found[0] if len(set(found)) == 1 else ""


def _names(question: Question, sentence: str) -> list[str]:
    """Return what is named in a sentence; none where the name is of another kind of thing than the one asked for."""
    kinds = _KIND_NAMED.findall(question.text)
    found = [one for one in _NAMED.finditer(sentence) if normalize(one[1]) not in question.text]
    is_of_kind = (not kinds or kinds[-1] in sentence[one.start() : one.end() + _NOUN_REACH] for one in found)
    return [one[1] for one in found] if all(is_of_kind) else []


def _asked_for(question: Question, sentence: str) -> list[Expression]:
    """Return the expressions of the kind that is asked for; none where some may be of that kind and cannot be read."""
    known, is_all = find_expressions(sentence)
    if question.kind is AnswerKind.DATE:
        return [one for one in known if _is_time(question.text, one)]
    if question.kind is AnswerKind.NUMBER:
        return _numbers(question, known, is_all=is_all)
    sort = Kind.AMOUNT if question.kind is AnswerKind.AMOUNT else Kind.SHARE
    # 按50%补助，最高30万元 is no amount of 30万元 to who asks how much there is.
    others = {Kind.SHARE, Kind.AMOUNT} - {sort}
    if sort is Kind.AMOUNT and not _ASKS_MONEY.search(question.text) and any(one.kind in others for one in known):
        return []
    return [one for one in known if one.kind is sort]


def _is_time(asked: str, one: Expression) -> bool:
    """Tell whether an expression says when, or how long, as the question asks."""
    if _ASKS_TERM.search(asked):
        return one.kind in (Kind.DATE, Kind.DURATION)
    if _ASKS_HOW_LONG.search(asked):
        return one.kind in (Kind.DURATION, Kind.FREQUENCY) or one.text.startswith("每")
    return one.kind in (Kind.DATE, Kind.FREQUENCY) or (
        one.kind is Kind.DURATION and _ANCHORED.search(one.text) is not None
    )


def _numbers(question: Question, known: list[Expression], *, is_all: bool) -> list[Expression]:
    """Return the quantities in the unit that is asked for; in any, where no unit is."""
    stated = question.spec.stated if question.spec else None
    found = [one for one in known if _counts(one) and not _ONE.fullmatch(one.text)]
    if _UNIT_ASKED.search(question.text):
        return [one for one in found if stated is None or stated(normalize(one.text))]
    return found if is_all else []


def _counts(one: Expression) -> bool:
    return one.kind in _QUANTITIES or (one.kind is Kind.FREQUENCY and one.text.endswith("次"))


@dataclass(frozen=True, slots=True)
class _Telling:
    """The words of a question, each with what else it may be called, and whether the rarest must stand by a fact."""

    words: tuple[frozenset[str], ...]
    rarest: frozenset[str]

    def has_rarest(self, text: str) -> bool:
        """Tell whether a text has the rarest word, and not as a part of another: 副主任 is no 主任."""
        folded = normalize(text)
        return any(re.search(f"(?<![{_PREFIXES}]){re.escape(form)}", folded) for form in self.rarest)


def _telling(question: Question, rarity: Rarity) -> _Telling:
    """Take the words that say what a fact is asked of; the rarest of them tells it from others of its kind."""
    words = {
        word: frozenset(
            (word, *(normalize(term) for said, terms in question.synonyms.items() if word in said for term in terms))
        )
        for word in question.words
    }
    told = [word for word in words if not (names_kind(word) or ASKS_AMOUNT.match(word) or _MEASURES.fullmatch(word))]
    rarest = max(told, key=rarity, default="")
    prefix = re.search(f"[{_PREFIXES}]?(?={re.escape(rarest)})", question.text) if rarest else None
    forms = {f"{prefix.group()}{rarest}" if prefix and form == rarest else form for form in words.get(rarest, ())}
    return _Telling(tuple(words.values()), frozenset(forms))


def _is_named(question: Question, item: Measure, words: _Telling) -> bool:
    """Tell whether a question names an item, by its number or by a word of its title, that states one such fact."""
    is_titled = words.has_rarest(item.title)
    return (is_titled or question.address is not None) and len(
        {one.text for one in _asked_for(question, item.text)}
    ) == 1


def _answers(question: Question, sentence: str, one: Expression, words: _Telling, *, is_named: bool) -> bool:
    """Tell whether a fact is whole, is stated rather than denied or supposed, and of what was asked."""
    if not _is_whole(sentence, one) or _is_condition(question, sentence, one):
        return False
    for asks, bounds in ((_ASKS_MOST, _MOST), (_ASKS_LEAST, _LEAST)):
        # Who asks for the most is not told by a term that may be served twice.
        if asks.search(question.text) and not bounds.search(one.text):
            return False
    if is_named or (question.address is not None and _held(words, _said_of(sentence, one)) > 0):
        return True
    return _is_about(sentence, one, words)


def _is_whole(sentence: str, one: Expression) -> bool:
    """Tell whether nothing beside a fact bounds it, counts on, or negates what is said with it."""
    before, behind = sentence[: one.start], sentence[one.end :]
    started = _PHRASE_START.search(before)
    phrase = before[started.start() :] if started else before
    for other in find_expressions(phrase)[0]:
        phrase = phrase.replace(other.text, "\0" * len(other.text))
    return not (_TURNS.search(phrase) or _CUT_BEFORE.search(before) or _CUT_BEHIND.match(behind))


def _is_condition(question: Question, sentence: str, one: Expression) -> bool:
    """Tell whether a fact only says of whom something holds, 单户担保金额500万元及以下的企业, and that is not asked."""
    bound = _CONDITION.search(one.text)
    if not bound or not _GOES_ON.match(sentence, one.end) or _GIVES.search(sentence[: one.start]):
        return False
    return bound.group() not in question.text


def _said_of(sentence: str, one: Expression) -> str:
    """Return the clause of a fact, up to the comma behind it: 对甲给予30万元，对乙给予奖励 says nothing of 乙."""
    own = next(clause for clause in _CLAUSE.finditer(sentence) if clause.start() <= one.start < clause.end())
    stop = _COMMA.search(sentence, one.end, own.end())
    return sentence[own.start() : stop.start() if stop else own.end()]


def _held(words: _Telling, text: str) -> int:
    folded = normalize(text)
    return sum(any(form in folded for form in forms) for forms in words.words)


def _is_about(sentence: str, one: Expression, words: _Telling) -> bool:
    """Tell whether a fact is stated of what was asked: its clause has the rarest word, and most words of all clauses."""
    if not words.words:
        return True
    said = _said_of(sentence, one)
    if words.rarest and not words.has_rarest(said):
        return False
    held = _held(words, said)
    clauses = (
        clause.group() for clause in _CLAUSE.finditer(sentence) if not clause.start() <= one.start < clause.end()
    )
    return held > 0 and all(_held(words, clause) <= held for clause in clauses)
