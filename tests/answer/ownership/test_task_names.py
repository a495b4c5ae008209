from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from answer.ownership.task_names import Named, TaskNames
from answer.question import Question
from index.tokenizer import PolicyTokenizer
from ingest.models import PolicyDocument
from ingest.ownership import OwnershipTable
from ingest.parser import parse_policy
from tests.answer.ownership.checks import expand
from tests.ingest.listing import ROW_NAMES

Find = Callable[[str], list[Named]]


@pytest.fixture(scope="session")
def find(table: OwnershipTable, tokenizer: PolicyTokenizer, question_of: Callable[[str], Question]) -> Find:
    names = TaskNames(table, tokenizer.knows)

    def search(raw: str) -> list[Named]:
        question = question_of(raw)
        return names.find(question.text, question.synonyms)

    return search


def ids(found: list[Named]) -> list[tuple[str, ...]]:
    return [tuple(task.id for task in named.tasks) for named in found]


@pytest.mark.parametrize("row_id", ROW_NAMES)
def test_every_row(find: Find, row_id: str) -> None:
    (named,) = find(f"请问{ROW_NAMES[row_id]}归谁管")
    assert ids([named]) == [(row_id,)]
    assert named.group == ""


@pytest.mark.parametrize("number", range(1, 19))
def test_every_measure(find: Find, document: PolicyDocument, number: int) -> None:
    title = document.measures[number - 1].title
    for written in (title, f"“{title}”", title.replace("“", "").replace("”", ""), title.replace("+", "加")):
        assert ids(find(f"请问{written}由谁负责")) == [(f"M{number}",)], written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城市级智能算力平台归谁", ["M1"]),
        ("大湾区智能算力枢纽归谁", ["M2"]),
        ("产业集聚区归谁", ["M6"]),
        ("高水平人才汇聚高地归谁", ["M14"]),
        ("企业级智能算力平台和生态孵化平台", ["M3", "M8"]),
        ("口岸、机场和高铁站", ["A5", "A6", "A7"]),
        ("科技馆归谁管", ["A10"]),
        ("智能分检归谁管", ["A25"]),
        ("食品安全监官归谁管", ["A19"]),
        ("房屋建筑工程人工智能审图", ["A21"]),
    ],
)
def test_names_as_people_write_them(find: Find, text: str, expected: list[str]) -> None:
    assert ids(find(text)) == [(task,) for task in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("算力平台由谁负责", [("M1", "M3")]),
        ("智能算力平台和人才分别归谁", [("M1", "M3")]),
        ("大学的算力平台由谁负责", []),
        ("深港算力平台归谁", []),
        ("算力平台服务商由谁选", []),
    ],
)
def test_a_name_of_several_stands_for_all_unless_more_is_said(
    find: Find, text: str, expected: list[tuple[str, ...]]
) -> None:
    assert ids(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "tasks", "group"),
    [
        ("第一部分", "M1-3", "一、强化智能算力集群供给"),
        ("第2章", "M4-5", "二、增强关键核心技术与产品创新能力"),
        ("第三章节", "M6-8", "三、提升产业集聚水平"),
        ("产业集聚那一章", "M6-8", "三、提升产业集聚水平"),
        ("打造全域全时场景应用", "M9-12", "四、打造全域全时场景应用"),
        ("数据和人才要素供给这部分", "M13-14", "五、强化数据和人才要素供给"),
        ("保障措施", "M15-18", "六、保障措施"),
        ("公共服务领域", "A1 A5-14", "公共服务"),
        ("智慧医疗方面", "A2-4", "智慧医疗"),
        ("城市治理类", "A15-22", "城市治理"),
        ("智能制造场景", "A23-25", "智能制造"),
    ],
)
def test_sections_and_domains(find: Find, text: str, tasks: str, group: str) -> None:
    (named,) = find(f"{text}有哪些")
    assert ids([named]) == [expand(tasks)]
    assert named.group == group


@pytest.mark.parametrize("text", ["第四条", "公共服务很好", "智能制造企业", "人工智能", "平台", "加强", ""])
def test_what_names_no_task(find: Find, text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize("text", ["第七部分", "第零部分"])
def test_a_section_that_is_not_there_holds_no_task(find: Find, text: str) -> None:
    (named,) = find(text)
    assert (named.tasks, named.group) == ((), text)


def test_a_domain_may_do_without_its_noun_where_the_annex_is_asked_about(
    table: OwnershipTable, tokenizer: PolicyTokenizer
) -> None:
    names = TaskNames(table, tokenizer.knows)
    assert names.find("公共服务归谁", {}) == []
    assert ids(names.find("公共服务归谁", {}, bare_domains=True)) == [expand("A1 A5-14")]


def test_names_do_not_overlap_and_the_longer_one_counts(find: Find) -> None:
    # 推进“公共服务+AI” is a measure though it begins with the name of a domain.
    assert ids(find("推进公共服务加AI")) == [("M10",)]
    found = find("口岸和口岸、机场")
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_the_place_in_the_question(find: Find) -> None:
    (named,) = find("请问智能分拣归谁")
    assert (named.start, named.end) == (2, 6)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("景区跟公园是同一家管的吗", [("A14",), ("A13",)]),
        ("审图那项归谁", [("A21",)]),
        ("建模渲染和分拣各归谁", [("A22",), ("A25",)]),
        ("表面缺陷检测归谁", [("A24",)]),
    ],
)
def test_in_the_annex_a_part_of_a_name_that_no_other_has_stands_for_it(
    table: OwnershipTable, tokenizer: PolicyTokenizer, text: str, rows: list[tuple[str, ...]]
) -> None:
    assert ids(TaskNames(table, tokenizer.knows).find(text, {}, rows_meant=True)) == rows


@pytest.mark.parametrize("text", ["公共场所归谁", "机器人归谁", "检测和诊断归谁", "场馆归谁", "城市安全归谁"])
def test_a_general_word_stands_for_no_row(table: OwnershipTable, tokenizer: PolicyTokenizer, text: str) -> None:
    assert TaskNames(table, tokenizer.knows).find(text, {}, rows_meant=True) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("第二部分（技术与产品创新）有哪些措施", len("第二部分（技术与产品创新）")),
        ("第二部分（蜂蜜）有哪些措施", len("第二部分")),
    ],
)
def test_what_is_remembered_of_the_title_of_a_section_belongs_to_its_name(find: Find, text: str, end: int) -> None:
    (named,) = find(text)
    assert (named.end, [task.id for task in named.tasks]) == (end, ["M4", "M5"])


def test_a_policy_without_titles_names_nothing() -> None:
    bare = OwnershipTable(
        parse_policy("某市若干措施\n\n第一条 支持企业发展，给予补助。\n\n第二条 支持个人创业，给予补助。\n")
    )
    assert TaskNames(bare, lambda word: False).find("第一条支持企业归谁", {}) == []


def test_two_measures_of_one_title_are_both_meant() -> None:
    twins = OwnershipTable(
        parse_policy(
            "某市若干措施\n\n（一）加强绿化养护。甲。（责任单位：市甲局）\n\n（二）加强绿化养护。乙。（责任单位：市乙局）\n"
        )
    )
    assert ids(TaskNames(twins, lambda word: False).find("加强绿化养护归谁", {})) == [("M1", "M2")]
