from __future__ import annotations

import pytest

from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.ingest.invariants import check

BODY = "支持企业牵头组建创新联合体，围绕重点领域开展关键技术攻关。"
OWN = "（责任单位：市科技局）"


def parse(*paragraphs: str, apart: str = "\n\n") -> PolicyDocument:
    document = parse_policy(apart.join(("某市若干措施", "为支持创新，制定本措施。", *paragraphs)) + "\n")
    check(document)
    return document


def goals(document: PolicyDocument) -> list[tuple[str, str]]:
    return [(goal.section, goal.text) for goal in document.goals]


def closing(document: PolicyDocument) -> list[str]:
    return [part.text for part in document.closing.parts] if document.closing else []


@pytest.mark.parametrize(
    "last",
    [
        ["本措施自2024年3月1日起施行，有效期3年。"],
        ["本措施由市科技局负责解释。", "本措施自印发之日起施行。"],
        ["本措施自2024年3月1日起施行，有效期3年。原《某市若干政策》同时废止。"],
    ],
)
@pytest.mark.parametrize("owned", [OWN, ""])
def test_closing_provisions_behind_the_last_measure(last: list[str], owned: str) -> None:
    items = [
        f"（{number}）{title}。{BODY}{owned}"
        for number, title in zip("一二三四", ("甲甲", "乙乙", "丙丙", "丁丁"), strict=True)
    ]
    document = parse("一、任务", *items, *last)
    assert closing(document) == last
    assert document.measures[-1].text == items[-1]


def test_a_last_word_to_everybody_is_no_part_of_the_last_measure() -> None:
    document = parse(f"（一）甲甲。{BODY}{OWN}", f"（二）乙乙。{BODY}{OWN}", "各单位要高度重视，抓好落实。")
    assert goals(document) == [("", "各单位要高度重视，抓好落实。")]
    assert document.measures[-1].agencies == ("市科技局",)


@pytest.mark.parametrize(
    "own_line",
    [
        "（责任单位：市财政局、市教育局）",
        "责任单位：市财政局、市教育局",
        "牵头单位：市财政局；配合单位：市教育局",
        "（市财政局、市教育局按职责分工负责）",
        "由市财政局牵头，市教育局配合。",
        "【责任单位】市财政局、市教育局",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_list_on_a_line_of_its_own_belongs_to_its_measure(own_line: str, place: int) -> None:
    items = [
        f"（{number}）{title}。{BODY}"
        for number, title in zip("一二三四", ("甲甲", "乙乙", "丙丙", "丁丁"), strict=True)
    ]
    texts = [item + ("\n" + own_line if n == place else OWN) for n, item in enumerate(items)]
    document = parse("一、任务", *texts)
    assert document.measures[place].agencies == ("市财政局", "市教育局")
    assert document.measures[place].body == BODY
    assert [measure.agencies for n, measure in enumerate(document.measures) if n != place] == [("市科技局",)] * 3
    assert (document.goals, document.warnings) == ((), ())


def test_closing_provisions_behind_short_points() -> None:
    document = parse("一、支持攻关", "对承担项目的企业给予最高1000万元支持。", "二、支持人才", "1.对顶尖人才给予1亿元支持。", "2.对领军人才给予1000万元支持。", "本措施自2024年1月1日起实施，有效期3年。")  # fmt: skip
    assert closing(document) == ["本措施自2024年1月1日起实施，有效期3年。"]


def test_closing_provisions_behind_articles_with_titles_on_lines_of_their_own() -> None:
    items = [f"第{number}条　{title}\n{BODY}" for number, title in zip("一二三", ("甲甲", "乙乙", "丙丙"), strict=True)]
    document = parse(*items, "本措施自2024年1月1日起实施，有效期3年。")
    assert closing(document) == ["本措施自2024年1月1日起实施，有效期3年。"]
