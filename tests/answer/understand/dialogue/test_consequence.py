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
