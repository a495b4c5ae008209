"""What is asked for without an agency is its opposite, complete; every expected list is read off the policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer import messages
from answer.assistant import Assistant
from answer.ownership.models import TableAnswer, TableRefusal, TableReply
from answer.ownership.negation import Sides, asks_who_not, is_negated, read_sides
from ingest.models import PolicyDocument
from ingest.ownership import OwnershipTable, names, names_each
from tests.answer.ownership.checks import cited, expand, marked, task_ids

Reply = Callable[[str], TableReply | None]

WITHOUT = (
    "哪些措施不是由{}负责",
    "哪些措施不由{}负责",
    "不归{}管的措施",
    "没有{}参与的措施有哪些",
    "{}不负责哪些措施",
    "哪些措施不涉及{}",
    "跟{}无关的措施有哪些",
    "跟{}没关系的措施",
    "除{}以外的措施",
    "除了{}负责的，还有哪些措施",
    "{}没有参与的措施有几条",
    "非{}负责的措施有多少",
    "哪些措施轮不到{}管",
    "哪些措施{}没管",
    "责任单位里找不到{}的措施",
    "{}没份的措施有哪些",
    "哪些措施的责任单位不包括{}",
    "{}没被列为责任单位的措施",
    "哪些措施用不着{}配合",
    "没让{}干的措施是哪些",
    "{}没有掺和的措施有几条",
    "{}没被点名的措施",
)
"""Ways to ask for the measures without an agency."""


def sides(outline: str) -> tuple[str, str, bool]:
    read = read_sides(outline, "甲乙丙"[: outline.count("Ａ")])
    return "".join(read.wanted), "".join(read.unwanted), read.is_clear


def body(reply: TableReply | None) -> str:
    assert isinstance(reply, TableAnswer), reply
    return reply.body


# The reader.


@pytest.mark.parametrize("form", WITHOUT)
def test_without_one(form: str) -> None:
    assert sides(form.format("Ａ").replace("，", ",")) == ("", "甲", True)


@pytest.mark.parametrize(
    ("outline", "wanted", "unwanted"),
    [
        ("既不归Ａ也不归Ａ的措施有哪些", "", "甲乙"),
        ("Ａ和Ａ都不参与的措施", "", "甲乙"),
        ("Ａ不参与,Ａ也不参与的措施", "", "甲乙"),
        ("不管是Ａ还是Ａ都没有参与的措施", "", "甲乙"),
        ("哪些措施既没有Ａ也没有Ａ", "", "甲乙"),
        ("有Ａ没有Ａ的措施", "甲", "乙"),
        ("Ａ负责但Ａ不参与的措施", "甲", "乙"),
        ("Ａ参与的措施里没有Ａ的", "甲", "乙"),
        ("Ａ负责的不涉及Ａ的措施", "甲", "乙"),
        ("不归Ａ管但归Ａ管的措施", "乙", "甲"),
    ],
)
def test_which_of_two(outline: str, wanted: str, unwanted: str) -> None:
    assert sides(outline) == (wanted, unwanted, True)


@pytest.mark.parametrize(
    "outline",
    [
        "Ａ有没有负责的措施",
        "Ａ是不是负责13条措施",
        "哪些措施是不是由Ａ负责",
        "Ａ不是有13条措施吗",
        "难道不归Ａ管",
        "不仅Ａ负责的措施有哪些",
        "Ａ参不参与这条措施",
        "Ａ负责不负责这条措施",
        "我不知道Ａ负责什么",
        "我不太懂,Ａ管哪些措施",
        "Ａ负责的不少于3家单位的措施",
        "Ａ名单里没有等字的措施",
        "只有Ａ、没有其他单位的措施",
        "Ａ负责的有几条,说了没有",
        "Ａ摊上事儿没?摊上了哪些",
        "Ａ负责这条没有",
        "Ａ有啥任务没有",
        "Ａ在里头有什么任务没有?",
        "由Ａ独自负责、没跟别人并列的场景有几个",
        "Ａ无处不在,管哪些措施",
    ],
)
def test_what_is_no_negation(outline: str) -> None:
    assert sides(outline) == ("甲", "", True)


@pytest.mark.parametrize(
    "outline",
    [
        "没有不归Ａ管的措施吗",
        "没有哪条措施不归Ａ管",
        "不由Ａ和Ａ共同负责的措施",
        "哪些措施不归Ａ单独负责",
        "哪些措施不是只有Ａ负责",
        "哪些措施除了Ａ还有Ａ",
        "Ａ负责的没有完成时限的措施",
    ],
)
def test_what_is_not_clear_is_told(outline: str) -> None:
    assert not sides(outline)[2]


@pytest.mark.parametrize(
    "outline",
    [
        "Ａ几乎无处不在--那么十八条里没有它的是哪几条",
        "Ａ管得宽,哪些措施不归它管",
        "哪些措施Ａ没有",
        "有哪些措施Ａ没有",
        "哪些措施Ａ不管",
    ],
)
def test_one_that_was_named_before_or_last(outline: str) -> None:
    assert sides(outline) == ("", "甲", True)


def test_an_agency_on_both_sides_is_not_clear() -> None:
    assert not read_sides("哪些措施归Ａ管,哪些不归Ａ管", ("甲", "甲")).is_clear


def test_what_is_left_out_of_account_is_told() -> None:
    assert read_sides("除了Ａ和Ａ,还有谁", ("甲", "乙")) == Sides((), ("甲", "乙"), ("甲", "乙"))
    assert read_sides("没有Ａ的", ("甲",)).excepted == ()


def test_without_agencies_there_are_no_sides() -> None:
    assert read_sides("没有截止时间的措施", ()) == Sides()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("不负责哪些", True), ("是不是", False), ("有没有", False), ("不仅如此", False), ("负责", False)],
)
def test_whether_anything_is_negated(text: str, expected: bool) -> None:
    assert is_negated(text) is expected


@pytest.mark.parametrize(
    ("outline", "expected"),
    [
        ("哪些单位不负责Ｔ", True),
        ("Ｔ不归哪些单位管", True),
        ("谁没有参与第二部分", True),
        ("哪个部门不在附件里", True),
        ("哪些单位是不是负责Ｔ", False),
        ("不知道谁负责Ｔ", False),
        ("哪些措施不归Ａ管", False),
    ],
)
def test_who_not(outline: str, expected: bool) -> None:
    assert asks_who_not(outline) is expected


# The table.


@pytest.mark.parametrize("form", WITHOUT)
def test_every_agency_has_a_whole_opposite(
    reply: Reply, table: OwnershipTable, document: PolicyDocument, form: str
) -> None:
    for agency in table.agencies:
        answer = reply(form.format(agency))
        expected = tuple(task for task in document.measures if not names(task, agency))
        assert task_ids(answer) == tuple(task.id for task in expected), agency
        shown = body(answer)
        assert (
            f"{messages.TASKS_LACKING.format(about='', agency=agency, counts=f'措施 {len(expected)} 条')}（按" in shown
        )
        open_ones = [task.label for task in expected if not names_each(task)]
        assert f"其中{'、'.join(open_ones)}的名单" in shown
        assert f"不能断定不含{agency}" in shown.split("\n\n")[-1]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("哪些措施不是由市工信局负责", "M1 M10 M13 M14 M16"),
        ("既不归市工信局也不归市发改委的措施有哪些", "M10 M14"),
        ("不由市工业和信息化局负责也不由市科技创新委负责的措施", "M10 M13 M16"),
        ("公共服务领域里跟市国资委无关的场景", "A1 A5 A10-14"),
        ("附件里哪些场景不归市工信局", "A1-14 A16-22"),
        ("哪些和算力有关的措施不归市工信局管", "M1"),
        ("有市科协没有市教育局的措施", "M10 M17"),
        ("市教育局不管什么", "M1-13 M15-18 A1-25"),
    ],
)
def test_the_opposite(reply: Reply, document: PolicyDocument, question: str, tasks: str) -> None:
    answer = reply(question)
    assert task_ids(answer) == expand(tasks) == marked(body(answer).rpartition("（其中")[0] or body(answer), document)


def test_a_list_that_names_everyone_proves_it(reply: Reply) -> None:
    """All rows but none of the measures name each agency one by one."""
    assert "不能断定" not in body(reply("附件里哪些场景不归市工信局"))


@pytest.mark.parametrize(
    "question",
    ["没有哪条措施不归市工信局管", "哪些措施归市工信局管，哪些不归市工信局管", "哪些措施不是市工信局单独负责"],
)
def test_what_is_not_clear_is_asked_back(reply: Reply, question: str) -> None:
    answer = reply(question)
    assert isinstance(answer, TableRefusal)
    assert (answer.refusal.status, answer.suggestions) == (
        "unanswerable_not_stated",
        ("哪些任务不由市工业和信息化局负责？", "市工业和信息化局有哪些任务？"),
    )
    assert all(suggestion in answer.refusal.message for suggestion in answer.suggestions)
    assert [isinstance(reply(suggestion), TableAnswer) for suggestion in answer.suggestions] == [True, True]


def test_nothing_is_without_whom_every_list_names(reply: Reply) -> None:
    answer = reply("第二部分哪些措施不归市科技局")
    assert isinstance(answer, TableRefusal)
    assert answer.refusal.message.endswith("写了责任单位的每一项都列有市科技创新委。")


@pytest.mark.parametrize("question", ["哪些措施不止一家单位负责", "哪些措施不是一家单位负责的"])
def test_more_than_one_agency(assistant: Assistant, question: str) -> None:
    assert cited(assistant.ask(question)) == expand("M1-18")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("哪些单位没有参与第二部分", False),
        ("除了市工信局，还有哪些单位参与第二部分", True),
        ("第二部分有哪些责任单位", True),
    ],
)
def test_agencies_of_a_scope_and_those_that_it_does_not_name(assistant: Assistant, question: str, named: bool) -> None:
    lead = next(part for part in assistant.ask(question).body.split("\n\n") if part.startswith("**"))
    assert ("市发展改革委" in lead) is named
    assert ("市公安局" in lead) is not named
    assert ("、市工业和信息化局" in lead) is (question == "第二部分有哪些责任单位")


@pytest.mark.parametrize("question", ["智能分拣不归哪些单位管", "哪些单位不负责智能分拣"])
def test_who_has_nothing_to_do_with_a_task(reply: Reply, table: OwnershipTable, question: str) -> None:
    answer = reply(question)
    others = [agency for agency in table.agencies if agency != "市工业和信息化局"]
    assert body(answer).startswith(messages.NOT_OWNERS.format(agencies="、".join(others)))
    assert task_ids(answer)[0] == "A25"


def test_what_has_no_list_is_counted_apart(reply_about: Callable[[str], Reply]) -> None:
    ask = reply_about(
        "某市若干措施\n（一）建设平台。（责任单位：市科技局、市财政局）\n（二）支持企业。（责任单位：市教育局）\n"
        "（三）引进人才。（责任单位：市教育局等）\n（四）宣传政策。\n"
    )
    answer = ask("哪些措施不由市科技局负责")
    assert task_ids(answer) == ("M2", "M3")
    assert body(answer).split("\n\n")[-1] == (
        messages.CANNOT_RULE_OUT.format(labels="（三）", agency="市科技局")
        + messages.WITHOUT_LISTS.format(counts="措施 1 条")
    )
