from __future__ import annotations

import pytest

from eval.unsupported import agencies_in, unsupported

AGENCIES = ("市科协", "市科技创新委", "各区", "各区各部门")
CITED = "形成规模 1000 亿元的基金群，共建5家以上实验室，每月 8 日举行。（责任单位：市科技创新委等）"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("规模1,000亿元。〔（十六）〕", []),
        ("规模１０００亿元，市科技创新委等。", []),
        ("每月8号。", []),
        ("五家。", ["五"]),
        ("规模100亿元。", ["100亿"]),
        ("00家。", ["00"]),
        ("规模2000亿元。", ["2000亿"]),
        ("6家以上。", ["6"]),
        ("由市科协负责。", ["市科协"]),
        ("5家以上。（规划期至 2024 年，后续政策请以主管部门发布为准。）", []),
    ],
)
def test_by_hand(answer: str, found: list[str]) -> None:
    assert unsupported(answer, CITED, AGENCIES) == found


def test_of_names_within_each_other_the_longest_counts() -> None:
    assert agencies_in("各区各部门和市科协", AGENCIES) == {"各区各部门", "市科协"}
