"""Questions about the document itself: who issued it, when, to whom, its title, its period, its size.

Such a question has no matter of its own, so retrieval finds everything and nothing. It is recognised by that: all
of its content words belong to the vocabulary below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from answer.question import Question
from ingest.models import PREAMBLE_ID, Chunk, NoticePartKind, PolicyDocument

_WHEN = r"(?:什么时[候间]|何时|啥时候?|哪[一]?[年天月日]|几[月号年日时]|日期|时间|when|date)"
_WHO = r"(?:谁|哪[些个两几家]|什么(?!时)|which|who)"
_ISSUE = r"(?:印发|发布|发文|下发|出台|颁布|颁发|发出|签发|公布|制定|落款|联合发|发的|issue|publish|release)"
_COUNT = r"(?:多少|几|一共|总共|共有|总数|how many)"

_VOCABULARY = re.compile(
    r"文件|方案|通知|政策|全文|本文|印发|发布|发文|下发|出台|颁布|颁发|发出|签发|公布|制定|落款|联合|机关|单位|部门|办公厅|"
    r"日期|时间|什么时候|何时|哪年|哪一年|哪天|哪几|几年|几月|几号|多久|主送|收文|抄送|发给|抬头|称谓|规划期|有效期|期限|有效|过期|失效|作废|生效|适用|到期|管到|"
    r"全称|全名|标题|名称|名字|正式|措施|条款|场景|附件|清单|总共|一共|第一批|"
    r"offices?|agenc(?:y|ies)|issued?|published?|released?|date|year|title|full|action|document|measures?|scenarios?"
)


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A fact about the whole document, as an answer begins with it, and the piece of text that shows it."""

    lead: str
    shown_by: Chunk


def find_document_fact(question: Question, document: PolicyDocument) -> DocumentFact | None:
    """Return the fact that a question about the document itself asks for; None for any other question."""
    if question.address or not all(_VOCABULARY.search(word) for word in question.words):
        return None
    for pattern, build in _FACTS:
        if pattern.search(question.text):
            return build(document)
    return None


def _notice_fact(lead: str, kind: NoticePartKind, document: PolicyDocument) -> DocumentFact | None:
    """Make a fact that a part of the notice of this kind shows; None if there is no such part."""
    parts = [part for part in document.notice.parts if part.kind == kind]
    if not parts:
        return None
    # A document number may stand beside the signature; the part that states the fact comes first.
    part = max(parts, key=lambda part: any(name in part.text for name in re.split("[、，]", lead)))
    chunk = Chunk(PREAMBLE_ID, PREAMBLE_ID, "formality", part.text, "", part.span.start, part.span.end)
    return DocumentFact(lead, chunk)


def _addressees(document: PolicyDocument) -> DocumentFact | None:
    names = document.notice.addressees
    return _notice_fact("，".join(names), "addressees", document) if names else None


def _period(document: PolicyDocument) -> DocumentFact | None:
    period = document.metadata.period
    return _notice_fact(f"规划期 {period}", "title", document) if period else None


def _title(document: PolicyDocument) -> DocumentFact | None:
    return _notice_fact(document.title, "title", document)


def _date(document: PolicyDocument) -> DocumentFact | None:
    day = document.notice.date
    return _notice_fact(f"{day.year}年{day.month}月{day.day}日", "signature", document) if day else None


def _issuers(document: PolicyDocument) -> DocumentFact | None:
    issuers, date = "、".join(document.notice.issuers), _date(document)
    lead = "，".join(part for part in (issuers, date.lead if date else "") if part)
    return _notice_fact(lead, "signature", document) if issuers else None


def _measure_count(document: PolicyDocument) -> DocumentFact | None:
    # The beginning of the last item shows the count better than any sentence: it carries the number.
    last = document.measures[-1]
    beginning = last.text.partition("。")[0]
    start = last.span.start
    chunk = Chunk(last.id, last.id, "sentence", beginning, "", start, start + len(beginning))
    return DocumentFact(f"措施共 {len(document.measures)} 条", chunk)


def _scenario_count(document: PolicyDocument) -> DocumentFact | None:
    if not document.scenarios:
        return None
    last = document.scenarios[-1]
    chunk = Chunk(last.id, last.id, "scenario", last.text, "", last.span.start, last.span.end)
    return DocumentFact(f"附件所列场景共 {len(document.scenarios)} 项", chunk)


_FACTS: tuple[tuple[re.Pattern[str], Callable[[PolicyDocument], DocumentFact | None]], ...] = (
    (
        re.compile(rf"{_COUNT}[^,。?]{{0,8}}(?:场景|附件|清单|scenario)|(?:场景|附件|清单)[^,。?]{{0,8}}{_COUNT}"),
        _scenario_count,
    ),
    (
        re.compile(rf"{_COUNT}[^,。?]{{0,6}}(?:措施|条款|条|measure)|(?:措施|条款)[^,。?]{{0,6}}{_COUNT}"),
        _measure_count,
    ),
    (re.compile(r"主送|抄送|收文|(?:发|送|印发|下发|发布)给|addressed to"), _addressees),
    (
        re.compile(
            r"规划期|有效|期限|过期|失效|作废|到期|管到|(?:管|覆盖|适用)[^,。?]{0,6}(?:几年|多久|什么时候|何时)|哪几年|是几年|到哪一?年"
        ),
        _period,
    ),
    (re.compile(r"全称|全名|标题|名称|名字|正式名|叫什么|title"), _title),
    (re.compile(rf"{_WHO}[^,。?]{{0,20}}{_ISSUE}|{_ISSUE}[^,。?]{{0,6}}(?:机关|单位|部门|{_WHO})|发文机关"), _issuers),
    (re.compile(rf"{_WHEN}[^,。?]{{0,10}}{_ISSUE}|{_ISSUE}[^,。?]{{0,8}}{_WHEN}"), _date),
)
"""In order: the first pattern that a question matches decides."""
