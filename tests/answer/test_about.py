from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.about import find_document_facts
from answer.assistant import Assistant
from answer.document_facts import DocumentFact
from answer.evidence import Coverage
from answer.question import understand
from answer.synonyms import Synonyms
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

BEES = parse_policy(
    "# 某市农业局关于印发《某市养蜂业发展办法》的通知\n\n各区人民政府，市各有关单位：\n\n"
    "《某市养蜂业发展办法》已经市政府常务会议审议通过，现印发给你们，请认真组织实施。\n\n"
    "某市农业局\n\n2026年3月2日\n\n## 某市养蜂业发展办法\n\n为促进养蜂业发展，制定本办法。\n\n"
    "一、支持养殖\n\n（一）支持规模养殖。对新建蜂场给予补助。（责任单位：市农业农村局）\n\n"
    "（二）推广良种。建设良种繁育基地。（责任单位：市农业农村局、市科技局等）\n\n"
    "二、拓展市场\n\n（三）打造品牌。举办蜂蜜节。（责任单位：市商务局）\n\n"
    "附件：养蜂示范场清单（第一批）\n\n序号\t应用领域\t场景名称\t责任单位\n"
    "1\t山区\t高山蜂场\t市农业农村局\n2\t平原\t油菜蜂场\t市科技局\n3\t山区\t林下蜂场\t市林业局\n"
)

Facts = Callable[[str], list[DocumentFact]]


def reader_of(document: PolicyDocument) -> Facts:
    tokenizer, occurrences = PolicyTokenizer(domain_words(document)), Coverage(document).tasks_with

    def read(raw: str) -> list[DocumentFact]:
        return find_document_facts(understand(raw, document, tokenizer, Synonyms({})), document, occurrences)

    return read


@pytest.fixture(scope="module")
def facts() -> Facts:
    return reader_of(BEES)


@pytest.mark.parametrize(
    ("question", "lead", "shown"),
    [
        ("哪天印发的", "2026年3月2日", "某市农业局\n\n2026年3月2日"),
        ("文件谁发的", "某市农业局，2026年3月2日", "某市农业局\n\n2026年3月2日"),
        ("发给哪些单位", "各区人民政府，市各有关单位", "各区人民政府，市各有关单位："),
        ("文件全称", "《某市养蜂业发展办法》", "某市农业局关于印发《某市养蜂业发展办法》的通知"),
        ("一共几条措施", "措施共 3 条", "（三）打造品牌"),
        ("文件多少条呢", "措施共 3 条", "（三）打造品牌"),
        ("文件共有多少条内容", "措施共 3 条", "（三）打造品牌"),
        ("附件里有多少场景", "附件所列场景共 3 项", "3\t山区\t林下蜂场\t市林业局"),
        ("附件叫什么名字", "养蜂示范场清单（第一批）（附件所列场景共 3 项）", "3\t山区\t林下蜂场\t市林业局"),
        (
            "这份文件谁审议的",
            "经市政府常务会议审议通过",
            "《某市养蜂业发展办法》已经市政府常务会议审议通过，现印发给你们，请认真组织实施。",
        ),
        ("为什么制定这份文件", "", "为促进养蜂业发展，制定本办法。"),
        (
            "通知对各单位有什么要求",
            "请认真组织实施",
            "《某市养蜂业发展办法》已经市政府常务会议审议通过，现印发给你们，请认真组织实施。",
        ),
    ],
)
def test_a_fact_and_the_piece_that_shows_it(facts: Facts, question: str, lead: str, shown: str) -> None:
    (fact,) = facts(question)
    assert fact.lead == lead
    (chunk,) = fact.shown_by
    assert chunk.text == shown
    assert BEES.source[chunk.start : chunk.end] == shown


@pytest.mark.parametrize(
    ("question", "lines", "tasks"),
    [
        (
            "一共分几个部分",
            ["**共 2 个部分**", "", "一、支持养殖（第一条至第二条）〔（一）〕", "二、拓展市场（第三条）〔（三）〕"],
            ["M1", "M3"],
        ),
        ("第二部分的标题是什么", ["**二、拓展市场**", "", "二、拓展市场（第三条）〔（三）〕"], ["M3"]),
        (
            "附件分属哪几个领域",
            [
                "**附件场景分属 2 个应用领域**",
                "",
                "山区：附件场景 2 项〔附件第1项〕",
                "平原：附件场景 1 项〔附件第2项〕",
            ],
            ["A1", "A2"],
        ),
        (
            "列出所有措施",
            ["**措施 3 条**", "", "支持规模养殖〔（一）〕", "推广良种〔（二）〕", "打造品牌〔（三）〕"],
            ["M1", "M2", "M3"],
        ),
        (
            "全部场景列一下",
            [
                "**附件场景 3 项**",
                "",
                "高山蜂场（山区）〔附件第1项〕",
                "油菜蜂场（平原）〔附件第2项〕",
                "林下蜂场（山区）〔附件第3项〕",
            ],
            ["A1", "A2", "A3"],
        ),
    ],
)
def test_what_is_counted_out_of_the_items(facts: Facts, question: str, lines: list[str], tasks: list[str]) -> None:
    (fact,) = facts(question)
    assert fact.lead.splitlines() == lines
    assert [task.id for task in fact.tasks] == tasks
    assert fact.shown_by == ()


def test_several_facts_are_several(facts: Facts) -> None:
    leads = [fact.lead for fact in facts("文件叫什么名字，哪天印发，发给哪些单位")]
    assert sorted(leads) == ["2026年3月2日", "《某市养蜂业发展办法》", "各区人民政府，市各有关单位"]


def test_what_one_fact_says_another_does_not_repeat(facts: Facts) -> None:
    assert [fact.lead for fact in facts("哪天印发的，由谁印发的")] == ["某市农业局，2026年3月2日"]


@pytest.mark.xfail(strict=True, reason="an empty lead is part of every other lead")
def test_a_fact_without_a_lead_is_not_lost_beside_another(facts: Facts) -> None:
    shown = [chunk.text for fact in facts("文件的目的是什么，哪天印发的") for chunk in fact.shown_by]
    assert "为促进养蜂业发展，制定本办法。" in shown


@pytest.mark.parametrize(
    "question",
    [
        "蜂蜜节是谁印发的",
        "补助多少钱",
        "第二条",
        "蜂场的附件",
        "良种基地有效期多久",
        "开头写了什么",
        "",
    ],
)
def test_what_is_no_question_about_the_document(facts: Facts, question: str) -> None:
    assert facts(question) == []


@pytest.mark.parametrize("question", ["谁印发的", "哪天印发", "全称", "分几个部分", "附件多少项", "主送谁", "有效期"])
def test_what_a_document_lacks_is_no_fact(question: str) -> None:
    bare = parse_policy("（一）养蜂。新建蜂场。\n（二）卖蜜。举办蜂蜜节。")
    assert all(fact.shown_by or fact.tasks for fact in reader_of(bare)(question))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    text=st.one_of(
        st.text(max_size=30),
        st.text("文件方案谁哪天印发多少条场景附件部分领域标题第一二最后有效期主送目的", max_size=20),
    )
)
def test_any_text_is_read(facts: Facts, text: str) -> None:
    for fact in facts(text):
        assert bool(fact.shown_by) != bool(fact.tasks)
        assert fact.lead or fact.shown_by


@pytest.mark.parametrize(
    ("question", "lead", "cited"),
    [
        ("这份文件是哪天印发的", "2023年5月31日", "P"),
        ("哪两个办公厅联合印发", "中共深圳市委办公厅、深圳市人民政府办公厅", "P"),
        ("主送哪些单位", "各区党委和人民政府", "P"),
        ("文件全称叫什么", "深圳市加快推动人工智能高质量发展高水平应用行动方案（2023—2024年）", "P"),
        ("行动方案管的是哪几年", "规划期 2023—2024年", "P"),
        ("这个方案到什么时候截止", "规划期：2023—2024年", "P"),
        ("文件执行到何时为止", "规划期：2023—2024年", "P"),
        ("一共有多少条措施", "措施共 18 条", "M18"),
        ("清单一共多少个场景", "附件所列场景共 25 项", "A25"),
        ("方案经谁点头才印发", "经市委和市政府同意", "P"),
        ("收到通知要落实什么要求", "请结合实际认真贯彻落实", "P"),
        ("整份文件出于什么目的", "制定的目的", "P"),
        ("方案分成几大板块", "共 6 个部分", "M1"),
        ("清单里的场景分属几个领域", "附件场景分属 4 个应用领域", "A1"),
        ("附件的清单叫什么", "“城市+AI”应用场景清单（第一批）", "A25"),
        pytest.param(
            "规划期到哪一年",
            "规划期 2023—2024年",
            "P",
            marks=pytest.mark.xfail(strict=True, reason="规划期到 is cut into 规划 and 期到"),
        ),
        ("方案为何出台", "为全面系统深入学习贯彻", "P"),
    ],
)
def test_the_document_itself(assistant: Assistant, question: str, lead: str, cited: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.route) == ("answered", "document")
    assert lead in answer.text.splitlines()[0]
    assert answer.citations[0].id == cited


@pytest.mark.parametrize(
    "question", ["扶持计划的截止日期", "补贴发放日期是哪天", "项目什么时候验收", "大赛几月几号举办"]
)
def test_the_date_under_the_notice_is_the_date_of_nothing_else(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert (answer.refused, answer.citations) == (True, ())
    assert "2023年5月31日" not in answer.text.splitlines()[0]


@pytest.mark.parametrize("question", ["文件日期", "通知是哪天的", "红头文件什么时候签的"])
def test_the_date_of_the_notice_however_it_is_asked_for(assistant: Assistant, question: str) -> None:
    assert [citation.id for citation in assistant.ask(question).citations] == ["P"]


def test_several_facts_are_answered_once_each(assistant: Assistant) -> None:
    answer = assistant.ask("这份文件的全称是什么，有效期到哪一年？")
    assert (answer.status, answer.route) == ("answered", "document")
    assert [citation.id for citation in answer.citations] == ["P"]
    assert answer.body.count("**规划期：2023—2024年**") == 1
    assert answer.body.count("**标题：《深圳市加快推动人工智能高质量发展高水平应用行动方案（2023—2024年）》**") == 1


def test_the_beginning_is_quoted_where_it_is_asked_for(assistant: Assistant) -> None:
    answer = assistant.ask("开篇引言讲的是什么")
    assert [citation.id for citation in answer.citations] == ["P"]
    assert any(quote.text.startswith("为全面系统深入学习") for quote in answer.citations[0].quotes)


@pytest.mark.parametrize(
    "question",
    [
        "公共数据开放管理办法什么时候出台",
        "多少条地铁线",
        "文件中多少条道路",
        "方案里有几条高速公路",
        "文件写了多少条狗",
        "这份文件有几条河流",
        "政策措施多久更新发布一次",
        "第四条",
        "产业促进条例的全称",
        "低空经济的目标是什么",
    ],
)
def test_questions_with_a_matter_of_their_own(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).route != "document"


def test_another_batch_is_not_this_one(assistant: Assistant) -> None:
    answer = assistant.ask("第二批清单一共多少个场景")
    assert answer.refused
    assert "第二批" in answer.text


@pytest.mark.parametrize(
    ("title", "question", "is_counted"),
    [
        ("某市重点实验室管理办法", "管理办法一共有多少条", True),
        ("某市重点实验室管理办法", "本办法有几条", True),
        ("某市重点实验室管理办法", "《某市重点实验室管理办法》共有多少条规定？", True),
        ("中华人民共和国个人信息保护法", "个保法有多少条", True),
        ("中华人民共和国个人信息保护法", "请问个人信息保护法里一共几条", True),
        ("某市专利代理条例", "专利代理条例有多少条", True),
        # Not the document by its name, or not all of it.
        ("某市重点实验室管理办法", "本办法有几条讲经费", False),
        ("某市重点实验室管理办法", "处罚办法有多少条", False),
    ],
)
def test_a_document_is_counted_by_its_own_name(title: str, question: str, *, is_counted: bool) -> None:
    read = reader_of(parse_policy(f"{title}\n\n第一条 规范重点实验室的管理。\n\n第二条 安排经费。\n"))
    assert ([fact.lead for fact in read(question)] == ["措施共 2 条"]) is is_counted
