"""What a list of agencies says: who is named in which role, and what else stands in it.

A list is read from left to right: units gather until a verb (负责, 牵头, 配合) or the next role word tells what they do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.grammar.unit_lists import LONGEST_NAME, MARKED, OPEN_TAIL, is_unit, pieces, unjoined
from ingest.models import Role, RoleList

_LEAD = "牵头|主办|首要|第一"
_WITH = "配合|协办|协同|协助|参与|参加|支持|会办|支撑"
_CHARGE = "责任|负责|承办|实施|主管|落实|执行|组织|建设|运营|完成|推进|指导|监督|督办|督导|监管|审批|受理|经办|管理"
_BODY = "单位|部门|机构|主体|处室|科室|责任人|县区|区县|地区|方"
_LEVEL = "(?:国家|中央|省|自治区|市|州|区|县|镇|各?级){0,4}级?"
ROLE_WORD = rf"(?:其[他它]|相关|有关)?{_LEVEL}(?:(?:{_LEAD}|{_WITH}|{_CHARGE}|主要|具体|共同)[及和与、/（(]?){{1,6}}(?:{_BODY})[）)]?(?:[及和与、/](?:{_LEAD}|{_WITH}|{_CHARGE}|主要){{0,3}}(?:{_BODY}))?"
_ASK = "政策咨询|政策解释|咨询(?:单位|部门)|解释(?:单位|部门)|业务咨询|联系(?:单位|部门)"
ROLE = re.compile(
    rf"(?P<role>{ROLE_WORD}|{_ASK})\s*(?:[:：]|[】\]〕]\s*[:：]?)|(?P<bare>(?:{_LEAD}|{_WITH}|责任|负责|承办|指导|实施|落实))\s*[:：]"
)
"""What opens a list of agencies: 责任单位：, 牵头部门：, 【责任单位】, 配合：."""

_IN_FRAME = re.compile(rf"[【\[〔](?P<role>{ROLE_WORD})[】\]〕]\s*[:：]?")
"""A role word in a frame of its own: 【牵头单位】."""
_NEXT_ROLE = re.compile(rf"(?:(?<=[局委部厅办院署会司团行室府队心组所关校区县市等）)])\s*|\s+)(?={ROLE_WORD}\s*[:：])")
"""Where the next list begins without a separator."""
_TAIL = (
    r"(?:(?:按照?|依|根据)(?:各自)?(?:职责|职能|任务)?(?:分工|职责|权限)?|分别|共同|具体|联合|统筹|分工|各自|主要){0,4}"
)
VERB_WORDS = rf"{_TAIL}(?P<verb>负总责|总牵头|牵头负责|牵头(?:组织|推进|实施|落实)?|(?:负责|组织)(?:牵头|落实|组织实施|实施|推进|指导)?|(?:配合|参与|参加|协助|协同|支持|会商)(?:负责|实施|落实|推进|配合)?|指导|(?:组织|推进)?(?:实施|落实|承办|主办|协办)|分工负责)"
VERB = re.compile(rf"{VERB_WORDS}\s*[)）]?$")
"""What ends a statement of who is responsible: …负责, …牵头, …按职责分工负责."""
_VERB_INSIDE = re.compile(
    rf"{_TAIL}(?:负总责|总牵头|牵头负责|牵头(?:组织|推进|实施|落实)?|负责(?:牵头|落实|组织实施|实施|指导)?|(?:配合|参与|参加|协助|协同|支持)(?:负责|实施|落实|配合)?|指导|(?:组织)?(?:实施|落实)|承办|主办|协办|分工负责)$"
)
_TOGETHER = re.compile(r"会同|会商|商")

_NOTE = re.compile(
    r"^(?:列(?:在|于)?[第首]|排(?:在|名|列|序)?[第首在]|标(?:注|有|[*★▲])|带(?:有|[*★▲“])|打[*★▲]|位[列于]|首位|第一|以上|以下|下同|其中|其他各|注[:：]|如|除|并|按|根据|依[据照]|涉及"
    r"|自20|每[年季月]|均[需由]|需[由要]|完成|不再|逐[项年步]|持续|长期|适用|[^、，,；;：:（(]{2,10}[：:])"
)
"""What is no unit but a remark: 适用范围：…, 列第一位的为牵头单位, 2025年底前."""
_OPEN_INSIDE = re.compile(r"等(?:部门|单位|有关部门)?(?:和|及|与|以及)(?=各|有关|相关|省|市|县|区)")
_CONTACT = re.compile(r"[（(]?(?:联系(?:方式|电话|人)|咨询电话|电话)\s*[:：]|\d{3,4}-?\d{7,8}")
_TIME = re.compile(r"^\d{4}\s*年|^\d{1,2}\s*月|^(?:长期|持续|年底|近期|中期|远期)|完成$|^第[一二三四]季度")
_ROLE_OF_ONE = re.compile(
    r"[（(](?P<role>牵头(?:单位|部门)?|主办|负责|主要负责|责任单位|配合(?:单位|部门)?|协办|参与)[）)]"
)
_SCOPE_OF_ONE = re.compile(
    r"[（(](?:负责|牵头|列(?:第|在|首)|排(?:第|在|名)|以上|以下|下同|注|第|仅|限|涉及|除|按|根据|其中|如|含(?!区|县|市)|承担|主要|具体|共同|办公室设|排名)[^（）()]{0,60}[）)]$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What one list says.

    Attributes:
        lists: who is named in which role, in order.
        remarks: what else stands in it.
    """

    lists: tuple[RoleList, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    trusted: bool
    word: str = ""
    role: Role = Role.RESPONSIBLE
    waiting: list[str] = field(default_factory=list)
    open: bool = False
    remarking: bool = False
    together: bool = False
    lists: list[RoleList] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def close(self, word: str, role: Role) -> None:
        """Give those who wait a role."""
        single = [_own_role(name, role) for name in self.waiting]
        for own in dict.fromkeys(found for _, found, _ in single):
            names = tuple(dict.fromkeys(name for name, found, _ in single if found is own and name))
            marked = tuple(dict.fromkeys(name for name, found, mark in single if found is own and mark))
            if names:
                said = word if own is role else _WORDS[own]
                self.lists.append(RoleList(said, own, names, self.open, marked))
        if not self.waiting and self.open and self.lists:
            self.lists[-1] = replace(self.lists[-1], open=True)
        self.waiting, self.open = [], False


_WORDS = {Role.LEAD: "牵头", Role.WITH: "配合", Role.RESPONSIBLE: "负责", Role.CONSULTED: "咨询"}


def role_of(word: str) -> Role:
    """Return what a role word or a verb means."""
    if re.search(_ASK, word):
        return Role.CONSULTED
    if re.search(f"{_LEAD}|负总责|主管|主要责任", word):
        return Role.LEAD
    if re.match(f"{_LEVEL}(?:{_WITH})", word):
        return Role.WITH
    return Role.RESPONSIBLE


def read_roles(text: str, *, trusted: bool, word: str = "") -> Named:
    """Read a list of agencies.

    Args:
        text: what stands in the brackets or on the line: 责任单位：甲局、乙局；配合单位：丙局等.
        trusted: whether a role word stands before it, so that what is listed are units even if they do not look like it.
        word: what the list is called where that stands elsewhere, as the head of a column.
    """
    reading = _Reading(trusted, word, role_of(word))
    text = _NEXT_ROLE.sub("；", _IN_FRAME.sub(r"；\g<role>：", text))
    for piece, separator in pieces(text):
        _take(piece, separator, reading)
    if reading.together:
        reading.close("会同", Role.WITH)
    reading.close(reading.word or "负责", reading.role)
    return Named(tuple(reading.lists), tuple(reading.remarks))


def _take(piece: str, separator: str, reading: _Reading) -> None:
    piece = piece.strip().rstrip("。.").removesuffix("**").removeprefix("**").strip()
    opening = ROLE.match(piece)
    if opening:
        reading.close(reading.word or "负责", reading.role)
        reading.word = (opening["role"] or opening["bare"]).strip()
        reading.role = role_of(reading.word)
        piece = piece[opening.end() :].strip()
        reading.remarking = False
    if piece:
        _take_clause(piece, reading)
    if separator in ("；", ";"):
        reading.close(reading.word or "负责", reading.role)


def _take_clause(clause: str, reading: _Reading) -> None:
    clause = clause.removeprefix("由") if VERB.search(clause) or not reading.trusted else clause
    verb = _VERB_INSIDE.search(clause)
    units = (
        clause[: verb.start()]
        if verb and (verb.start() == 0 or is_unit(_bare(clause[: verb.start()])) or _TOGETHER.search(clause))
        else clause
    )
    if units is clause:
        verb = None
    if reading.remarking or _NOTE.match(units) or _TIME.search(units):
        # A remark goes on to the end of the list: 以下均需各区政府、管委会落实，不再列出.
        reading.remarking = True
        reading.remarks.append(clause)
        return
    lead, together, others = _together(units)
    for name in filter(None, (lead,)):
        _add(name, reading)
    if together:
        reading.close(reading.word or (verb.group() if verb else "负责"), Role.LEAD)
        _add(others, reading)
        reading.together = True
    if reading.together and (verb or together):
        # All that follow 会同 take part, up to the verb.
        if verb:
            reading.close("会同", Role.WITH)
            reading.together = False
        return
    if verb:
        word = verb.group()
        own = role_of(word) if re.search(f"{_LEAD}|{_WITH}", word) or not reading.word else reading.role
        reading.close(word if not reading.word or own is not reading.role else reading.word, own)


def _together(units: str) -> tuple[str, bool, str]:
    match = re.search(r"会同|会商", units)
    if not match:
        return units, False, ""
    return units[: match.start()], True, units[match.end() :]


def _bare(name: str) -> str:
    tail = OPEN_TAIL.search(name)
    return name[: tail.start()] if tail else name


def _add(name: str, reading: _Reading) -> None:
    open_inside = _OPEN_INSIDE.search(name)
    if open_inside:
        # 中国残联等和各地区 names two, and leaves others open.
        _add(name[: open_inside.start() + 1], reading)
        name = name[open_inside.end() :]
    if name.endswith(("）", ")")) and not re.search("[（(]", name):
        # A bracket that nothing opened closes the list, and is none of the name.
        name = name[:-1]
    contact = _CONTACT.search(name)
    if contact:
        reading.remarks.append(name[contact.start() :])
        name = name[: contact.start()]
    tail = OPEN_TAIL.search(name)
    if tail:
        reading.open = True
        name = name[: tail.start()]
    if not name:
        return
    scope = _SCOPE_OF_ONE.search(name)
    if scope and not _ROLE_OF_ONE.search(name):
        reading.remarks.append(name)
        name = name[: scope.start()]
    if len(name) > LONGEST_NAME or not re.search(r"\w", name):
        return
    if (
        not reading.trusted
        and not is_unit(MARKED.sub("", _ROLE_OF_ONE.sub("", name)))
        and reading.lists
        and reading.word
    ):
        reading.remarks.append(name)
        return
    reading.waiting += unjoined(name)


def _own_role(name: str, role: Role) -> tuple[str, Role, bool]:
    """Take a mark of its own off a name: 甲局（牵头）, ★甲局; the last value tells whether there was a sign."""
    own = _ROLE_OF_ONE.search(name)
    bare = _ROLE_OF_ONE.sub("", name).strip()
    return MARKED.sub("", bare).strip(), role_of(own["role"]) if own else role, MARKED.search(bare) is not None
