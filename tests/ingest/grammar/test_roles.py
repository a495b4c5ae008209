from __future__ import annotations

import pytest

from ingest.grammar.roles import read_roles, role_of
from ingest.models import Role

R, L, W, C = Role.RESPONSIBLE, Role.LEAD, Role.WITH, Role.CONSULTED


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("责任单位", R),
        ("责任部门", R),
        ("实施单位", R),
        ("按职责分工负责", R),
        ("牵头单位", L),
        ("主办单位", L),
        ("第一责任单位", L),
        ("牵头负责", L),
        ("主要责任单位", L),
        ("配合单位", W),
        ("协办单位", W),
        ("参与单位", W),
        ("配合", W),
        ("政策咨询", C),
        ("咨询单位", C),
    ],
)
def test_what_a_word_means(word: str, role: Role) -> None:
    assert role_of(word) is role


CASES: list[tuple[str, list[tuple[Role, list[str]]]]] = [
    ("责任单位：市科技局、市财政局", [(R, ["市科技局", "市财政局"])]),
    ("责任单位:市科技局,市财政局;配合单位:各区政府", [(R, ["市科技局", "市财政局"]), (W, ["各区政府"])]),
    (
        "牵头单位：市科技局；责任单位：市财政局、市教育局；配合单位：各区政府、市直有关部门",
        [(L, ["市科技局"]), (R, ["市财政局", "市教育局"]), (W, ["各区政府", "市直有关部门"])],
    ),
    ("牵头单位：市科技局，配合单位：市财政局", [(L, ["市科技局"]), (W, ["市财政局"])]),
    ("第一责任单位：市科技局，其他责任单位：市财政局", [(L, ["市科技局"]), (R, ["市财政局"])]),
    ("市科技局牵头，市财政局、市教育局按职责分工负责", [(L, ["市科技局"]), (R, ["市财政局", "市教育局"])]),
    ("由市科技局牵头，市财政局参与", [(L, ["市科技局"]), (W, ["市财政局"])]),
    ("市科技局、市财政局负责，各区政府配合", [(R, ["市科技局", "市财政局"]), (W, ["各区政府"])]),
    ("国家发展改革委会同科技部、财政部等部门负责", [(L, ["国家发展改革委"]), (W, ["科技部", "财政部"])]),
    (
        "市科技局（牵头）、市财政局、市教育局",
        [(L, ["市科技局"]), (R, ["市财政局", "市教育局"])],
    ),
    ("责任单位：市科技局（牵头单位）、市财政局（配合单位）", [(L, ["市科技局"]), (W, ["市财政局"])]),
    ("责任单位：市科技局；政策咨询：市创业服务中心", [(R, ["市科技局"]), (C, ["市创业服务中心"])]),
    ("责任单位：市科技局、各省、自治区、直辖市人民政府", [(R, ["市科技局", "各省、自治区、直辖市人民政府"])]),
    (
        "责任单位：市科技局（负责技术攻关）、市财政局（负责资金保障）",
        [(R, ["市科技局", "市财政局"])],
    ),
    ("责任单位：各区县（自治县）人民政府，市科技局", [(R, ["各区县（自治县）人民政府", "市科技局"])]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_who_is_named_in_which_role(text: str, expected: list[tuple[Role, list[str]]]) -> None:
    named = read_roles(text, trusted=True)
    assert [(found.role, list(found.agencies)) for found in named.lists] == expected


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("市科技局、市财政局等按职责分工负责", True),
        ("市科技局、市财政局等部门负责", True),
        ("责任单位：市科技局等", True),
        ("责任单位：市科技局等有关部门", True),
        ("责任单位：市科技局、市财政局", False),
        ("责任单位：市科技局；配合单位：市财政局等", True),
    ],
)
def test_open_lists(text: str, is_open: bool) -> None:
    assert any(found.open for found in read_roles(text, trusted=True).lists) is is_open


def test_the_list_that_is_open_is_told() -> None:
    lead, others = read_roles("牵头单位：市科技局；配合单位：市财政局等", trusted=True).lists
    assert (lead.open, others.open) == (False, True)


def test_the_word_is_kept_as_written() -> None:
    words = [found.word for found in read_roles("牵头部门：甲局；配合单位：乙局", trusted=True).lists]
    assert words == ["牵头部门", "配合单位"]


@pytest.mark.parametrize("mark", "*★▲△※●")
def test_a_sign_is_kept_apart_from_the_name(mark: str) -> None:
    for text in (f"责任单位：{mark}市科技局、市财政局", f"责任单位：市科技局{mark}、市财政局"):
        (found,) = read_roles(text, trusted=True).lists
        assert (found.agencies, found.marked) == (("市科技局", "市财政局"), ("市科技局",))


@pytest.mark.parametrize(
    "remark",
    [
        "适用范围：全市",
        "列第一位的为牵头单位",
        "排在第一位的为牵头单位，下同",
        "2025年底前完成",
        "2025年12月",
        "完成时限：2025年12月底前",
        "长期",
        "持续推进",
        "逐年推进",
        "以下均需各区政府落实，不再列出",
        "以下任务均需各区政府、各街道办落实，不再列出",
        "每年12月底前",
        "自2024年起实施",
    ],
)
@pytest.mark.parametrize("separator", ["。", "；", "，"])
def test_a_remark_is_never_an_agency(remark: str, separator: str) -> None:
    named = read_roles(f"责任单位：市科技局、市财政局{separator}{remark}", trusted=True)
    assert [found.agencies for found in named.lists] == [("市科技局", "市财政局")]
    assert named.remarks


@pytest.mark.parametrize("contact", ["联系电话：0755-12345678", "咨询电话：12345", "联系方式：0755-12345678"])
def test_whom_to_call_is_no_agency(contact: str) -> None:
    named = read_roles(f"责任单位：市科技局；{contact}", trusted=True)
    assert [found.agencies for found in named.lists if found.role is R] == [("市科技局",)]
    assert all("12345" not in name for found in named.lists for name in found.agencies)


def test_a_column_gives_its_head_as_the_word() -> None:
    (found,) = read_roles("市科技局、市财政局", trusted=True, word="配合单位").lists
    assert (found.word, found.role) == ("配合单位", W)
