from __future__ import annotations

from answer.assistant import Assistant
from answer.history import bounded
from answer.models import Turn
from ingest.parser import parse_policy

POLICY = parse_policy("甲市若干措施\n\n（一）支持企业。\n（二）支持高校。\n")


def turns(count: int) -> list[Turn]:
    return [Turn("assistant" if number % 2 else "user", str(number)) for number in range(count)]


def test_a_conversation_of_usual_length_is_read_whole() -> None:
    assert bounded(turns(22), 300, POLICY) == turns(22)


def test_of_a_long_conversation_the_beginning_and_the_end_are_read() -> None:
    said = [turn.content for turn in bounded(turns(1000), 300, POLICY)]
    assert said == ["0", "1", *map(str, range(980, 1000))]


def test_questions_are_read_up_to_the_limit_and_answers_further() -> None:
    long = "长" * 10_000_000
    question, answer, other = bounded([Turn("user", long), Turn("assistant", long), Turn("", long)], 300, POLICY)
    assert len(question.content) == 300
    assert len(answer.content) == len(other.content) == 4000


def test_citations_that_the_document_lacks_are_left_out() -> None:
    (turn,) = bounded([Turn("assistant", "", ("M2", "M9", "", "A1", "P", "M1"))], 300, POLICY)
    assert turn.cites == ("M2", "P", "M1")


def test_a_citation_that_stands_twice_is_read_once(assistant: Assistant) -> None:
    (turn,) = bounded([Turn("assistant", "", ("M2", "P", "M2", "M1", "P"))], 300, POLICY)
    assert turn.cites == ("M2", "P", "M1")
    said = (Turn("user", "基金群规模有多大"), Turn("assistant", "好", ("M16", "M16")))
    assert [citation.id for citation in assistant.ask("由谁负责", said).citations] == ["M16"]


def test_nothing_was_said() -> None:
    assert bounded((), 300, POLICY) == []


def test_citations_that_do_not_exist_lead_nowhere(assistant: Assistant) -> None:
    said = (Turn("user", "基金群规模有多大"), Turn("assistant", "好", ("M99", "../etc", "M16")))
    assert [citation.id for citation in assistant.ask("由谁负责", said).citations] == ["M16"]
