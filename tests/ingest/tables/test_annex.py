from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.tables.annex import Annex, read_annex

TABLE = "序号\t应用领域\t场景名称\t责任单位\n1\t医疗\t影像诊断\t市卫健委\n"


def read(text: str) -> Annex:
    return read_annex(read_blocks(text))


@pytest.mark.parametrize(
    "head",
    [
        "附件：场景清单\n",
        "## 附件一：场景清单\n",
        "**附件**\n场景清单\n",
        "附件1\n场景清单\n",
        "附件1 场景清单\n",
        "附表：场景清单\n",
        "附件\n\n— 3 —\n**场景清单**\n",
    ],
)
def test_title(head: str) -> None:
    annex = read(head + TABLE)
    assert annex.title == "场景清单"
    (table,) = annex.tables
    assert [block.text for block in table.blocks] == TABLE.strip().split("\n")
    assert annex.goals == []


def test_title_repeated_is_set_aside_without_a_warning() -> None:
    annex = read("附件：场景清单\n场景清单\n" + TABLE)
    assert [noise.kind for noise in annex.noise] == ["repeated_title"]
    assert annex.warnings == []


def test_several_annexes_each_with_its_table() -> None:
    annex = read("附件1：场景清单\n" + TABLE + "附件2\n指标清单\n指标\t目标\n甲\t乙\n")
    assert annex.title == "场景清单"
    assert [table.section for table in annex.tables] == ["场景清单", "指标清单"]


def test_prose_is_kept_under_the_title_of_its_annex() -> None:
    annex = read("附件1：申报指南\n申报单位应当在本市注册。\n1.条件：注册满一年。\n附件2：承诺书\n本单位承诺真实。\n")
    shown = [(draft.section, draft.blocks[0].text) for draft in annex.goals]
    assert shown == [
        ("申报指南", "申报单位应当在本市注册。"),
        ("申报指南", "1.条件：注册满一年。"),
        ("承诺书", "本单位承诺真实。"),
    ]


def test_a_note_below_a_table_is_kept() -> None:
    annex = read("附件：场景清单\n" + TABLE + "注：以上场景持续更新。\n")
    assert [draft.blocks[0].text for draft in annex.goals] == ["注：以上场景持续更新。"]


def test_page_numbers_are_set_aside_with_a_warning_and_stamps_without() -> None:
    annex = read("附件：场景清单\n" + TABLE + "— 7 —\n（此件公开发布）\n")
    assert [noise.kind for noise in annex.noise] == ["page_number", "stamp"]
    assert [(warning.kind, warning.line) for warning in annex.warnings] == [("stray_line", 4)]


def test_no_annex() -> None:
    assert read_annex([]) == Annex()
