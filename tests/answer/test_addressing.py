from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.addressing import find_address, find_addresses, name_items, read_address
from index.normalize import normalize
from ingest.models import PolicyDocument
from ingest.parser import parse_policy


def address(question: str, document: PolicyDocument) -> str | None:
    found = find_address(normalize(question), document)
    return found.citation_id or f"no {found.label}" if found else None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第四条", "M4"),
        ("第四条措施讲什么？", "M4"),
        ("第4条", "M4"),
        ("第 4 项措施", "M4"),
        ("第４项", "M4"),
        ("（四）", "M4"),
        ("(4)", "M4"),
        ("措施4", "M4"),
        ("措施十二", "M12"),
        ("措施（六）说了些什么", "M6"),
        ("M4", "M4"),
        ("m4 的责任单位", "M4"),
        ("第一条和第二条", "M1"),
        ("最后一条", "M18"),
        ("最后一项措施是什么", "M18"),
        ("附件第15项", "A15"),
        ("附件的第十五行", "A15"),
        ("清单里的第3个", "A3"),
        ("第15个场景", "A15"),
        ("排在第18位的是哪个场景", "A18"),
        ("附件表第22行是啥场景", "A22"),
        ("序号15", "A15"),
        ("清单序号7写的是哪种地方", "A7"),
        ("附件序号十五", "A15"),
        ("Ａ１５", "A15"),
        ("A21 房屋建筑工程AI审图", "A21"),
        ("附件最后一行", "A25"),
        ("清单最后一个", "A25"),
        ("编号最大的那个场景叫什么", "A25"),
        ("清单里序号最大的是哪个", "A25"),
        ("场景清单打头的是什么", "A1"),
        ("1号场景是什么", "A1"),
    ],
)
def test_items_named_by_number(document: PolicyDocument, question: str, expected: str) -> None:
    assert address(question, document) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("第十九条", "no 第十九条"),
        ("第零条", "no 第零条"),
        ("（二十）", "no 第二十条"),
        ("第100条", "no 第一百条"),
        ("第1000条", "no 第一千条"),
        ("第一千二百三十四条", "no 第一千二百三十四条"),
        ("第九千九千条", "no 第18000条"),
        ("第九九九九九条", "no 第99999条"),
        ("附件第30项", "no 附件第30项"),
        ("附件第26行写的是哪个场景", "no 附件第26项"),
        ("M19", "no 第十九条"),
        ("A26", "no 附件第26项"),
    ],
)
def test_items_that_are_not_there(document: PolicyDocument, question: str, expected: str) -> None:
    assert address(question, document) == expected


@pytest.mark.parametrize(
    "question",
    [
        "2024年第三季度",
        "第一批",
        "第一批场景清单总共列了多少项？",
        "清单第一批",
        "第一时间",
        "三条建议",
        "4条措施",
        "AI+100",
        "5家以上",
        "（5家以上）",
        "（2023—2024年）",
        "第二课堂",
        "清单里的第二课堂",
        "1000亿元",
        "措施一共有多少条",
        "措施5年内见效吗",
        "场景清单一共25个",
        "场景一共多少项",
        "清单里有18项吗",
        "附件三十个场景",
        "清单里有没有一个审图的场景",
        "附件中哪一行同时挂了两家责任单位？",
        "两处在清单上是不是同一家单位在管？",
        "附件里各归谁",
        "第十九届",
        "第三方平台",
        "第一条线路",
        "地铁第四条线",
        "第一项目部",
        "A100显卡有补贴吗",
        "H800和A800",
        "A4纸",
        "M1芯片",
        "m4 芯片",
        "A股",
        "USB4",
        "什么条件",
        "前三个月",
        "前两项任务",
        "目前有三条",
        "2023年底前5条措施",
        "工作条例",
        "哪些项目",
        "事项清单",
        "每月8日",
        "条",
        "第",
        "",
    ],
)
def test_what_is_no_address(document: PolicyDocument, question: str) -> None:
    assert address(question, document) is None


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("附件第10至12项", ("A10", "A11", "A12")),
        ("附件第10到第12项", ("A10", "A11", "A12")),
        ("附件第10-12项", ("A10", "A11", "A12")),
        ("附件第十至十二项", ("A10", "A11", "A12")),
        ("清单序号3、5、7", ("A3", "A5", "A7")),
        ("附件第15项和第25项", ("A15", "A25")),
        ("附件第3、5至7项", ("A3", "A5", "A6", "A7")),
        ("第一条和第二条", ("M1", "M2")),
        ("第2条、第3条及第4条", ("M2", "M3", "M4")),
        ("（四）和（五）", ("M4", "M5")),
        ("第16条到第20条", ("M16", "M17", "M18")),
        ("附件第24至30项", ("A24", "A25")),
        ("第十九条和第四条", ("M4",)),
        ("第1条第2条第3条", ("M1", "M2", "M3")),
        ("第1、2、3条", ("M1", "M2", "M3")),
        ("第一、三及第五条", ("M1", "M3", "M5")),
        ("（四）（五）", ("M4", "M5")),
        ("M4和M5", ("M4", "M5")),
        ("A3 A4", ("A3", "A4")),
        ("附件第3项第4项", ("A3", "A4")),
        ("前五条都由谁负责", ("M1", "M2", "M3", "M4", "M5")),
        ("最后三条讲什么", ("M16", "M17", "M18")),
        ("前2个场景", ("A1", "A2")),
        ("清单前三项", ("A1", "A2", "A3")),
        ("附件的最后两个", ("A24", "A25")),
        # A place within one item: it has one paragraph, and no second one.
        ("第四条第一款", ("M4",)),
        ("第四条第二款", ()),
        ("第四条第1句", ("M4",)),
        ("第四条和第四条", ("M4", "M4")),
        ("附件第15项", ("A15",)),
        ("第十九条", ()),
        # What follows counts something else.
        ("第四条和5家企业", ("M4",)),
        ("第四条、2023年", ("M4",)),
        ("第四条和第一批", ("M4",)),
        ("附件第12至10项", ("A12",)),
    ],
)
def test_several_items_named_together(document: PolicyDocument, question: str, ids: tuple[str, ...]) -> None:
    found = find_address(normalize(question), document)
    assert found is not None
    assert tuple(dict.fromkeys(found.citation_ids)) == tuple(dict.fromkeys(ids))


@pytest.mark.parametrize(
    ("question", "ids", "absent"),
    [
        ("第四条和附件第5项谁负责", ("M4", "A5"), ()),
        ("第四条的单位和第七条的单位一样吗", ("M4", "M7"), ()),
        ("第一条和最后一条", ("M1", "M18"), ()),
        ("第十八条和第十九条", ("M18",), ("第十九条",)),
        ("第十九条、附件第30项、第四条", ("M4",), ("第十九条", "附件第30项")),
        ("第十七至二十条", ("M17", "M18"), ("第十九条", "第二十条")),
        ("第十九条", (), ("第十九条",)),
        ("第十九条和第二十条", (), ("第十九条", "第二十条")),
    ],
)
def test_all_that_a_question_names_is_one_address(
    document: PolicyDocument, question: str, ids: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    found, _ = read_address(normalize(question), document)
    assert found is not None
    assert found.citation_ids == ids
    assert tuple(one.label for one in found.absent) == absent


def test_what_else_a_question_says_has_no_number_left(document: PolicyDocument) -> None:
    _, rest = read_address(normalize("第四条的单位和第七条的单位一样吗"), document)
    assert "".join(rest.split()) == "的单位和的单位一样吗"


def test_the_place_of_several_items(document: PolicyDocument) -> None:
    found = find_address("附件第10至12项归谁", document)
    assert found is not None
    assert "附件第10至12项归谁"[found.start : found.end] == "附件第10至12项"
    assert (found.citation_id, found.further, found.label) == ("A10", ("A11", "A12"), "附件第10项")


@pytest.mark.parametrize(
    "question",
    ["第1条到第999条", "附件第1至999项", "第1、2、3、4、5、6、7、8、9、1、2、3、4、5、6、7、8、9、1、2、3条"],
)
def test_a_range_ends_with_the_document(document: PolicyDocument, question: str) -> None:
    found = find_address(question, document)
    assert found is not None
    measures, rows = {measure.id for measure in document.measures}, {row.id for row in document.scenarios}
    assert set(found.citation_ids) <= (rows if found.is_scenario else measures)
    assert len(set(found.further)) == len(found.further)


def test_the_place_in_the_question(document: PolicyDocument) -> None:
    found = find_address("请问第四条措施讲什么", document)
    assert found is not None
    assert "请问第四条措施讲什么"[found.start : found.end] == "第四条措施"
    assert (found.label, found.is_scenario) == ("第四条", False)


def test_without_an_annex_there_are_no_rows() -> None:
    small = parse_policy("（一）甲。\n（二）乙。")
    assert address("附件第1项", small) == "M1"
    assert address("A1", small) is None
    assert address("最后一条", small) == "M2"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=st.text("第零〇一两九十百千0１9条项行号(（)）附件清单序号措施ma共个最后", max_size=12))
def test_no_number_is_too_odd(document: PolicyDocument, text: str) -> None:
    found = find_address(normalize(text), document)
    assert found is None or (found.citation_id is None) or document.item(found.citation_id)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("第四条", ["M4"]),
        ("第四条讲研发，第七条讲企业", ["M4", "M7"]),
        ("先看第七条，再看第四条", ["M7", "M4"]),
        ("附件第3项和第十条", ["A3", "M10"]),
        ("〔（十六）〕〔附件第15项〕〔（四）〕", ["M16", "A15", "M4"]),
        ("第1至3条、第十八条", ["M1", "M2", "M3", "M18"]),
        ("第四条，第四条，还是第四条", ["M4"]),
        ("第四条和第十九条", ["M4"]),
        ("第十九条", []),
        ("没有编号", []),
        ("", []),
    ],
)
def test_all_items_named_by_number(document: PolicyDocument, text: str, ids: list[str]) -> None:
    assert sorted(find_addresses(normalize(text), document)) == sorted(ids)


def test_they_stand_in_the_order_of_the_text(document: PolicyDocument) -> None:
    text = normalize("〔（十六）〕 〔附件第15项〕 〔（四）〕")
    assert find_addresses(text, document) == ["M16", "A15", "M4"]


@pytest.mark.parametrize(
    ("ids", "written"),
    [
        ([], ""),
        (["P"], ""),
        (["M4"], "第四条"),
        (["M4", "M16"], "第四条、第十六条"),
        (["A2"], "附件第2项"),
        (["A2", "A13"], "附件第2项、第13项"),
        (["P", "M4"], "第四条"),
        (["A2", "M4", "A13"], "第四条、附件第2项、第13项"),
    ],
)
def test_the_names_of_items(document: PolicyDocument, ids: list[str], written: str) -> None:
    assert name_items(ids, document) == written


def test_a_row_and_its_measure_are_both_named(document: PolicyDocument) -> None:
    assert sorted(find_addresses(normalize(name_items(["A13", "M10"], document)), document)) == ["A13", "M10"]


@pytest.mark.parametrize("text", ["第十六条、第十六条", "第十六条、第四条、第十六条"])
def test_an_item_named_twice_is_one_item(document: PolicyDocument, text: str) -> None:
    address = find_address(normalize(text), document)
    assert address
    assert len(set(address.citation_ids)) == len(address.citation_ids)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(data=st.data(), letter=st.sampled_from("MA"))
def test_names_of_items_are_read_as_written(document: PolicyDocument, data: st.DataObject, letter: str) -> None:
    known = [item.id for item in (document.measures if letter == "M" else document.scenarios)]
    ids = data.draw(st.lists(st.sampled_from(known), min_size=1, max_size=5, unique=True))
    assert find_addresses(normalize(name_items(ids, document)), document) == ids


@settings(max_examples=200, deadline=None, derandomize=True)
@given(text=st.text("第零〇一两九十百千0１9条项行号(（)）附件清单序号措施ma共个最后至、和", max_size=30))
def test_any_text_names_items_of_the_document_only(document: PolicyDocument, text: str) -> None:
    ids = find_addresses(normalize(text), document)
    assert len(ids) == len(set(ids))
    assert all(document.item(item) for item in ids)
