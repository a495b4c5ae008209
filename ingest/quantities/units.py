"""The units that policies count and measure in, and of what each says how much."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a number says how much of."""

    AMOUNT = "amount"
    SHARE = "share"
    DATE = "date"
    DURATION = "duration"
    COUNT = "count"
    FREQUENCY = "frequency"


_UNITS_OF = {
    Kind.AMOUNT: "元 美元 港元 欧元 日元 港币 人民币 块钱",
    Kind.SHARE: "% ‰ 百分点 基点 折",
    Kind.DURATION: "年 周年 学年 学期 月 季度 周 星期 日 天 工作日 自然日 交易日 小时 分钟 秒",
    Kind.COUNT: "倍 家 户 名 人 人次 位 座 台 套 款 场 场次 次 项 条 所 间 处 部 件 批 类 种 层 级 期 届 支 只 笔 辆 节 份 岁 周岁 学时 课时 "
    "平方公里 平方千米 平方米 ㎡ 公顷 亩 公里 千米 米 立方米 吨 公斤 千克 千瓦 千瓦时 兆瓦 度 株 p e flops pflops eflops gb tb mw kw",
}
_GOES_ON = {
    "人": "工",
    "周": "[岁边]",
    "年": "[代级会报龄轮薪]",
    "日": "报",
    "次": "性",
    "届": "[一二三四五六七八九]中",
    "部": "[门分署]",
    "折": "[旧合算扣叠返]",
    "元": "[宇素旦器]",
    "度": "假",
}
"""With what behind it a character is no unit: 人工 is no 人, 三年级 no length of time."""


def _any_of(*kinds: Kind) -> str:
    """Match a unit of some kinds, the longest that is there; latin ones are no beginnings of words."""
    units = sorted((unit for kind in kinds for unit in _UNITS_OF[kind].split()), key=len, reverse=True)
    return "|".join(rf"{unit}(?!{'[a-z]' if unit.isascii() else _GOES_ON.get(unit, '$.')})" for unit in units)


DURATION_UNITS = _any_of(Kind.DURATION)
UNITS = rf"{_any_of(Kind.AMOUNT, Kind.COUNT)}|个?(?:{_any_of(Kind.DURATION, Kind.SHARE)})"
"""Match a unit of a folded text; 个 before one belongs to it: 个月, 个百分点."""

_KINDS = {unit: kind for kind, units in _UNITS_OF.items() for unit in units.split()}
_ALIKE = tuple(
    frozenset(units.split())
    for units in (
        "人 名 位 人次",
        "家 户 所",
        "岁 周岁",
        "学时 课时 节",
        "场 场次",
        "平方公里 平方千米 平方米 ㎡ 公顷 亩",
        "公里 千米 米",
        "吨 公斤 千克",
        "千瓦 兆瓦 mw kw",
        "p e flops pflops eflops",
        "gb tb",
    )
)
"""Units that may stand for each other; those of money, of shares and of time all may."""


def kind_of(unit: str) -> Kind:
    """Return what something in a unit says how much of; without one it counts."""
    return _KINDS.get(unit, Kind.COUNT)


def units_like(unit: str) -> frozenset[str]:
    """Return the units in which may be stated what is asked for in one: 家 and 户, 人 and 名."""
    return next((units for units in _ALIKE if unit in units), frozenset((unit,)))
