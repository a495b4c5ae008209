"""Policies made up by their grammar, for the properties: well formed with what is in them, and mutated."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from ingest.numerals import to_chinese

AGENCIES = ("市发展改革委", "市科技创新委", "各区", "市教育局（市委教育工委）", "人民银行深圳市中心支行", "各区各部门")
TITLES = ("加强攻关", "建设“1+N”算力体系", "支持企业上云（第二批）", "打造AI+医疗场景", "强化保障")
SENTENCES = (
    "支持企业发展。",
    "到2024年，智能算力达到1000P，增长20%。",
    "对符合条件的项目给予最高500万元资助；同一企业不重复享受。",
    "推进“揭榜挂帅”，开展（但不限于）联合攻关！",
    "见 https://example.com/a_(b)?c=1 的说明。",
)
HEADINGS = ("强化算力集群供给", "增强核心技术攻关能力", "保障措施")
STYLES = (
    ("{}、", "（{}）", "{}。"),
    ("第{}章　", "第{}条", "　【{}】"),
    ("第{}章 ", "第{}条", " {}。"),
    ("{}、", "（{}）", "{}\n"),
)
"""How headings and labels of measures are written, and a title after its label."""
NOTICE = (
    "某市关于支持人工智能发展的若干措施",
    "某市人民政府办公厅关于印发《某市若干措施》的通知",
    "各区人民政府，市直各单位：",
    "为贯彻落实国家部署，制定本措施。",
    "某市人民政府办公厅",
    "2023年5月31日",
    "某政办〔2023〕5号",
)
NOISE = (
    "— 3 —",
    "第 2 页 共 9 页",
    "http://www.example.gov.cn/a.html",
    "[链接](http://a.b)",
    "（此件公开发布）",
    "抄送：市委办公厅。",
    "本措施自2023年6月1日起施行，有效期3年。",
    "2023年5月31日",
    "附件",
    "附件2：",
    "注：以上均为暂定。",
)


@dataclass(frozen=True)
class Written:
    """A well-formed policy and what stands in it: of each measure and each row the parts, as they were put in."""

    text: str
    measures: tuple[tuple[str, str, str, tuple[str, ...], bool], ...]
    rows: tuple[tuple[int, str, tuple[str, ...]], ...]


@st.composite
def well_formed(draw: st.DrawFn) -> Written:
    """Draw a policy as ministries write them: a notice, sections, measures （一）…, an annex."""
    heading_form, label_form, title_form = draw(st.sampled_from(STYLES))
    lines = [draw(st.sampled_from(NOTICE[:2])), "", *draw(st.lists(st.sampled_from(NOTICE[2:]), max_size=3))]
    measures: list[tuple[str, str, str, tuple[str, ...], bool]] = []
    for section in range(1, draw(st.integers(1, 3)) + 1):
        heading = heading_form.format(to_chinese(section)) + draw(st.sampled_from(HEADINGS))
        lines += ["", heading]
        for _ in range(draw(st.integers(1, 3))):
            label = label_form.format(to_chinese(len(measures) + 1))
            title = draw(st.sampled_from(TITLES))
            body = "".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
            agencies, is_open = draw(_agencies()), draw(st.booleans())
            listed = "、".join(agencies) + ("等" if is_open else "")
            lines += ["", f"{label}{title_form.format(title)}{body}（责任单位：{listed}）"]
            measures.append((label, title, heading, agencies, is_open))
    rows: list[tuple[int, str, tuple[str, ...]]] = []
    if draw(st.booleans()):
        lines += [
            "",
            "附件：场景清单",
            draw(st.sampled_from(("序号\t场景名称\t责任单位", "| 序号 | 场景名称 | 责任单位 |"))),
        ]
        for number in range(1, draw(st.integers(1, 4)) + 1):
            agencies, name = draw(_agencies()), draw(st.sampled_from(("智能分拣", "辅助诊断", "低空物流")))
            cells = (str(number), name, "、".join(agencies))
            lines.append("\t".join(cells) if "\t" in lines[-1] else f"| {' | '.join(cells)} |")
            rows.append((number, name, agencies))
    return Written("\n".join(lines) + "\n", tuple(measures), tuple(rows))


@dataclass(frozen=True)
class Labelled:
    """A policy whose numbers begin again, leave some out and were put in between, and what it prints, in order.

    Each label is the form's text, the number, what was inserted behind it (之一) and the label of the section.
    """

    text: str
    labels: tuple[tuple[str, int, int, str], ...]


LABEL_STYLES = (
    ("第{}章　总则", "第{}条　", "第{}章"),
    ("## 第{}章 总则", "**第{}条**　", "第{}章"),
    ("{}、总体", "（{}）", "{}、"),
    ("第{}章 总则", "{}、", "第{}章"),
    ("", "{}、", ""),
    ("", "{}.", ""),
)
"""A heading, a label of a measure and the label in the heading."""


@st.composite
def labelled(draw: st.DrawFn) -> Labelled:
    """Draw a policy with labels of one style, numbered without any order."""
    heading_form, label_form, section_form = draw(st.sampled_from(LABEL_STYLES))
    lines, labels = ["某市若干规定", ""], []
    for section in draw(st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(sorted)):
        lines.append(heading_form.format(to_chinese(section)))
        for number in draw(st.lists(st.integers(1, 30), min_size=1, max_size=5)):
            inserted = draw(st.integers(0, 2)) if "条" in label_form else 0
            printed = str(number) if label_form == "{}." else to_chinese(number)
            label = label_form.format(printed)
            if inserted:
                label = label.replace("条", f"条之{to_chinese(inserted)}")
            lines += ["", f"{label}加强攻关，支持企业发展。"]
            labels.append((label.strip("*　"), number, inserted, section_form.format(to_chinese(section))))
    return Labelled("\n".join(lines) + "\n", tuple(labels))


def _agencies() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(AGENCIES), min_size=1, max_size=3, unique=True).map(tuple)


_PIECES = [
    *"一二十、。；，：（）()〔〕【】《》“”|\t \n\n\n　12.#*!\\",
    *("（一）", "（二）", "一、", "1.", "第一条", "第一章", "附件", "附件：", "责任单位：", "（责任单位：", "等"),
    *(
        "序号\t名称\t责任单位\n",
        "| 序号 | 名称 | 责任单位 |\n",
        "|---|---|---|\n",
        "1\t甲\t乙局\n",
        "| 1 | 甲 | 乙局 |\n",
    ),
    *("（市科技局负责）", "印发", "的通知", "\n序号\t责任单位\t责任单位\t名称\n", "牵头单位：甲；配合单位：乙\n"),
    *("\u200b", "\x0b", "\x0c", "\x85", "\x1c", "\u2028", "\u3000", "\u00a0", "\U0001f600", "𠮷", "²", "٣", "Ⅳ", "①"),
]


def _labels(draw: st.DrawFn) -> str:
    number = draw(st.integers(0, 120))
    form = draw(st.sampled_from(("（{}）", "({})", "{}、", "第{}条 ", "第{}章 ", "# {}、", "**（{}）**", "第 {} 条：")))
    return form.format(to_chinese(number) if draw(st.booleans()) else number)


@st.composite
def lines_of_policies(draw: st.DrawFn) -> str:
    """Draw lines of every kind in any order."""
    lines = []
    for _ in range(draw(st.integers(1, 14))):
        kind = draw(st.integers(0, 5))
        if kind == 0:
            lines.append(draw(st.sampled_from((*NOTICE, *NOISE, ""))))
        elif kind == 1:
            lines.append("".join(draw(st.lists(st.sampled_from(_PIECES), max_size=8))))
        elif kind == 2:
            agencies = "、".join(draw(_agencies()))
            form = draw(
                st.sampled_from(
                    ("（责任单位：{}）", "责任单位：{}", "（由{}负责）", "（牵头单位：{}；配合单位：甲局", "{}")
                )
            )
            lines.append(form.format(agencies))
        elif kind == 3:
            cells = draw(
                st.lists(st.sampled_from(("1", "2", "三", "", "甲", "乙局", "序号", "名称", "责任单位")), max_size=5)
            )
            lines.append(draw(st.sampled_from(("\t", " | ", "|"))).join(cells))
        else:
            body = "".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=2)))
            lines.append(_labels(draw) + draw(st.sampled_from(TITLES)) + draw(st.sampled_from(("。", "", "\n"))) + body)
    return draw(st.sampled_from(("\n", "\n\n", "\r\n"))).join(lines)


def heaps() -> st.SearchStrategy[str]:
    """Draw pieces of policies in any order, with any characters between them."""
    return st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=40).map("".join)


def delete_lines(lines: list[str], chance: random.Random) -> list[str]:
    return [line for line in lines if chance.random() > 0.2]


def duplicate_lines(lines: list[str], chance: random.Random) -> list[str]:
    return [copy for line in lines for copy in [line] * (2 if chance.random() < 0.2 else 1)]


def shuffle_lines(lines: list[str], chance: random.Random) -> list[str]:
    return chance.sample(lines, len(lines))


def break_lines(lines: list[str], chance: random.Random) -> list[str]:
    cuts = [chance.randint(0, len(line)) for line in lines]
    return [part for line, cut in zip(lines, cuts, strict=True) for part in (line[:cut], "", line[cut:])]


def join_lines(lines: list[str], chance: random.Random) -> list[str]:
    return "".join(line + ("" if chance.random() < 0.3 else "\n") for line in lines).split("\n")


def insert_marks(lines: list[str], chance: random.Random) -> list[str]:
    marks = "\u200b\u200d\ufeff\x07\x0c\x1f\x85\u2028\u3000\u202e（）\t|。一"
    cuts = [chance.randint(0, len(line)) for line in lines]
    return [line[:cut] + chance.choice(marks) + line[cut:] for line, cut in zip(lines, cuts, strict=True)]


Mutation = Callable[[list[str], random.Random], list[str]]
MUTATIONS: tuple[Mutation, ...] = (
    delete_lines,
    duplicate_lines,
    shuffle_lines,
    break_lines,
    join_lines,
    insert_marks,
)


@st.composite
def mutated(draw: st.DrawFn, policies: st.SearchStrategy[str]) -> str:
    """Draw a policy with up to three mutations of its lines."""
    lines = draw(policies).split("\n")
    chance = random.Random(draw(st.integers(0, 2**16)))
    for mutation in draw(st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3)):
        lines = mutation(lines, chance)
    return "\n".join(lines)
