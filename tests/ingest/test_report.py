from __future__ import annotations

import json

from ingest.corpus_files import load_policy
from ingest.parser import parse_policy
from ingest.report import outline, to_json

SMALL = """甲市若干措施

（一）支持企业，给予奖励。（责任单位：甲局等）

附件：清单
名称\t责任单位
乙\t丙局
丁
"""


def test_outline_of_a_small_policy() -> None:
    assert outline(parse_policy(SMALL)).splitlines() == [
        "甲市若干措施",
        "发文机关：未写明",
        "发文日期：未写明",
        "0 个部分，1 条措施，1 项场景",
        "",
        "（无章节）",
        "  （一）支持企业，给予奖励。",
        "      责任单位：甲局等",
        "",
        "附件：清单",
        "   1    乙  （丙局）",
        "",
        "解析提示（1 条）",
        "  第 8 行：附件中的这一行不属于任何一行场景，未采用",
    ]


def test_outline_without_warnings_says_so() -> None:
    assert outline(parse_policy("（一）甲。")).splitlines()[-2:] == ["解析提示（0 条）", "  无"]


def test_outline_of_the_built_in_policy_names_every_item() -> None:
    document = load_policy()
    shown = outline(document)
    assert "6 个部分，18 条措施，25 项场景" in shown
    names = [*(item.title for item in document.measures), *(item.name for item in document.scenarios)]
    assert all(name in shown for name in names)


def test_json_gives_back_the_parsed_values() -> None:
    document = load_policy()
    values = json.loads(json.dumps(to_json(document), ensure_ascii=False))
    assert values["date"] == "2023-05-31"
    assert values["valid_until"] == 2024
    assert [measure["text"] for measure in values["measures"]] == [measure.text for measure in document.measures]
    assert [scenario["id"] for scenario in values["scenarios"]] == [item.id for item in document.scenarios]
    assert [warning["line"] for warning in values["warnings"]] == [warning.line for warning in document.warnings]
    assert values["digest"] == document.digest
    assert values["text_digest"] == document.text_digest


def test_json_offsets_point_into_the_source() -> None:
    document = load_policy()
    for part in [*to_json(document)["scenarios"], *to_json(document)["noise"]]:
        shown = part.get("text") or part["name"]
        assert shown in document.source[part["start"] : part["end"]]
