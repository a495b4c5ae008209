from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.addressing import find_addresses
from answer.answer_kinds import AnswerKind, kind_of
from answer.assistant import Assistant
from answer.evidence import Coverage
from answer.follow_up import FollowUps, Measured, Resolved
from answer.history import bounded
from answer.models import Answer, Turn
from answer.ownership.desk import OwnershipDesk
from answer.question import understand
from answer.synonyms import Synonyms
from answer.understand.dialogue.belonging import Belonging
from answer.understand.dialogue.consequence import Consequences
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.models import PolicyDocument
from ingest.parser import parse_policy

BEES = parse_policy(
    "某市促进养蜂业发展若干措施\n\n为促进养蜂业发展，制定本措施。\n\n"
    "（一）支持规模养殖。对新建蜂场给予补助，每个蜂场最高补助20万元。（责任单位：市农业农村局）\n\n"
    "（二）推广良种。建设良种繁育基地，2027年6月底前建成。（责任单位：市农业农村局、市科技局）\n\n"
    "（三）打造品牌。举办蜂蜜节，培育区域公用品牌。（责任单位：市商务局）\n\n"
    "附件：示范场清单\n\n序号\t应用领域\t场景名称\t责任单位\n1\t山区\t高山蜂场\t市农业农村局\n2\t平原\t油菜蜂场\t市科技局\n"
)


def follow_ups_of(document: PolicyDocument) -> FollowUps:
    tokenizer, coverage = PolicyTokenizer(domain_words(document)), Coverage(document)
    desk = OwnershipDesk.open(document, tokenizer, coverage.occurrences)

    def names_task(text: str) -> bool:
        asked = understand(text, document, tokenizer, Synonyms({}))
        return desk.names_task(asked) or desk.names_section(asked)

    belonging = Belonging(lambda _text: None, coverage.share_of_words)
    return FollowUps(document, coverage, tokenizer, desk, names_task, Measured(belonging, Consequences(document)))


@pytest.fixture(scope="module")
def follow_ups(document: PolicyDocument) -> FollowUps:
    return follow_ups_of(document)


@pytest.fixture(scope="module")
def bees() -> FollowUps:
    return follow_ups_of(BEES)


def after(asked: str, *cites: str, said: str = "") -> tuple[Turn, ...]:
    """Make a history of one exchange."""
    return (Turn("user", asked), Turn("assistant", said, cites))


def meant(resolved: Resolved, document: PolicyDocument) -> list[str]:
    return find_addresses(normalize(resolved.text), document)


def kind(resolved: Resolved) -> AnswerKind | None:
    spec = kind_of(normalize(resolved.text))
    return spec.kind if spec else None


@pytest.mark.parametrize("raw", ["责任单位是谁", "那下一条呢", "", "它", "第二个"])
def test_without_a_history_a_question_is_as_typed(follow_ups: FollowUps, raw: str) -> None:
    assert follow_ups.resolve(raw, ()) == Resolved(raw)


@pytest.mark.parametrize(
    ("raw", "asked_for"),
    [
        ("那责任单位呢", AnswerKind.AGENCY),
        ("哪个部门管？", AnswerKind.AGENCY),
        ("好的，那由谁牵头", AnswerKind.AGENCY),
        ("它什么时候建成", AnswerKind.DATE),
        ("给多少钱", AnswerKind.AMOUNT),
        ("有联系电话吗", AnswerKind.PHONE),
        ("这个怎么申请", AnswerKind.PROCEDURE),
        ("which department is responsible for it", AnswerKind.AGENCY),
        ("里面讲了什么", None),
        ("它", None),
    ],
)
def test_what_names_no_matter_is_about_what_was_cited(bees: FollowUps, raw: str, asked_for: AnswerKind | None) -> None:
    resolved = bees.resolve(raw, after("良种基地怎么建", "M2"))
    assert meant(resolved, BEES) == ["M2"]
    assert resolved.leans
    assert kind(resolved) is asked_for


def test_all_that_was_cited_is_carried_if_it_is_of_one_kind(bees: FollowUps) -> None:
    assert meant(bees.resolve("分别由谁负责", after("补助和良种", "M1", "M2")), BEES) == ["M1", "M2"]
    assert meant(bees.resolve("它们归谁管", after("两个蜂场", "A1", "A2")), BEES) == ["A1", "A2"]


def test_a_row_is_carried_beside_its_measure(bees: FollowUps) -> None:
    assert "A1" in meant(bees.resolve("它排在附件第几项", after("高山蜂场归谁", "A1", "M1")), BEES)


@pytest.mark.parametrize(
    ("raw", "cites", "expected", "asked_for"),
    [
        ("那下一条呢", ("M1",), ["M2"], None),
        ("上一条讲的啥", ("M3",), ["M2"], None),
        ("下一条归谁负责", ("M1",), ["M2"], AnswerKind.AGENCY),
        ("下一行是什么", ("A1",), ["A2"], None),
        ("接下来那条", ("M1", "M2"), ["M3"], None),
        ("前一条", ("M2", "M3"), ["M1"], None),
        # There is none: saying so is for the answer.
        ("下一条", ("M3",), [], None),
        ("上一条", ("M1",), [], None),
    ],
)
def test_the_neighbour(
    bees: FollowUps, raw: str, cites: tuple[str, ...], expected: list[str], asked_for: AnswerKind | None
) -> None:
    resolved = bees.resolve(raw, after("第几条写了什么", *cites))
    assert (meant(resolved, BEES), resolved.leans, kind(resolved)) == (expected, True, asked_for)


def test_the_neighbour_is_asked_what_was_asked_before(bees: FollowUps) -> None:
    assert kind(bees.resolve("下一条呢", after("第一条由谁负责", "M1"))) is AnswerKind.AGENCY
    assert kind(bees.resolve("下一条呢", after("第一条写了什么", "M1"))) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("第二个归谁管", ["M3"]),
        ("第一个什么时候做", ["M1"]),
        ("前者呢", ["M1"]),
        ("后者具体怎么做", ["M3"]),
        # There are but two.
        ("第三个归谁管", []),
        ("最后一个呢", ["M3"]),
        ("前一个归谁管", ["M1"]),
    ],
)
def test_one_of_several(bees: FollowUps, raw: str, expected: list[str]) -> None:
    assert meant(bees.resolve(raw, after("补助和品牌", "M1", "M3")), BEES) == expected


def test_one_of_one_is_no_choice(bees: FollowUps) -> None:
    assert meant(bees.resolve("第二个归谁管", after("补助", "M1")), BEES) != ["M1"]


@pytest.mark.parametrize("raw", ["还有别的吗", "还有吗", "详细说说", "原文是怎样的", "把全文给我", "展开讲讲"])
def test_all_of_it(bees: FollowUps, raw: str) -> None:
    resolved = bees.resolve(raw, after("品牌", "M3"))
    assert (meant(resolved, BEES), "全文" in resolved.text, resolved.leans) == (["M3"], True, True)


def test_more_of_several_is_the_same_question_again(bees: FollowUps) -> None:
    resolved = bees.resolve("还有吗", after("哪些措施提到蜂场", "M1", "A1"))
    assert (resolved.text, resolved.leans) == ("哪些措施提到蜂场", True)


@pytest.mark.parametrize(
    ("raw", "agency"),
    [("他们还管什么", "市农业农村局"), ("这个局还有别的任务吗", "市农业农村局"), ("那市商务局呢", "市商务局")],
)
def test_an_agency_that_was_spoken_of(bees: FollowUps, raw: str, agency: str) -> None:
    resolved = bees.resolve(raw, after("市农业农村局有哪些任务", "M1", "M2", "A1"))
    assert (resolved.text, resolved.leans) == (f"{agency}有哪些任务", True)


def test_of_several_agencies_none_is_chosen(bees: FollowUps) -> None:
    resolved = bees.resolve("他们还管什么", after("良种由谁负责", "M2"))
    assert "市科技局有哪些任务" not in resolved.text
    assert "市农业农村局有哪些任务" not in resolved.text


@pytest.mark.parametrize(
    ("asked", "cites", "raw", "contains", "asked_for"),
    [
        ("高山蜂场归谁管", ("A1",), "那油菜蜂场呢", "油菜蜂场", AnswerKind.AGENCY),
        ("良种基地哪年建成", ("M2",), "那蜂蜜节呢？", "蜂蜜节", AnswerKind.DATE),
        ("补助多少钱", ("M1",), "品牌呢", "品牌", AnswerKind.AMOUNT),
        ("第一条由谁负责", ("M1",), "第三条呢", "第三条", AnswerKind.AGENCY),
        ("第一条写了什么", ("M1",), "那第三条呢", "第三条", None),
    ],
)
def test_another_subject_is_asked_the_same(
    bees: FollowUps, asked: str, cites: tuple[str, ...], raw: str, contains: str, asked_for: AnswerKind | None
) -> None:
    resolved = bees.resolve(raw, after(asked, *cites))
    assert contains in resolved.text
    assert kind(resolved) is asked_for
    assert not set(meant(resolved, BEES)) & set(cites)


@pytest.mark.parametrize(
    "raw",
    [
        "哪些条款提到养蜂",
        "几条跟蜂农有关",
        "蜂蜜节由谁负责",
        "第三条写了什么",
        "附件第2项",
        "这份文件哪天印发",
        "本办法的全称是什么",
        "市商务局有哪些任务",
    ],
)
def test_a_question_that_stands_alone_stays(bees: FollowUps, raw: str) -> None:
    resolved = bees.resolve(raw, after("良种基地怎么建", "M2"))
    assert normalize(resolved.text) == normalize(raw)
    assert not resolved.leans


def test_what_stands_alone_is_not_asked_of_what_was_spoken_of(bees: FollowUps) -> None:
    assert bees.resolve("蜂蜜节要花什么", after("良种基地怎么建", "M2")) == Resolved("蜂蜜节要花什么")


@pytest.mark.parametrize(
    ("raw", "rest"),
    [
        ("换个话题，蜂蜜节哪天办", "蜂蜜节哪天办"),
        ("顺便问一下，油菜蜂场归谁", "油菜蜂场归谁"),
        ("另外问个问题：责任单位是谁", "责任单位是谁"),
        ("不说这个了，最后一条是什么", "最后一条是什么"),
    ],
)
def test_a_new_topic_takes_nothing_along(bees: FollowUps, raw: str, rest: str) -> None:
    resolved = bees.resolve(raw, after("良种基地怎么建", "M2"))
    assert resolved == Resolved(rest)


def test_the_beginning_of_the_conversation(bees: FollowUps) -> None:
    history = (*after("补助多少", "M1"), *after("品牌怎么打造", "M3"))
    assert meant(bees.resolve("最开始那条归谁管", history), BEES) == ["M1"]
    assert meant(bees.resolve("这条归谁管", history), BEES) == ["M3"]


def test_a_chain_of_follow_ups(bees: FollowUps) -> None:
    history = (*after("第一条由谁负责", "M1"), *after("下一条呢", "M2"))
    resolved = bees.resolve("再下一条呢", history)
    assert (meant(resolved, BEES), kind(resolved)) == (["M3"], AnswerKind.AGENCY)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("给予补助。〔（一）〕", ["M1"]),
        ("附件第2项 油菜蜂场", ["A2"]),
        ("建设良种繁育基地，2027年6月底前建成。", ["M2"]),
        ("打造品牌和推广良种都有规定", ["M3", "M2"]),
    ],
)
def test_what_an_answer_was_about_is_read_from_its_words(bees: FollowUps, said: str, expected: list[str]) -> None:
    assert meant(bees.resolve("它归谁管", after("?", said=said)), BEES) == expected


def test_what_a_question_was_about_is_read_from_its_words(bees: FollowUps) -> None:
    assert meant(bees.resolve("它归谁管", (Turn("user", "区域公用品牌怎么培育"),)), BEES) == ["M3"]


def test_a_refusal_is_about_nothing(bees: FollowUps) -> None:
    history = after("红烧肉怎么做", said="这个问题不在《某市措施》的范围内，我只能回答与这份文件有关的问题。")
    assert meant(bees.resolve("责任单位呢", history), BEES) == []


def test_an_example_in_a_reply_is_not_what_was_spoken_of(bees: FollowUps) -> None:
    history = after("？", said="请输入一个问题，例如：“打造品牌”包括哪些内容？")
    assert meant(bees.resolve("责任单位呢", history), BEES) == []


ANY = st.one_of(
    st.text(max_size=30),
    st.text("那它他们这个第一二三条项下上一还有别的吗呢谁负责市局委换个话题，。？前者后者", max_size=20),
    st.sampled_from(["", "它", "呢", "？", "下一条", "第二个", "还有吗", "详细说说", "他们还管什么", "\ud800", "\x00"]),
)
TURNS = st.lists(
    st.builds(
        Turn,
        role=st.sampled_from(["user", "assistant", "system"]),
        content=ANY,
        cites=st.lists(st.sampled_from(["M1", "M2", "M3", "A1", "A2", "P"]), max_size=4).map(tuple),
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(raw=ANY, history=TURNS)
def test_any_question_after_any_conversation_is_resolved(bees: FollowUps, raw: str, history: list[Turn]) -> None:
    resolved = bees.resolve(raw, history)
    assert resolved == bees.resolve(raw, history)
    assert resolved.text or not normalize(raw)


def test_a_long_conversation_is_followed(bees: FollowUps) -> None:
    history = after("第一条由谁负责", "M1") * 200
    assert meant(bees.resolve("它呢", bounded(history, 300, BEES)), BEES) == ["M1"]


def test_a_very_long_conversation_is_followed(bees: FollowUps) -> None:
    history = bounded((*after("品牌怎么打造", "M3"), *after("第一条由谁负责", "M1") * 1000), 300, BEES)
    assert meant(bees.resolve("它呢", history), BEES) == ["M1"]
    assert meant(bees.resolve("最开始那条归谁管", history), BEES) == ["M3"]


CONVERSATIONS = (
    ("低空经济这块怎么推", "那责任单位呢", "它什么时候完成", "还有别的吗", "下一条讲什么", "上一条呢"),
    ("高铁站的体验归哪家管", "那旅游景区呢？", "科技场馆呢", "他们还负责什么"),
    ("创投日是每月几号", "由谁负责？", "具体怎么说的", "换个话题，讲师团写在哪条"),
    ("第三条和第八条各讲什么", "前者由谁负责", "第二个什么时候完成"),
    ("市教育局要做哪些事", "那市公安局呢", "它们写在第几部分"),
    ("怎么炖排骨", "那责任单位呢", "第六条呢", "请问给多少钱"),
    ("What does the plan say about robots?", "who is in charge of it", "and the fund?"),
    ("附件第9项是什么", "下一行", "归谁管", "前一项呢"),
)


Conversations = dict[tuple[str, str], Answer]
"""Answers by the first question of a conversation and the one answered."""


def exchanges(assistant: Assistant) -> Iterator[tuple[tuple[str, str], Answer]]:
    for questions in CONVERSATIONS:
        history: list[Turn] = []
        for question in questions:
            answer = assistant.ask(question, history)
            yield (questions[0], question), answer
            cites = tuple(citation.id for citation in answer.citations)
            history += [Turn("user", question), Turn("assistant", answer.text, cites)]


@pytest.fixture(scope="module")
def conversations(assistant: Assistant) -> Conversations:
    return dict(exchanges(assistant))


def test_a_resolved_question_has_the_answer_that_it_has_alone(
    assistant: Assistant, conversations: Conversations
) -> None:
    leaning = [answer for answer in conversations.values() if answer.resolved]
    assert len(leaning) >= 12
    for answer in leaning:
        alone = assistant.ask(answer.resolved)
        assert (alone.status, alone.route) == (answer.status, answer.route), answer.question
        # What was made whole is in Chinese, whatever was asked; above the answer to English stands a line in English.
        assert answer.body.endswith(alone.body)
        assert alone.citations == answer.citations
        assert alone.resolved == ""


def test_the_question_is_kept_as_typed(conversations: Conversations) -> None:
    assert all(answer.question == question for (_, question), answer in conversations.items())


def test_a_first_question_leans_on_nothing(assistant: Assistant, conversations: Conversations) -> None:
    for first, *_ in CONVERSATIONS:
        assert conversations[first, first].resolved == ""
        assert conversations[first, first] == assistant.ask(first)


@pytest.mark.parametrize(
    ("conversation", "question", "cited"),
    [
        (0, "那责任单位呢", "M12"),
        (0, "还有别的吗", "M12"),
        (0, "下一条讲什么", "M13"),
        (0, "上一条呢", "M12"),
        (1, "那旅游景区呢？", "A14"),
        (1, "科技场馆呢", "A10"),
        (1, "他们还负责什么", "M10"),
        (2, "由谁负责？", "M16"),
        (2, "换个话题，讲师团写在哪条", "M14"),
        (3, "前者由谁负责", "M3"),
        (4, "那市公安局呢", "M18"),
        (5, "第六条呢", "M6"),
        (6, "who is in charge of it", "M4"),
        (6, "and the fund?", "M16"),
        (7, "下一行", "A10"),
        (7, "归谁管", "A10"),
    ],
)
def test_conversations(conversations: Conversations, conversation: int, question: str, cited: str) -> None:
    assert conversations[CONVERSATIONS[conversation][0], question].citations[0].id == cited


def test_a_refused_question_leaves_nothing_to_lean_on(conversations: Conversations) -> None:
    assert conversations["怎么炖排骨", "那责任单位呢"].refused


def test_what_was_cited_may_be_read_from_the_words_shown(assistant: Assistant) -> None:
    first = assistant.ask("创投日是每月几号")
    shown = (Turn("user", "创投日是每月几号"), Turn("assistant", first.text))
    known = (Turn("user", "创投日是每月几号"), Turn("assistant", first.text, ("M16",)))
    assert assistant.ask("归谁管？", shown) == assistant.ask("归谁管？", known)


UNRELATED = (
    ("创投日是每月几号", "附件里机场归谁管"),
    ("附件第3项归谁负责", "AI 联合实验室要建多少家"),
    ("低空经济这块怎么推", "公共数据开放管理办法什么时候出台"),
    ("市教育局要做哪些事", "人工智能基金群规模有多大"),
    ("孩子在学校能学 AI 吗", "小公司想用便宜的算力"),
    ("第六条讲什么", "谁负责人工智能伦理审查"),
    ("鹏城云脑三期什么时候启动", "举办哪些赛事和峰会"),
)


@pytest.mark.parametrize(("first", "second"), UNRELATED)
def test_a_new_topic_is_not_dragged_back(assistant: Assistant, first: str, second: str) -> None:
    before = assistant.ask(first)
    history = (
        Turn("user", first),
        Turn("assistant", before.text, tuple(citation.id for citation in before.citations)),
    )
    alone, after_it = assistant.ask(second), assistant.ask(second, history)
    assert [citation.id for citation in after_it.citations] == [citation.id for citation in alone.citations]


@pytest.mark.parametrize(
    ("first", "raw", "cited"),
    [
        ("创投日是每月几号", "谁来办", "M16"),
        ("公共数据开放管理办法什么时候出台", "归哪些部门", "M13"),
        ("孩子在学校能学 AI 吗", "责任单位有哪些", "M14"),
        ("鹏城云脑三期什么时候启动", "哪些单位负责", "M1"),
    ],
)
def test_what_says_nothing_of_its_own_stays_with_what_was_spoken_of(
    assistant: Assistant, first: str, raw: str, cited: str
) -> None:
    before = assistant.ask(first)
    cites = tuple(citation.id for citation in before.citations)
    answer = assistant.ask(raw, (Turn("user", first), Turn("assistant", before.text, cites)))
    assert answer.citations[0].id == cited
    assert answer.resolved


@pytest.mark.parametrize(
    "asked",
    ["那由谁负责？谢谢", "谢谢您，那由谁负责呢，麻烦了", "好的，由谁负责。辛苦啦！", "who is responsible? thanks"],
)
def test_thanks_change_nothing(assistant: Assistant, asked: str) -> None:
    answer = assistant.ask(asked, after("第十七条讲什么", "M17"))
    assert [citation.id for citation in answer.citations] == ["M17"]
    assert "**市工业和信息化局、市发展改革委、市科技创新委、市科协" in answer.text


@pytest.mark.parametrize("thanks", ["谢谢", "好的，谢谢您！", "ok thanks"])
def test_thanks_alone_are_no_question(assistant: Assistant, thanks: str) -> None:
    answer = assistant.ask(thanks, after("第十七条讲什么", "M17"))
    assert (answer.status, answer.refused) == ("small_talk", True)
    assert answer.text.startswith("不客气")
    assert (answer.resolved, answer.citations, answer.related) == ("", (), ())


def test_a_task_that_is_called_by_its_name_is_meant_whatever_was_spoken_of(assistant: Assistant) -> None:
    answer = assistant.ask("智能分拣归谁管", after("第十二条讲什么", "M12"))
    assert (answer.citations[0].id, answer.resolved) == ("A25", "")
    assert answer.text.startswith("**市工业和信息化局**")


LISTED = after("智能制造领域有哪些场景", "A23", "A24", "A25", said="设备故障检测诊断、表面缺陷检测、智能分拣。")


@pytest.mark.parametrize(
    ("history", "raw", "cited"),
    [
        (LISTED, "这里面排在最后的是哪个，谁负责？", ["A25"]),
        (LISTED, "其中打头那个归谁管", ["A23"]),
        ((*LISTED, *after("其中哪个跟缺陷有关", "A24", said="表面缺陷检测。")), "剩下的那两个由谁负责", ["A23", "A25"]),
    ],
)
def test_what_was_listed_and_told_is_asked_about(
    assistant: Assistant, history: tuple[Turn, ...], raw: str, cited: list[str]
) -> None:
    answer = assistant.ask(raw, history)
    assert [citation.id for citation in answer.citations] == cited
    assert answer.resolved


def test_a_number_that_was_told_is_no_answer_to_who_asks_for_more(assistant: Assistant) -> None:
    history = after("基金群多大规模", "M16", said="形成规模1000亿元的人工智能基金群。")
    assert assistant.ask("里头市财政自己掏多少？", history).status == "unanswerable_not_stated"
    assert assistant.ask("规模到底多大来着？", history).status == "answered"


def test_agencies_that_an_answer_named_are_meant_together(follow_ups: FollowUps) -> None:
    history = after("机场和口岸归谁", "A6", said="市国资委、市口岸办。")
    resolved = follow_ups.resolve("只写了这两家的有几条", history)
    assert "市国资委和市口岸办" in resolved.text


def test_a_step_that_is_corrected_is_taken_from_where_it_was(follow_ups: FollowUps, document: PolicyDocument) -> None:
    history = (*after("第四条讲什么", "M4"), *after("下一条呢", "M5"))
    resolved = follow_ups.resolve("不对，我要看的是它上一条，不是下一条", history)
    assert meant(resolved, document) == ["M3"]


def test_the_section_that_is_named_is_asked_about(follow_ups: FollowUps, document: PolicyDocument) -> None:
    section = next(one.title for one in document.sections if one.title)
    resolved = follow_ups.resolve(f"这条归在{section}里吧，一共几条", after("第六条讲什么", "M6"))
    assert resolved.text == f"{section}一共几条"


def test_a_word_of_the_answer_is_taken_up(follow_ups: FollowUps, document: PolicyDocument) -> None:
    history = after("基金群怎么建", "M16", said="发挥“引导基金”作用。")
    assert meant(follow_ups.resolve("这个“引导基金”几年到期", history), document) == ["M16"]
    assert not follow_ups.resolve("这个“创投日”几年到期", history).leans
