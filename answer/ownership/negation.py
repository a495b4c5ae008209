"""Which agencies a question asks to be without: 不归Ａ管, 没有Ａ参与, 除Ａ以外, 跟Ａ无关.

The outline of a question is read, in which each agency is written Ａ. What only looks like a negation (是不是, 不仅, 难道不)
is blanked first. What is negated and not understood is told, so that the positive list is never taken for its opposite.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.numerals import NUMERAL_CHARS

_NO = r"(?:并?不|并?没有?|并?未|无|并?非|[找看见轮]不到|用不[着上])"
_ANY_NO = re.compile(r"[不没未非无]")
_NO_NEGATION = re.compile(
    r"(?P<verb>[\u3400-\u9fff]{1,2})不(?P=verb)|有没有?|有无|(?P<tail>[没不]|没有)(?=[?。;]|$)|难道[^,。?]{0,6}?[不没未]|[不没]是(?=[^,。?]*(?<![对是])吗)"
    r"|不[仅但光只止单限](?:仅|是|于)?|(?:不[管论]|无论)(?=[^,。?]*都)|差不多|没错|不错|对不起|未来|无人|无障碍|非常|无[处所时]不[在有包]?"
    rf"|不(?:[少多低高大小]于|超过|等|同|足(?=\d)|到(?=[\d{NUMERAL_CHARS}]))"
    r"|[不没](?:太|大|怎么)?(?:知道?|清楚|明白|了解|懂|好意思|客气|确定|记得|听说|找到|看到|看见|查到)过?"
    r"|(?:没有?|不|未|无)[带写用加列含以标]?有?[“\"'‘「]?等|(?:没有?|无|不)[跟和与同]?(?:别人|其[他它余]|别的|第[三四五]家)"
)
"""What only looks like a negation, or is one of something else than an agency: 名单没有“等”字, 没有其他单位."""
_GROUP = r"Ａ(?:(?:[、,和与跟及或]|以及|还是|或者)+Ａ)*"
_LINK = r"(?:[是由归让给属于在有要用靠找交派算到和与跟对关需该应会被把写列提出现带含上进入的了着过任何再]|涉及|牵[涉扯]|包括|轮到|安排|点名)*"
_VERB = (
    r"(?:参[与加]|负责|[分主承]?管|承[担办]|牵头|涉及|牵[涉扯]|出现|列|写|提|责任|份|任务|沾|碰|插手|过问|介入|掺[和合]|点名|搭手|出面|上榜|配合|落实|有关|相关|挂名"
    r"|[办做干抓在的]|$|[?。])"
)
_ABSENT = r"(?:无关|没有?(?:什么|任何|一点)?(?:关系|关联|瓜葛)|不(?:相[关干]|沾边|搭[界边]|挨边)|无涉|扯不上|[管轮]不[着到上了]|缺席|缺位)"
EXCEPT = r"(?:(?<![清解免消删拆开革])除(?!外(?:[,。?]|$))[了去开却非]?|扣除|排除|剔除|去掉|刨[去除]|撇开|抛开|不[算计看])[由归是跟和与有让给]*"
_EXCEPTED = re.compile(rf"{EXCEPT}(?P<group>{_GROUP})|(?P<before>{_GROUP})[^,。?Ａ]{{0,6}}(?:以外|之外|除外)")
_OF_IT = re.compile(rf"{_NO}{_LINK}(?:[它他她]们?|这[家个]|该)(?!些)")
"""哪些没有它, of an agency that was named before."""
_WITHOUT = (
    _EXCEPTED,
    re.compile(rf"(?:{_NO}{_LINK}|缺了?)(?P<group>{_GROUP})"),
    re.compile(rf"(?P<group>{_GROUP})[^,。?;Ａ]{{0,4}}{_ABSENT}"),
    re.compile(
        rf"(?P<group>{_GROUP})(?:(?!{_NO})[^,。?;Ａ]){{0,8}}{_NO}[是由归用需要会必能得再被把有]*{_VERB}(?!了?[过到]?Ａ)"
    ),
)
_BESIDES = re.compile(r"(?:还|也|又|同时)(?:要|需|得)?[有由归让是给涉包找]?[^,。?]{0,2}(?:Ａ|其[他它]|别的|另)")
"""哪些措施除了Ａ还有Ｂ wants both."""
_TOGETHER = re.compile(r"共同|一起|联合|同时|一并")
_ALONE = re.compile(r"单独|独[自家]|[一1]家")
_ASKS_WHICH = re.compile(r"哪|什么|啥|几|谁")
_HAS = re.compile("(?:Ａ|单位|部门|机构|谁|哪家).*有")
_CLAUSE = re.compile(r"[^,。?;]+")
_WHO = r"(?:谁|哪[些个几一]*家?(?:责任)?(?:单位|部门|机构|局|委|家))"
_WHO_NOT = re.compile(
    rf"{_WHO}[^,。?Ａ不没]{{0,6}}{_NO}[是用需要会被有]*{_VERB}|{_NO}[是由归让]+{_WHO}"
    rf"|(?:单位|部门|机构|名单)[^,。?Ａ不没]{{0,4}}{_NO}(?:包括|包含|含有?|列[出有]?|写[出有]?|有)(?:的[是有])?(?:了|到)?(?:哪|谁)"
)


@dataclass(frozen=True, slots=True)
class Sides:
    """On which side of a question its agencies stand.

    Attributes:
        wanted: the agencies that are asked for, in the order of the question.
        unwanted: those that it wants to be without.
        excepted: those of them that it leaves out of account: 除了Ａ还有谁.
        is_clear: false where something about an agency is negated and it is not sure what.
    """

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    excepted: tuple[str, ...] = ()
    is_clear: bool = True


def read_sides(outline: str, agencies: Sequence[str]) -> Sides:
    """Read on which side the agencies of a question stand.

    Args:
        outline: the question, with each agency written Ａ.
        agencies: their names, in its order.
    """
    text = without_lookalikes(outline)
    named = {match.start(): agency for match, agency in zip(re.finditer("Ａ", outline), agencies, strict=True)}
    without: dict[int, str] = {}
    excepted: list[str] = []
    rest, is_clear = text, True
    for form in _WITHOUT:
        for match in form.finditer(text):
            start, end = match.span("before" if form is _EXCEPTED and match["before"] else "group")
            found = {place: named[place] for place in range(start, end) if place in named}
            without |= found
            if form is _EXCEPTED:
                excepted += found.values()
                is_clear &= _BESIDES.match(text[match.end() :].lstrip(" ,的")) is None
            # 不由Ａ单独负责 may be by Ａ and others, 不由Ａ和Ｂ共同负责 by one of the two.
            is_clear &= (_ALONE if len(found) == 1 else _TOGETHER).match(text[end:].lstrip(" 都所")) is None
            rest = rest[: match.start()] + " " * len(match.group()) + rest[match.end() :]
    of_it = _OF_IT.search(text) if not without and len(set(agencies)) == 1 else None
    if of_it:
        without |= named
        rest = rest[: of_it.start()] + " " * len(of_it.group()) + rest[of_it.end() :]
    around = (rest[clause.start() : clause.end()] for clause in _CLAUSE.finditer(outline) if "Ａ" in clause.group())
    is_clear &= not any(map(_ANY_NO.search, around))
    wanted = [agency for place, agency in named.items() if place not in without]
    # An agency that is wanted here and not there is asked about twice.
    is_clear &= not set(wanted) & set(without.values())
    return Sides(_once(wanted), _once(without.values()), _once(excepted), is_clear)


def is_negated(text: str) -> bool:
    """Tell whether anything is negated in a normalised text or an outline."""
    return _ANY_NO.search(without_lookalikes(text)) is not None


def asks_who_not(outline: str) -> bool:
    """Tell whether it is asked who has nothing to do with something: 哪些单位不负责智能分拣."""
    return _WHO_NOT.search(without_lookalikes(outline)) is not None


def without_lookalikes(text: str) -> str:
    """Blank what only looks like a negation of an agency, in a normalised text or an outline; its length stays."""

    def blank(match: re.Match[str]) -> str:
        clause = re.split("[,。?;]", text[: match.start()])[-1]
        # 负责这条没有 and 有啥任务没有 ask for yes or no, 哪些措施工信局没有 does not.
        is_meant = match["tail"] and _ASKS_WHICH.search(clause) and not _HAS.search(clause)
        return match.group() if is_meant else " " * len(match.group())

    return _NO_NEGATION.sub(blank, text)


def _once(agencies: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(agencies))
