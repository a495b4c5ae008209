from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from ingest.comparison import PARTS, compare, parts_of, read_gold
from ingest.errors import MetadataError
from ingest.models import PolicyDocument
from tests.ingest.report.policies import led

GOLD: dict[str, Any] = {
    "file": "led.md",
    "title": "甲市若干措施（试行）",
    "document_number": "甲政发〔2026〕3号",
    "issuers": ["甲市人民政府"],
    "status": "试行",
    "dates": {"issued": "2026-03-01", "effective": "2026-04-01", "until": "2028-12-31"},
    "lead_rule": "列第一位的为牵头单位",
    "default_units": ["各区政府"],
    "measures": [
        {
            "label": "（一）",
            "title": "建设平台",
            "section": "二、主要任务",
            "subsection": None,
            "units": ["市经信局", "市财政局"],
            "roles": [["责任单位", ["市经信局", "市财政局"]]],
            "open": False,
            "first_10_chars": "（一）建设平台。支持",
            "last_10_chars": "区政府落实，不再列出）",
        },
        {
            "label": "（二）",
            "title": "培育人才",
            "units": ["市人社局", "市教育局"],
            "roles": [["牵头单位", ["市人社局"]], {"配合单位": ["市教育局"]}],
            "open": True,
        },
        {"label": "（三）", "title": "保障资金", "units": ["市财政局", "市审计局"]},
    ],
    "goals": ["坚持政府引导，到20"],
    "closing": ["本措施自2026年4"],
    "tables": [{"rows": 2}],
    "notes": "for people",
}


@pytest.fixture(scope="module")
def document() -> PolicyDocument:
    return led()


def test_no_difference(document: PolicyDocument) -> None:
    assert compare(document, GOLD) == []
    assert parts_of(GOLD) == PARTS


def test_what_is_left_out_is_not_compared(document: PolicyDocument) -> None:
    gold = {"measures": [{"label": one["label"]} for one in GOLD["measures"]]}
    assert compare(document, gold) == []
    assert parts_of(gold) == ("措施",)


def test_white_space_and_bold_type_count_nowhere(document: PolicyDocument) -> None:
    assert compare(document, {**GOLD, "title": " **甲市**\n若干措施（试行）"}) == []


@pytest.mark.parametrize(
    ("path", "value", "part", "where"),
    [
        (("title",), "乙", "标题文号", "title"),
        (("document_number",), None, "标题文号", "document_number"),
        (("issuers",), ["甲市人民政府", "乙"], "标题文号", "issuers"),
        (("status",), None, "标题文号", "status"),
        (("dates", "until"), None, "日期", "until"),
        (("lead_rule",), None, "约定", "lead_rule"),
        (("lead_rule",), "带★的为牵头单位", "约定", "lead_rule"),
        (("default_units",), [], "约定", "default_units"),
        (("measures", 0, "title"), None, "措施", "（一） title"),
        (("measures", 0, "section"), None, "措施", "（一） section"),
        (("measures", 0, "subsection"), "（一）乙", "措施", "（一） subsection"),
        (("measures", 0, "first_10_chars"), "（二）", "措施", "（一） first_10_chars"),
        (("measures", 0, "last_10_chars"), "乙", "措施", "（一） last_10_chars"),
        (("measures", 2, "label"), "（四）", "措施", "编号"),
        (("measures", 0, "units"), ["市财政局", "市经信局"], "单位", "（一）"),
        (("measures", 1, "open"), False, "单位", "（二） 等"),
        (("measures", 1, "roles"), [["责任单位", ["市人社局", "市教育局"]]], "单位", "（二） 角色"),
        (("goals",), ["推进"], "目标", "goals 第 1 段"),
        (("goals",), [], "目标", "goals"),
        (("closing",), ["乙"], "附则", "closing 第 1 段"),
        (("tables",), [{"rows": 3}], "表格", "行数"),
        (("tables",), [], "表格", "行数"),
    ],
)
def test_every_field_is_compared(
    document: PolicyDocument, path: tuple[str | int, ...], value: object, part: str, where: str
) -> None:
    gold = copy.deepcopy(GOLD)
    inner: Any = gold
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert [(one.part, one.where) for one in compare(document, gold)] == [(part, where)]


def test_where_labels_part_is_said(document: PolicyDocument) -> None:
    (one,) = compare(document, {"measures": GOLD["measures"][:2]})
    assert str(one) == "[措施] 编号：应为 2 条，第 3 条是 空，得到 3 条，第 3 条是 （三）"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[]", "measures"),
        ('{"measures": "1."}', "measures"),
        ('{"measures": ["（一）"]}', "measures 第 1 项"),
        ('{"measures": [{"label": "（一）"}, {"label": 1}]}', "measures 第 2 项"),
        ('{"measures": [{"label": "（一）", "units": "甲局"}]}', "measures 第 1 项"),
        ('{"measures": [{"label": "（一）", "roles": [["牵头"]]}]}', "measures 第 1 项"),
        ('{"measures": [], "issuers": "甲"}', "issuers"),
        ('{"measures": [], "dates": {"end": null}}', "dates"),
        ('{"measures": [], "dates": []}', "dates"),
        ('{"measures": [], "tables": [[]]}', "tables"),
        ('{"measures": [], "file": 1}', "file"),
    ],
)
def test_field_of_another_form_is_named(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MetadataError, match=f"的 {wrong} 不合格式"):
        read_gold(path)


@pytest.mark.parametrize("data", [b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "gold.json"
    path.write_bytes(data)
    with pytest.raises(MetadataError, match="不是 UTF-8 编码的 JSON"):
        read_gold(path)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match="无法读取"):
        read_gold(tmp_path / "none.json")
