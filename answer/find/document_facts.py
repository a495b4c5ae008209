"""Finds what a document states about itself: values, and the sentences that show them; never prose.

Most of it stands around the body: the title, the number, the signature, what a page prints above the text (统一编号、失效日期),
under the title of a law when it was adopted and amended. When it begins and ends, who interprets it and what it replaces
stands in the closing provisions, or in the article that is the last.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from answer.models import DocumentFact, DocumentFacts
from ingest.grammar.dates import read_date, read_dates
from ingest.grammar.words import CLOSING
from ingest.models import CLOSING_ID, PREAMBLE_ID, Goal, Measure, NoticePart, PolicyDocument, Sentence
from ingest.numerals import NUMERAL_CHARS

_NUMBER = re.compile(r"[\u3400-\u9fff]{1,16}\s*[〔\[（(]\d{4}[〕\]）)]\s*第?\d+\s*号")
_ORDER = re.compile(r"[\u3400-\u9fff]{2,20}令第\s*\d+\s*号")
_PRINTED = re.compile(
    r"^[ \t]*(?P<label>统一编号|登记号|索引号|发布日期|实施日期|施行日期|生效日期|失效日期|有效期至)[ \t]*[:：][ \t]*(?P<value>\S[^\n]*?)[ \t]*$",
    re.MULTILINE,
)
"""What a page prints above a text, a line each."""
_PRINTED_OF = {
    DocumentFact.NUMBER: ("统一编号", "登记号", "索引号"),
    DocumentFact.ISSUED: ("发布日期",),
    DocumentFact.EFFECTIVE: ("实施日期", "施行日期", "生效日期"),
    DocumentFact.UNTIL: ("失效日期", "有效期至"),
}
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_EVENT = re.compile(
    rf"(?:根据)?(?P<day>{_DAY})(?P<body>[^年《》]{{4,60}}?(?:会议|大会(?!常务)|政府|国务院|委员会(?!第)))?[^年]*?"
    rf"(?P<act>(?:第[一二三四五六七八九十]+次)?(?:修正|修订)|通过|批准|公布|发布)"
)
_BEGINS = re.compile(r"(?:自|从|于)[^，。；自从]{1,24}?[日号月起](?:正式)?(?:施行|实施|执行|试行|生效)")
_LASTS = re.compile(
    r"(?:(?:有效期|试行期|执行期|实施期|政策期)限?|有效)(?!内|届?满|、)(?:暂定)?(?:截止)?[为是至到]?[^，。；]{1,24}"
    r"|(?:试行|暂行)(?:\d{1,2}|[一二两三四五六七八九十])年|[至到][^，。；至到]{4,16}(?:止|失效|废止|终止)"
)
_YEARS = re.compile(r"\d{4}\s*年?\s*[—－–~～至到-]+\s*\d{4}\s*年")
_MEASURED = re.compile(rf"[\d{NUMERAL_CHARS}]|长期|永久")
"""What a period is measured by: 实施期限按照相关规定执行 states none."""
_MEANS = re.compile(r"由[^，。；由]{2,80}?解释[^，。；]{0,6}|解释权[^，。；]{2,60}|[^，。；]{2,40}负责(?:具体)?解释")
_ENDED = re.compile(r"《[^》]{2,60}》(?:[（(][^（）()]{2,40}[）)])?")
_ENDS_OTHERS = re.compile(r"[^，。；]*(?:废止|停止执行|失效|停止实施)")
_OTHERS = re.compile("《|原|此前|旧")
_FINAL = re.compile(rf"{CLOSING.pattern}|(?:《|原)[^。；]*(?:废止|停止执行)")
_STAGE = re.compile(r"征求意见稿|试行|暂行|草案|送审稿|讨论稿")
_UNISSUED = re.compile(r"征求意见|草案|送审|讨论稿")
_DAY_OF_ISSUE = re.compile(r"(?:印发|发布|公布|颁布|下发)之日")
_APPROVED = re.compile(r"经[^，。经]{2,30}(?:同意|批准|审议通过|审定)")
_ADOPTED = re.compile(r"经[^，。经]{0,28}会[^，。经]{0,6}(?:同意|批准|通过|审定)")
_CONTACT = re.compile(r"[^，。,]*问题[,，]?[^，。,]*向[^，。,]{2,40}(?:反映|反馈|咨询|联系)")
_CONSULTED = re.compile(rf"[^，。；\n]*(?:征求意见|意见反馈|反馈意见|意见征集)[^，。；\n]*{_DAY}[^，。；\n]*")
_SENTENCE = re.compile(r"[^。；]+[。；]?")


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of the document that shows a fact.

    Attributes:
        item: its citation id.
        sentence: a literal slice of the source, repairs applied.
    """

    item: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class FoundFact:
    """What a document states of one kind.

    Attributes:
        kind: of the fact.
        values: as the document words them, in its order; none where it does not state it.
        shown_by: what shows them, in the order in which it is to be read.
        day: that the values stand for, where a day was reckoned or read beside them: the day of issue from which a
            period counts, the last day of a period.
        act: what was done on the day of issue, where a law says it: 通过, 公布; else empty.
        printed: what the page prints above the text on the same matter: its label, its value.
    """

    kind: DocumentFact
    values: tuple[str, ...] = ()
    shown_by: tuple[Shown, ...] = ()
    day: datetime.date | None = None
    act: str = ""
    printed: tuple[tuple[str, str], ...] = ()

    @property
    def is_stated(self) -> bool:
        """Whether the document states it anywhere."""
        return bool(self.values or self.printed)


def find_document_facts(plan: DocumentFacts, document: PolicyDocument) -> tuple[FoundFact, ...]:
    """Find each fact that is asked for; one without values is not stated."""
    return tuple(_with_printed(_FINDERS[kind](document), kind, document) for kind in plan.kinds)


def _with_printed(found: FoundFact | None, kind: DocumentFact, document: PolicyDocument) -> FoundFact:
    """Put what the page prints beside what the text says, where that is not the same day again."""
    found = found or FoundFact(kind)
    printed = [
        (match["label"], match["value"], Shown(PREAMBLE_ID, Sentence(match.group().strip(), *_bounds(match, part))))
        for part in _parts(document, "signature")
        for match in _PRINTED.finditer(part.text)
        if match["label"] in _PRINTED_OF.get(kind, ())
    ]
    fresh = [one for one in printed if (day := read_date(one[1])) is None or day != found.day]
    return replace(
        found,
        shown_by=(*found.shown_by, *(shown for _, _, shown in fresh)),
        printed=tuple((label, value) for label, value, _ in fresh),
    )


def _bounds(match: re.Match[str], part: NoticePart) -> tuple[int, int]:
    said = match.group()
    start = part.span.start + match.start() + len(said) - len(said.lstrip())
    return start, start + len(said.strip())


def _title(document: PolicyDocument) -> FoundFact | None:
    shown = _lines(document, lambda line: bool(line) and line in document.title, "title") or _whole(document, "title")
    return FoundFact(DocumentFact.TITLE, (document.title,), shown) if document.title else None


def _number(document: PolicyDocument) -> FoundFact | None:
    number = document.document_number
    if not number:
        return None
    is_own = _NUMBER.fullmatch if _NUMBER.fullmatch(number) else _ORDER.search
    shown = _lines(document, lambda line: bool(is_own(line)) or number in line)
    return FoundFact(DocumentFact.NUMBER, (number,), shown[:1] or _whole(document, "signature")[:1])


def _issuers(document: PolicyDocument) -> FoundFact | None:
    names = document.notice.issuers
    shown = _lines(document, lambda line: any(name in line for name in names))
    shown = shown or _lines(document, lambda line: any(name in line for name in names), "title")
    return FoundFact(DocumentFact.ISSUERS, names, shown[: len(names)]) if names and shown else None


def _issued(document: PolicyDocument) -> FoundFact | None:
    day = document.notice.date
    if day is None:
        return None
    shown = _lines(document, lambda line: read_date(line) == day and not _PRINTED.search(line))
    act = next((match["act"] for one in shown[:1] if (match := _EVENT.search(one.sentence.text))), "")
    return FoundFact(DocumentFact.ISSUED, (_written(day),), shown[:1], day, act) if shown else None


def _addressees(document: PolicyDocument) -> FoundFact | None:
    names = document.notice.addressees
    return FoundFact(DocumentFact.ADDRESSEES, names, _whole(document, "addressees")[:1]) if names else None


def _approval(document: PolicyDocument) -> FoundFact | None:
    return _said_in_notice(DocumentFact.APPROVAL, _APPROVED, document) or _history_of_law(document)


def _contact(document: PolicyDocument) -> FoundFact | None:
    return _said_in_notice(DocumentFact.CONTACT, _CONTACT, document)


def _purpose(document: PolicyDocument) -> FoundFact | None:
    found = _said_in_notice(DocumentFact.PURPOSE, re.compile("^(?:根据[^，]*，)?为[^。]*"), document)
    first = document.measures[0] if document.measures else None
    if found or first is None:
        return found
    said = (one for one in first.sentences if one.text.lstrip().startswith("为"))
    return next((FoundFact(DocumentFact.PURPOSE, (one.text,), (Shown(first.id, one),)) for one in said), None)


def _said_in_notice(kind: DocumentFact, pattern: re.Pattern[str], document: PolicyDocument) -> FoundFact | None:
    for part in _parts(document, "paragraph"):
        for sentence in part.sentences:
            found = pattern.search(sentence.text)
            if found:
                return FoundFact(kind, (found.group(),), (Shown(PREAMBLE_ID, sentence),))
    return None


def _period(document: PolicyDocument) -> FoundFact | None:
    in_title = _YEARS.search(document.title)
    period = document.metadata.period or (in_title.group() if in_title else "")
    # The policy's own title stands below that of the notice that publishes it.
    return FoundFact(DocumentFact.PERIOD, (period,), _whole(document, "title")[-1:]) if period else None


def _stage(document: PolicyDocument) -> FoundFact | None:
    shown = _whole(document, "title") if document.status else ()
    words = dict.fromkeys(word for one in shown for word in _STAGE.findall(one.sentence.text))
    return FoundFact(DocumentFact.STAGE, tuple(words), shown[-1:]) if words else None


def _consultation(document: PolicyDocument) -> FoundFact | None:
    for line in _lines(document, lambda line: bool(_CONSULTED.search(line))):
        found = _CONSULTED.search(line.sentence.text)
        if found:
            return FoundFact(DocumentFact.CONSULTATION, (found.group().strip(),), (line,))
    return None


def _history(document: PolicyDocument) -> FoundFact | None:
    """When it was adopted and amended, each act as printed; of what is no law, the meeting that adopted it."""
    return _history_of_law(document) or _said_in_notice(DocumentFact.HISTORY, _ADOPTED, document)


def _history_of_law(document: PolicyDocument) -> FoundFact | None:
    acts: list[str] = []
    shown: list[Shown] = []
    for line in _lines(document, lambda line: bool(_EVENT.search(line))):
        found = [f"{match['day']}{match['body'] or ''}{match['act']}" for match in _EVENT.finditer(line.sentence.text)]
        is_act = any(word in line.sentence.text for word in ("通过", "修正", "修订", "批准", "公布）", "公布)"))
        if found and is_act:
            acts += found
            shown.append(line)
    return FoundFact(DocumentFact.HISTORY, tuple(acts), tuple(shown)) if acts else None


def _effective(document: PolicyDocument) -> FoundFact | None:
    for one in _statements(document):
        found = _BEGINS.search(one.sentence.text)
        if found:
            signed = _day_of_issue(found.group(), document)
            day = document.notice.date if signed else read_date(found.group())
            act = next((match["act"] for line in signed if (match := _EVENT.search(line.sentence.text))), "")
            return FoundFact(DocumentFact.EFFECTIVE, (found.group(),), (one, *signed), day, act)
    return None


def _until(document: PolicyDocument) -> FoundFact | None:
    """How long it is in force; the last day where the text gives it, or it can be reckoned from when it begins.

    Where the text says neither, the years that it plans for.
    """
    statements = list(_statements(document))
    for one in statements:
        found = _LASTS.search(one.sentence.text)
        if not found or not _MEASURED.search(found.group()):
            continue
        begins = next((other for other in statements if _BEGINS.search(other.sentence.text)), one)
        signed = _day_of_issue(begins.sentence.text, document)
        from_issue = _written(document.notice.date) if signed else ""
        said = f"{begins.sentence.text}{'' if begins == one else one.sentence.text}"
        until = read_dates([_DAY_OF_ISSUE.sub(from_issue or "", said)], document.notice.date).until
        until = until or document.dates.until
        counted = (begins, *signed) if until and read_date(found.group()) != until else ()
        return FoundFact(DocumentFact.UNTIL, (found.group(),), tuple(dict.fromkeys((one, *counted))), until)
    return _period(document)


def _interpreter(document: PolicyDocument) -> FoundFact | None:
    found = ((_MEANS.search(one.sentence.text), one) for one in _statements(document))
    return next((FoundFact(DocumentFact.INTERPRETER, (match.group(),), (one,)) for match, one in found if match), None)


def _replaced(document: PolicyDocument) -> FoundFact | None:
    for one in _statements(document):
        text = one.sentence.text
        found = _ENDS_OTHERS.search(text)
        if found and _OTHERS.search(text):
            names = [name for name in _ENDED.findall(text) if name.strip("《》") != document.title]
            return FoundFact(DocumentFact.REPLACES, tuple(names) or (found.group(),), (one,))
    return None


def _outline(document: PolicyDocument) -> FoundFact | None:
    outer = [section for section in document.sections if section.level == 0]
    items: tuple[Measure | Goal, ...] = (*document.measures, *document.goals)
    shown = tuple(Shown(item.id, item.sentences[0]) for item in items[:1] if item.sentences)
    return FoundFact(DocumentFact.OUTLINE, tuple(one.heading for one in outer), shown) if outer and shown else None


_FINDERS: dict[DocumentFact, Callable[[PolicyDocument], FoundFact | None]] = {
    DocumentFact.TITLE: _title,
    DocumentFact.NUMBER: _number,
    DocumentFact.ISSUERS: _issuers,
    DocumentFact.ISSUED: _issued,
    DocumentFact.ADDRESSEES: _addressees,
    DocumentFact.APPROVAL: _approval,
    DocumentFact.EFFECTIVE: _effective,
    DocumentFact.UNTIL: _until,
    DocumentFact.REPLACES: _replaced,
    DocumentFact.INTERPRETER: _interpreter,
    DocumentFact.STAGE: _stage,
    DocumentFact.CONSULTATION: _consultation,
    DocumentFact.CONTACT: _contact,
    DocumentFact.HISTORY: _history,
    DocumentFact.PURPOSE: _purpose,
    DocumentFact.PERIOD: _period,
    DocumentFact.OUTLINE: _outline,
}


def _parts(document: PolicyDocument, kind: str) -> list[NoticePart]:
    return [part for part in document.notice.parts if part.kind == kind]


def _whole(document: PolicyDocument, kind: str) -> tuple[Shown, ...]:
    """Return the parts of a kind as they are."""
    return tuple(
        Shown(PREAMBLE_ID, Sentence(part.text, part.span.start, part.span.end)) for part in _parts(document, kind)
    )


def _lines(document: PolicyDocument, wanted: Callable[[str], bool], kind: str = "signature") -> tuple[Shown, ...]:
    """Return the lines of the parts of a kind that are wanted, stripped of the space around them."""
    found = []
    for part in _parts(document, kind):
        for match in re.finditer(r"[^\n]+", part.text):
            line = match.group().strip()
            if line and wanted(line):
                found.append(Shown(PREAMBLE_ID, Sentence(line, *_bounds(match, part))))
    return tuple(found)


def _statements(document: PolicyDocument) -> Iterator[Shown]:
    """Yield the sentences that may say it, the likeliest first; of measures and paragraphs only final provisions."""
    for part in document.closing.parts if document.closing else ():
        yield from (Shown(CLOSING_ID, sentence) for sentence in _sentences(part, document))
    items: tuple[Measure | Goal, ...] = (*document.measures, *document.goals)
    for item in sorted(items, key=lambda item: -item.span.start):
        yield from (Shown(item.id, sentence) for sentence in item.sentences if _FINAL.search(sentence.text))
    for paragraph in _parts(document, "paragraph"):
        said = (one for one in paragraph.sentences if _FINAL.search(one.text) or _BEGINS.search(one.text))
        yield from (Shown(PREAMBLE_ID, sentence) for sentence in said)


def _sentences(part: Sentence, document: PolicyDocument) -> Iterator[Sentence]:
    """Cut a closing paragraph into its sentences; not one that a page break was taken out of, whose places are not known."""
    if document.source[part.start : part.end] != part.text:
        yield part
        return
    for match in _SENTENCE.finditer(part.text):
        text = match.group()
        start = part.start + match.start() + len(text) - len(text.lstrip())
        yield Sentence(text.strip(), start, start + len(text.strip()))


def _day_of_issue(text: str, document: PolicyDocument) -> tuple[Shown, ...]:
    """Return the line that gives the day of issue, where a text counts from that day; a draft was not issued yet."""
    if _UNISSUED.search(document.title + document.status) or not _DAY_OF_ISSUE.search(text):
        return ()
    signed = _issued(document)
    return signed.shown_by if signed else ()


def _written(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
