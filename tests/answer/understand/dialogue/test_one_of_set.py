from __future__ import annotations

import pytest

from answer.understand.dialogue.one_of_set import left_of_set, one_of_set

LISTED = ("A3", "A7", "A9")


@pytest.mark.parametrize(
    ("turn", "found"),
    [
        ("这里面排在最后的是哪个,谁负责?", ("A9", "谁负责?")),
        ("其中打头那条,管几年?", ("A3", "管几年?")),
        ("这几个里最后一个讲什么", ("A9", "讲什么")),
        ("里头末尾那项", ("A9", "")),
        ("最后一条讲什么", ("", "")),
        ("其中哪个最后完成", ("", "")),
        ("这里面由谁负责", ("", "")),
    ],
)
def test_an_end_of_a_list(turn: str, found: tuple[str, str]) -> None:
    assert one_of_set(turn, LISTED) == found


def test_one_thing_is_no_list() -> None:
    assert one_of_set("这里面最后一个是哪个", ("A3",)) == ("", "")


@pytest.mark.parametrize(
    ("turn", "exchanges", "left", "rest"),
    [
        ("剩下那项讲什么", (("A3", "A9"), LISTED), ("A7",), "讲什么"),
        ("其余的两项由谁负责", (("A3",), LISTED), ("A7", "A9"), "由谁负责"),
        ("剩下那项讲什么", (("M3",), LISTED), (), "讲什么"),
        ("剩下那项讲什么", (LISTED,), (), "讲什么"),
        ("还剩多少钱", (("A3",), LISTED), (), ""),
    ],
)
def test_what_is_left_of_a_list(
    turn: str, exchanges: tuple[tuple[str, ...], ...], left: tuple[str, ...], rest: str
) -> None:
    assert left_of_set(turn, exchanges) == (left, rest)
