"""Another law's clause is never answered from the open document; its own names are never taken for another's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from answer.assistant import Assistant
from answer.document_names import LAWS_FILE, end_kind, without_appendage
from answer.other_documents import OtherDocuments
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from ui.conversation import Conversation

STATUS = "unanswerable_other_document"
SHARED = Path(__file__).parents[3] / "shared"
REAL_POLICIES = sorted((SHARED / "policies").glob("*.md")) + sorted((SHARED / "policies_more").glob("*.md"))

CLAUSES = """
{}第三条说了什么 {}第十八条的责任单位 根据{}第五条第二款第（三）项 {}第二条是啥 请问{}第一条怎么写的 那{}第三条呢 {}第四条由谁负责
{}里第十条第二款讲的什么 按照{}第七条的规定怎么办 {}（三）说的什么 {}第6条 第三条说了什么？我问的是{}
""".split()
AS_SUCH = "{}是什么时候施行的 {}说了什么 {}怎么规定的 什么是{} 谁负责执行{} 请介绍一下{}".split()


@pytest.fixture(scope="module")
def open_document() -> Callable[[PolicyDocument], OtherDocuments]:
    words = PolicyTokenizer().words
    return lambda document: OtherDocuments(document, words)


@pytest.fixture(scope="module")
def of_plan(open_document: Callable[[PolicyDocument], OtherDocuments], document: PolicyDocument) -> OtherDocuments:
    return open_document(document)


def made(title: str, *clauses: str) -> PolicyDocument:
    """Make a document of numbered clauses."""
    numbers = "一二三四五六七八九"
    lines = [f"第{number}条　{clause}" for number, clause in zip(numbers, clauses, strict=False)]
    return parse_policy("\n\n".join([title, *lines]) + "\n")


@pytest.mark.parametrize("wording", [*CLAUSES, *AS_SUCH])
def test_every_national_law_is_another_document(of_plan: OtherDocuments, wording: str) -> None:
    titles = [line for line in LAWS_FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for title in titles:
        short = title.removeprefix("中华人民共和国")
        for name in (title, short, f"《{title}》", f"《{short}》"):
            assert of_plan.asked_for(wording.format(name)) == (f"《{name.strip('《》')}》",)


OTHERS = """
民法典第三条说了什么
刑法第三条
《数据安全法》第十八条的责任单位
根据个人信息保护法第五条第二款第（三）项，企业要做什么
刑法232条
民法典第1165条第二款说的啥
网安法第21条
《民法典》总则编第三条
劳动合同法实施条例第三条是啥
广东省数字经济促进条例第二十条
生成式人工智能服务管理暂行办法第四条
国务院关于深入实施“人工智能+”行动的意见第三条
北京市加快人工智能发展若干措施第二条
杭州的行动方案第三条写了什么
十四五规划第三章说什么
数据出境安全评估办法第四条
欧盟人工智能法案第五条
巴黎协定第六条
GDPR第17条
国办发〔2024〕1号第三条
国务院令第707号第三条
财政部令第102号第四条写了什么
国家发展改革委第12号令第三条
管理办法第三条
管理办法一共有多少条
实施细则第几条讲收费
暂行规定有几条
促进条例第三条
《深圳经济特区人工智能产业促进条例》第六十五条讲的什么
公共数据开放管理办法第二条
公共数据开放管理办法第几条讲收费
条例第三条
这部法第三条
民法典第三条和本方案第三条有什么区别
数据安全法和本方案第十七条有什么区别
按照网络安全法的规定，企业要做什么
按劳动合同法试用期最长多久
企业违反数据安全法会被罚多少
个保法怎么规定的
第三条说了什么，我指的是刑法
What does Article 3 of the Civil Code say?
"""


@pytest.mark.parametrize("question", OTHERS.split("\n")[1:-1])
def test_another_document_is_refused_by_name(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == STATUS
    assert not answer.citations
    assert "没有收录" in answer.text
    assert answer.suggestions


def test_the_message_names_what_was_meant(assistant: Assistant) -> None:
    assert "《民法典》、《刑法》" in assistant.ask("民法典第三条和刑法第五条各说了什么").text


OWN = """
《行动方案》第三条
本方案第三条
本办法第三条
该文件第三条
这个意见第三条
行动方案第三条由谁负责
深圳AI行动方案第三条
深圳市加快推动人工智能高质量发展高水平应用行动方案（2023—2024年）第三条
《深圳市加快推动人工智能高质量发展高水平应用行动方案》第三条
根据《行动方案》第三条，算力平台谁建
支持措施第三条
按规定第三条由谁负责
第三条规定了什么
"""


@pytest.mark.parametrize("question", OWN.split("\n")[1:-1])
def test_the_plan_by_its_own_names(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.citations[0].id == "M3"


MENTIONED = """
哪些措施提到数据条例
《深圳经济特区人工智能产业促进条例》由谁负责落实
公共数据开放管理办法什么时候出台
要落实的那部特区条例全名
落实人工智能产业促进条例的是哪一条
"""


@pytest.mark.parametrize("question", MENTIONED.split("\n")[1:-1])
def test_what_the_plan_says_of_others_is_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "answered"


ELSE = """
条例什么时候出台
落实条例的第十七条由谁负责
第十七条提到的条例什么时候施行
公共数据开放管理办法在第几条提到
哪条涉及个人信息保护法
违反统计法的企业还能申请补贴吗
我是学刑法的，人工智能人才怎么引进
按劳动法给员工交社保的企业有没有补贴
算法第三条
有什么办法
解决办法是第几条
公司法人是谁
附件第三项
三年行动计划第三条
"""


@pytest.mark.parametrize("question", ELSE.split("\n")[1:-1])
def test_what_is_no_question_about_another_document(of_plan: OtherDocuments, question: str) -> None:
    assert of_plan.asked_for(question) == ()


@pytest.mark.parametrize(
    ("earlier", "question", "is_other"),
    [
        (["机场谁负责"], "那刑法第三条呢", True),
        (["民法典第三条说了什么"], "那第四条呢", True),
        (["民法典第三条说了什么"], "第五条呢？", True),
        (["民法典第三条说了什么"], "它的第六条", True),
        (["民法典第三条说了什么", "那第四条呢"], "这部法律第七条说了什么", True),
        (["民法典第三条说了什么"], "下一条呢", True),
        (["机场谁负责", "民法典第三条"], "那责任单位呢", True),
        (["民法典第三条说了什么"], "它是什么时候施行的", True),
        (["民法典第三条说了什么"], "那刑法呢", True),
        (["个保法第18条谁负责"], "那第四条呢", True),
        (["统计法第三条"], "它的第四条谁负责", True),
        (["社会保险法第三条"], "下一条呢", True),
        (["民法典第三条说了什么", "谢谢"], "那第四条呢", True),
        (["民法典第三条说了什么"], "那本方案第四条呢", False),
        (["民法典第三条说了什么", "本方案第四条", "谢谢"], "下一条呢", False),
        (["民法典第三条说了什么", "本方案第四条"], "第五条呢", False),
        (["民法典第三条说了什么"], "市科协负责什么", False),
        (["民法典第三条说了什么"], "那医学影像谁负责", False),
        (["民法典第三条说了什么"], "人工智能基金群规模多大", False),
        (["民法典第三条说了什么"], "有哪些附件场景", False),
        (["第三条说了什么"], "那第四条呢", False),
        (["哪些措施提到数据条例"], "那第四条呢", False),
    ],
)
def test_a_conversation(assistant: Assistant, earlier: list[str], question: str, *, is_other: bool) -> None:
    # The window keeps the turns: what it drops cannot be asked on about.
    kept = Conversation()
    for said in earlier:
        kept = kept.remembering(said, assistant.ask(said, kept.turns))
    assert (assistant.ask(question, kept.turns).status == STATUS) is is_other


def test_the_other_ways_in(assistant: Assistant) -> None:
    assert assistant.owners("民法典第三条").status == STATUS
    assert assistant.tasks("《数据安全法》").status == STATUS
    assert assistant.observe("民法典第三条") is None
    for number in ("民法典第三条", "《数据安全法》第十八条", "刑法（三）"):
        assert assistant.items(number) == ()
    for number in ("第三条", "本方案第三条", "《行动方案》第三条"):
        assert [item.id for item in assistant.items(number)] == ["M3"]


class TestAnyOpenDocument:
    """No rule knows the built-in plan."""

    LAW = made("中华人民共和国数据安全法", "为了规范数据处理活动，根据宪法，制定本法。", "违反网络安全法的，依法处理。")
    RULES = made("某市公共数据管理规定", "根据《某省公共数据条例》，制定本规定。", "本规定由市数据局负责解释。")
    ORDER = (
        "中华人民共和国国务院令第706号\n\n某代理条例\n（国务院令第76号发布，根据国发〔2017〕5号修订）\n"
        "第一条　制定本条例。\n第二条　本条例由专利部门负责。\n"
    )
    REGULATION = made("中华人民共和国个人所得税法实施条例", "根据个人所得税法，制定本条例。", "住所是指习惯性居住。")

    @pytest.mark.parametrize(
        ("document", "names"),
        [
            (LAW, "中华人民共和国数据安全法 数据安全法 《数据安全法》 数安法 本法 该法 这部法 这部法律 本文件"),
            (
                RULES,
                "某市公共数据管理规定 公共数据管理规定 《某市公共数据管理规定》 数据管理规定 本规定 该规定 这个办法",
            ),
            (REGULATION, "个人所得税法实施条例 《中华人民共和国个人所得税法实施条例》 本条例 实施条例 这部条例 条例"),
        ],
    )
    def test_its_own_names(
        self, open_document: Callable[[PolicyDocument], OtherDocuments], document: PolicyDocument, names: str
    ) -> None:
        others = open_document(document)
        for name in names.split():
            for wording in CLAUSES[:-1]:
                assert others.asked_for(wording.format(name)) == ()

    def test_the_number_of_an_order_is_that_of_the_open_one(
        self, open_document: Callable[[PolicyDocument], OtherDocuments]
    ) -> None:
        # What it cites in a sentence is another one.
        others = open_document(parse_policy(self.ORDER))
        for name in ("国务院令第706号", "国务院706号令", "中华人民共和国国务院令第706号"):
            assert others.asked_for(f"{name}第二条写了什么") == ()
        for name in ("国务院令第76号", "国务院令第707号", "国发〔2017〕5号"):
            assert others.asked_for(f"{name}第二条写了什么") == (f"《{name}》",)

    @pytest.mark.parametrize(
        ("document", "names"),
        [
            (LAW, "数据安全法司法解释 网络安全法 民法典 数据安全条例 《行动方案》 国家安全法"),
            (RULES, "公共数据条例实施意见 某省公共数据条例 数据安全法 《某省公共数据条例》 北京市公共数据管理办法"),
            (REGULATION, "个人所得税法司法解释 个人所得税法 中华人民共和国个人所得税法 企业所得税法实施条例"),
        ],
    )
    def test_those_of_others(
        self, open_document: Callable[[PolicyDocument], OtherDocuments], document: PolicyDocument, names: str
    ) -> None:
        others = open_document(document)
        for name in names.split():
            for wording in CLAUSES[:-1]:
                assert others.asked_for(wording.format(name))

    @pytest.mark.skipif(not REAL_POLICIES, reason="the real policies lie beside the checkout, not in it")
    def test_real_policies(self, open_document: Callable[[PolicyDocument], OtherDocuments]) -> None:
        for path in REAL_POLICIES:
            if path.stem == "README":
                continue
            document = load_policy(path)
            others = open_document(document)
            title = without_appendage(normalize(document.title))
            kind = end_kind(document.title) or "文件"
            for name in (document.title, f"《{title}》", f"本{kind}", f"这个{kind}", "该文件"):
                assert [others.asked_for(wording.format(name)) for wording in CLAUSES[:-1]] == [()] * len(CLAUSES[:-1])
            for agency in document.agencies:
                assert others.asked_for(f"{agency}第三条负责什么") == ()
            for title in (measure.title for measure in document.measures if measure.title):
                assert others.asked_for(f"{title}由谁负责") == ()
