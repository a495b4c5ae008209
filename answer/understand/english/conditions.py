"""One condition of a list in English after the other: mention Ａ but not Ｂ, have more than six responsible bodies.

Each is said as Chinese puts it before 的: 提到“Ａ”, 责任单位超过6家.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from answer.understand.english.row import Row
from answer.words import word_classes

NOUNS = {
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
UNITS = {"ARTICLE": "条", "MEASURE": "条", "TASK": "项", "CHAPTER": "章", "AGENCY": "家", "OWNER": "家"}
GROUPS = ("CHAPTER", "PART", "DOMAIN")
AGENCIES = ("AGENCY", "OWNER")
_COMPARED = {
    "EXACTLY": "正好",
    "AT_LEAST": "至少",
    "AT_MOST": "不超过",
    "OVER": "超过",
    "UNDER": "少于",
    "ONLY": "只有",
}

NOUN = f"({'|'.join(NOUNS)})"
MEMBER = "(ARTICLE|MEASURE|TASK|ROW)"
_TERMS = "(?P<how>BOTH|EITHER|NEITHER)? WORD? (?P<terms>TERM ((COMMA|AND|OR|NOR)+ WORD? TERM)*)"
_AMONG = "(AMONG ALL? (LISTED|FIRST)? OWNER|AMONG ALL? AGENCY)"
_COUNTED = (
    f"(?P<compared>EXACTLY|AT_LEAST|AT_MOST|OVER|UNDER|ONLY)? (?P<number>NUMBER) (?P<more>OR_MORE)? (?P<counted>{NOUN})"
)
_RANKED = f"(?P<rank>MOST|FEWEST) (?P<counted>{NOUN})?"
_RELATIVE = "(THAT|WHICH|WHERE|IN WHICH|FOR WHICH|OF WHICH)?"
ITEMS = ("ARTICLE", "MEASURE", "TASK", "ROW")


@dataclass
class Read:
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


def read_condition(row: Row, at: int, read: Read) -> tuple[int, str] | None:
    """Read the condition at a place; return where it ends and what it says, nothing where it ranks; None if none is known."""
    kinds = (_ranked, _counted, _once, _owned, _shared, _in_tasks, _said, _begins, _carried, _named)
    return next((found for kind in kinds if (found := kind(row, at, read))), None)


_Found = tuple[int, str] | None


def _ranked(row: Row, at: int, read: Read) -> _Found:
    """Has the most articles, is responsible for the most measures, has the longest list of bodies."""
    found = row.match(
        f"{_RELATIVE} (?P<first>FIRST)? (HAVE|NAME|LIST|LISTED|MENTION|DOES|MENTIONED|IN)* ALL? {_RANKED} (BY_NUMBER (?P<by>{NOUN}))?",
        at,
    )
    if found is None or read.ranked:
        return None
    counted = row.word(found, "counted") or row.word(found, "by")
    rank = "最多" if row.word(found, "rank") == "MOST" else "最少"
    if not counted:
        return None
    if read.noun in AGENCIES and counted in ITEMS:
        done = "排在第一的" if found["first"] else "负责的"
        read.ranked = f"{done}{NOUNS[counted]}{rank}"
    elif read.noun in ITEMS and counted in AGENCIES:
        read.ranked = f"的责任单位{rank}"
    elif read.noun in GROUPS and (counted in ITEMS or counted in AGENCIES):
        read.ranked = f"{'的责任单位' if counted in AGENCIES else '的' + NOUNS[counted]}{rank}"
    else:
        return None
    read.counts = counted
    return found.end(), ""


def _counted(row: Row, at: int, read: Read) -> _Found:
    """Has exactly seven articles, involves more than six agencies, is responsible for three measures."""
    found = row.match(f"{_RELATIVE} (HAVE|NAME|LIST|LISTED|DOES|MENTIONED|IN|MENTION)* {_COUNTED}", at)
    if found is None:
        return None
    counted, number = row.word(found, "counted"), row.text(found, "number")
    compared = _COMPARED["AT_LEAST"] if found["more"] else _COMPARED.get(row.word(found, "compared"), "正好")
    unit = UNITS.get(counted, "个")
    if read.noun in AGENCIES and counted in ITEMS:
        compared = "只" if compared == "只有" else compared
        return found.end(), f"负责{compared}{number}{unit}{NOUNS[counted]}"
    if read.noun in ITEMS and counted in AGENCIES:
        return found.end(), f"责任单位{compared}{number}家"
    if read.noun in GROUPS and counted in ITEMS:
        return found.end(), f"{compared}有{number}{unit}{NOUNS[counted]}".replace("只有有", "只有")
    return None


def _once(row: Row, at: int, read: Read) -> _Found:
    """Appears only once."""
    found = row.match(f"{_RELATIVE} (DOES|MENTIONED|LISTED)+ (EXACTLY|ONLY)? ONCE", at)
    return (found.end(), "只负责1项任务") if found and read.noun in AGENCIES else None


def _shared(row: Row, at: int, read: Read) -> _Found:
    """Share a measure with Ａ."""
    found = row.match(f"{_RELATIVE} SHARE {MEMBER}? HAVE? {_TERMS}", at)
    if found is None or read.noun not in AGENCIES:
        return None
    return found.end(), f"和{'、'.join(row.terms(found, 'terms'))}共同负责措施"


def _in_tasks(row: Row, at: int, read: Read) -> _Found:
    """Appear both under the task on Ａ and under that on Ｂ."""
    task = f"(IN|FOR|ON)? (?P<{{}}>(UNKNOWN|TERM|MARK)* TERM) {MEMBER}".replace("|ON", "|ABOUT")
    found = row.match(
        f"{_RELATIVE} (MENTIONED|LISTED|DOES|HAVE)+ BOTH? {task.format('one')} (AND|COMMA)+ {task.format('two')}", at
    )
    if found is None or read.noun not in AGENCIES:
        return None
    one, two = (row.terms(found, group)[0] for group in ("one", "two"))
    return found.end(), f"{one}那项和{two}那项都有"


def _owned(row: Row, at: int, read: Read) -> _Found:
    """Whose a thing is: handled by Ａ, list Ａ among the responsible bodies, for which Ａ is responsible."""
    if read.noun not in (*ITEMS, *GROUPS):
        return None
    not_, only = "(?P<not>NOT)?", "(?P<only>ONLY)?"
    nobody = "(?P<nobody>COMMA? (AND|BUT)? NOBODY|ONLY)?"
    for pattern, verb in (
        (f"{_RELATIVE} {not_} HAVE? (?P<lead>LED_BY) {only} {_TERMS} {nobody}", "LED_BY"),
        (f"{_RELATIVE} {not_} (LISTED|HAVE)? DONE_BY {only} {_TERMS} {nobody}", "DONE_BY"),
        (f"{_RELATIVE} {not_} (DOES|DONE_BY|LISTED) {only} BY {_TERMS} {nobody}", "DONE_BY"),
        (f"{_RELATIVE} (IN|FOR|OF)? (THAT|WHICH)? {only} {_TERMS} {not_} (?P<lead>LEAD) (IN|FOR)?", "LED_BY"),
        (f"{_RELATIVE} (IN|FOR|OF)? (THAT|WHICH)? {only} {_TERMS} {nobody} {not_} DOES (IN|FOR)?", "DONE_BY"),
        (
            f"{_RELATIVE} (HAVE|NAME|LIST) {_TERMS} (LISTED|NAME|LIST|MENTIONED|AMONG)* (?P<first>FIRST) {_AMONG}? (IN)?",
            "FIRST",
        ),
        (f"{_RELATIVE} {_TERMS} (LISTED|NAME|LIST|MENTIONED)* (?P<first>FIRST) {_AMONG}?", "FIRST"),
        (
            f"{_RELATIVE} {not_} (HAVE|NAME|LIST|MENTION) {only} {_TERMS} (LISTED|NAME|LIST|MENTIONED)? {_AMONG}",
            "DONE_BY",
        ),
        (f"{_RELATIVE} {only} {_TERMS} {not_} (LISTED|NAME|LIST|MENTIONED|HAVE|DOES)* {_AMONG}", "DONE_BY"),
        (f"{_RELATIVE} {not_} (HAVE|NAME|LIST) {only} {_TERMS} {nobody}", "HAVE"),
        (f"{_RELATIVE} {only} {_TERMS} {not_} (LISTED|NAME|LIST)", "HAVE"),
    ):
        found = row.match(pattern, at)
        terms = row.terms(found, "terms") if found else ()
        if found is None or (verb == "HAVE" and (read.noun == "ARTICLE" or not all(map(is_agency, terms)))):
            continue
        groups = found.groupdict()
        denied, is_only = bool(groups.get("not")), bool(groups.get("only") or groups.get("nobody"))
        if is_only and verb not in ("DONE_BY", "HAVE"):
            return None  # led by Ａ alone
        read.verb = "DONE_BY" if verb == "HAVE" else verb
        return found.end(), _whose(row, found, read.verb, denied=denied, is_only=is_only, follows=bool(read.conditions))
    return None


def _whose(
    row: Row, found: re.Match[str], verb: str, *, denied: bool = False, is_only: bool = False, follows: bool = False
) -> str:
    terms = row.terms(found, "terms")
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


def _said(row: Row, at: int, read: Read) -> _Found:
    """What a text says: mention Ａ and Ｂ, in which Ａ does not occur, use the word Ａ."""
    if read.noun not in (*ITEMS, *GROUPS):
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
    terms = [term if "《" in term else f"“{term}”" for term in row.terms(found, "terms")]
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


def _begins(row: Row, at: int, read: Read) -> _Found:
    found = row.match(f"{_RELATIVE} BEGIN {_TERMS}", at)
    return (found.end(), f"以“{row.terms(found, 'terms')[0]}”开头") if found and read.noun in ITEMS else None


def _carried(row: Row, at: int, read: Read) -> _Found:
    """What says only that something else is not so: but not Ｂ, but Ｂ does not."""
    for pattern in (f"NOT {_TERMS}", f"{_TERMS} NOT"):
        found = row.match(pattern, at)
        if found and read.conditions:
            if read.verb in ("MENTION", "TITLE"):
                return found.end(), _says(row, found, read.verb, denied=True)
            return found.end(), _whose(row, found, read.verb, denied=True, follows=True)
    return None


def is_agency(term: str) -> bool:
    """Tell whether a term ends like the name of a body."""
    return term.endswith(word_classes()["AGENCY_NOUN"]) or term[-1] in "部会院署办"


def _named(row: Row, at: int, read: Read) -> _Found:
    """Are named as responsible bodies: all of them are."""
    found = row.match(f"{_RELATIVE} (LISTED|NAME|MENTIONED|HAVE)* {_AMONG}", at)
    return (found.end(), "") if found and read.noun in AGENCIES else None
