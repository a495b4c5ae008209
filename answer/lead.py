"""The fact that a sentence states, if the question asks for one: an answer is led by it.

It is of the kind that is asked for, whole as it is printed, and the only one of that kind; else nothing leads.
"""

from __future__ import annotations

import re

from answer.answer_kinds import AnswerKind
from answer.expressions import Expression, Sort, find_expressions
from answer.question import Question
from index.normalize import normalize

_NAMED = re.compile(r"[“《]([^”》]{2,30})[”》]")
_ASKS_NAME = re.compile(
    r"(?:叫|名称|名字|全称|哪部|哪一部|什么(?:条例|法规|计划|项目|平台|方式|机制)|哪个(?:项目|平台|计划))"
)
_QUANTITIES = frozenset({Sort.MONEY, Sort.RATE, Sort.COUNT, Sort.SPAN})
_ASKS_MONEY = re.compile(r"钱|[万亿]?元|金额")
_ASKS_HOW_LONG = re.compile(r"多久|多长|几[年天月周]|几个(?:月|星期|工作日|小时)|多少[年天日]|时长|频率|隔")
_ASKS_TERM = re.compile(r"期限?|截止|到期|时限")
_ANCHORED = re.compile(r"起|内$|前$|后$|之内$")
"""A length of time that says when: 印发之日起30日内."""
_UNIT_ASKED = re.compile(r"(?:多少|几)(?:[个家名人位座台套款场次所间笔支辆节条项]|[a-z]+)")
_ONE = re.compile(r"[一两]\D")
"""一个, 两级: how Chinese names a thing rather than counts it."""
_COMMA = re.compile("[，,]")
_CLAUSE = re.compile(r"[^；;。]+")


def find_lead(question: Question, sentence: str) -> str:
    """Return the one fact of a sentence that the question asks for, as written.

    Empty if the question asks for no such fact, the sentence states several, or states it of something else: choosing
    among them would be a guess.
    """
    if question.kind in (AnswerKind.AMOUNT, AnswerKind.RATE, AnswerKind.NUMBER, AnswerKind.DATE):
        found = [one.text for one in _asked_for(question, sentence)]
    elif _ASKS_NAME.search(question.text):
        found = [name for name in _NAMED.findall(sentence) if normalize(name) not in question.text]
    else:
        found = []
    return found[0] if len(set(found)) == 1 else ""


def _asked_for(question: Question, sentence: str) -> list[Expression]:
    """Return the expressions of the kind that is asked for; none where some may be of that kind and cannot be read."""
    known, is_all = find_expressions(sentence)
    if question.kind is AnswerKind.DATE:
        found = [one for one in known if _is_time(question.text, one)]
    elif question.kind is AnswerKind.NUMBER:
        found = _numbers(question, known, is_all=is_all)
    else:
        sort = Sort.MONEY if question.kind is AnswerKind.AMOUNT else Sort.RATE
        found = [one for one in known if one.sort is sort]
        # 按50%补助，最高30万元 is no amount of 30万元 to who asks how much there is.
        others = {Sort.RATE, Sort.MONEY} - {sort}
        if sort is Sort.MONEY and not _ASKS_MONEY.search(question.text) and any(one.sort in others for one in known):
            return []
    return found if all(_is_about(question, sentence, one) for one in found) else []


def _is_time(asked: str, one: Expression) -> bool:
    """Tell whether an expression says when, or how long, as the question asks."""
    if _ASKS_TERM.search(asked):
        return one.sort in (Sort.POINT, Sort.SPAN)
    if _ASKS_HOW_LONG.search(asked):
        return one.sort in (Sort.SPAN, Sort.EVERY) or one.text.startswith("每")
    return one.sort in (Sort.POINT, Sort.EVERY) or (one.sort is Sort.SPAN and _ANCHORED.search(one.text) is not None)


def _numbers(question: Question, known: list[Expression], *, is_all: bool) -> list[Expression]:
    """Return the quantities in the unit that is asked for; in any, where no unit is."""
    stated = question.spec.stated if question.spec else None
    found = [one for one in known if one.sort in _QUANTITIES and not _ONE.fullmatch(one.text)]
    if _UNIT_ASKED.search(question.text):
        return [one for one in found if stated is None or stated(normalize(one.text))]
    return found if is_all else []


def _is_about(question: Question, sentence: str, one: Expression) -> bool:
    """Tell whether a fact is stated of what was asked: up to it, its clause says most of that among all clauses."""
    words = {*question.words, *(normalize(term) for terms in question.synonyms.values() for term in terms)}
    if not words:
        return True

    def held(text: str) -> int:
        folded = normalize(text)
        return sum(word in folded for word in words)

    clauses = list(_CLAUSE.finditer(sentence))
    own = next(clause for clause in clauses if clause.start() <= one.start < clause.end())
    # What stands behind the next comma is said of something else: 对甲给予30万元，对乙给予奖励.
    stop = _COMMA.search(sentence, one.end, own.end())
    said = held(sentence[own.start() : stop.start() if stop else own.end()])
    # An item that is named by its number is about what is asked, whatever its words are.
    is_near = said > 0 or question.address is not None
    return is_near and all(held(clause.group()) <= said for clause in clauses if clause is not own)
