"""Who leads, helps, is to be asked, and is responsible by a declaration."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answer.messages import NO_LEAD_AGENCY
from answer.ownership.models import TableAnswer, TableRefusal, TableReply

Reply = Callable[[str], TableReply | None]
ROLES = (
    "某市若干措施\n\n（一）建设平台。建设算力平台。（牵头单位：市科技局；配合单位：市财政局、市教育局）\n\n"
    "（二）支持企业。给予补助。（牵头单位：市财政局；配合单位：市科技局）\n\n（三）引进人才。给予奖励。（责任单位：市教育局）\n"
)
DECLARED = (
    "某市若干措施\n\n（一）建设平台。建设算力平台。（责任单位：市科技局、市财政局，列第一位的为牵头单位，下同；"
    "以下均需各区人民政府落实，不再列出）\n\n（二）支持企业。给予补助。（责任单位：市商务局、市科技局）\n\n"
    "（三）引进人才。给予奖励。（政策咨询：市教育局人才处）\n"
)


def answered(reply: TableReply | None) -> TableAnswer:
    assert isinstance(reply, TableAnswer)
    return reply


@pytest.mark.parametrize(
    ("question", "beginning"),
    [
        ("建设平台由谁牵头？", "**牵头单位：市科技局**\n配合单位：市财政局、市教育局"),
        ("建设平台由谁配合？", "**配合单位：市财政局、市教育局**\n牵头单位：市科技局"),
        ("（二）谁牵头？", "**牵头单位：市财政局**\n配合单位：市科技局"),
    ],
)
def test_who_leads_and_who_helps(reply_about: Callable[[str], Reply], question: str, beginning: str) -> None:
    assert answered(reply_about(ROLES)(question)).body.startswith(beginning)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("市科技局牵头哪些任务？", ["M1"]),
        ("市科技局配合哪些任务？", ["M2"]),
        ("市财政局牵头的有哪些措施？", ["M2"]),
        ("市科技局有哪些任务？", ["M1", "M2"]),
    ],
)
def test_what_an_agency_leads(reply_about: Callable[[str], Reply], question: str, tasks: list[str]) -> None:
    assert [task.id for task in answered(reply_about(ROLES)(question)).tasks] == tasks


def test_who_leads_nothing_is_told_what_it_does(reply_about: Callable[[str], Reply]) -> None:
    reply = reply_about(ROLES)("市教育局牵头哪些任务？")
    assert isinstance(reply, TableRefusal)
    assert "市教育局列名的有：（一）建设平台、（三）引进人才。" in reply.refusal.message


def test_where_roles_are_not_told_apart_nobody_leads(reply_about: Callable[[str], Reply]) -> None:
    ask = reply_about("某市若干措施\n\n（一）建设平台。给予补助。（责任单位：市科技局、市财政局）\n")
    assert NO_LEAD_AGENCY in answered(ask("建设平台由谁牵头？")).body
    assert NO_LEAD_AGENCY in answered(ask("市科技局牵头哪些任务？")).body


def test_the_first_leads_where_that_is_declared(reply_about: Callable[[str], Reply]) -> None:
    answer = answered(reply_about(DECLARED)("支持企业由谁牵头？"))
    assert answer.body.startswith("**牵头单位：市商务局**")
    assert "“列第一位的为牵头单位，下同”" in answer.body
    assert "first_leads" in [one.kind for one in answer.conventions]


def test_who_is_declared_once_owns_all_both_ways(reply_about: Callable[[str], Reply]) -> None:
    ask = reply_about(DECLARED)
    owned = answered(ask("各区人民政府负责哪些任务？"))
    assert [task.id for task in owned.tasks] == ["M1", "M2", "M3"]
    owners = answered(ask("支持企业由哪些单位负责？"))
    assert owners.body.startswith("**市商务局、市科技局**")
    for answer in (owned, owners):
        assert "“以下均需各区人民政府落实，不再列出”，责任单位还有各区人民政府〔（一）〕" in answer.body
        assert "also_responsible" in [one.kind for one in answer.conventions]
    assert answered(ask("支持企业是各区人民政府负责吗？")).body.startswith("**是。")


def test_a_contact_is_asked_and_not_responsible(reply_about: Callable[[str], Reply]) -> None:
    ask = reply_about(DECLARED)
    assert answered(ask("引进人才找谁咨询？")).body.startswith("**政策咨询：市教育局人才处**")
    assert "人才处" not in answered(ask("引进人才由哪些单位负责？")).body
    assert not isinstance(ask("市教育局人才处负责哪些任务？"), TableAnswer)
