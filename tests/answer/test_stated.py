from __future__ import annotations

import pytest

from answer.answer_kinds import AnswerKind, kind_of
from index.normalize import normalize


@pytest.mark.parametrize(
    ("question", "kind", "stating", "silent"),
    [
        ("保存多少年", AnswerKind.DATE, "应当留存五年", "应当妥善留存"),
        ("多少天内出台", AnswerKind.DATE, "印发之日起30日内出台", "抓紧出台"),
        ("多少天内出台", AnswerKind.DATE, "一个月内出台", "2026年出台"),
        ("几天能办完", AnswerKind.DATE, "五个工作日办结", "处一千元罚款"),
        ("每月多少", AnswerKind.NUMBER, "每月2000元", "每月发放"),
        ("每月多少钱", AnswerKind.AMOUNT, "3000元/月", "按5%补贴"),
        ("补助金额是多少", AnswerKind.AMOUNT, "按投入的百分之五补助", "给予补助"),
        ("什么时候施行", AnswerKind.DATE, "自二〇二六年七月一日起施行", "按照本规定施行"),
        ("什么时候施行", AnswerKind.DATE, "自公布之日起施行", "具有五年以上经验"),
        ("什么时候报送", AnswerKind.DATE, "每月五日前报送", "及早报送"),
        ("什么时候完成", AnswerKind.DATE, "三年内完成", "为期三年"),
        ("什么时候评估", AnswerKind.DATE, "第三季度评估", "第三方评估"),
        ("什么时候评估", AnswerKind.DATE, "上半年评估", "对初创企业彻底评估"),
        ("哪天施行", AnswerKind.DATE, "自2026年7月1日起施行", "三十日内施行"),
        ("开办资金要多少元", AnswerKind.AMOUNT, "不少于五百万元", "不少于五百人"),
        ("要占几成", AnswerKind.RATE, "不少于三分之一", "不少于三人"),
        ("比例是多少", AnswerKind.RATE, "20%以上", "二十人以上"),
        ("提高几个百分点", AnswerKind.RATE, "提高五个百分点", "提高五次"),
        ("有效期几年", AnswerKind.DATE, "有效期至2030年12月31日", "有效期届满"),
        ("审查期限", AnswerKind.DATE, "30—60日", "严格审查"),
        ("要多少人", AnswerKind.NUMBER, "15至20人", "若干人"),
        ("面积要多少平方米", AnswerKind.NUMBER, "三百平方米以上", "三百家以上"),
        ("引进几家龙头企业", AnswerKind.NUMBER, "引进10个龙头企业", "建设10个基地"),
        ("建几个平台", AnswerKind.NUMBER, "建设五个平台", "建设一个平台"),
        ("每年办几次", AnswerKind.NUMBER, "每年举办一次", "每年举办"),
        ("办理备案收多少钱", AnswerKind.AMOUNT, "每件收取二百元", "拒不改正的,处5万元以下的罚款"),
        ("个人会罚多少钱", AnswerKind.PENALTY, "处二千元以下的罚款", "给予警告、责令改正"),
        ("去哪个窗口领", AnswerKind.ADDRESS, "在政务服务大厅领取", "按规定领取"),
        ("主任现在是哪个人", AnswerKind.PERSON, "由王某同志担任主任", "主任由各成员推举确定"),
        ("要不要交钱", AnswerKind.FEE, "每人缴纳二百元", "每人参加"),
        ("举报热线是多少", AnswerKind.PHONE, "拨打12345举报", "可以举报"),
        ("要满足哪些条件？需要符合什么", AnswerKind.PROCEDURE, "应当具备下列条件", "条件成熟的区域"),
        ("提前多长时间通知会议日期", AnswerKind.DATE, "提前十五日通知", "及时通知"),
        ("多少周岁以下", AnswerKind.NUMBER, "45周岁以下", "三年以下"),
        ("会怎么罚", AnswerKind.PENALTY, "处三年以下有期徒刑", "责任单位"),
    ],
)
def test_what_answers_a_question(question: str, kind: AnswerKind, stating: str, silent: str) -> None:
    spec = kind_of(normalize(question))
    assert spec is not None
    assert spec.kind is kind
    assert spec.stated is not None
    assert spec.stated(normalize(stating))
    assert not spec.stated(normalize(silent))
