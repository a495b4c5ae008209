"""What a question may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from answer.stated import States


class AnswerKind(Enum):
    """What is asked for; OTHER is anything that needs no particular form."""

    AGENCY = "责任单位"
    AMOUNT = "金额"
    PHONE = "联系电话"
    LINK = "网址或链接"
    ADDRESS = "具体地址"
    PERSON = "具体人员"
    COMPANY = "具体企业"
    PROCEDURE = "申请、报名等办理程序和条件"
    FEE = "收费与否"
    PENALTY = "处罚或赔偿"
    OPERATOR = "具体承办、运营的单位"
    NUMBERING = "文号或编号"
    ROSTER = "具体名单"
    PROGRESS = "落实进展和实际成效"
    REASON = "理由"
    RATE = "比例"
    COMPULSION = "是否强制"
    CARE = "人员安置办法"
    MODEL = "具体品牌、型号或参数"
    EARLIER = "以前版本的内容"
    CLOCK = "具体时刻"
    DATE = "时间"
    NUMBER = "数量"
    OTHER = ""


@dataclass(frozen=True, slots=True)
class KindSpec:
    """How a kind is asked for, and how a text states it.

    Attributes:
        kind: the kind.
        asked: matches questions of this kind.
        stated: tells whether a normalised text states the thing itself; None where any text may answer.
    """

    kind: AnswerKind
    asked: re.Pattern[str]
    stated: States | None


BINDING = frozenset(
    {
        AnswerKind.PHONE,
        AnswerKind.LINK,
        AnswerKind.RATE,
        AnswerKind.PENALTY,
        AnswerKind.CLOCK,
        AnswerKind.NUMBERING,
        AnswerKind.OPERATOR,
        AnswerKind.MODEL,
        AnswerKind.CARE,
        AnswerKind.EARLIER,
    }
)
"""Kinds that nobody asks for in passing: where none is stated, the question is refused whatever else speaks for it."""
