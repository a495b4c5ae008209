"""Lists, counts and owners in English: which articles outside chapter three mention Ａ but not Ｂ.

What is asked for and each condition are read one after the other and said in the order of Chinese: 第三章以外提到“Ａ”而且没有提到“Ｂ”的条款有哪些.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from answer.understand.english.row import Row
from answer.words import word_classes

_NOUNS = {
    "ARTICLE": "条款",
    "MEASURE": "措施",
    "TASK": "任务",
    "ROW": "场景",
    "CHAPTER": "章",
    "PART": "部分",
    "DOMAIN": "领域",
    "AGENCY": "单位",
    "OWNER": "责任单位",
}
_UNITS = {"ARTICLE": "条", "MEASURE": "条", "TASK": "项", "CHAPTER": "章", "AGENCY": "家", "OWNER": "家"}
_GROUPS = ("CHAPTER", "PART", "DOMAIN")
_AGENCIES = ("AGENCY", "OWNER")
_COMPARED = {"EXACTLY": "正好", "AT_LEAST": "至少", "AT_MOST": "不超过", "OVER": "超过", "UNDER": "少于", "ONLY": "只有"}

_NOUN = f"({'|'.join(_NOUNS)})"
_MEMBER = "(ARTICLE|MEASURE|TASK|ROW)"
_OWNER = "(AGENCY|OWNER)"
_AND = "(COMMA|AND)+"
_TERMS = "(?P<how>BOTH|EITHER|NEITHER)? WORD? (?P<terms>TERM ((COMMA|AND|OR|NOR)+ WORD? TERM)*)"
_AMONG = "(AMONG ALL? (LISTED|FIRST)? OWNER|AMONG ALL? AGENCY)"
_SECTION = (
    "(?P<sections>(CHAPTER|PART) (NUMBER|LABEL) ((COMMA|AND|OR)+ (CHAPTER|PART)? (NUMBER|LABEL))*|(ORDINAL|FIRST) (CHAPTER|PART)"
    "|(CHAPTER|PART|TASK) TERM|TERM (CHAPTER|PART)|ANNEX)"
)
_COUNTED = f"(?P<compared>EXACTLY|AT_LEAST|AT_MOST|OVER|UNDER|ONLY)? (?P<number>NUMBER) (?P<more>OR_MORE)? (?P<counted>{_NOUN})"
_RANKED = f"(?P<rank>MOST|FEWEST) (?P<counted>{_NOUN})?"
_RELATIVE = "(THAT|WHICH|WHERE|IN WHICH|FOR WHICH|OF WHICH)?"

_HEADS = (
    (f"(IN|OF|FOR|AMONG)? (?P<ask>WHICH|HOW_MANY|LIST|NAME|THERE_IS|NAME LIST) (ALL|OF|ONLY|NUMBER)* (?P<ranked>MOST|FEWEST)? (?P<noun>{_NOUN}) THERE_IS?"),
    f"(?P<ask>WHERE) IN? (DOC)?",
)
_ENDED = f"(?P<ask>WHICH|LIST|NAME) ALL? (?P<end>FIRST|LAST) (?P<number>NUMBER)? (?P<noun>{_MEMBER})"
_BESIDE = f"(?P<ask>WHICH|LIST|NAME) ALL? (?P<noun>{_MEMBER}) (HAVE|MENTIONED|DOES)? (?P<beside>NEXT|PREVIOUS) {_MEMBER} (?P<item>NUMBER|LABEL)"
_ITEMS = ("ARTICLE", "MEASURE", "TASK", "ROW")


@dataclass
class _Read:
    """What was read of a question.

    Attributes:
        noun: the class of what is asked for.
        conditions: what must hold of it, as Chinese puts it before 的.
        place: where it must stand.
        ranked: what it is ranked by, behind it; 最多 or 最少.
        counts: the class of what it is ranked by.
        verb: how terms were last spoken of.
        asks_number: whether it is asked how many they are.
    """

    noun: str
    conditions: list[str] = field(default_factory=list)
    place: str = ""
    ranked: str = ""
    counts: str = ""
    verb: str = "MENTION"
    asks_number: bool = False


class ListReader:
    """Reads one sentence."""

    def __init__(self, row: Row) -> None:
        """Take its row."""
        self._row = row
        self._at = 0

    def read(self) -> str:
        """Return what it asks in Chinese; empty where it is no list, or not all of it is understood."""
        return self._ended() or self._beside() or self._asked()

    def _asked(self) -> str:
        place, place_noun = self._leading_place()
        head = next((match for pattern in _HEADS if (match := self._row.match(pattern, self._at))), None)
        if head is None:
            bare = self._row.match("(?P<ask>WHICH|HOW_MANY|ASKS_MORE)", self._at) if place_noun else None
            if bare is None:
                return ""
            self._at = bare.end()
            read, ask = _Read(place_noun, place=place), "HOW_MANY" if self._row.word(bare, "ask") == "HOW_MANY" else "WHICH"
        else:
            ask = self._row.word(head, "ask")
            noun = "ARTICLE" if ask == "WHERE" else self._row.word(head, "noun")
            read = _Read(noun, place=place)
            self._at = head.end()
            if ask != "WHERE" and head["ranked"]:
                self._at = head.start("ranked")
                rank = self._row.word(head, "ranked")
                return self._most(read, rank, head.end())
        each = self._row.match("(OF|IN|FOR)? EACH (OF|IN|FOR)? (?P<group>CHAPTER|PART|DOMAIN)", self._at)
        if each and each.end() == len(self._row.row) and read.noun in _ITEMS and ask == "HOW_MANY":
            return f"每个{_NOUNS[self._row.word(each, 'group')]}各有多少{_UNITS.get(read.noun, '个')}{_NOUNS[read.noun]}？"
        return self._written(read, ask) if self._conditions(read) else ""

    def _most(self, read: _Read, rank: str, at: int) -> str:
        """Read the longest chapter by number of articles."""
        self._at = at
        by = self._row.match(f"BY_NUMBER (?P<counted>{_NOUN})", at)
        counted = self._row.word(by, "counted") if by else ""
        self._at = by.end() if by else at
        if read.noun in _GROUPS and counted and self._conditions(read):
            read.ranked, read.counts = f"{_NOUNS[counted]}{'最多' if rank == 'MOST' else '最少'}", counted
            return self._written(read, "WHICH")
        return ""

    def _leading_place(self) -> tuple[str, str]:
        """Read of the measures in chapter two, which ones …"""
        lead = self._row.match(f"(OF|IN|AMONG) ALL? (NUMBER)? (?P<noun>{_MEMBER})", 0)
        if lead:
            place = self._section(lead.end())
            self._at = self._row.match("COMMA*", self._at or lead.end()).end()  # type: ignore[union-attr]
            return place, self._row.word(lead, "noun")
        place = self._section(0)
        self._at = self._row.match("COMMA*", self._at).end() if place else 0  # type: ignore[union-attr]
        return place, ""

    def _section(self, at: int) -> str:
        """Read in chapter three, outside chapters two and three, of the part on Ａ."""
        found = self._row.match(f"COMMA? (?P<side>(NOT)? (IN|OF|FOR|OUTSIDE)) ALL? {_SECTION}", at)
        if found is None:
            return ""
        self._at = found.end()
        is_outside = self._row.word(found, "side") == "OUTSIDE" or self._row.pieces[found.start("side")].word == "NOT"
        start, end = found.span("sections")
        pieces = self._row.pieces[start:end]
        numbers = ["1" if piece.word == "FIRST" else piece.text for piece in pieces if piece.word in ("NUMBER", "ORDINAL", "LABEL", "FIRST")]
        unit = "章" if any(piece.word == "CHAPTER" for piece in pieces) else "部分"
        named = [f"“{term}”这一{unit}" for term in self._row.terms(found, "sections")]
        called = [f"第{number}{unit}" for number in numbers] or named or ["附件"]
        return f"{'和'.join(called)}{'以外' if is_outside else '里'}"

    def _conditions(self, read: _Read) -> bool:
        """Read all conditions to the end of the sentence."""
        while self._at < len(self._row.row):
            before = self._at
            self._at = self._row.match(f"(COMMA|AND|BUT|DOC|IN DOC|OF DOC|FOR DOC|MARK)*", self._at).end()  # type: ignore[union-attr]
            if self._at == len(self._row.row):
                return True
            if not read.place and (place := self._section(self._at)):
                read.place = place
                continue
            condition = self._condition(read)
            if condition is None:
                more = self._row.match(f"ASKS_MORE|(?P<many>HOW_MANY) {_NOUN}? POINTING?", self._at)
                if more is None or more.end() < len(self._row.row) or before == 0:
                    return False
                self._at = more.end()
                read.asks_number |= self._row.pieces[more.start()].text.startswith(("how many", "a count"))
            elif condition:
                read.conditions.append(condition)
        return True

    def _condition(self, read: _Read) -> str | None:
        """Read one condition; None if there is none here that is known."""
        for reads in (_ranked, _counted, _once, _owned, _shared, _said, _begins, _carried, _named):
            found = reads(self._row, self._at, read)
            if found:
                self._at, condition = found
                return condition
        return None

    def _written(self, read: _Read, ask: str) -> str:
        noun, unit = _NOUNS[read.noun], _UNITS.get(read.noun, "个")
        said = "而且".join(read.conditions)
        of = f"{said}的" if said else ""
        if read.ranked:
            number = f"，有多少{_UNITS.get(read.counts, '个')}" if read.asks_number else ""
            among = f"{read.place}{of}{noun}中，" if read.place or of else ""
            return f"{among}哪个{noun}{read.ranked}{number}？"
        if read.noun in _AGENCIES and not of and not read.place:
            return f"{noun}一共有多少家？" if ask == "HOW_MANY" else ""
        if not of and not read.place:
            return ""
        if ask == "HOW_MANY":
            return f"{read.place}{of}{noun}有多少{unit}？"
        return f"{'有没有' if ask == 'THERE_IS' else ''}{read.place}{of}{noun}{'' if ask == 'THERE_IS' else '有哪些'}？"

    def _ended(self) -> str:
        found = self._row.match(_ENDED)
        if found is None:
            return ""
        place = self._section(found.end())
        noun = _NOUNS[self._row.word(found, "noun")]
        end = "最前" if self._row.word(found, "end") == "FIRST" else "最后"
        number = self._row.text(found, "number") or "1"
        rest = self._row.match("(COMMA|DOC|OF DOC|IN DOC)*", self._at)
        is_all = place and rest and rest.end() == len(self._row.row)
        return f"{place.removesuffix('里')}{end}{number}条{noun}是哪些？" if is_all else ""

    def _beside(self) -> str:
        found = self._row.match(_BESIDE)
        if found is None or found.end() < len(self._row.row):
            return ""
        side = "后面" if self._row.word(found, "beside") == "NEXT" else "前面"
        return f"第{self._row.text(found, 'item')}条{side}一条是哪条？"


_Found = tuple[int, str] | None


def _ranked(row: Row, at: int, read: _Read) -> _Found:
    """Has the most articles, is responsible for the most measures, has the longest list of bodies."""
    found = row.match(
        f"{_RELATIVE} (?P<first>FIRST)? (HAVE|NAME|LIST|MENTION|DOES|MENTIONED|IN|LEAD)* ALL? {_RANKED} (BY_NUMBER (?P<by>{_NOUN}))?", at
    )
    if found is None or read.ranked:
        return None
    counted = row.word(found, "counted") or row.word(found, "by")
    rank = "最多" if row.word(found, "rank") == "MOST" else "最少"
    if not counted:
        return None
    if read.noun in _AGENCIES and counted in _ITEMS:
        done = "排在第一的" if found["first"] else "负责的"
        read.ranked = f"{done}{_NOUNS[counted]}{rank}"
    elif read.noun in _ITEMS and counted in _AGENCIES:
        read.ranked = f"的责任单位{rank}"
    elif read.noun in _GROUPS and (counted in _ITEMS or counted in _AGENCIES):
        read.ranked = f"{'的责任单位' if counted in _AGENCIES else '的' + _NOUNS[counted]}{rank}"
    else:
        return None
    read.counts = counted
    return found.end(), ""


def _counted(row: Row, at: int, read: _Read) -> _Found:
    """Has exactly seven articles, involves more than six agencies, is responsible for three measures."""
    found = row.match(f"{_RELATIVE} (HAVE|NAME|LIST|DOES|MENTIONED|IN|MENTION)* {_COUNTED}", at)
    if found is None:
        return None
    counted, number = row.word(found, "counted"), row.text(found, "number")
    compared = _COMPARED["AT_LEAST"] if found["more"] else _COMPARED.get(row.word(found, "compared"), "正好")
    unit = _UNITS.get(counted, "个")
    if read.noun in _AGENCIES and counted in _ITEMS:
        compared = "只" if compared == "只有" else compared
        return found.end(), f"负责{compared}{number}{unit}{_NOUNS[counted]}"
    if read.noun in _ITEMS and counted in _AGENCIES:
        return found.end(), f"责任单位{compared}{number}家"
    if read.noun in _GROUPS and counted in _ITEMS:
        return found.end(), f"{compared}有{number}{unit}{_NOUNS[counted]}".replace("只有有", "只有")
    return None


def _once(row: Row, at: int, read: _Read) -> _Found:
    """Appears only once."""
    found = row.match(f"{_RELATIVE} (DOES|MENTIONED|LISTED)+ (EXACTLY|ONLY)? ONCE", at)
    return (found.end(), "只负责1项任务") if found and read.noun in _AGENCIES else None


def _shared(row: Row, at: int, read: _Read) -> _Found:
    """Share a measure with Ａ."""
    found = row.match(f"{_RELATIVE} SHARE {_MEMBER}? HAVE? {_TERMS}", at)
    if found is None or read.noun not in _AGENCIES:
        return None
    return found.end(), f"和{'、'.join(row.terms(found, 'terms'))}共同负责措施"


def _owned(row: Row, at: int, read: _Read) -> _Found:
    """Whose a thing is: handled by Ａ, list Ａ among the responsible bodies, for which Ａ is responsible."""
    if read.noun not in (*_ITEMS, *_GROUPS):
        return None
    not_, only = "(?P<not>NOT)?", "(?P<only>ONLY)?"
    nobody = "(?P<nobody>COMMA? (AND|BUT)? NOBODY|ONLY)?"
    for pattern, verb in (
        (f"{_RELATIVE} {not_} HAVE? (?P<lead>LED_BY) {only} {_TERMS} {nobody}", "LED_BY"),
        (f"{_RELATIVE} {not_} (LISTED|HAVE)? DONE_BY {only} {_TERMS} {nobody}", "DONE_BY"),
        (f"{_RELATIVE} (IN|FOR|OF)? (THAT|WHICH)? {only} {_TERMS} {not_} (?P<lead>LEAD) (IN|FOR)?", "LED_BY"),
        (f"{_RELATIVE} (IN|FOR|OF)? (THAT|WHICH)? {only} {_TERMS} {nobody} {not_} DOES (IN|FOR)?", "DONE_BY"),
        (f"{_RELATIVE} (HAVE|NAME|LIST) {_TERMS} (LISTED|NAME|LIST|MENTIONED|AMONG)* (?P<first>FIRST) {_AMONG}? (IN)?", "FIRST"),
        (f"{_RELATIVE} {_TERMS} (LISTED|NAME|LIST|MENTIONED)* (?P<first>FIRST) {_AMONG}?", "FIRST"),
        (f"{_RELATIVE} {not_} (HAVE|NAME|LIST|MENTION) {only} {_TERMS} (LISTED|NAME|LIST|MENTIONED)? {_AMONG}", "DONE_BY"),
        (f"{_RELATIVE} {only} {_TERMS} {not_} (LISTED|NAME|LIST|MENTIONED|HAVE|DOES)* {_AMONG}", "DONE_BY"),
        (f"{_RELATIVE} {not_} (HAVE|NAME|LIST) {only} {_TERMS} {nobody}", "HAVE"),
        (f"{_RELATIVE} {only} {_TERMS} {not_} (LISTED|NAME|LIST)", "HAVE"),
    ):
        found = row.match(pattern, at)
        terms = row.terms(found, "terms") if found else ()
        if found is None or (verb == "HAVE" and (read.noun == "ARTICLE" or not all(map(_is_agency, terms)))):
            continue
        groups = found.groupdict()
        denied, is_only = bool(groups.get("not")), bool(groups.get("only") or groups.get("nobody"))
        read.verb = "DONE_BY" if verb == "HAVE" else verb
        return found.end(), _whose(terms, row, found, read.verb, denied=denied, is_only=is_only, follows=bool(read.conditions))
    return None


def _whose(terms: Sequence[str], row: Row, found: re.Match[str], verb: str, *, denied: bool, is_only: bool, follows: bool) -> str:
    how = row.word(found, "how")
    start, end = found.span("terms")
    words = {piece.word for piece in row.pieces[start:end]}
    names = "或者".join(terms) if how == "EITHER" or "OR" in words else "和".join(terms)
    if how == "NEITHER" or "NOR" in words:
        return "而且".join(f"没有{term}负责" for term in terms)
    if verb == "FIRST":
        return f"由{names}排在第一"
    if verb == "LED_BY":
        return f"不由{names}牵头" if denied else f"由{names}牵头"
    if denied:
        return f"没有{names}" if follows else f"没有{names}参与"
    return f"只由{names}负责" if is_only else f"责任单位有{names}"


def _said(row: Row, at: int, read: _Read) -> _Found:
    """What a text says: mention Ａ and Ｂ, in which Ａ does not occur, use the word Ａ."""
    if read.noun not in (*_ITEMS, *_GROUPS):
        return None
    for pattern in (
        f"{_RELATIVE} (?P<not>NOT)? (MENTION|HAVE|NAME|LIST)+ (?P<title>IN TITLE)? {_TERMS} (?P<in>IN TITLE)?",
        f"{_RELATIVE} (IN (THAT|WHICH))? {_TERMS} (?P<not>NOT)? (MENTIONED|LISTED)",
        f"(?P<title>OF|HAVE|WHICH|THAT|IN) TITLE (?P<not>NOT)? (MENTION|HAVE) {_TERMS}",
    ):
        found = row.match(pattern, at)
        if found:
            groups = found.groupdict()
            read.verb = "TITLE" if groups.get("title") or groups.get("in") else "MENTION"
            return found.end(), _says(row, found, read.verb, denied=bool(found["not"]))
    return None


def _says(row: Row, found: re.Match[str], verb: str, *, denied: bool) -> str:
    terms = [f"“{term.strip('《》')}”" for term in row.terms(found, "terms")]
    start, end = found.span("terms")
    words = {piece.word for piece in row.pieces[start:end]}
    how = row.word(found, "how")
    yes, no = ("标题里有", "标题里没有") if verb == "TITLE" else ("提到", "没有提到")
    if how == "NEITHER" or "NOR" in words or (denied and "OR" in words):
        return "而且".join(no + term for term in terms)
    if denied:
        return no + "和".join(terms)
    if how == "EITHER" or "OR" in words:
        return yes + "或者".join(terms)
    return "而且".join(yes + term for term in terms)


def _begins(row: Row, at: int, read: _Read) -> _Found:
    found = row.match(f"{_RELATIVE} BEGIN {_TERMS}", at)
    return (found.end(), f"以“{row.terms(found, 'terms')[0]}”开头") if found and read.noun in _ITEMS else None


def _carried(row: Row, at: int, read: _Read) -> _Found:
    """What says only that something else is not so: but not Ｂ, but Ｂ does not."""
    for pattern in (f"NOT {_TERMS}", f"{_TERMS} NOT"):
        found = row.match(pattern, at)
        if found and read.conditions:
            if read.verb == "MENTION" or read.verb == "TITLE":
                return found.end(), _says(row, found, read.verb, denied=True)
            return found.end(), _whose(row.terms(found, "terms"), row, found, read.verb, denied=True, is_only=False, follows=True)
    return None


def _is_agency(term: str) -> bool:
    """Tell whether a term ends like the name of a body."""
    return term.endswith(word_classes()["AGENCY_NOUN"]) or term[-1] in "部会院署办"


def _named(row: Row, at: int, read: _Read) -> _Found:
    """Are named as responsible bodies: all of them are."""
    found = row.match(f"{_RELATIVE} (LISTED|NAME|MENTIONED|HAVE)* {_AMONG}", at)
    return (found.end(), "") if found and read.noun in _AGENCIES else None
