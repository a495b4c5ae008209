"""The grammar of Chinese policy documents: what a line can be.

Everything that the parser knows about how policies are written stands here, in the shape of patterns over
single lines. No pattern names a measure, an agency or a line of a particular document.
"""

from __future__ import annotations

import re
from enum import Enum

from ingest.numerals import NUMERAL_CHARS

_NUM = f"[{NUMERAL_CHARS}]{{1,9}}"
_MARKUP = r"[#>*\s　]*"


class LineKind(Enum):
    """What a line begins or is; the levels are ordered from the outermost inwards."""

    CHAPTER = "第…章"
    SECTION = "一、"
    ARTICLE = "第…条"
    ITEM = "（一）"
    POINT = "1."
    ANNEX = "附件"
    TABLE_ROW = "table row"
    LINK = "link"
    PAGE_NUMBER = "page number"
    STAMP = "stamp"
    DATE = "date"
    TEXT = "text"


LABELS: dict[LineKind, re.Pattern[str]] = {
    LineKind.CHAPTER: re.compile(
        rf"{_MARKUP}(?P<label>第\s*(?P<number>{_NUM}|\d{{1,4}})\s*[章编部][分]?)[\s　]*(?P<rest>.*)"
    ),
    LineKind.ARTICLE: re.compile(
        rf"{_MARKUP}(?P<label>第\s*(?P<number>{_NUM}|\d{{1,4}})\s*条(?:\s*之\s*(?P<inserted>{_NUM}|\d{{1,2}}))?)"
        r"[\s　:：、]*(?P<rest>.*)"
    ),
    LineKind.SECTION: re.compile(rf"{_MARKUP}(?P<label>(?P<number>{_NUM})\s*、)[\s　]*(?P<rest>.*)"),
    LineKind.ITEM: re.compile(rf"{_MARKUP}(?P<label>[（(]\s*(?P<number>{_NUM})\s*[）)])[\s　]*(?P<rest>.*)"),
    LineKind.POINT: re.compile(rf"{_MARKUP}(?P<label>(?P<number>\d{{1,3}})\s*[.．、](?!\d))[\s　]*(?P<rest>.*)"),
}
"""How numbered lines begin: label, number, and the rest of the line."""

REFERENCE = re.compile(
    rf"第(?:{_NUM}|\d{{1,4}})条(?:之(?:{_NUM}|\d{{1,2}}))?(?:第[（(]?(?:{_NUM}|\d{{1,2}})[）)]?[款项目])*"
    r"(?:[和与及或至到的所]|规定|以外)"
)
"""An article named at the beginning of a line that goes on with the sentence of the line before."""

MEASURE_KINDS = (LineKind.ARTICLE, LineKind.ITEM, LineKind.SECTION, LineKind.POINT)
"""The level of the measures is the first of these that the document uses."""

SECTION_KINDS: dict[LineKind, tuple[LineKind, ...]] = {
    LineKind.ARTICLE: (LineKind.CHAPTER,),
    LineKind.ITEM: (LineKind.CHAPTER, LineKind.SECTION),
    LineKind.SECTION: (LineKind.CHAPTER,),
    LineKind.POINT: (LineKind.CHAPTER,),
}
"""Which headings group measures of each level; the innermost one counts."""

_WHOLE_LINES: tuple[tuple[LineKind, re.Pattern[str]], ...] = (
    (LineKind.ANNEX, re.compile(rf"{_MARKUP}附[件表录]\s*(?:(?:\d{{1,4}}|{_NUM})\s*)?(?:[:：].*|$)")),
    (LineKind.LINK, re.compile(r"[（(\[<]*\s*(?:https?://|www\.)\S+\s*")),
    (LineKind.PAGE_NUMBER, re.compile(r"[—－–-]+\s*\d{1,4}\s*[—－–-]+|第\s*\d+\s*页(?:\s*共\s*\d+\s*页)?")),
    (
        LineKind.STAMP,
        re.compile(r"[（(]\s*(?:此件|本文|公开|依申请)[^（）()]{0,20}[）)]|抄送[:：].*|.{2,30}办公[厅室].{0,20}印发"),
    ),
    (LineKind.DATE, re.compile(rf"(?:\d{{4}}|[{NUMERAL_CHARS}]{{4}})\s*年\s*\S{{1,3}}\s*月\s*\S{{1,3}}\s*日")),
)

_ROLE_WORDS = r"(?:责任|负责|牵头|配合|主办|协办|承办|实施|主管|参与|参加|落实)(?:单位|部门|主体)"
ROLE = re.compile(rf"{_ROLE_WORDS}\s*[:：]")
"""What opens a list of agencies."""

OPEN_BRACKETS = "（([〔【［"
CLOSE_BRACKETS = "）)]〕】］"

IN_CHARGE = re.compile(r"[（(]由?(?P<units>[^（）()。；：]{2,80}?)(?:按(?:照)?职责(?:分工)?|分别|共同|牵头)*负责[）)]")
"""Agencies given as （市科技局负责） or （由市科技局牵头，市财政局按职责分工负责）."""

LEADING = re.compile(r"牵头$")
"""What may follow an agency's name in such a list."""

NOTE_START = re.compile(r"。|[，,；;]?[^、，,；;：:]{2,8}[：:]")
"""Where a list of agencies gives way to a remark, such as 适用范围：."""

OPEN_TAIL = re.compile(r"等(?:(?:相关|有关|市级|省级)*(?:部门|单位|机构))?$")
"""A list that does not name all of its agencies ends in 等."""

SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?]+[”’」』）)】》]*|[^。！？!?\n]+")

FINISHED = re.compile(r"[。！？；：!?;:…][”’」』）)】》]*$")
"""A paragraph that ends otherwise was broken in mid-sentence."""

CLOSING = re.compile(
    r"本(?:意见|办法|方案|措施|规定|通知|政策|计划|细则|条例|规划|决定|若干措施|行动方案|实施方案)"
    r".{0,40}?(?:起(?:施行|实施|执行)|有效期|负责解释|解释)"
)
"""Final provisions under no number, such as 本意见自……起施行."""

PROMULGATED = re.compile(r"印发(?P<title>.+?)的通知")
ISSUER_PREFIX = re.compile(r"^(?!关于)(?P<issuers>[^《》]{2,60}?)(?:印发)?关于")
INTRODUCTION = re.compile(r"为|根据|按照|依据|现|.*(?:如下|以下|下列)|.*[。；]", re.DOTALL)
"""A line that ends in a colon, but introduces what follows instead of naming the addressees."""

TITLE_END = re.compile(
    r"(?:通知|意见|办法|方案|措施|规定|决定|细则|条例|公告|计划|规划|纲要|函|批复|通告|指引|政策|清单)"
    r"(?:[（(〔][^（）()〔〕]*[）)〕])*$"
)
DOCUMENT_NUMBER = re.compile(r"\S{1,20}[〔\[（(【]\d{4}[〕\]）)】]\s*\d+\s*号")


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


def _is_markdown_link(line: str) -> bool:
    text = line.strip().strip("（）()<>")
    # Only the closing bracket of the link's own address may have been stripped with the others.
    return re.fullmatch(r"!?\[[^\]]*\]\([^()\s]*\)?", text) is not None
