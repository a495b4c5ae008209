"""What a question leaves out besides agencies is subtracted: every expected list is read off the policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.assistant import Assistant
from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from tests.answer.ownership.checks import cited, expand, task_ids

Reply = Callable[[str], TableReply | None]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        # The annex, or the measures.
        ("市国资委负责的任务中哪些不在附件里", "M2 M10"),
        ("市国资委负责的任务中哪些不在措施里", "A6-9"),
        ("除附件外，市国资委还负责什么", "M2 M10"),
        ("附件以外市国资委负责哪些任务", "M2 M10"),
        ("除了措施，市国资委还负责什么", "A6-9"),
        # Items by number.
        ("除了第十条，市国资委还负责哪些措施", "M2"),
        ("第二条以外，市国资委还负责哪些措施", "M10"),
        ("第四部分除了第十条还有哪些措施", "M9 M11 M12"),
        # Rows, sections and domains by name.
        ("智能制造领域除了智能分拣还有哪些场景", "A23 A24"),
        ("智慧医疗的场景除了医用机器人还有哪些", "A2 A3"),
        ("医用机器人以外的智慧医疗场景有哪些", "A2 A3"),
        ("除了智能分拣还有哪些场景", "A1-24"),
        ("除了机场和高铁站，市国资委还负责哪些场景", "A8 A9"),
        ("除了第四部分，市国资委还负责哪些措施", "M2"),
        ("哪些场景不属于公共服务领域", "A2-4 A15-25"),
        ("除公共服务领域外还有哪些场景", "A2-4 A15-25"),
        ("非公共服务领域的场景有哪些", "A2-4 A15-25"),
        ("公园和旅游景区除外，文体局还负责哪些场景", "A11 A12"),
    ],
)
def test_it_is_subtracted(assistant: Assistant, question: str, items: str) -> None:
    assert cited(assistant.ask(question)) == expand(items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("市国资委有没有附件里的任务", "A6-9"),
        ("市国资委负责的任务不仅在附件里，还有哪些措施", "M2 M10 A6-9"),
        ("市国资委是不是负责附件里的机场", "A6"),
    ],
)
def test_what_only_looks_like_it_is_not(reply: Reply, question: str, items: str) -> None:
    assert set(expand(items)) <= set(task_ids(reply(question)))


def test_where_nothing_is_left_it_says_so(reply: Reply) -> None:
    answer = reply("第二条和第十条以外，市国资委还负责哪些措施")
    assert isinstance(answer, TableRefusal)
    assert "（不含第二条和第十条）" in answer.refusal.message


@pytest.mark.parametrize(
    "question",
    [
        "除了第十条，还有哪些补助",
        "除了智能分拣，制造业还有什么应用",
        "公共服务领域没有哪些场景",
        "除了人才，第五部分还讲了什么",
        "第三条没有写什么",
        "第十条没有涉及哪些领域",
        "哪些措施没有场景",
    ],
)
def test_what_cannot_be_computed_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.refused
    assert cited(answer) == ()


@pytest.mark.parametrize(
    "question", ["请问第三条的责任单位不包括哪些", "第三条的责任单位没有哪些部门", "第三条的名单没有列哪些单位"]
)
def test_who_is_not_on_a_list(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableAnswer)
    lead = answer.body.split("**")[1]
    assert lead.startswith("责任单位名单中没有写的单位：")
    assert "市国资委" in lead
    assert not any(agency in lead for agency in ("市工业和信息化局", "市科技创新委", "市前海管理局"))


@pytest.mark.parametrize(
    "question", ["机场不是市国资委负责的对吗", "机场不归市国资委管对吧", "机场不是市国资委负责的，是吗"]
)
def test_no_yes_to_who_wants_a_negation_confirmed(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableAnswer)
    assert answer.body.startswith("**责任单位名单中有市国资委。**")


@pytest.mark.parametrize("question", ["机场不是市国资委负责的吗", "机场是不是市国资委负责"])
def test_what_only_sounds_negated_is_confirmed(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableAnswer)
    assert answer.body.startswith("**是。")
