"""What a line can be, looking at nothing but the line: its label, or what else it is."""

from __future__ import annotations

import re
from enum import Enum

from ingest.numerals import NUMERAL_CHARS
from ingest.quantities import PRINTED_DAY

_NUM = f"[{NUMERAL_CHARS}]{{1,9}}"
_MARKUP = r"(?:[-•+]\s+)?[#>*\s　]*"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
_INSERTED = rf"(?:\s*之\s*(?P<inserted>{_NUM}|\d{{1,2}}))?"


class LineKind(Enum):
    """What a line begins or is; labels are in the order in which they usually stand within each other."""

    BOOK = "第…编"
    SUBBOOK = "第…分编"
    CHAPTER = "第…章"
    DIVISION = "第…节"
    SECTION = "一、"
    ARTICLE = "第…条"
    ITEM = "（一）"
    POINT = "1."
    DECIMAL = "1.1"
    SUBPOINT = "（1）"
    HALF_POINT = "1）"
    CIRCLED = "①"
    ANNEX = "附件"
    TABLE_ROW = "table row"
    LINK = "link"
    PAGE_NUMBER = "page number"
    STAMP = "stamp"
    DATE = "date"
    RUNNING_HEAD = "running head"
    CONTENTS = "table of contents"
    TEXT = "text"


LABELS: dict[LineKind, re.Pattern[str]] = {
    LineKind.BOOK: re.compile(
        rf"{_MARKUP}(?P<label>第\s*(?P<number>{_NUM}|\d{{1,4}})\s*[编篇])(?:[\s　]+|$)(?P<rest>.*)"
    ),
    LineKind.SUBBOOK: re.compile(
        rf"{_MARKUP}(?P<label>第\s*(?P<number>{_NUM}|\d{{1,4}})\s*分编)(?:[\s　]+|$)(?P<rest>.*)"
    ),
    LineKind.CHAPTER: re.compile(
        rf"{_MARKUP}(?P<label>第\s*(?P<number>{_NUM}|\d{{1,4}})\s*(?:章|部\s*分))[\s　:：]*(?P<rest>.*)"
    ),
    LineKind.DIVISION: re.compile(
        rf"{_MARKUP}(?P<label>第\s*(?P<number>{_NUM}|\d{{1,4}})\s*节)(?![日课目点约])[\s　]*(?P<rest>.*)"
    ),
    LineKind.ARTICLE: re.compile(
        rf"{_MARKUP}(?P<label>第\s*(?P<number>{_NUM}|\d{{1,4}})\s*条{_INSERTED})(?![款例目])[*\s　:：、]*(?P<rest>.*)"
    ),
    LineKind.SECTION: re.compile(
        rf"{_MARKUP}(?P<label>(?P<number>{_NUM})\s*(?:、|[.．](?![\d{NUMERAL_CHARS}])))[*\s　]*(?P<rest>.*)"
    ),
    LineKind.ITEM: re.compile(
        rf"{_MARKUP}(?P<label>[（(]\s*(?P<number>{_NUM})\s*[）)]|(?P<sign>[㈠-㈩]))[*\s　、.．]*(?P<rest>.*)"
    ),
    LineKind.DECIMAL: re.compile(
        rf"{_MARKUP}(?P<label>\d{{1,2}}(?:[.．]\d{{1,2}}){{0,2}}[.．](?P<number>\d{{1,2}}))(?:[.．、\s　]+)(?P<rest>[^\d\s].*)"
    ),
    LineKind.POINT: re.compile(
        rf"{_MARKUP}(?P<label>(?P<number>\d{{1,3}})\s*[.．、](?!\d)|(?P<sign>[⒈-⒛]))[*\s　]*(?P<rest>.*)"
    ),
    LineKind.SUBPOINT: re.compile(
        rf"{_MARKUP}(?P<label>[（(]\s*(?P<number>\d{{1,3}})\s*[）)]|(?P<sign>[⑴-⒇]))[*\s　、.．]*(?P<rest>.*)"
    ),
    LineKind.HALF_POINT: re.compile(rf"{_MARKUP}(?P<label>(?P<number>\d{{1,2}})[）)])[*\s　、.．]*(?P<rest>.*)"),
    LineKind.CIRCLED: re.compile(rf"{_MARKUP}(?P<label>(?P<sign>[{_CIRCLED}]))[*\s　、.．]*(?P<rest>.*)"),
}
"""How numbered lines begin: label, number, and the rest of the line. A ``sign`` is one character that is a number."""

HEADING_KINDS = (LineKind.BOOK, LineKind.SUBBOOK, LineKind.CHAPTER, LineKind.DIVISION)
"""Labels that only ever group what is under them."""

CLOSE_LABEL = re.compile(rf"{_MARKUP}(?P<label>(?P<number>\d{{1,2}})\s*[.．、])(?P<rest>\d.*)")
"""A label whose text begins with a digit right behind it (2.2025年底前); what it is, only its neighbours tell."""

PLAIN_NUMBER = re.compile(rf"{_MARKUP}(?P<label>(?P<number>\d{{1,2}}))[\s　]+(?P<rest>[^\d\s。，；]{{2,24}})$")
"""A heading numbered without a mark (1 总则); only where 1.1 follows it is known to be one."""

REFERENCE = re.compile(
    rf"第(?:{_NUM}|\d{{1,4}})条(?:之(?:{_NUM}|\d{{1,2}}))?(?:第[（(]?(?:{_NUM}|\d{{1,2}})[）)]?[款项目])*"
    r"(?:[和与及或至到的所、，]|规定|以外)"
)
"""An article named at the beginning of a line that goes on with the sentence of the line before."""

_WHOLE_LINES: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
    (
        LineKind.ANNEX,
        re.compile(
            rf"{_MARKUP}附[件表录]?\s*(?:(?:\d{{1,4}}|{_NUM}|[A-Za-z])\s*)?(?:[:：].*|[*\s]*$|(?<=[\s　])[^。；，]{{2,50}})"
        ),
    ),
    (LineKind.LINK, re.compile(r"[-*\s]*[（(\[<]*\s*(?:https?://|www\.)\S+\s*")),
    (
        LineKind.PAGE_NUMBER,
        re.compile(
            r"[—－–\-·]+\s*\d{1,4}\s*[—－–\-·]+|第\s*\d+\s*页(?:\s*[,，/共]*\s*共?\s*\d+\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
        ),
    ),
    (
        LineKind.STAMP,
        re.compile(
            r"[（(][^（）()。]{0,8}(?:征求意见|公示|意见反馈|反馈意见|征集意见)[^（）()]{0,20}(?:[:：]|时间|日期|期限|\d{4}年)[^（）()]{0,100}[）)]|[（(]\s*联系(?:人|电话|方式)[^（）()]{0,80}[）)]|[（(]\s*(?:此件|本文|公开|依申请|主动公开)[^（）()]{0,20}[）)]|抄送[:：].*|.{2,30}办公[厅室](?!.{0,6}关于).{0,20}印发"
            r"|(?:主动公开|依申请公开|此件公开发布|公开方式[:：].{0,12}|政府信息公开选项[:：].{0,12})"
            rf"|[^，。]{{0,40}}{PRINTED_DAY}\s*印发|{PRINTED_DAY}\s*(?:发布|公布)|.{{0,12}}根据.{{2,40}}(?:整理|改编)。?"
        ),
    ),
    (LineKind.DATE, re.compile(rf"[（(]?\s*{PRINTED_DAY}\s*[）)]?")),
)

SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)】》]*|[^。！？!?\n]+")

FINISHED = re.compile(r"[。！？；：!?;:…][”’」』）)】》*]*$")
"""A paragraph that ends otherwise was broken in mid-sentence."""

OPEN_BRACKETS = "（([〔【［"
CLOSE_BRACKETS = "）)]〕】］"


def classify(line: str) -> LineKind:
    """Name what a line is, looking at nothing but the line.

    Args:
        line: one line of the source, trimmed; tabs inside and at its start matter.
    """
    if is_table_row(line):
        return LineKind.TABLE_ROW
    for kind, pattern in _WHOLE_LINES:
        if pattern.fullmatch(line.strip()) or (kind is LineKind.LINK and _is_markdown_link(line)):
            return kind
    for kind, pattern in LABELS.items():
        if pattern.match(line):
            return kind
    return LineKind.TEXT


def is_table_row(line: str) -> bool:
    """Tell a row of a table, with tabs or Markdown bars between its cells.

    One tab before a paragraph, after it or after its label (as word processors write them) makes no cell.
    """
    if line.lstrip().startswith("|"):
        return line.count("|") >= 2
    if "\t" not in line:
        return False
    labelled = next((found for found in (pattern.match(line) for pattern in LABELS.values()) if found), None)
    if labelled:
        return "\t" in labelled["rest"].strip()
    return "\t" in line.strip() or line.count("\t") >= 2


def cells(line: str) -> list[str]:
    """Split a table row into trimmed cells."""
    if line.lstrip().startswith("|"):
        # One bar opens and one closes the row; a second one is an empty cell.
        return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    return [cell.strip() for cell in line.split("\t")]


def plain(text: str) -> str:
    """Return a line without the marks of a Markdown heading or of bold type around it."""
    return text.strip("#*> \t　\u00a0")


def _is_markdown_link(line: str) -> bool:
    text = re.sub(r"\s*\((?:pdf|docx?|xlsx?|zip|rar|wps)\)$", "", line.strip().lstrip("-* ")).strip("（）()<>")
    # Only the closing bracket of the link's own address may have been stripped with the others.
    return re.fullmatch(r"!?\[[^\]]*\]\([^()\s]*\s*\)?", text) is not None
