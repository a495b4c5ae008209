from __future__ import annotations

import pytest

from ingest.clause_parts import find_part
from ingest.parser import parse_policy
from tests.ingest.invariants import without_repairs

DOCUMENT = parse_policy(
    "某市办法\n\n"
    "第一条　申请人应当提交下列材料：\n（一）申请书；\n（二）证明，包括：\n1.学历证明；\n2.住址证明；\n（三）其他材料。\n"
    "材料不全的，应当一次告知。\n有下列情形之一的，不予受理：\n（一）超过期限的；\n（二）不属于本市的。\n\n"
    "第二条　奖励分为：（一）一等奖；（二）二等奖。\n"
    "第三条　下列企业除外：①外地企业；②已获奖励的企业。\n"
    "第四条　本办法自印发之日起施行。\n"
)


@pytest.mark.parametrize(
    ("place", "paragraph", "points", "expected"),
    [
        (0, 2, [], ["材料不全的，应当一次告知。"]),
        (0, 1, [3], ["（三）其他材料。"]),
        (0, 1, [2, 1], ["1.学历证明；"]),
        (0, 3, [2], ["（二）不属于本市的。"]),
        # No paragraph is named, and two have such a point.
        (0, None, [1], ["（一）申请书；", "（一）超过期限的；"]),
        (0, None, [3], ["（三）其他材料。"]),
        (0, None, [4], []),
        (0, 2, [1], []),
        (0, 4, [], []),
        (0, 1, [1, 1], []),
        (1, None, [2], ["（二）二等奖。"]),
        (1, 1, [1], ["（一）一等奖；"]),
        (2, None, [2], ["②已获奖励的企业。"]),
        (3, 1, [], ["本办法自印发之日起施行。"]),
        (3, None, [1], []),
    ],
)
def test_the_parts_of_an_item(place: int, paragraph: int | None, points: list[int], expected: list[str]) -> None:
    measure = DOCUMENT.measures[place]
    found = find_part(measure, DOCUMENT.source, paragraph, points)
    assert [part.text for part in found] == expected
    for part in found:
        assert part.text in measure.text
        assert without_repairs(DOCUMENT.source, part.start, part.end, measure.repairs) == part.text


def test_a_title_is_no_paragraph_and_neither_are_the_agencies() -> None:
    document = parse_policy(
        "某市措施\n\n（一）加强攻关。支持企业。\n支持高校。\n（责任单位：市科技局）\n\n（二）加强转化。支持院所。\n（责任单位：市科技局）\n"
    )
    paragraphs = [find_part(document.measures[0], document.source, number, []) for number in (1, 2, 3)]
    assert [[part.text for part in found] for found in paragraphs] == [["支持企业。"], ["支持高校。"], []]


@pytest.mark.parametrize("indent", ["\u2003\u2003", "\u3000\u3000", "\u2002", "\u00a0", "\t", "    ", "\u2009\u2009"])
def test_however_lines_are_indented_what_is_numbered_is_no_paragraph(indent: str) -> None:
    lines = ["申请人应当具备下列条件：", "（一）在本市注册；", "（二）连续经营。", "不具备的，不予受理。"]
    clause = "\n".join(f"{indent}{line}" for line in lines)
    document = parse_policy(
        f"某市办法\n\n{indent}第一条　{clause.strip()}\n\n{indent}第二条　本办法自印发之日起施行。\n"
    )
    parts = [(None, [2]), (1, [1]), (2, []), (3, []), (None, [3])]
    found = [find_part(document.measures[0], document.source, *part) for part in parts]
    texts = ["（二）连续经营。", "（一）在本市注册；", "不具备的，不予受理。"]
    assert [[piece.text for piece in pieces] for pieces in found] == [*([text] for text in texts), [], []]


def test_a_number_in_brackets_is_none_without() -> None:
    text = "某市办法\n\n第一条　分工如下：\n1.监督组；\n2.专家组。\n第二条　条件如下：\n（1）在本市注册；\n（2）连续经营。\n"
    first, second = parse_policy(text).measures
    assert find_part(first, text, None, [1], [True]) == []
    assert [part.text for part in find_part(first, text, None, [1], [False])] == ["1.监督组；"]
    assert [part.text for part in find_part(second, text, None, [2], [True])] == ["（2）连续经营。"]
