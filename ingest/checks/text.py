"""What is odd about a text as a whole: lines that a program wrapped, what is left of a web page, marks that no text has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.grammar.lines import LineKind, classify, is_table_row
from ingest.models import Goal, Measure, ParseWarning, PolicyDocument, WarningKind
from ingest.numerals import NUMERAL_CHARS

_FEWEST_BROKEN = 6
_SHARE_BROKEN = 1 / 3
_MARKUP = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>\n]*)?/?>|&(?:[a-z]{2,6}|#\d{2,5});")
_MARKS = re.compile(r"(?<=[一-龥、，。（）：；])[■□▯�¤|~^_](?=[一-龥、，。（）：；])")
_BLANK = re.compile(r"(?<=[一-龥])(?<![章节条编款项附第])[ 　\u00a0\u2002-\u2009](?=[一-龥])")
_WIDE = re.compile(r"[一-龥，、。][ 　]{3,}[一-龥（“]")
_LAID_OUT = re.compile(
    r"(?m)^[ \t　#*]*(?:第[^ \t　\n]{1,9}[编章节条]|[一-龥]{1,3}、|[（(][^（）()\n]{1,4}[）)])[ \t　\u00a0]+|[总附通罚分细原][ 　]+则|目[ 　]+[录次]|序[ 　]+言|前[ 　]+言"
)
_SHARE_BLANK = 0.02
_FEWEST_BLANKS = 10
_SIGNS: tuple[tuple[re.Pattern[str], WarningKind, int, str], ...] = (
    (
        _MARKUP,
        "layout",
        1,
        "文中有 {count} 处网页代码（如 {shown}），会混进文字和单位名称，请先在浏览器中另存为纯文本",
    ),
    (
        _MARKS,
        "lost_characters",
        1,
        "文中有 {count} 处不该出现的符号（如“{shown}”），可能是扫描识别或转换造成的，请核对文字和单位名称",
    ),
    (
        _BLANK,
        "layout",
        _FEWEST_BLANKS,
        "文中汉字之间有 {count} 处空格，编号、名单和单位名称可能因此读不出来，请先去掉空格",
    ),
    (
        _WIDE,
        "layout",
        _FEWEST_BROKEN,
        "有 {count} 行中间空出一段，可能是两栏排在了一行，各条的文字和责任单位可能互相混入，请分栏后重试",
    ),
)
"""What to look for in the text, from how often on it counts, and what to say of it."""
_LABEL = re.compile(
    rf"[*#>\s]*(?:[（(〔]\s*(?:[－＝—+〇○Ol|I彡人大\d{NUMERAL_CHARS}]{{1,3}})\s*[）)〕>j](?![一-龥]?[、，])"
    rf"|[{NUMERAL_CHARS}]{{1,3}}[）)]|[（(][{NUMERAL_CHARS}]{{1,3}}(?=[一-龥]{{2}})(?![^（）()]{{0,14}}[）)])"
    rf"|\d{{1,2}}[，·:：](?=[一-龥])|[lIO]{{1,2}}[.．、，](?=[一-龥])|\d?[lO〇]\d?[.．](?=[一-龥])|第[{NUMERAL_CHARS}]{{1,4}}奈)"
)


def check_text(document: PolicyDocument) -> Iterator[ParseWarning]:
    """Yield what of the text as a whole may have spoiled its parse."""
    yield from _wrapped(document)
    yield from _left_over(document)
    yield from _labels(document)


def _wrapped(document: PolicyDocument) -> Iterator[ParseWarning]:
    """Warn once of lines that end in mid-sentence throughout, as in text copied from a pdf or a mail."""
    items: tuple[Measure | Goal, ...] = (*document.measures, *document.goals)
    broken = [one for item in items for one in item.repairs if document.source[one.start : one.end].isspace()]
    if len(broken) >= max(_FEWEST_BROKEN, _SHARE_BROKEN * len(items)):
        message = (
            f"正文有 {len(broken)} 处在句中断行（像是从 PDF 或邮件复制的），已接成整段；"
            "断在编号、名单或分栏处的可能接错，请核对各条的起止和责任单位"
        )
        yield ParseWarning("layout", _line(document, broken[0].start), message)


def _left_over(document: PolicyDocument) -> Iterator[ParseWarning]:
    # Cells of tables may hold marks and gaps of their own.
    text = "\n".join(" " * len(line) if is_table_row(line) else line for line in document.source.split("\n"))
    # How laws are set: a blank behind a label, 总　则.
    text = _LAID_OUT.sub(lambda match: re.sub(r"[ \t　\u00a0]", "\t", match.group()), text)
    for pattern, kind, fewest, message in _SIGNS:
        found = list(pattern.finditer(text))
        if len(found) >= max(fewest, _SHARE_BLANK * len(text) if pattern is _BLANK else 0):
            shown = found[0].group().strip()[:12]
            yield ParseWarning(kind, _line(document, found[0].start()), message.format(count=len(found), shown=shown))


def _labels(document: PolicyDocument) -> Iterator[ParseWarning]:
    """Warn of lines that begin with what was a label once: （－）, （四〕, l. for 1."""
    items: tuple[Measure | Goal, ...] = (*document.measures, *document.goals)
    for item in items:
        offset = item.span.start
        lines = document.source[item.span.start : item.span.end].split("\n")
        for place, line in enumerate(lines):
            label = _LABEL.match(line) if place or item.id.startswith("G") else None
            if label and classify(line.strip()) is LineKind.TEXT:
                shown = line.strip()[:12]
                message = (
                    f"“{shown}”像是编号认错或缺了一半，没有当作新的一条；请改正编号后重试，或核对上一条的起止和责任单位"
                )
                yield ParseWarning("label", _line(document, offset), message)
            offset += len(line) + 1


def _line(document: PolicyDocument, offset: int) -> int:
    return document.source.count("\n", 0, offset) + 1
