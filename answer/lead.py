"""The fact that a sentence states, if the question asks for one: an answer is led by it."""

from __future__ import annotations

import re

from answer.answer_kinds import AnswerKind
from answer.question import Question
from index.normalize import normalize

_AMOUNT = re.compile(r"(?:\d[\d,.]*|[一二三四五六七八九十百千万亿两]+)\s*余?\s*[万亿]*\s*(?:元|美元|港元)")
_DATE = re.compile(
    r"(?<![—–~至-])(?<!\d)\d{4}\s*年(?:\s*年?底前?|\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\s*[上下]半年)?"
    r"|每[月年周]\s*\d{1,2}\s*[日号]|\d{1,2}\s*月\s*\d{1,2}\s*日|按(?:季度|年度|月)"
)
_NUMBER = re.compile(
    r"(?:\d[\d,.]*|[一二三四五六七八九十百千]+)\s*[余多]?\s*(?:家|个|名|人|座|台|套|款|场|次|项|%|[万亿]级|级)(?:以上|以内|左右)?"
)
_PATTERNS = {AnswerKind.AMOUNT: _AMOUNT, AnswerKind.DATE: _DATE, AnswerKind.NUMBER: _NUMBER}
_NAMED = re.compile(r"[“《]([^”》]{2,30})[”》]")
_ASKS_NAME = re.compile(
    r"(?:叫|名称|名字|全称|哪部|哪一部|什么(?:条例|法规|计划|项目|平台|方式|机制)|哪个(?:项目|平台|计划))"
)


def find_lead(question: Question, sentence: str) -> str:
    """Return the one fact of a sentence that the question asks for, as written.

    Empty if the question asks for no such fact, or the sentence states several: choosing among them would
    be a guess.
    """
    pattern = _PATTERNS.get(question.kind)
    if pattern:
        found = list(dict.fromkeys(match.group().strip() for match in pattern.finditer(sentence)))
    elif _ASKS_NAME.search(question.text):
        found = [name for name in _NAMED.findall(sentence) if normalize(name) not in question.text]
    else:
        found = []
    return found[0] if len(found) == 1 else ""
