from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.grammar.unit_lists import LONGEST_NAME, is_organisation, is_unit, pieces, split_units, unjoined
from tests.ingest.drawn.lists import CLASSES, NAMES, UNITS


@pytest.mark.parametrize(
    ("text", "names", "is_open"),
    [
        ("市科技局", ["市科技局"], False),
        ("市科技局、市财政局等", ["市科技局", "市财政局"], True),
        ("市科技局，市财政局;市教育局,市工信局", ["市科技局", "市财政局", "市教育局", "市工信局"], False),
        ("市科技局等有关部门", ["市科技局"], True),
        ("市科技局等相关单位。", ["市科技局"], True),
        ("各区（县、市）政府、市科技局", ["各区（县、市）政府", "市科技局"], False),
        ("市科技局、、市科技局、", ["市科技局"], False),
        ("等", [], True),
        ("", [], False),
        ("市住房建设局 市工业和信息化局", ["市住房建设局", "市工业和信息化局"], False),
        ("市科技局/市财政局", ["市科技局", "市财政局"], False),
        ("★市科技局、市财政局*", ["市科技局", "市财政局"], False),
        ("市科技局和市财政局", ["市科技局", "市财政局"], False),
        ("市科技局、市财政局及各区人民政府", ["市科技局", "市财政局", "各区人民政府"], False),
        ("市人力资源和社会保障局", ["市人力资源和社会保障局"], False),
        ("市科协、高新区管委会", ["市科协", "高新区管委会"], False),
    ],
)
def test_split(text: str, names: list[str], is_open: bool) -> None:
    assert split_units(text) == (tuple(names), is_open)


def test_split_at_spaces_in_table_cells() -> None:
    names, _ = split_units("市住房建设局 市工业和信息化局　市科协", spaces_separate=True)
    assert names == ("市住房建设局", "市工业和信息化局", "市科协")


@pytest.mark.parametrize(
    "name",
    [
        "各省、自治区、直辖市人民政府",
        "各市、县（市、区）人民政府",
        "各镇、街道",
        "各区（县、市）政府",
        "各镇（街道）",
        "各市、州人民政府",
    ],
)
def test_a_collective_name_is_one(name: str) -> None:
    assert split_units(f"省科技厅、{name}") == (("省科技厅", name), False)
    assert split_units(f"{name}，省科技厅") == ((name, "省科技厅"), False)


@settings(derandomize=True, database=None, deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=5, unique=True),
    st.sampled_from(("", *CLASSES)),
    st.sampled_from("、，,；"),
    st.booleans(),
)
def test_what_is_joined_is_split_again(names: list[str], last: str, separator: str, is_open: bool) -> None:
    written = (*names, last) if last else tuple(names)
    assert split_units(separator.join(written) + ("等" if is_open else "")) == (written, is_open)


def test_text_whose_list_never_ended_is_no_agency() -> None:
    # Dictionaries of names keep every beginning of each: an endless one would fill the memory.
    assert split_units("甲局、" + "乙" * (LONGEST_NAME + 1))[0] == ("甲局",)
    assert split_units("乙" * LONGEST_NAME)[0] == ("乙" * LONGEST_NAME,)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_units(name: str) -> None:
    assert is_unit(name)


@pytest.mark.parametrize(
    "name",
    ["2025年底前完成", "列第一位的为牵头单位", "“双百”工程", "对企业", "支持企业的部门", "甲" * LONGEST_NAME + "局"],
)
def test_what_is_no_unit(name: str) -> None:
    assert not is_unit(name)


def test_a_place_is_a_unit_but_no_organisation() -> None:
    assert is_unit("浦东新区")
    assert not is_organisation("浦东新区")
    assert is_organisation("市科技局")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("市科技局和市财政局", ["市科技局", "市财政局"]),
        ("市住房和城乡建设局", ["市住房和城乡建设局"]),
        ("市文化和旅游局及市体育局", ["市文化和旅游局", "市体育局"]),
        ("市科技局", ["市科技局"]),
    ],
)
def test_names_joined_by_a_word(name: str, parts: list[str]) -> None:
    assert unjoined(name) == parts


def test_pieces_keep_brackets_whole_and_tell_what_stands_between() -> None:
    assert list(pieces("甲局（乙、丙），丁局；戊局")) == [("甲局（乙、丙）", "，"), ("丁局", "；"), ("戊局", "")]
