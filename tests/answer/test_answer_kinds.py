from __future__ import annotations

import pytest

from answer.answer_kinds import SPECS, AnswerKind, kind_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("由哪些单位负责", AnswerKind.AGENCY),
        ("哪个部门牵头", AnswerKind.AGENCY),
        ("谁来管", AnswerKind.AGENCY),
        ("which department is responsible", AnswerKind.AGENCY),
        ("边个部门负责", AnswerKind.AGENCY),
        ("归哪家管", AnswerKind.AGENCY),
        ("落在谁头上", AnswerKind.AGENCY),
        ("该联系哪个局", AnswerKind.AGENCY),
        ("哪些委办局牵头", AnswerKind.AGENCY),
        ("责任单位", AnswerKind.AGENCY),
        ("which authority is in charge", AnswerKind.AGENCY),
        ("基金群规模有多大", AnswerKind.AMOUNT),
        ("补贴多少钱", AnswerKind.AMOUNT),
        ("how much money", AnswerKind.AMOUNT),
        ("什么时候启动", AnswerKind.DATE),
        ("多久发布一次", AnswerKind.DATE),
        ("when does it start", AnswerKind.DATE),
        ("要建几家联合实验室", AnswerKind.NUMBER),
        ("咨询电话是多少", AnswerKind.PHONE),
        ("平台的网址", AnswerKind.LINK),
        ("地址在哪", AnswerKind.ADDRESS),
        ("专班的组长是谁", AnswerKind.PERSON),
        ("哪家公司开发的", AnswerKind.COMPANY),
        ("怎么申请", AnswerKind.PROCEDURE),
        ("申请条件", AnswerKind.PROCEDURE),
    ],
)
def test_what_is_asked_for(question: str, kind: AnswerKind) -> None:
    spec = kind_of(question)
    assert spec is not None
    assert spec.kind is kind


@pytest.mark.parametrize("question", ["", "怎么推动低空经济", "一共有多少条措施", "附件有几个场景", "讲什么内容"])
def test_no_particular_kind(question: str) -> None:
    assert kind_of(question) is None


@pytest.mark.parametrize(
    ("kind", "stating", "silent"),
    [
        (AnswerKind.AMOUNT, "规模1000亿元", "加大财政资金投入力度"),
        (AnswerKind.DATE, "2023年年底启动建设", "加快建设"),
        (AnswerKind.DATE, "按季度发布", "发布相关数据"),
        (AnswerKind.NUMBER, "5家以上", "若干"),
        (AnswerKind.PHONE, "0755-12345678", "致电有关部门"),
        (AnswerKind.LINK, "https://example.com", "在线平台"),
    ],
)
def test_what_states_it(kind: AnswerKind, stating: str, silent: str) -> None:
    spec = next(spec for spec in SPECS if spec.kind is kind)
    assert spec.stated is not None
    assert spec.stated.search(stating)
    assert not spec.stated.search(silent)


def test_every_kind_but_other_is_specified_once() -> None:
    assert sorted(spec.kind.name for spec in SPECS) == sorted(k.name for k in AnswerKind if k is not AnswerKind.OTHER)
