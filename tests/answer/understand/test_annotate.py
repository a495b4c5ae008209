"""Questions cut into tokens: nothing is lost, and what belongs together stays together, whatever is around it."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answer.models import Question, Token
from answer.understand.annotate import annotate
from answer.words import word_classes
from index.normalize import normalize
from tests.answer.understand.recognisers.conftest import names_of

PLAN, CITY, LAW = "shenzhen-ai-action-plan-2023-2024", "shanghai-commercial-space-2023", "standardization-law"
MARKS = tuple("，。？、！；：（）“”\"《》' %的个条第一二三十百千万0123456789")
POLITE = (("请问", ""), ("您好，", ""), ("", "谢谢！"), ("麻烦帮我查一下，", "，多谢"), ("你好，我想知道：", "？"))
QUESTIONS = (
    "哪些措施由市科技创新委负责",
    "工信局牵头的任务一共有几项",
    "哪几条提到了大模型却没有提到芯片",
    "第二到第四部分中责任单位超过五家的措施有哪些",
    "除了第十条，还有哪些场景与口岸有关",
    "负责人是谁",
    "标题里有“平台”的有多少条",
)


def read(question: str, document: str = PLAN) -> Question:
    text = normalize(question)
    return annotate(question, text, names_of(document))


def words(question: str) -> list[tuple[str, str]]:
    return [(token.text, token.word) for token in read(question).tokens]


@cache
def pieces(document_id: str) -> st.SearchStrategy[str]:
    """Give what random questions are made of: text and names of a document, words of classes, marks, anything."""
    document = names_of(document_id).document
    text = document.source
    cut = st.builds(lambda start, length: text[start : start + length], st.integers(0, len(text)), st.integers(1, 12))
    named = st.sampled_from([*document.agencies, *(section.title for section in document.sections), "第三条", "第二章"])
    of_class = st.sampled_from(sorted(word_classes().by_entry))
    quoted = st.one_of(cut, named, of_class).map("“{}”".format)
    return st.one_of(cut, named, of_class, of_class, quoted, st.sampled_from(MARKS), st.text(max_size=3))


def assert_covered(question: Question) -> None:
    place = 0
    for token in question.tokens:
        assert token.start == place < token.end
        written = question.text[token.start : token.end]
        if token.word == "QUOTED":
            assert token.text == written[1:-1]
        elif token.mention is None:
            assert token.text == written
        else:
            assert token.text in written
        place = token.end
    assert place == len(question.text)


@pytest.mark.parametrize("document", [PLAN, CITY, LAW])
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(data=st.data())
def test_tokens_are_all_of_a_question_in_its_order(document: str, data: st.DataObject) -> None:
    question = read(data.draw(st.lists(pieces(document), max_size=8).map("".join)), document)
    assert_covered(question)
    known = {*word_classes().entries, "NUMBER", "ORDINAL", "QUOTED", "MARK", "CONTENT", "CHAR"}
    for token in question.tokens:
        assert token.word == token.mention.kind.upper() if token.mention else token.word in known
        assert (token.value is not None) == (token.word in ("NUMBER", "ORDINAL"))
        assert not token.topic or (token.word, token.topic in word_classes().content) == ("CONTENT", True)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(question=st.lists(pieces(PLAN), max_size=6).map("".join))
def test_what_is_named_is_a_token_or_quoted(question: str) -> None:
    """No mention is lost in what stands between, and none is invented."""
    annotated = read(question)
    quoted = [(token.start, token.end) for token in annotated.tokens if token.word == "QUOTED"]
    for mention in names_of(PLAN).find(annotated.text):
        is_quoted = any(start < mention.end and mention.start < end for start, end in quoted)
        assert is_quoted or mention.ids in [one.ids for one in annotated.mentions]
    assert len(annotated.mentions) <= len(names_of(PLAN).find(annotated.text))


@pytest.mark.xfail(reason="the mark before such a name is part of the token, but not of its text", strict=True)
@pytest.mark.parametrize("question", ["“保障措施”这一部分", "“加强资金保障”这一条讲什么"])
def test_a_name_is_given_as_written(question: str) -> None:
    annotated = read(question)
    assert [token.text for token in annotated.tokens if token.mention] == [
        annotated.text[token.start : token.end] for token in annotated.tokens if token.mention
    ]


# Words


@pytest.mark.parametrize(
    "question", ["负责人是谁", "负责人负责什么", "哪个负责人签字", "企业的主要负责人", "责任人是谁"]
)
def test_who_is_responsible_in_person_is_no_owner(question: str) -> None:
    annotated = read(question)
    place = annotated.text.index("责任人" if "责任人" in question else "负责人")
    over = [token for token in annotated.tokens if token.start < place + 3 and place < token.end]
    assert "OWN" not in [token.word for token in over]
    assert any(token.counts for token in over)


def test_responsible_is_one_where_nobody_is() -> None:
    assert ("负责", "OWN") in words("负责人负责什么")
    assert ("负责", "OWN") in words("工信局负责什么")


@pytest.mark.parametrize(
    "term", ["大模型", "通用大模型", "人形机器人", "鹏城云脑", "隐私计算", "城市级算力统筹调度平台"]
)
@pytest.mark.parametrize("frame", ["{}", "{}有哪些", "哪条提到{}", "什么是{}", "和{}有关的措施"])
def test_what_stands_together_in_the_document_is_one_word(term: str, frame: str) -> None:
    assert (term, "CONTENT") in words(frame.format(term))


@pytest.mark.parametrize(
    ("question", "term"),
    [
        pytest.param("数据要素有哪些", "数据要素", id="要素 is of a class as well"),
        pytest.param("联合实验室有几家", "联合实验室", id="联合 is of a class"),
        pytest.param("人工智能基金群有多大", "人工智能基金群", id="the dictionary makes a word of 群有"),
    ],
)
@pytest.mark.xfail(reason="words of classes and of the dictionary take terms of the document apart", strict=True)
def test_what_stands_together_is_one_word_whatever_it_is_made_of(question: str, term: str) -> None:
    assert (term, "CONTENT") in words(question)


def test_what_does_not_stand_together_there_is_cut() -> None:
    assert ("大芯片", "CONTENT") not in words("大芯片有哪些")
    assert ("芯片", "CONTENT") in words("大芯片有哪些")


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize(("before", "behind"), POLITE)
def test_politeness_around_a_question_changes_nothing_within(question: str, before: str, behind: str) -> None:
    def within(tokens: tuple[Token, ...], start: int, end: int) -> list[tuple[int, int, str, str, int | None]]:
        inside = [token for token in tokens if start <= token.start and token.end <= end]
        return [(one.start - start, one.end - start, one.text, one.word, one.value) for one in inside]

    plain, polite = read(question), read(before + question + behind)
    start = polite.text.index(plain.text)
    assert within(polite.tokens, start, start + len(plain.text)) == within(plain.tokens, 0, len(plain.text))


@pytest.mark.parametrize("question", QUESTIONS)
def test_width_and_spaces_change_nothing(question: str) -> None:
    wide = question.translate({ord(mark): wide for mark, wide in zip("AI?", "ＡＩ？", strict=True)})
    assert words(f" {wide} ") == words(question)


# Quotations


@pytest.mark.parametrize(
    "quoted", ["大模型", "算力", "量子 计算", "工信局和科创委", "深圳经济特区人工智能产业促进条例", "负责", "哪些"]
)
@pytest.mark.parametrize("marks", ["“”", "「」", "『』", "《》", '""'])
def test_a_quotation_is_one_token(quoted: str, marks: str) -> None:
    annotated = read(f"哪条提到{marks[0]}{quoted}{marks[1]}？")
    assert [(token.text, token.end - token.start) for token in annotated.tokens if token.word == "QUOTED"] == [
        (normalize(quoted), len(normalize(quoted)) + 2)
    ]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("市科技创新委", "AGENCY"),
        ("工信局", "AGENCY"),
        ("加强资金保障", "ITEM"),
        ("保障措施", "SECTION"),
        ("智慧医疗领域", "DOMAIN"),
    ],
)
def test_a_name_in_quotation_marks_is_that_name(name: str, word: str) -> None:
    (bare,) = read(name).mentions
    annotated = read(f"“{name}”讲了什么")
    token = annotated.tokens[0]
    assert (token.word, token.start, token.end) == (word, 0, len(name) + 2)
    assert token.mention is not None
    assert token.mention.ids == bare.ids


@pytest.mark.parametrize("question", ["“大模型", "大模型”", "“”", "“", "”“"])
def test_marks_that_enclose_nothing_quote_nothing(question: str) -> None:
    assert not read(question).has("QUOTED")


# Numbers


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3", 3),
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十五", 35),
        ("12", 12),
        ("一百二十", 120),
        ("０５", 5),
    ],
)
def test_numbers_have_their_values(written: str, value: int) -> None:
    numbers = [token for token in read(f"超过{written}家的有哪些").tokens if token.word == "NUMBER"]
    assert [token.value for token in numbers] == [value]
    (ordinal,) = (token for token in read(f"第{written}").tokens if token.word == "ORDINAL")
    assert ordinal.value == value
    assert ordinal.text.startswith("第")


@pytest.mark.parametrize("question", ["gpt4有哪些", "5g有哪些", "几家", "第一责任单位", "百分之五", "一网通办"])
def test_what_only_has_digits_in_it_is_no_number(question: str) -> None:
    assert not read(question).has("NUMBER", "ORDINAL")


def test_nothing_is_nothing() -> None:
    assert read("").tokens == ()
    assert [token.word for token in read("？！").tokens] == ["MARK"]
