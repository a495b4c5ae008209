from __future__ import annotations

import pytest

from answer.understand.dialogue.consequence import Consequences
from ingest.parser import parse_policy

LAW = """某某条例

第一条 企业应当每年报送年度报告。
第二条 企业应当公开收费标准。
第三条 违反本条例第一条规定的，责令改正，处一万元以下的罚款。
第四条 本条例自发布之日起施行。
"""


@pytest.fixture(scope="module")
def consequences() -> Consequences:
    return Consequences(parse_policy(LAW))


@pytest.mark.parametrize(
    ("turn", "cited", "found"),
    [
        ("不报会怎么罚", ("M1",), "M3"),
        ("没报会怎样?", ("M1",), "M3"),
        ("不公开会怎么罚", ("M2",), ""),
        ("罚多少", ("M3",), ""),
        ("每年几月报", ("M1",), ""),
        ("不报会怎么罚", ("M1", "M2"), ""),
        ("不报会怎么罚", (), ""),
    ],
)
def test_what_follows_is_said_elsewhere(
    consequences: Consequences, turn: str, cited: tuple[str, ...], found: str
) -> None:
    assert consequences.of(turn, cited) == found


@pytest.mark.parametrize(
    ("scores", "turn", "found"),
    [
        ({"M4": 2.0, "M5": 1.0}, "不公开会怎样", "M4"),
        ({"M4": 2.0, "M5": 1.9}, "不公开会怎样", ""),
        ({"M4": -2.0, "M5": -3.0}, "不公开会怎样", ""),
        ({"M4": 1.0, "M5": 2.0}, "不公开会怎样", "M5"),
        ({"M4": 1.0, "M5": 2.0}, "不公开罚多少钱", "M4"),
        ({"M4": 2.0, "M5": 1.0}, "每年几月公开", ""),
    ],
)
def test_where_no_number_is_named_what_is_found_well_ahead_is_meant(
    scores: dict[str, float], turn: str, found: str
) -> None:
    law = LAW.replace(
        "第四条 本条例", "第四条 不公开标准的，处一万元以下的罚款。\n第五条 情节严重的，给予处分。\n第六条 本条例"
    )
    asked: list[str] = []

    def rank(text: str) -> dict[str, float]:
        asked.append(text)
        return {"M2": 9.0, "M3": -4.0, **scores}

    assert Consequences(parse_policy(law), rank).of(turn, ("M2",), "要公开什么") == found
    assert asked in ([], [turn, f"要公开什么,{turn}"])


def test_a_turn_that_says_itself_what_is_broken_is_left_alone() -> None:
    assert (
        Consequences(parse_policy(LAW), lambda _text: {"M3": 5.0, "M2": 1.0}).of("收了押金怎么罚", ("M2",), "问") == ""
    )
