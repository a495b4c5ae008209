"""Lists of agencies in every way in which offices write them, drawn with who is named in which role."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from ingest.models import Role

UNITS = (
    "市发展改革委",
    "市科技创新局",
    "市财政局",
    "市人力资源和社会保障局",
    "市规划和自然资源局",
    "市教育局（市委教育工委）",
    "市政务服务和数据管理局",
    "市委宣传部",
    "市公安局",
    "市国资委",
    "市中级人民法院",
    "市税务局",
    "市大数据中心",
    "市贸促会",
    "市通信管理局",
    "人民银行临江市分行",
    "临江海关",
    "市投资控股有限公司",
    "市科协",
    "高新区管委会",
    "工业和信息化部",
    "国家市场监管总局",
    "市工业和信息化局（市国防科工办）",
)
CLASSES = (
    "各区（县、市）政府",
    "各县（市、区）人民政府",
    "各区",
    "各区政府（管委会）",
    "各省、自治区、直辖市人民政府",
    "各有关单位",
    "各镇（街道）",
)
"""Units that stand for many; in lists they come last."""
NAMES = (*UNITS, *CLASSES)

RoleNames = tuple[Role, tuple[str, ...]]


@dataclass(frozen=True)
class Listed:
    """A list as written and what it says.

    Attributes:
        text: with its brackets.
        roles: who is named in which role, in order.
        open: whether it ends in 等.
        own_lines: whether it stands on lines of its own and not behind a sentence.
    """

    text: str
    roles: tuple[RoleNames, ...]
    open: bool = False
    own_lines: bool = False

    @property
    def agencies(self) -> tuple[str, ...]:
        """All that are named, each once."""
        return tuple(dict.fromkeys(name for _, names in self.roles for name in names))


Form = tuple[str, tuple[Role, ...], bool]
R, L, W = Role.RESPONSIBLE, Role.LEAD, Role.WITH
FORMS: dict[str, Form] = {
    # The text, with a place for the names of each role; the roles; whether it stands on lines of its own.
    "in brackets": ("（责任单位：{}）", (R,), False),
    "narrow brackets": ("(责任单位:{})", (R,), False),
    "department": ("（责任部门：{}）", (R,), False),
    "leading and with": ("（牵头单位：{}；配合单位：{}）", (L, W), False),
    "leading and with, by a comma": ("（牵头单位：{}，配合单位：{}）", (L, W), False),
    "leading and responsible": ("（牵头单位：{}；责任单位：{}）", (L, R), False),
    "responsible and with": ("（责任单位：{}；配合单位：{}）", (R, W), False),
    "square brackets": ("〔牵头单位：{}；责任单位：{}〕", (L, R), False),
    "heavy brackets around it": ("【责任单位：{}】", (R,), False),
    "short words": ("（牵头：{}；配合：{}）", (L, W), False),
    "verb": ("（{}负责）", (R,), False),
    "by duty": ("（{}按职责分工负责）", (R,), False),
    "by duties of each": ("（{}根据各自职责分工负责）", (R,), False),
    "leads, others by duty": ("（{}牵头，{}按职责分工负责）", (L, R), False),
    "leads, others with": ("（{}牵头，{}配合）", (L, W), False),
    "leads in charge, others with": ("（{}牵头负责，{}配合）", (L, W), False),
    "leads, others take part": ("（由{}牵头，{}参与）", (L, W), False),
    "lead and others, then": ("（{}牵头；{}配合）", (L, W), False),
    "together with": ("（{}会同{}负责）", (L, W), False),
    "nothing but units": ("（{}）", (R,), False),
    "on a line": ("责任单位：{}", (R,), True),
    "on a line, full stop": ("责任单位：{}。", (R,), True),
    "on a line, word in brackets": ("【责任单位】{}", (R,), True),
    "on two lines": ("牵头单位：{}\n配合单位：{}", (L, W), True),
    "on two lines, apart": ("牵头单位：{}\n\n责任单位：{}", (L, R), True),
    "on one line": ("牵头单位：{}；配合单位：{}", (L, W), True),
    "bracket on a line": ("（责任单位：{}）", (R,), True),
    "verb on a line": ("（{}牵头，{}按职责分工负责）", (L, R), True),
    "with a scope": ("（责任单位：{}；适用范围：全市）", (R,), False),
    "with a deadline": ("（责任单位：{}；完成时限：2025年12月底前）", (R,), False),
    "with a date": ("（责任单位：{}，2025年12月底前完成）", (R,), False),
}
OPEN_ENDS = ("等", "等有关部门", "等单位", "等部门和单位")


@st.composite
def listed(draw: st.DrawFn, forms: dict[str, Form] = FORMS) -> Listed:
    """Draw one list of agencies of any form."""
    text, roles, own_lines = forms[draw(st.sampled_from(sorted(forms)))]
    wanted = draw(st.lists(st.sampled_from(UNITS), min_size=len(roles) + 1, max_size=len(roles) + 4, unique=True))
    cuts = _cuts(draw, len(roles), len(wanted))
    groups = [tuple(wanted[start:end]) for start, end in zip((0, *cuts), (*cuts, len(wanted)), strict=True)]
    if "责任" in text and draw(st.booleans()):
        groups[-1] = (*groups[-1], draw(st.sampled_from(CLASSES)))
    ends = "等" if draw(st.integers(0, 3)) == 0 and groups[-1][-1] in UNITS else ""
    if ends and "负责" not in text and "配合）" not in text and "参与" not in text:
        ends = draw(st.sampled_from(OPEN_ENDS))
    names = ["、".join(group) for group in groups]
    names[-1] += ends
    return Listed(text.format(*names), tuple(zip(roles, groups, strict=True)), bool(ends), own_lines)


def _cuts(draw: st.DrawFn, roles: int, names: int) -> tuple[int, ...]:
    """Draw where a list of names is divided among roles; a leader stands alone."""
    return () if roles == 1 else (draw(st.integers(1, min(2, names - 1))),)


@st.composite
def marked(draw: st.DrawFn) -> Listed:
    """Draw a list in which a sign of its own tells who leads: 甲局（牵头）."""
    first, *others = draw(st.lists(st.sampled_from(UNITS), min_size=2, max_size=4, unique=True).map(_plain))
    form = draw(st.sampled_from(("（责任单位：{}（牵头）、{}）", "（责任单位：{}（牵头单位）、{}）")))
    return Listed(form.format(first, "、".join(others)), ((L, (first,)), (R, tuple(others))))


def _plain(names: list[str]) -> list[str]:
    return [name.split("（")[0] for name in names]
