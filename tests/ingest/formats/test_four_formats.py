"""The same policy as Markdown, Word, PDF and web page: the same is found in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ingest.corpus_files import load_policy, parse_bytes
from ingest.report.values import to_json
from tests.ingest.formats.one_policy import writers
from tests.ingest.formats.one_policy.description import Cell, Line, Policy, Table, described, without_damage

GOLD = Path(__file__).parents[1] / "gold"
OF_FILES = {"start", "end", "repairs", "noise", "format", "pages", "line"}
"""What depends on the file by its nature, besides everything about digests."""
OF_LINES = re.compile(r"（?第[\d、]+[行页]）?")
OF_PORTALS = re.compile("索引号：|有效性：")

RESPONSIBLE = Policy(
    (
        Line("某市支持专精特新企业发展若干措施任务分工方案", "title"),
        Line("某政办发〔2025〕12号"),
        Line("各区人民政府，市政府各部门："),
        Line("为抓好各项任务落实，结合本市实际，制定本方案。"),
        Line("一、总体要求"),
        Line("坚持分类指导、精准施策，到2027年，全市专精特新企业达到1000家。"),
        Line("二、重点任务"),
        Line("（一）加强梯度培育。建立培育库，对首次认定的企业给予最高30万元奖励。（牵头单位：市工业和信息化局；配合单位：市财政局、各区政府）"),
        Line("（二）强化金融支持。推出专属信贷产品，给予不超过50%的贴息。（责任单位：市委金融办、人民银行宁波市分行等）"),
        Line("三、任务分工"),
        Line("各单位按下表抓好落实。"),
        Table(
            (
                (Cell("类别", 2), Cell("重点事项", 2), Cell("责任单位", 1, 2), Cell("完成时限", 2)),
                (Cell("牵头单位"), Cell("配合单位")),
                (Cell("梯度培育", 3), Cell("建立企业培育库"), Cell("市工业和信息化局", 2), Cell("各区政府"), Cell("2025年底")),
                (Cell("开展诊断服务"), Cell("市科技局、市市场监管局"), Cell("持续推进")),
                (Cell("组织申报认定"), Cell("市科技局"), Cell("各区政府"), Cell("2026年6月")),
                (Cell("金融支持", 2), Cell("推出专属信贷产品"), Cell("市委金融办"), Cell("人民银行宁波市分行", 2), Cell("2025年底")),
                (Cell("落实贷款贴息"), Cell("市财政局"), Cell("持续推进")),
            ),
            heads=2,
        ),
        Line("四、附则"),
        Line("本方案自2025年7月1日起施行，有效期至2027年12月31日。"),
        Line("某市人民政府办公室"),
        Line("2025年6月3日"),
    )
)  # fmt: skip
ODD = ("s01", "s02", "s03", "s04", "s05", "g33", "g58")
"""Begin with what a crawler wrote about them, or are orders, whose number the description takes for a part of the title."""
FORMS = ("plan", "01_ningbo-opc-yijian", "22_guofa2018-41-geshui", "c07", "g17", "merged cells")
OTHERS = sorted({path.stem for path in GOLD.glob("*.md")} - {*FORMS, *ODD, "README"})
FILES: dict[str, tuple[str, Callable[[Policy], bytes]]] = {
    "docx": ("a.docx", writers.word),
    "pdf": ("a.pdf", writers.pdf),
    "html": ("a.html", writers.page),
    "tables in HTML": ("a.md", writers.markdown_with_html),
}


@cache
def policy(name: str) -> Policy:
    if name == "merged cells":
        return RESPONSIBLE
    if name == "plan":
        return described(without_damage(load_policy()))
    return described((GOLD / f"{name}.md").read_text(encoding="utf-8"))


def said(data: bytes, name: str) -> dict[str, Any]:
    """Return all that is found in a file but what depends on the file by its nature; white space counts nowhere."""
    found: dict[str, Any] = _said(to_json(parse_bytes(data, name)))
    # A portal says more of a document than the document does.
    found["notice"] = [part for part in found["notice"] if not OF_PORTALS.match(part["text"])]
    for goal in found["goals"]:
        # Cut at a width in which white space counts.
        del goal["name"]
    return found


def _said(value: object) -> Any:
    if isinstance(value, dict):
        return {key: _said(one) for key, one in value.items() if key not in OF_FILES and "digest" not in key}
    if isinstance(value, list):
        return [_said(one) for one in value]
    return OF_LINES.sub("", re.sub(r"\s", "", value)) if isinstance(value, str) else value


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", [*FORMS, *(pytest.param(each, marks=pytest.mark.slow) for each in OTHERS)])
def test_the_same_is_found_in_every_format(name: str, kind: str) -> None:
    file, write = FILES[kind]
    assert said(write(policy(name)), file) == said(writers.markdown(policy(name)), "a.md")
