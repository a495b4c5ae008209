"""Lists of agencies that may be of another item, may go on or end elsewhere, or were not read as lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ingest.checks.unit_words import gaps
from ingest.grammar.agencies import BEHIND_A_LIST, find_annotations
from ingest.grammar.labels import read_label
from ingest.grammar.lines import CLOSE_BRACKETS, FINISHED, LABELS, OPEN_BRACKETS
from ingest.grammar.roles import ROLE_WORD
from ingest.grammar.unit_lists import is_unit
from ingest.models import Goal, Measure, ParseWarning, PolicyDocument, Role, WarningKind
from ingest.numerals import NUMERAL_CHARS

_MOST = 0.8
"""Share of the items from which on one that is otherwise is worth a word."""
_FEW = 1 / 3
"""Share of the articles with a list up to which these are an exception."""
_HINT = "，请对照原文核对"
_BRACKET = re.compile(r"[（(【〔\[][^（）()【】\[\]\n]{2,200}(?:[）)】〕\]]|(?=\n|$))")
_ROLE_IN_BRACKET = re.compile(rf"[（(【〔\[]\s*(?:{ROLE_WORD})")
_SEPARATOR = re.compile(r"[、，,；;：:\s]+")
_LABEL_BEHIND = re.compile(
    rf"[。；]?[* ]*(?:[（(][{NUMERAL_CHARS}]{{1,4}}[）)]|第[{NUMERAL_CHARS}]{{1,5}}条|\d{{1,2}}[.．、](?!\d))"
)
_SENTENCE_END = re.compile(r"[。；！？.;!?”）)】》：:*]$")
_SENTENCE_BEGIN = re.compile(r"(?<=[。；）)])\s*")
_BETWEEN = "。；;，,、 　\n\t\u00a0*"
_LABEL_LENGTH = 12
_LONGEST = 400
"""Characters of a list of agencies; what is longer is a text whose list never ended."""


def check_lists(document: PolicyDocument, names: Mapping[str, int]) -> Iterator[ParseWarning]:
    """Yield what is odd about the lists of agencies of a document.

    Args:
        document: parsed.
        names: of all agencies, with how often each occurs.
    """
    listed = [measure for measure in document.measures if measure.agency_lists]
    if not listed:
        return
    usual = _Usual(document.measures, listed)
    for measure in document.measures:
        yield from (_at(document, measure, kind, message) for kind, message in _odd(measure, usual, names))
    if usual.in_paragraphs and not usual.is_rare(usual.in_paragraphs):
        line = _line(document, usual.in_paragraphs[0].span.start)
        message = "有的条目里几个段落各有一份责任单位名单，已按整条合计；如果每段本是单独的一条，请补上编号再导入"
        yield ParseWarning("layout", line, message)
    articles = [measure for measure in document.measures if measure.label.endswith("条")]
    if usual.bracketed and len(listed) <= _FEW * len(articles):
        message = (
            f"{len(articles)} 条中只有 {len(listed)} 条写有责任单位，请核对这些名单是否各归所在的一条，或混入了别的文字"
        )
        yield ParseWarning("layout", _line(document, listed[0].span.start), message)
    for goal in document.goals:
        if _names_units(goal, names):
            message = f"“{goal.name}”这一段写有责任单位，但没有编号，不归任何一条措施；请核对是否漏了编号"
            yield _at(document, goal, "list", message)


class _Usual:
    """What is usual among the items of a document."""

    def __init__(self, measures: Sequence[Measure], listed: Sequence[Measure]) -> None:
        self.listed = listed
        self.closing = [measure for measure in listed if _text_behind(measure) == ""]
        self.bracketed = [measure for measure in listed if measure.agency_lists[-1].text[:1] in OPEN_BRACKETS]
        self.in_paragraphs = [measure for measure in listed if _count_paragraphs(measure) > 1]
        self.in_the_middle = [measure for measure in listed if len(_places(measure)) > 1]
        self.finished = [measure for measure in measures if FINISHED.search(measure.text)]
        self.measures = measures
        self.by_section: defaultdict[str, list[Measure]] = defaultdict(list)
        for measure in measures:
            self.by_section[measure.section].append(measure)
        sections = [
            found for found in self.by_section.values() if 2 * sum(bool(one.agency_lists) for one in found) > len(found)
        ]
        self.in_listed_sections = {name for found in sections for one in found for name in one.agencies}
        self.in_last_lists = {name for measure in listed for name in _units(measure.agency_lists[-1].text)}

    def is_rare(self, others: Sequence[Measure]) -> bool:
        """Tell whether what some items have is not usual."""
        return len(others) <= (1 - _MOST) * len(self.listed) or len(others) == 1


def _odd(measure: Measure, usual: _Usual, names: Mapping[str, int]) -> Iterator[tuple[WarningKind, str]]:
    label = measure.mark
    for listed in measure.agency_lists:
        broken = _broken_brackets(listed.text)
        if broken:
            yield "list", f"{label}的责任单位名单缺{broken}，名单从哪里到哪里要{_HINT[2:]}"
    if measure.agency_lists and len(usual.closing) >= _MOST * len(usual.listed) and _text_behind(measure):
        yield "list", f"{label}的责任单位名单后面还有正文，后面可能是另一条或另一栏的文字{_HINT}"
    if measure in usual.in_paragraphs and usual.is_rare(usual.in_paragraphs) and usual.is_rare(usual.in_the_middle):
        yield "list", f"{label}里有几个段落各带一份责任单位名单，其中可能有一条漏了编号{_HINT}"
    if _holds_label(measure):
        yield "label", f"{label}的行内又出现编号，可能有一条没有另起一行{_HINT}"
    if _is_astray(measure, usual):
        yield "list", f"{label}的责任单位在别处都没有出现，同一部分的其他各条又没有名单，可能混入了别的文字{_HINT}"
    if _is_foreign(measure, usual):
        yield "list", f"{label}中间有一份名单，所列单位在别处都没有出现，可能混入了别的文字{_HINT}"
    if _interrupts(measure):
        yield "list", f"{label}中间有一份名单把句子断开了，可能是上一条的{_HINT}"
    unread = _unread_list(measure, names)
    if unread:
        yield "list", f"{label}里“{unread[:24]}”像是责任单位名单，但没有读出来，请检查“责任单位：”和括号"
    elif (
        not measure.agency_lists
        and not FINISHED.search(measure.text)
        and len(usual.finished) >= _MOST * len(usual.measures)
    ):
        yield "list", f"{label}的末尾不完整，可能缺了一段和它的责任单位{_HINT}"


def _broken_brackets(text: str) -> str:
    text = text.strip(" \n*。")
    opened = sum(text.count(char) for char in OPEN_BRACKETS)
    closed = sum(text.count(char) for char in CLOSE_BRACKETS)
    if opened == closed:
        return ""
    return "右括号" if opened > closed else "左括号"


def _places(measure: Measure) -> list[tuple[int, int]]:
    """Return where in the text of an item its lists stand, in order; of two side by side in two roles, as one."""
    found: list[tuple[int, int]] = []
    at, role = 0, None
    for listed in measure.agency_lists:
        start = measure.text.find(listed.text, at)
        before, at = at, start + len(listed.text)
        last, role = role, _role(listed.text)
        if found and role is not last and not measure.text[before:start].strip(_BETWEEN):
            found[-1] = (found[-1][0], at)
        else:
            found.append((start, at))
    return found


def _role(text: str) -> Role | None:
    """Return in which role a list names its first agencies."""
    return next((role.role for one in find_annotations(text[:_LONGEST]) for role in one.roles), None)


def _text_behind(measure: Measure) -> str:
    """Return what an item says behind its last list of agencies."""
    places = _places(measure)
    return measure.text[places[-1][1] :].strip(BEHIND_A_LIST + "*") if places else ""


def _count_paragraphs(measure: Measure) -> int:
    """Return how many lines of an item have a list of agencies."""
    before, lines = 0, 0
    for start, end in _places(measure):
        lines += "\n" in measure.text[before:start] or not lines
        before = end
    return lines


def _holds_label(measure: Measure) -> bool:
    """Tell whether a label stands right behind a list, or the next number of its own form within a line."""
    text = measure.text
    for _, end in _places(measure):
        if _LABEL_BEHIND.match(text[end : end + _LABEL_LENGTH]):
            return True
    own = read_label(measure.label)
    if own is None:
        return False
    for match in _SENTENCE_BEGIN.finditer(text, len(measure.label)):
        found = LABELS[own[0]].match(text[match.end() : match.end() + _LABEL_LENGTH])
        read = read_label(found["label"]) if found else None
        if read and read[1].follows(own[1]):
            return True
    return False


def _is_foreign(measure: Measure, usual: _Usual) -> bool:
    """Tell a list in the middle of an item whose units no list at the end of an item names."""
    if measure in usual.in_the_middle and not usual.is_rare(usual.in_the_middle):
        return False
    places = _places(measure)
    before = places if _text_behind(measure) else places[:-1]
    found = (_units(measure.text[start:end]) for start, end in before)
    return any(units and not units & usual.in_last_lists for units in found)


def _is_astray(measure: Measure, usual: _Usual) -> bool:
    """Tell a list in a part whose other items have none, with units that those of the other parts do not name."""
    beside = usual.by_section[measure.section]
    few = 2 * sum(bool(one.agency_lists) for one in beside) <= len(beside)
    others = usual.in_listed_sections
    return few and bool(others) and bool(measure.agencies) and not set(measure.agencies) & others


def _interrupts(measure: Measure) -> bool:
    """Tell a list with more behind it that stands in the middle of a sentence."""
    before = (measure.text[max(0, start - 3) : start].rstrip() for start, _ in _places(measure)[:-1])
    return any(text and not _SENTENCE_END.search(text) for text in before)


def _units(text: str) -> set[str]:
    return {name for one in find_annotations(text[:_LONGEST]) for name in one.agencies.names}


def _unread_list(measure: Measure, names: Mapping[str, int]) -> str:
    """Return what looks like a list of agencies and was not read as one."""
    pieces, at = [], 0
    for start, end in _places(measure):
        pieces.append(measure.text[at:start])
        at = end
    text = "\n".join((*pieces, measure.text[at:]))
    for match in _BRACKET.finditer(text):
        if _ROLE_IN_BRACKET.match(match.group()) or _lists_units(match.group(), names):
            return match.group()
    last = re.split("[。；\n]", text.rstrip("。；\n "))[-1]
    return last if not measure.agency_lists and _lists_units(last, names, all_of_them=True) else ""


def _lists_units(text: str, names: Mapping[str, int], *, all_of_them: bool = False) -> bool:
    """Tell whether most of what a text lists are units: names of the document, or such as have the form of one."""
    text = re.sub(
        rf"^.{{0,8}}?[:：]|^\s*{ROLE_WORD}|(?:牵头|负责|配合|分工)*(?:负责|配合)$",
        "",
        text.strip("（）()【】〔〕[]。；; *"),
    )
    pieces = [piece for piece in _SEPARATOR.split(text) if piece]
    known = [piece for piece in pieces if piece in names or (len(piece) > 2 and is_unit(piece) and not gaps(piece))]
    return bool(pieces) and (len(known) == len(pieces) if all_of_them else 2 * len(known) > len(pieces))


def _names_units(goal: Goal, names: Mapping[str, int]) -> bool:
    found = [one for one in find_annotations(goal.text) if any(name in names for name in one.agencies.names)]
    return bool(found) and not goal.text[found[-1].end :].strip(BEHIND_A_LIST)


def _at(document: PolicyDocument, item: Measure | Goal, kind: WarningKind, message: str) -> ParseWarning:
    return ParseWarning(kind, _line(document, item.span.start), message)


def _line(document: PolicyDocument, offset: int) -> int:
    return document.source.count("\n", 0, offset) + 1
