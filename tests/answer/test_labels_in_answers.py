"""A document whose labels have gaps, insertions and restarts, asked in full: answers, tools for programs, follow-ups."""

from __future__ import annotations

from pathlib import Path

import pytest

from answer.library_assistant import LibraryAssistant
from answer.models import Answer, Turn
from tests.libraries import assistant_of
from ui.endpoints import item_json

LABELS = Path(__file__).parents[1] / "ingest" / "fixtures" / "labels.md"
RESTARTS = (
    "某市若干措施\n\n一、研发\n\n（一）加强攻关。支持企业开展攻关。（责任单位：市科技局）\n\n"
    "（二）加强转化。支持高校转化成果。（责任单位：市教育局）\n\n二、保障\n\n"
    "（一）加强领导。成立工作专班。（责任单位：市政府办公厅）\n\n（三）加强宣传。办好展会。（责任单位：市委宣传部）\n"
)


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> LibraryAssistant:
    return assistant_of({"labels": LABELS}, tmp_path_factory.mktemp("labels"))


@pytest.fixture(scope="module")
def restarts(tmp_path_factory: pytest.TempPathFactory) -> LibraryAssistant:
    folder = tmp_path_factory.mktemp("restarts")
    file = folder / "restarts.md"
    file.write_text(RESTARTS, encoding="utf-8")
    return assistant_of({"restarts": file}, folder / "library")


def talk(assistant: LibraryAssistant, *questions: str) -> Answer:
    """Ask one question after another; returns the last answer."""
    history: list[Turn] = []
    for question in questions[:-1]:
        answer = assistant.ask(question, history)
        cites = tuple(citation.id for citation in answer.citations)
        history += [Turn("user", question), Turn("assistant", answer.text, cites)]
    return assistant.ask(questions[-1], history)


def cited(answer: Answer) -> list[str]:
    return [citation.id for citation in answer.citations]


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("第三条写了什么",), ["M3"]),
        (("第七条之一要几天内提供",), ["M6"]),
        (("第十二条写了什么",), ["M9"]),
        (("第七条第（二）项是什么",), ["M5"]),
        (("第三条讲什么", "下一条呢"), ["M4"]),
        (("第五条讲什么", "上一条"), ["M3"]),
        (("第七条讲什么", "下一条"), ["M6"]),
        (("第九条讲什么", "上一条"), ["M7"]),
        (("第七条之一讲什么", "多少天"), ["M6"]),
        (("第七条讲什么", "第二项呢"), ["M5"]),
        (("第七条讲什么", "第一款呢"), ["M5"]),
    ],
)
def test_an_answer_is_about_the_label_that_was_said(
    labels: LibraryAssistant, questions: tuple[str, ...], expected: list[str]
) -> None:
    answer = talk(labels, *questions)
    assert (answer.status, cited(answer)) == ("answered", expected)


@pytest.mark.parametrize(
    "questions",
    [
        ("第四条写了什么",),
        ("第十条由谁负责",),
        ("第七条之三是什么",),
        ("第七条第四项是什么",),
        ("第七条第二款",),
        ("倒数第20条讲什么",),
        ("第一条讲什么", "上一条"),
        ("第十二条讲什么", "下一条"),
        ("第七条讲什么", "第二款呢"),
    ],
)
def test_what_is_not_there_is_refused(labels: LibraryAssistant, questions: tuple[str, ...]) -> None:
    assert talk(labels, *questions).status == "unanswerable_no_such_item"


def test_of_an_item_the_part_that_was_asked_for_is_quoted(labels: LibraryAssistant) -> None:
    (citation,) = labels.ask("第七条第（二）项写了什么").citations
    assert [quote.text for quote in citation.quotes] == ["（二）有条件共享的数据；"]


@pytest.mark.parametrize("number", ["第四条", "4", "（三）", "第七条之三", "第七条第四项", "第零条", "M99"])
def test_a_program_is_told_that_there_is_none(labels: LibraryAssistant, number: str) -> None:
    assert item_json(labels, number)["found"] is False


@pytest.mark.parametrize(
    ("number", "label"),
    [("第三条", "第三条"), ("5", "第五条"), ("第七条之一", "第七条之一"), ("M4", "第五条"), ("第7条之2", "第七条之二")],
)
def test_a_program_gets_what_bears_the_label(labels: LibraryAssistant, number: str, label: str) -> None:
    assert item_json(labels, number)["label"] == label


def test_a_program_gets_the_part_with_its_item(labels: LibraryAssistant) -> None:
    reply = item_json(labels, "第七条第（三）项")
    assert (reply["citation_id"], reply["parts"]) == ("M5", ["（三）无条件共享的数据。"])


@pytest.mark.parametrize("question", ["（一）写了什么", "第一条讲什么", "第一条由谁负责"])
def test_both_that_bear_one_label_are_answered_with_their_sections(restarts: LibraryAssistant, question: str) -> None:
    answer = restarts.ask(question)
    assert (answer.status, cited(answer)) == ("answered", ["M1", "M3"])
    assert "一、研发；二、保障" in answer.text
    assert [citation.label for citation in answer.citations] == ["一、（一）", "二、（一）"]
    for citation in answer.citations:
        assert f"〔{citation.label}〕" in answer.text


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (("第二部分第一条由谁负责",), ["M3"]),
        (("二、（一）讲什么",), ["M3"]),
        (("第二部分第一条讲什么", "那责任单位呢"), ["M3"]),
        (("第二条讲什么", "下一条"), ["M3"]),
        (("第三条讲什么", "上一条", "那由谁负责"), ["M3"]),
    ],
)
def test_where_a_section_is_named_or_was_spoken_of_one_is_meant(
    restarts: LibraryAssistant, questions: tuple[str, ...], expected: list[str]
) -> None:
    answer = talk(restarts, *questions)
    assert (answer.status, cited(answer)) == ("answered", expected)


def test_what_a_section_has_not_is_refused(restarts: LibraryAssistant) -> None:
    assert restarts.ask("第二部分第二条讲什么").status == "unanswerable_no_such_item"
    assert talk(restarts, "第三条讲什么", "下一条").status == "unanswerable_no_such_item"


def test_a_program_gets_all_that_bear_one_label(restarts: LibraryAssistant) -> None:
    reply = item_json(restarts, "（一）")
    assert [(item["citation_id"], item["section"]) for item in reply["items"]] == [
        ("M1", "一、研发"),
        ("M3", "二、保障"),
    ]
