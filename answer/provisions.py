"""What a document says of itself at its end: when it begins and ends, who interprets it, what it replaces, its standing.

Each fact is led by the words that state it, and shown by their sentence: of the closing provisions, of the article that says
it, or of the notice. Where the text does not say it, there is no fact, and the question goes its usual way.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from answer import messages
from answer.about import VOCABULARY
from answer.document_facts import DocumentFact, date
from answer.question import Question
from index.normalize import normalize
from ingest.grammar.dates import read_dates
from ingest.grammar.words import CLOSING
from ingest.models import CLOSING_ID, PREAMBLE_ID, Chunk, Goal, Measure, PolicyDocument, Sentence

_DAY = r"(?:什么时[候间]|何时|啥时候?|几时|哪[一]?[年天月日]|几[月号年]|日期|时间)"
_APPLY = r"(?:执行|实施|施行|生效|试行|起效|起算|算起)"
_BEGINS_ASKED = re.compile(
    rf"(?:{_DAY}|多久)[^,。?]{{0,6}}{_APPLY}|{_APPLY}(?!期)[^,。?到至]{{0,6}}{_DAY}|从{_DAY}|{_APPLY}了?(?:吗|没)"
)
_ENDS_ASKED = re.compile(
    rf"有效|失效|到期|过期|作废|终止|截止|试行期|执行期|实施期|期限|(?:管|用|{_APPLY})(?:到|至|几年|多少年|多久|多长)"
)
_MEANS_ASKED = re.compile("解释")
_REPLACES_ASKED = re.compile(r"废[止除]|替代|取代|代替|停止执行|(?:旧|老|原来?的?)(?:文件|办法|政策|规定)")
_DRAFT = r"(?:征求意见|正式|试行|暂行|草案|送审|讨论)"
_STATUS_ASKED = re.compile(rf"{_DRAFT}[稿的版本文件]*(?:了?[吗么]|没|还是)|(?:是不是|是否|还是)[^,。?]{{0,4}}{_DRAFT}")
_WORDS = re.compile(
    r"解释|废[止除]|替代|取代|代替|停止|执行|实施|施行|生效|试行|暂行|起效|起算|有效|失效|征求|意见|正式|草案|送审|讨论|稿|开始|原来?|旧|权|同时|负责"
)
"""What such questions consist of, besides the language of documents."""
_OWN = re.compile(r"[本该此这]|文件|方案|办法|政策|规定|细则|意见|措施|通知|计划|条例|举措|指引|清单|规划")

_BEGINS = re.compile(r"(?:自|从|于)[^，。；自从]{1,24}?[日号月起](?:正式)?(?:施行|实施|执行|试行|生效)")
_LASTS = re.compile(
    r"(?:(?:有效期|试行期|执行期|实施期|政策期)限?|有效)(?!内|届?满|、)(?:暂定)?(?:截止)?[为是至到]?[^，。；]{1,24}"
    r"|(?:试行|暂行)(?:\d{1,2}|[一二两三四五六七八九十])年|[至到][^，。；至到]{4,16}(?:止|失效|废止|终止)"
)
_MEANS = re.compile(r"由[^，。；由]{2,80}?解释[^，。；]{0,6}|解释权[^，。；]{2,60}|[^，。；]{2,40}负责(?:具体)?解释")
_ENDED = re.compile(r"《[^》]{2,60}》(?:[（(][^（）()]{2,40}[）)])?")
_ENDS_OTHERS = re.compile(r"[^，。；]*(?:废止|停止执行|失效|停止实施)")
_OTHERS = re.compile("《|原|此前|旧")
_FINAL = re.compile(rf"{CLOSING.pattern}|(?:《|原)[^。；]*(?:废止|停止执行)")
_STATUS = re.compile(r"征求意见稿|试行|暂行|草案|送审稿|讨论稿")
_UNISSUED = re.compile(r"征求意见|草案|送审|讨论稿")
_DAY_OF_ISSUE = re.compile(r"(?:印发|发布|公布|颁布|下发)之日")
_SENTENCE = re.compile(r"[^。；]+[。；]?")


def find_provisions(question: Question, document: PolicyDocument) -> list[DocumentFact]:
    """Return the facts about the document's own standing that a question asks for and the text states."""
    return [fact for _, build in _asked(question, document) if (fact := build(document))]


def is_unstated(question: Question, document: PolicyDocument) -> bool:
    """Tell whether a question asks only for what the text has no word of: who interprets it, what it replaces, a draft.

    What retrieval finds for such a question is about something else.
    """
    asked = _asked(question, document)
    # A draft says so in its title; in the text other documents are spoken of.
    texts = [(words, document.title if build is _status else document.source) for words, build in asked]
    return bool(texts) and all(words and not words.search(text) for words, text in texts)


def _asked(question: Question, document: PolicyDocument) -> list[_Fact]:
    """Return what is asked for; nothing where a question has a matter of its own."""
    asked = [(words, build) for asks, words, build in _FACTS if asks.search(question.text)]
    if question.address or not asked:
        return []
    others = [word for word in question.words if not (VOCABULARY.search(word) or _WORDS.search(word))]
    title = normalize(document.title + document.metadata.short_title)
    if others and not (_OWN.search(question.text) and all(word in title for word in others)):
        return []
    return asked


def _beginning(document: PolicyDocument) -> DocumentFact | None:
    """When it begins."""
    for chunk in _statements(document):
        found = _BEGINS.search(chunk.text)
        if found:
            signed = _day_of_issue(found.group(), document)
            day = f"（{messages.ISSUED_ON.format(day=_written(document.notice.date))}）" if signed else ""
            return DocumentFact(found.group() + day, (chunk, *signed))
    return None


def _end(document: PolicyDocument) -> DocumentFact | None:
    """How long it is in force; a last day that was reckoned is said to be, with what it was reckoned from."""
    for chunk in _statements(document):
        found = _LASTS.search(chunk.text)
        if not found:
            continue
        begins = next((one for one in _statements(document) if _BEGINS.search(one.text)), chunk)
        signed = _day_of_issue(begins.text, document)
        from_issue = _written(document.notice.date) if signed else ""
        said = _DAY_OF_ISSUE.sub(from_issue or "", f"{begins.text}{'' if begins == chunk else chunk.text}")
        until = _written(read_dates([said], document.notice.date).until or document.dates.until)
        if not until or until in normalize(chunk.text):
            return DocumentFact(found.group(), (chunk,))
        lead = found.group() + messages.LAST_DAY.format(day=until)
        return DocumentFact(lead, tuple(dict.fromkeys((chunk, begins, *signed))))
    return None


def _meaning(document: PolicyDocument) -> DocumentFact | None:
    """Who interprets it."""
    found = ((_MEANS.search(chunk.text), chunk) for chunk in _statements(document))
    return next((DocumentFact(match.group(), (chunk,)) for match, chunk in found if match), None)


def _replaced(document: PolicyDocument) -> DocumentFact | None:
    """Which documents end with it."""
    for chunk in _statements(document):
        found = _ENDS_OTHERS.search(chunk.text)
        if found and _OTHERS.search(chunk.text):
            names = [name for name in _ENDED.findall(chunk.text) if name.strip("《》") != document.title]
            return DocumentFact("、".join(names) or found.group(), (chunk,))
    return None


def _status(document: PolicyDocument) -> DocumentFact | None:
    """Whether it is a draft or on trial, as its title says."""
    for part in document.notice.parts if document.status else ():
        words = dict.fromkeys(_STATUS.findall(part.text)) if part.kind == "title" else {}
        if words:
            lead = messages.TITLE_SAYS.format(words="”“".join(words))
            return DocumentFact(lead, (_chunk(PREAMBLE_ID, Sentence(part.text, part.span.start, part.span.end)),))
    return None


_Build = Callable[[PolicyDocument], DocumentFact | None]
_Fact = tuple[re.Pattern[str] | None, _Build]
_FACTS: tuple[tuple[re.Pattern[str], re.Pattern[str] | None, _Build], ...] = (
    (_STATUS_ASKED, _STATUS, _status),
    (_BEGINS_ASKED, None, _beginning),
    (_ENDS_ASKED, None, _end),
    (_MEANS_ASKED, _MEANS_ASKED, _meaning),
    (_REPLACES_ASKED, _ENDS_OTHERS, _replaced),
)
"""What asks for a fact, words without which no text states it, where there are such, and what builds it."""


def _statements(document: PolicyDocument) -> Iterator[Chunk]:
    """Yield the sentences that may say it, the likeliest first; of measures and paragraphs only final provisions."""
    for part in document.closing.parts if document.closing else ():
        yield from (_chunk(CLOSING_ID, sentence) for sentence in _sentences(part, document))
    items: tuple[Measure | Goal, ...] = (*document.measures, *document.goals)
    for item in sorted(items, key=lambda item: -item.span.start):
        yield from (_chunk(item.id, sentence) for sentence in item.sentences if _FINAL.search(sentence.text))
    for paragraph in document.notice.parts:
        if paragraph.kind == "paragraph":
            said = (one for one in paragraph.sentences if _FINAL.search(one.text) or _BEGINS.search(one.text))
            yield from (_chunk(PREAMBLE_ID, sentence) for sentence in said)


def _sentences(part: Sentence, document: PolicyDocument) -> Iterator[Sentence]:
    """Cut a closing paragraph into its sentences; not one that a page break was taken out of, whose places are not known."""
    if document.source[part.start : part.end] != part.text:
        yield part
        return
    for match in _SENTENCE.finditer(part.text):
        text = match.group()
        start = part.start + match.start() + len(text) - len(text.lstrip())
        yield Sentence(text.strip(), start, start + len(text.strip()))


def _day_of_issue(text: str, document: PolicyDocument) -> tuple[Chunk, ...]:
    """Return the signature that gives the day of issue, where a text counts from that day; a draft was not issued yet."""
    if _UNISSUED.search(document.title + document.status) or not _DAY_OF_ISSUE.search(text):
        return ()
    signed = date(document)
    return signed.shown_by if signed else ()


def _written(day: datetime.date | None) -> str:
    return messages.DAY.format(day=day) if day else ""


def _chunk(citation_id: str, sentence: Sentence) -> Chunk:
    return Chunk(citation_id, citation_id, "closing", sentence.text, "", sentence.start, sentence.end)
