"""Tables with any heads, in tabs or bars, with merged cells, drawn with the rows that they hold."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from ingest.models import Role
from tests.ingest.drawn.lists import CLASSES, UNITS, RoleNames

_WORDS = {
    "场景名称": ("影像辅助诊断", "无人配送", "智能分拣（一期）", "城市“一网统管”", "低空物流"),
    "重点任务": ("建设公共算力平台", "引进高层次人才", "推进数据开放、共享", "制定地方标准"),
    "事项": ("企业开办", "不动产登记", "人才落户", "水电气联合报装"),
    "应用领域": ("医疗", "交通", "制造", "政务"),
    "类别": ("平台建设", "人才引育"),
    "完成时限": ("2025年12月", "长期", "2024年6月底前", "持续推进"),
    "指标": ("研发投入强度", "高新技术企业数", "智能算力规模"),
    "单位": ("%", "家", "EFLOPS"),
    "2023年": ("3.5", "4000", "—"),
    "2027年": ("4", "5000", "10"),
    "评价内容": ("研发投入", "人才队伍", "成果转化"),
    "分值": ("30分", "20", "10分"),
    "评分标准": ("1.达到5%得30分；2.达到3%得20分。", "每项得5分，最高20分", "有得10分，无不得分"),
    "项目等级": ("国家级", "省级", "市级"),
    "资助标准": ("最高500万元", "300万元", "按投入的30%，不超过100万元"),
}
_NAMES = ("场景名称", "重点任务", "事项", "指标", "评价内容", "项目等级")
_DOMAINS = ("应用领域", "类别")
_ROLES = {
    "责任单位": Role.RESPONSIBLE,
    "牵头单位": Role.LEAD,
    "配合单位": Role.WITH,
    "牵头": Role.LEAD,
    "配合": Role.WITH,
    "负责部门": Role.RESPONSIBLE,
}
HEADS = (
    ("序号", "应用领域", "场景名称", "责任单位"),
    ("序号", "重点任务", "牵头单位", "配合单位"),
    ("序号", "类别", "重点任务", "责任单位", "完成时限"),
    ("事项", "牵头", "配合"),
    ("场景名称", "负责部门"),
    ("指标", "单位", "2023年", "2027年"),
    ("评价内容", "分值", "评分标准"),
    ("项目等级", "资助标准"),
    ("序号", "事项", "完成时限"),
)


@dataclass(frozen=True)
class DrawnRow:
    """A row as it was put in: its cells with what merged cells say, and what they mean."""

    cells: tuple[tuple[str, str], ...]
    domain: str
    name: str
    roles: tuple[RoleNames, ...]


@dataclass(frozen=True)
class DrawnTable:
    """Lines and the rows that they hold."""

    lines: tuple[str, ...]
    rows: tuple[DrawnRow, ...]


@st.composite
def tables(draw: st.DrawFn) -> DrawnTable:
    """Draw a table."""
    heads = draw(st.sampled_from(HEADS))
    count = draw(st.integers(2, 4))
    columns = [_column(draw, head, count) for head in heads]
    written, meant = zip(*(zip(*column, strict=True) for column in columns), strict=True)
    with_tabs = draw(st.booleans())
    lines = [
        _line(heads, with_tabs=with_tabs),
        *(_line(row, with_tabs=with_tabs) for row in zip(*written, strict=True)),
    ]
    if not with_tabs:
        lines.insert(1, "|" + "---|" * len(heads))
    return DrawnTable(tuple(lines), tuple(_row(heads, row) for row in zip(*meant, strict=True)))


def _column(draw: st.DrawFn, head: str, count: int) -> list[tuple[str, str]]:
    """Draw what is written in each cell of a column, and what it means."""
    if head == "序号":
        return [(str(number), str(number)) for number in range(1, count + 1)]
    if head in _ROLES:
        cells = [_agencies(draw, may_be_none=head in ("配合单位", "配合")) for _ in range(count)]
        return [(cell, cell) for cell in cells]
    values = _WORDS[head]
    if head in _DOMAINS:
        meant = sorted(draw(st.lists(st.sampled_from(values), min_size=count, max_size=count)))
        merged = draw(st.booleans())
        return [
            ("" if merged and place and meant[place - 1] == value else value, value)
            for place, value in enumerate(meant)
        ]
    names = draw(st.lists(st.sampled_from(values), min_size=count, max_size=count, unique=head in _NAMES and count <= len(values)))  # fmt: skip
    return [(name, name) for name in names]


def _agencies(draw: st.DrawFn, *, may_be_none: bool) -> str:
    if may_be_none and draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(("/", "—", "无")))
    names = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True))
    return "、".join([*names, *draw(st.lists(st.sampled_from(CLASSES), max_size=1))])


def _line(cells: tuple[str, ...], *, with_tabs: bool) -> str:
    return "\t".join(cells) if with_tabs else f"| {' | '.join(cells)} |"


def _row(heads: tuple[str, ...], row: tuple[str, ...]) -> DrawnRow:
    cells = tuple(zip(heads, row, strict=True))
    roles = tuple(
        (_ROLES[head], tuple(_split(cell))) for head, cell in cells if head in _ROLES and cell not in ("/", "—", "无")
    )
    domain = next((cell for head, cell in cells if head in _DOMAINS), "")
    name = next(cell for head, cell in cells if head in _NAMES)
    return DrawnRow(cells, domain, name, roles)


def _split(cell: str) -> list[str]:
    """Split a list at the separators that stand in no name: what was drawn holds them in one class at most."""
    last = next((name for name in CLASSES if cell.endswith("、" + name)), "")
    return [*cell.removesuffix("、" + last).split("、"), *([last] if last else [])]
