from __future__ import annotations

import pytest

from ingest.grammar.blocks import read_blocks
from ingest.grammar.outline import Node, build_tree
from ingest.grammar.settling import settle_labels
from ingest.grammar.votes import Vote, stands_alone, vote

LONG = "支持企业牵头组建创新联合体，围绕重点领域开展关键技术攻关，按规定给予资金支持。"
OWN = "（责任单位：市科技局）"


def nodes(*lines: str) -> list[Node]:
    return build_tree(settle_labels(read_blocks("\n".join(lines)))).children


def first_vote(*lines: str, outermost: bool = True) -> Vote:
    return vote(nodes(*lines), 0, outermost=outermost)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("（一）甲", f"1.{LONG}{OWN}", f"2.{LONG}{OWN}"), "各条写明了责任单位"),
        (("（一）甲", f"1.{LONG}", f"2.{LONG}", "（二）乙", f"3.{LONG}"), "编号在各部分之间连续"),
    ],
)
def test_what_is_sure_to_go_down(lines: tuple[str, ...], why: str) -> None:
    found = first_vote(*lines)
    assert (found.down, found.strong, found.why) == (True, True, why)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (("（一）对下列项目给予支持：", "1.国家级项目", "2.省级项目"), "前面有引出列举的冒号"),
        ((f"（一）{LONG}{OWN}", f"1.{LONG}", f"2.{LONG}"), "责任单位写在编号之前，是对整条说的"),
        (("（一）甲。乙", "1.对国家级项目给予支持；", "2.对省级项目给予支持。"), "各项以分号相连，是一句话的列举"),
    ],
)
def test_what_is_sure_to_stay(lines: tuple[str, ...], why: str) -> None:
    found = first_vote(*lines, outermost=False)
    assert (found.down, found.strong, found.why) == (False, True, why)


def test_a_list_behind_the_last_is_for_all_of_an_inner_item() -> None:
    found = first_vote("（一）甲", f"1.{LONG}", f"2.{LONG}", OWN, outermost=False)
    assert (found.down, found.strong) == (False, True)


def test_a_list_behind_the_last_of_a_part_is_a_doubt() -> None:
    found = first_vote("一、甲", f"（一）{LONG}", f"（二）{LONG}", OWN)
    assert (found.down, found.doubtful) == (True, True)


def test_a_list_below_a_heading_is_for_all_that_stand_under_it() -> None:
    assert first_vote("一、甲", OWN, f"（一）乙。{LONG}", f"（二）丙。{LONG}").down


@pytest.mark.parametrize(
    ("lines", "outermost", "down"),
    [
        (("（一）甲", f"1.乙。{LONG}", f"2.丙。{LONG}"), False, True),
        (("（一）甲", "1.支持企业", "2.支持高校"), False, False),
        ((f"（一）甲。{LONG}", "1.支持企业", "2.支持高校"), False, False),
        (("一、甲", "（一）支持企业发展。", "（二）支持高校发展。"), True, True),
    ],
)
def test_what_is_weighed(lines: tuple[str, ...], outermost: bool, down: bool) -> None:
    found = first_vote(*lines, outermost=outermost)
    assert (found.down, found.strong) == (down, False)


@pytest.mark.parametrize(
    ("line", "alone"), [("一、技术攻关", True), ("一、技术攻关。", True), ("一、技术攻关。支持企业。", False)]
)
def test_a_heading_on_a_line_of_its_own(line: str, alone: bool) -> None:
    (node,) = nodes(line)
    assert stands_alone(node) is alone
