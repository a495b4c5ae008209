"""Facts that stand in a text are not said to be absent, however they are written; asked of made-up rules."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.settings import AnswerSettings
from index.search_index import SearchIndex
from ingest.parser import parse_policy


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("考勤记录要保存多少年？", "五年"),
        ("保存多少年？", "五年"),
        ("学员档案要留存多长时间", "五年"),
        ("印发之日起多少天内公布培训学校名录", "30日内"),
        ("培训学校目录几天内公布", "30日内"),
        ("场地补贴每月多少", "每月2000元"),
        ("场地补贴能领几年", "三年"),
        ("本规定什么时候施行", "二〇二六年七月一日"),
        ("本规定哪天起施行", "二〇二六年七月一日"),
        ("施行日期", "二〇二六年七月一日"),
        ("开办资金最低多少万", "五百万元"),
        ("教学场所要多少平方米", "三百平方米"),
        ("审批要多少天", "十五个工作日"),
        ("情况复杂的延长多少天", "30日"),
        ("专职教师要多少人", "15至20人"),
        ("高级教师要占几成", "三分之一"),
        ("高级教师的比例", "三分之一"),
        ("设备投入的百分之几给补助", "百分之五"),
        ("人工智能课程补助多少", "百分之五"),
        ("每月几号报送名册", "每月五日前"),
        ("比赛一年办几回", "两次"),
        ("评估结果几月份公布", "第三季度"),
        ("逾期不报送罚多少", "三千元以上一万元以下"),
        ("多少天内退还费用", "半个月内"),
        ("多长时间内退费", "半个月内"),
        ("提示词工程师奖励多少钱", "两千元"),
    ],
)
def test_what_is_stated_is_answered(rules: Assistant, question: str, stated: str) -> None:
    answer = rules.ask(question)
    assert not answer.refused, answer.text
    assert stated in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我不会写代码，能不能干", "不具备编程能力的人员可以"),
        ("我不会写代码，能不能当教学辅助", "不具备编程能力的人员可以"),
        ("收费的培训学校，让不让办", "经审批后可以开办"),
        ("收费的培训学校归谁审批", "经审批后可以开办"),
        ("电话诈骗谁管", "公安机关"),
        ("电话招生诈骗怎么处理", "公安机关"),
        ("把数字技能作为什么", "重点培养方向"),
        ("提示词工程师有没有补贴", "两千元"),
        ("我2019年毕业，我们学校有没有场地补贴", "每月2000元"),
        ("你能告诉我什么时候报送名册吗", "每月五日前"),
    ],
)
def test_what_a_question_is_about_is_not_what_it_asks_for(rules: Assistant, question: str, said: str) -> None:
    answer = rules.ask(question)
    assert not answer.refused, answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("培训学校的咨询电话是多少", "联系电话"),
        ("培训学校的网址", "网址"),
        ("校车要几辆", "数量"),
    ],
)
def test_what_is_not_stated_is_refused(rules: Assistant, question: str, kind: str) -> None:
    answer = rules.ask(question)
    assert answer.status == "unanswerable_not_stated"
    assert f"未载明{kind}" in answer.text


CONSENT = """# 来访登记办法

第一条 登记来访人员，应当取得本人同意，有前款规定情形的除外。

第二条 有下列情形之一的，可以不经本人同意登记来访人员：

（一）抢险救灾；

（二）防控疫情；

（三）依法办案。

第三条 来访登记的检查指标由园区管理处拟定，包括：

（一）登记率；

（二）核验率。

第四条 园区大门每天八时开放。

第五条 停车位由物业公司统一编号。

第六条 绿化养护经费列入年度预算。

第七条 本办法自2026年1月1日起施行。
"""


@pytest.fixture(scope="module")
def consent() -> Assistant:
    return assemble(SearchIndex.by_words(parse_policy(CONSENT)), AnswerSettings(), Learned())


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("哪些情形可以不经本人同意登记来访人员", "第二条"),
        ("登记来访人员有什么情形可以不经本人同意", "第二条"),
        ("除了取得本人同意，还有哪些情形可以登记来访人员", "第二条"),
        ("来访登记的检查指标有哪些", "第三条"),
    ],
)
def test_a_list_that_is_shown_is_not_denied(consent: Assistant, question: str, label: str) -> None:
    answer = consent.ask(question)
    assert "未载明" not in answer.text
    assert label in answer.text


@pytest.mark.parametrize("question", ["本规定施行几年", "本规定要施行多少年", "规定施行的年数是几年"])
def test_a_day_that_is_printed_below_is_not_said_to_be_no_time(rules: Assistant, question: str) -> None:
    answer = rules.ask(question)
    assert "未载明" not in answer.text
    assert "二〇二六年七月一日" in answer.text


@pytest.mark.parametrize("question", ["教师合同签几年", "投诉多久答复"])
def test_what_is_printed_below_is_not_said_to_be_absent(rules: Assistant, question: str) -> None:
    answer = rules.ask(question)
    assert answer.status == "unanswerable_not_stated"
    assert "未载明" not in answer.text
    assert any("五年" in quote.text or "十五个工作日" in quote.text for one in answer.related for quote in one.quotes)


@pytest.mark.parametrize(
    ("question", "stated"),
    [("多少天内公布目录", "30日内"), ("保存多少年", "五年"), ("什么时候起施行", "二〇二六年七月一日")],
)
def test_a_time_in_whatever_words(rules: Assistant, question: str, stated: str) -> None:
    answer = rules.ask(question)
    assert not answer.refused
    assert stated in answer.text


def test_a_year_that_is_asked_about_lies_outside(rules: Assistant) -> None:
    assert "2024年" in rules.ask("2024年的场地补贴标准是多少").text.splitlines()[0]
