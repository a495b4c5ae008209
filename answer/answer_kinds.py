"""What kind of thing a question asks for, and what a text must hold to answer it."""

from __future__ import annotations

import re
from dataclasses import replace

from answer.asking import asking
from answer.kind_patterns import HINTS_AT_AGENCY, SPECS
from answer.kinds import AnswerKind, KindSpec
from answer.stated import amount_asked, asked_in_unit, fine_asked, time_asked

__all__ = ["FRAMES", "LEFT_OUT", "SPECS", "AnswerKind", "KindSpec", "is_of_other_phase", "kind_of", "spec_of"]

FRAMES = {
    AnswerKind.AGENCY: "{}由哪些单位负责",
    AnswerKind.DATE: "{}是什么时间",
    AnswerKind.AMOUNT: "{}的金额是多少",
    AnswerKind.NUMBER: "{}的数量是多少",
}
"""How to ask for something of a kind, of a matter that is put in."""

_THINGS = r"(?:措施|条款|场景|部分|章|节|清单|附件|行|扶持计划|计划|单位|部门|机构)"
_COUNTED = re.compile(
    rf"(?:多少|几)[个项类种大]?[^,。?]{{0,4}}{_THINGS}|{_THINGS}(?:一共|总共|共)?(?:有|列|分)?[了出成]?(?:多少|几)|(?:提到|涉及|有关|相关|关于|方案|文件|政策)[^,。?]{{0,12}}[几多][少]?[条项个处]"
)
"""What a reader counts in the document itself; the document need not state the count."""


def spec_of(kind: AnswerKind) -> KindSpec:
    """Return the specification of a kind; OTHER has none.

    Raises:
        KeyError: for OTHER.
    """
    return {spec.kind: spec for spec in SPECS}[kind]


_ASKS_WORDING = re.compile(r"几个字|原话|怎么写的|怎么说的|哪句话|哪几句")
"""Asks for the text itself."""
_ROW_NUMBER = re.compile(r"(?:排|列|行|序号?|编号?|清单|附件|场景)[^,。?]{0,6}(?:(?:几|多少)号|(?:什么|哪个?)位置)")
LEFT_OUT = re.compile(
    r"(?:责任)?单位(?:名单|那栏|那列)?(?:不算|除外|不看|不管|不计|别算)|(?:不算|不看|不管|不计|除开|不含|别算)(?:责任)?单位(?:名单|那栏|那列)?"
)
"""What is not to be counted is not asked for."""


def kind_of(question: str) -> KindSpec | None:
    """Say what kind of thing a normalised question asks for; None if no particular one."""
    if _ASKS_WORDING.search(question):
        return None
    question = asking(LEFT_OUT.sub(" ", _ROW_NUMBER.sub(" ", question)))
    spec = next((spec for spec in SPECS if spec.asked.search(question)), None)
    if spec is None:
        return spec_of(AnswerKind.AGENCY) if HINTS_AT_AGENCY.search(question) else None
    if spec.kind is AnswerKind.NUMBER and _COUNTED.search(question):
        return None
    return _of_what_is_asked(spec, question)


def _of_what_is_asked(spec: KindSpec, question: str) -> KindSpec:
    """Say more nearly what a text has to state: a question for a quantity or a time may name its unit."""
    match spec.kind:
        case AnswerKind.NUMBER | AnswerKind.MODEL:
            return replace(spec, stated=asked_in_unit(question) or spec.stated)
        case AnswerKind.DATE:
            return replace(spec, stated=time_asked(question))
        case AnswerKind.AMOUNT:
            return replace(spec, stated=amount_asked(question))
        case AnswerKind.PENALTY if spec.stated and _HOW_MUCH.search(question):
            return replace(spec, stated=fine_asked(spec.stated))
        case _:
            return spec


_HOW_MUCH = re.compile(r"[罚赔][^,。?]{0,3}(?:多少钱|几[十百千]?[万块])|[罚赔][^,。?]{0,3}多少钱")
_COMPLETED = re.compile(
    r"建成|完工|竣工|投用|投入使用|投产|交付|落成|启用|上线|开通|运行|完成|建好|造好|做好|开业|用上|用得上"
)
_STARTED = re.compile(r"启动|开工|动工|开建|奠基")


def is_of_other_phase(question: str, text: str) -> bool:
    """Tell whether a text states when something begins though it was asked when that is done."""
    asks_end = _COMPLETED.search(question) is not None and not _STARTED.search(question)
    return asks_end and _STARTED.search(text) is not None and not _COMPLETED.search(text)
