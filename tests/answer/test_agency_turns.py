"""Two tests that belong together: what stands alone takes nothing from what was said, and what leans is answered with it.

Either alone could be met by dropping, or by carrying, whatever was said.
"""

from __future__ import annotations

import random

import pytest

from answer.assistant import Assistant
from answer.models import Answer, Turn
from ingest.agency_aliases import read_aliases
from ingest.models import PolicyDocument
from ingest.ownership import OwnershipTable

OPENERS = (
    "机场谁负责",
    "市国资委负责什么",
    "医学影像谁负责",
    "人工智能基金群规模有多大？",
    "这个文件是谁发的",
    "措施一共多少条",
    "谢谢",
    "市民政局负责什么",
    "第四条说了什么",
    "哪些措施提到数据",
    "补贴多少钱",
)
"""An agency, a task, a row, a fact, the document, a count, thanks, refusals of two kinds, an item, a list."""
OF_AGENCIES = ("{}负责什么", "{}管哪些事", "{}有哪些任务", "{}的职责", "{}要做什么工作", "{}参与了哪些措施")
OF_TASKS = ("{}谁负责", "{}归哪个部门管", "{}的责任单位", "{}由谁牵头", "哪些单位负责{}", "谁来管{}")
SEED = 17


def history(assistant: Assistant, *questions: str) -> tuple[Turn, ...]:
    turns: tuple[Turn, ...] = ()
    for question in questions:
        answer = assistant.ask(question, turns)
        turns = (*turns, Turn("user", question), Turn("assistant", answer.text, ids(answer)))
    return turns


def ids(answer: Answer) -> tuple[str, ...]:
    return tuple(citation.id for citation in answer.citations)


def names_of_agencies(document: PolicyDocument) -> list[str]:
    """Return their names in full, in short, and old ones."""
    short = [agency.removeprefix("市") for agency in document.agencies]
    known = [alias for alias in read_aliases() if alias.agency in document.agencies and not alias.in_doubt]
    return list(dict.fromkeys([*document.agencies, *short, *(alias.name for alias in known)]))


def names_of_tasks(document: PolicyDocument) -> list[str]:
    return [*(row.name for row in document.scenarios), *(measure.title for measure in document.measures)]


@pytest.fixture(scope="module")
def openers(assistant: Assistant) -> dict[str, tuple[Turn, ...]]:
    return {opener: history(assistant, opener) for opener in OPENERS}


@pytest.mark.slow
def test_a_complete_question_is_answered_as_if_nothing_had_been_said(
    assistant: Assistant, document: PolicyDocument, openers: dict[str, tuple[Turn, ...]]
) -> None:
    asked = [form.format(name) for name in names_of_agencies(document) for form in OF_AGENCIES]
    asked += [form.format(name) for name in names_of_tasks(document) for form in OF_TASKS]
    for question in asked:
        alone = assistant.ask(question)
        for opener, said in openers.items():
            answer = assistant.ask(question, said)
            same = (answer.text, ids(answer), answer.resolved) == (alone.text, ids(alone), "")
            assert same or opener == question, (opener, question, answer.resolved)


@pytest.mark.parametrize(
    ("opener", "question"),
    [
        ("机场谁负责", "市工业和信息化局负责什么"),
        ("市国资委负责什么", "医学影像谁负责"),
        ("机场谁负责", "深圳图书馆周几休息"),
        ("人工智能基金群规模有多大？", "人工智能基金群哪一年能够全部到位？"),
        ("市国资委负责什么", "GDP增速今年全国预期"),
        ("创投日是每月几号", "今天深圳会不会下雨"),
        ("医学影像谁负责", "第二课堂是什么"),
        ("市国资委负责什么", "“深i企”是拿来做什么的"),
        ("市口岸办负责什么", "全市有多少个责任单位"),
        ("第三条是什么", "市科协"),
        ("第十一条由谁负责", "行动方案2025年还接着搞吗，有没有下一个三年计划？"),
    ],
)
def test_whatever_it_asks_about(assistant: Assistant, opener: str, question: str) -> None:
    answer, alone = assistant.ask(question, history(assistant, opener)), assistant.ask(question)
    assert (answer.text, answer.citations, answer.resolved) == (alone.text, alone.citations, "")


@pytest.fixture(scope="module")
def owned(document: PolicyDocument) -> dict[str, frozenset[str]]:
    """Count over the table by hand: whose each item is."""
    table = OwnershipTable(document)
    return {agency: frozenset(task.id for task in table.tasks_of(agency)) for agency in document.agencies}


def pairs(document: PolicyDocument, count: int) -> list[tuple[str, str]]:
    chosen = random.Random(SEED)
    return [
        (agency, other)
        for agency in document.agencies
        for other in chosen.sample(document.agencies, count)
        if other != agency
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("opener", "turn", "combined"),
    [
        ("{}负责什么", "那{}呢", lambda one, other: other),
        ("{}有哪些任务", "其中{}也参与的有几条", frozenset.intersection),
        ("{}有哪些任务", "这里面{}负责的是哪些", frozenset.intersection),
        ("{}负责什么", "它和{}共同的呢", frozenset.intersection),
        ("{}管哪些事", "他们跟{}一起负责的有哪些？", frozenset.intersection),
        ("{}管哪些事", "把{}也在的挑出来", frozenset.intersection),
        ("{}有哪些任务", "去掉{}的，还剩哪些", frozenset.difference),
    ],
)
def test_what_names_an_agency_and_leans_is_answered_with_what_was_said(
    assistant: Assistant,
    document: PolicyDocument,
    owned: dict[str, frozenset[str]],
    opener: str,
    turn: str,
    combined: object,
) -> None:
    assert callable(combined)
    for agency, other in pairs(document, 3):
        if len(owned[agency]) < 2:
            continue  # of one alone there is nothing to choose
        answer = assistant.ask(turn.format(other), history(assistant, opener.format(agency)))
        assert set(ids(answer)) == combined(owned[agency], owned[other]), (agency, other, answer.resolved)


@pytest.mark.slow
@pytest.mark.parametrize("turn", ["{}也负责吗", "是{}负责吗", "{}参与吗", "{}管不管", "那{}呢", "{}在不在里头"])
def test_whether_an_agency_owns_what_was_spoken_of(assistant: Assistant, document: PolicyDocument, turn: str) -> None:
    chosen = random.Random(SEED)
    for row in document.scenarios:
        said = history(assistant, f"{row.name}谁负责")
        for agency in {row.agencies[0], *chosen.sample(document.agencies, 2)}:
            answer = assistant.ask(turn.format(agency), said)
            is_owner = agency in row.agencies
            assert row.id in ids(answer), (row.name, agency, answer.resolved)
            assert answer.text.startswith("**是") == is_owner, (row.name, agency, answer.text)


@pytest.mark.parametrize(
    ("said", "turn", "cited"),
    [
        (["市国资委在附件里有哪些场景"], "那市科协呢", ["A10"]),
        (["附件里市住房建设局的场景列一下"], "跟市工业和信息化局一起管的是哪一个？", ["A15"]),
        (["市工业和信息化局和市科技创新委共同负责哪些措施？"], "再加上市国资委，三家都在的呢？", ["M2"]),
        (["附件里城市治理领域有哪些场景？"], "去掉市住房建设局的，还剩哪些", ["A16", "A17", "A18", "A19"]),
        (["市国资委负责什么", "市科协负责什么"], "其中市教育局的呢", []),
        (["人才高地那一条写了什么"], "市教育局以外的责任单位还有哪几个", ["M14"]),
        (["机场谁负责"], "和高铁站是同一家吗", ["A7", "A6"]),
        (["体育场馆归哪个局"], "科技场馆是不是同一家？", ["A12", "A10"]),
        (["机场谁负责"], "口岸也是这个单位吗？", ["A5", "M10"]),
        (["设备故障检测诊断是哪个单位负责？"], "智能分拣也归他们管吗", ["A25"]),
        (["智能分拣谁负责"], "不是智能分拣，我问的是医学影像辅助诊断", ["A3"]),
        (["市科协负责什么"], "不是市科协，我问的是市口岸办", ["A5", "M10"]),
        (["市工业和信息化局负责什么"], "其中智能制造领域的有哪些", ["A23", "A24", "A25"]),
        (["市工业和信息化局负责什么"], "其中有几项是场景", ["A15", "A23", "A24", "A25"]),
        (["市国资委负责什么"], "其中医疗的有哪些", ["M10"]),
        (["市科协有哪些任务"], "其中属于智慧医疗的有几项", []),
        (["市工信局负责什么", "市国资委负责什么"], "两家共同负责的有哪些", ["M2"]),
        (["市财政局负责什么", "市前海管理局负责什么"], "它们共同负责的有哪些", []),
        (["机场谁负责"], "高铁站也是吗", ["A7", "M10"]),
        (["市国资委负责什么"], "智能分拣呢", ["A25"]),
        (["措施有多少条"], "场景呢", ["A25"]),
        (["附件一共有多少项场景"], "那措施呢", ["M18"]),
        (["第一条讲什么", "什么时候启动"], "投资多少", []),
    ],
)
def test_dialogues(assistant: Assistant, said: list[str], turn: str, cited: list[str]) -> None:
    answer = assistant.ask(turn, history(assistant, *said))
    assert sorted(set(cited) & set(ids(answer))) == sorted(cited), answer.resolved
    assert answer.resolved
    assert cited or answer.refused
