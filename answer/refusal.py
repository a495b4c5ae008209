"""When the policy gives no answer, and how to say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answer import messages
from answer.addressing import Address
from answer.evidence import Evidence
from answer.models import Signals, Status
from answer.question import Question
from answer.scope import foreign_names
from answer.thresholds import ROW_COVERAGE, SUPPORT, SUPPORT_OTHER_LANGUAGE
from index.normalize import normalize
from ingest.models import Measure, PolicyDocument, Scenario

_GREETING = re.compile(
    r"(?:你好|您好|哈喽|嗨|早上好|下午好|晚上好|在吗|谢谢|多谢|感谢|辛苦了?|再见|拜拜|你是谁|你叫什么(?:名字)?|你能(?:做|干)(?:什么|啥)"
    r"|hello|hi|hey|thanks?|thank you|bye|who are you|[你您]们?|呀|啊|哦|吗|了|呢|[\s,。!?~、])+"
)
"""A closed class: nothing but words of greeting, thanks, farewell, and asking who is there."""
_ATTACK = re.compile(
    r"(?:忽略|无视|忘掉|忘记|不要理会|抛开|绕过)[^。?]{0,12}(?:规则|指令|指示|设定|要求|限制|提示)|系统(?:提示词?|指令|prompt)|提示词|"
    r"(?:你现在是|从现在起你|假装你是|扮演)[^。?]{0,12}(?:没有限制|不受限制|管理员|开发者|黑客|dan\b)|越狱|"
    r"ignore (?:all |any |the |your )*(?:previous|prior|above|earlier)|system prompt|jailbreak|developer mode"
)
"""Orders to the assistant instead of a question about the policy."""
_STUTTER = 3
_SUBJECT = re.compile(
    r"(?<![a-z])ai(?![a-z])|人工|智能|智慧|机器|电脑|计算机|自动|算法|模型|数据|算力|数字|识别|图像|视频|监测|检测|科技|技术|系统|软件|程序|"
    r"场景|应用|试点|示范|体验|领域|附件|清单|序号|方案|文件|政策|措施|单位|部门|负责|责任|归口|artificial|intelligen|\bsmart\b|robot|annex|scenario"
)
"""Rows of an annex name places and trades that people ask everything about (地铁站, 公园, 食品安全); a question that was
found there must also speak of technology, or of the document, or else be in the policy's words for the most part."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status that says why, and the sentence for the user."""

    status: Status
    message: str


def refuse_input(raw: str, limit: int, document: PolicyDocument) -> Refusal | None:
    """Refuse a question that says nothing (only punctuation and symbols, or one character again and again) or is
    too long.
    """
    characters = set("".join(normalize(raw).split()))
    has_letters = any(char.isalnum() for char in characters)
    length = len(raw.strip())
    if has_letters and length > limit:
        return Refusal("blocked_input", messages.TOO_LONG.format(length=length, limit=limit))
    if not has_letters or (len(characters) == 1 and length > _STUTTER):
        example = suggestions(document, [], 1)
        return Refusal("blocked_input", messages.EMPTY.format(example=example[0] if example else document.title))
    if _ATTACK.search(normalize(raw)):
        return Refusal("blocked_input", messages.ATTACK.format(document=document.metadata.short_title))
    if _GREETING.fullmatch(normalize(raw)):
        return Refusal("unanswerable_off_topic", messages.GREETING.format(document=document.metadata.short_title))
    return None


def refuse_address(address: Address, document: PolicyDocument) -> Refusal:
    """Refuse an item that the document does not have."""
    message = messages.NO_SUCH_SCENARIO if address.is_scenario else messages.NO_SUCH_MEASURE
    count = len(document.scenarios if address.is_scenario else document.measures)
    name = document.metadata.short_title
    return Refusal("unanswerable_no_such_item", message.format(document=name, label=address.label, count=count))


def refuse_evidence(
    question: Question, evidence: Sequence[Evidence], signals: Signals | None, document: PolicyDocument
) -> Refusal | None:
    """Refuse what the document does not deal with: nothing found, another place or year, off topic."""
    name = document.metadata.short_title
    if not evidence:
        return Refusal("unanswerable_no_results", messages.NO_RESULTS.format(document=name))
    foreign = foreign_names(question.text, question.words, document)
    if foreign:
        message = messages.OTHER_SCOPE.format(document=name, names="、".join(foreign))
        return Refusal("unanswerable_not_stated", message)
    known = signals is not None and signals.coverage >= ROW_COVERAGE
    if isinstance(evidence[0].item, Scenario) and not known and not _SUBJECT.search(question.text):
        return Refusal("unanswerable_off_topic", messages.OFF_TOPIC.format(document=name))
    line = SUPPORT if question.is_chinese else SUPPORT_OTHER_LANGUAGE
    if signals is None or signals.support < line:
        return Refusal("unanswerable_off_topic", messages.OFF_TOPIC.format(document=name))
    return None


def refuse_kind(question: Question, texts: Iterable[str], where: str) -> Refusal | None:
    """Refuse where an amount, a date, a telephone number … is asked for and no text states one.

    Args:
        question: what is asked.
        texts: what may state it: the best sentence alone, since one elsewhere in the measure is about something
            else (the size of a fund is no subsidy); or all sentences of an item that the user named.
        where: what was looked through, for the message.
    """
    if question.spec is None or question.spec.stated is None:
        return None
    if any(question.spec.stated.search(normalize(text)) for text in texts):
        return None
    return Refusal("unanswerable_not_stated", messages.NOT_FOUND.format(where=where, kind=question.kind.value))


def suggestions(document: PolicyDocument, evidence: Sequence[Evidence], count: int = 3) -> tuple[str, ...]:
    """Offer questions that the document answers: about the nearest measures, else about measures spread over it."""
    near = [found.item for found in evidence if isinstance(found.item, Measure)]
    measures = list(document.measures)
    spread = measures[:: max(1, len(measures) // max(1, count))] if measures else []
    chosen = list(dict.fromkeys([*near, *spread]))[:count]
    return tuple(_suggest(measure, asks_agencies=index == 1) for index, measure in enumerate(chosen))


def _suggest(measure: Measure, *, asks_agencies: bool) -> str:
    if not measure.title:
        return messages.SUGGEST_NUMBER.format(label=measure.label)
    # Quotation marks inside quotation marks are single ones.
    title = measure.title.translate({ord("“"): "‘", ord("”"): "’"})
    if asks_agencies and measure.agencies:
        return messages.SUGGEST_AGENCIES.format(title=title)
    return messages.SUGGEST_MEASURE.format(title=title)
