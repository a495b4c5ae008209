from __future__ import annotations

import pytest

from answer.answer_kinds import AnswerKind, kind_of
from answer.asking import asking, without_statements
from index.normalize import normalize


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        # A verb that ends in 为 and 什么 behind it are no 为什么.
        ("把低空经济作为什么来发展", None),
        ("人工智能被定位为什么", None),
        ("这类企业称为什么", None),
        ("认定为什么级别", None),
        ("为什么要设立专班", AnswerKind.REASON),
        ("这样规定是为什么", AnswerKind.REASON),
        # What says which thing is meant is not asked for.
        ("收费的培训学校，让不让办", None),
        ("收费培训班让不让办", None),
        ("收费公路由谁审批", AnswerKind.AGENCY),
        ("培训班怎么收费", AnswerKind.FEE),
        ("收费标准是多少", AnswerKind.FEE),
        ("培训班收费吗", AnswerKind.FEE),
        ("公园是否免费开放", AnswerKind.FEE),
        ("免费师范生要服务几年", AnswerKind.DATE),
        ("电话诈骗谁管", AnswerKind.AGENCY),
        ("电话销售要不要备案", None),
        ("打什么电话举报", AnswerKind.PHONE),
        ("有没有咨询电话", AnswerKind.PHONE),
        ("网站备案找谁", AnswerKind.AGENCY),
        ("小程序谁负责审核", AnswerKind.AGENCY),
        ("官网是什么", AnswerKind.LINK),
        ("处罚决定书多久送达", AnswerKind.DATE),
        ("对处罚不服怎么办", None),
        ("会不会罚款", AnswerKind.PENALTY),
        ("地址变更要不要报告", None),
        ("注册地址在哪", AnswerKind.ADDRESS),
        ("失信名单怎么移出", None),
        ("入选名单", AnswerKind.ROSTER),
        ("加班时间怎么算", None),
        ("申报时间", AnswerKind.DATE),
        ("金额较大的怎么处理", None),
        ("补助金额怎么算", AnswerKind.AMOUNT),
        ("比例原则是什么", None),
        ("出资比例如何确定", AnswerKind.RATE),
        ("年薪五十万的人才能落户吗", None),
        ("年薪多少", AnswerKind.AMOUNT),
        ("新旧动能转换谁负责", AnswerKind.AGENCY),
        ("强制执行由谁申请", AnswerKind.AGENCY),
        ("退役军人安置由谁负责", AnswerKind.AGENCY),
        ("民生诉求办理由谁负责", AnswerKind.AGENCY),
        ("有哪几点要求", None),
        ("已经注册的公司能拿多少补贴", AnswerKind.AMOUNT),
        ("已缴纳满多少年的可以领取", AnswerKind.DATE),
        ("已经建成多少个基地", AnswerKind.PROGRESS),
        # Statements before the question.
        ("我交了押金，能退吗", None),
        ("我做了个小程序，什么时候能登记", AnswerKind.PROCEDURE),
        ("补助金额，是多少", AnswerKind.AMOUNT),
    ],
)
def test_a_kind_is_read_off_what_is_asked(question: str, kind: AnswerKind | None) -> None:
    spec = kind_of(normalize(question))
    assert (spec.kind if spec else None) is kind


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("我不会写代码，能不能干", "能不能干"),
        ("我公司在上海，怎么申请", "怎么申请"),
        ("押金没退，找哪个部门投诉", "找哪个部门投诉"),
        ("补助金额，是多少", "补助金额,是多少"),
        ("审图出了错，责任算谁的", "审图出了错,责任算谁的"),
        ("我想问一下，补贴有哪些", "我想问一下,补贴有哪些"),
        ("咨询电话", "咨询电话"),
        ("", ""),
    ],
)
def test_what_asks(question: str, asks: str) -> None:
    assert asking(normalize(question)) == asks


def test_only_what_the_asker_says_of_himself_is_no_scope() -> None:
    assert without_statements("我公司在上海,怎么申请") == "怎么申请"
    assert without_statements("上海的企业,能不能申请") == "上海的企业,能不能申请"
    assert without_statements("我公司在上海") == "我公司在上海"
