"""Whatever is asked, there is an answer of a known kind within a second, and what it says it quotes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import TypeVar, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from answer.assistant import Assistant
from answer.models import Answer, Status, Turn
from eval.questions import read_questions
from index.library import Library
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.models import Measure
from tests.answer.naughty import LONG, NAUGHTY
from tests.commands import run_python
from tests.ingest.invariants import without_repairs

pytestmark = pytest.mark.slow

Result = TypeVar("Result")
MOST_SECONDS = 1.0
"""Of this thread, so that other work on the machine does not count."""
AT_A_TIME, TIMES, DISTINCT = 50, 260, 10_000
QUESTIONS = Path(__file__).parents[2] / "eval" / "data" / "plan-dev" / "general.jsonl"
MILLIONS = "人工智能" * 2_500_000
OURS = settings(
    max_examples=TIMES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # what fails is shown as it is: making it smaller would ask for minutes
    suppress_health_check=list(HealthCheck),
)


def timed(work: Callable[[], Result]) -> Result:
    began = time.thread_time()
    result = work()
    taken = time.thread_time() - began
    assert taken < MOST_SECONDS, f"{str(result)[:80]!r} took {taken:.2f} s"
    return result


def is_sound(answer: Answer, assistant: Assistant) -> None:
    """Hold what is true of every answer, whatever was asked."""
    assert answer.status in get_args(Status)
    assert answer.text
    if answer.refused:
        assert answer.citations == ()
        return
    assert answer.citations
    ids = [citation.id for citation in answer.citations]
    assert len(set(ids)) == len(ids), f"{answer.question[:80]!r} cites {ids}"
    document = assistant.document
    for citation in answer.citations:
        item = document.item(citation.id)
        repairs = item.repairs if isinstance(item, Measure) else ()
        for quote in citation.quotes:
            assert quote.text
            assert quote.text in citation.text
            assert without_repairs(document.source, quote.start, quote.end, repairs) == quote.text


def pieces() -> list[str]:
    """Return what questions are made of: real ones, and what stands in them."""
    real = [question.question for question in read_questions(QUESTIONS)]
    policy = [line for line in load_policy().source.replace("\n", "。").split("。") if line.strip()]
    words = [word for text in (*real[::8], *policy[::4]) for word in (text[:4], text[4:9], text[-5:])]
    marks = list("，。？！、；：“”（）《》〔〕…—·%~\"'()[]{}<>/\\|@#$^&*_+=`\t\n\r\u3000\u200b\u202e\ufeff\x00\ud800")
    numbers = ["第十六条", "第999999999条", "（三）", "附件第15项", "12", "2024年", "１００", "第零条", "M4", "A15"]
    others = [
        "de",
        "who owns",
        "AI",
        "🙂",
        "شكرا",
        "𠮷",
        "的的的",
        "谁谁谁",
        "那它呢",
        "除了",
        "没有",
        "和",
        "分别",
        "哪些",
    ]
    return [*real, *policy, *words, *marks, *numbers, *others]


def cut_in(first: str, second: str, third: str, at: int, times: int) -> str:
    return first[:at] + third + second[times:]


def repeated(first: str, second: str, third: str, at: int, times: int) -> str:
    return (first * times)[:320]


def stuttered(first: str, second: str, third: str, at: int, times: int) -> str:
    return first[:at] + second[:3] * times + first[at:]


def nested(first: str, second: str, third: str, at: int, times: int) -> str:
    left, right = ("（）", "“”", "《》", "〔〕", "[]", "()")[at % 6]
    return left * times + first + right * (times - at % 2)


def joined(first: str, second: str, third: str, at: int, times: int) -> str:
    return first + second + third


ALL_PIECES = pieces()
# Drawn by their numbers: Hypothesis writes out what it samples from, and warns where that is long.
PIECES = st.integers(0, len(ALL_PIECES) - 1).map(lambda number: ALL_PIECES[number])
# Each is made of few choices: of texts that take many, most examples outgrow what Hypothesis draws for one, and those
# that do not are drawn over and over.
MADE = st.builds(
    lambda how, first, second, third, at, times: how(first, second, third, at, times),
    st.sampled_from([joined, cut_in, repeated, stuttered, nested]),
    PIECES,
    PIECES,
    PIECES,
    st.integers(0, 300),
    st.integers(1, 60),
)
QUESTION = st.one_of(MADE, MADE, MADE, st.text(max_size=12))


def test_ten_thousand_made_up_questions(assistant: Assistant) -> None:
    seen: set[str] = set()

    @seed(16)
    @OURS
    @given(st.lists(QUESTION, min_size=AT_A_TIME, max_size=AT_A_TIME, unique=True))
    def ask(questions: list[str]) -> None:
        for question in questions:
            if question not in seen:
                seen.add(question)
                is_sound(timed(lambda: assistant.ask(question)), assistant)  # noqa: B023 - asked at once

    ask()
    # What is drawn twice is not another question.
    assert len(seen) >= DISTINCT, len(seen)


@seed(16)
@settings(OURS, max_examples=300)
@given(st.lists(st.tuples(st.sampled_from(["user", "assistant"]), QUESTION), max_size=8), QUESTION)
def test_made_up_conversations(assistant: Assistant, said: list[tuple[str, str]], question: str) -> None:
    history = [Turn(role, text, ("M99", "M16", "x/y", "M16") if role == "assistant" else ()) for role, text in said]
    for asked in ("那由谁负责？", question):
        is_sound(timed(lambda asked=asked: assistant.ask(asked, history)), assistant)  # type: ignore[misc]


@pytest.mark.parametrize("text", [*NAUGHTY, *LONG], ids=lambda text: ascii(text)[:40])
def test_naughty_texts_everywhere(assistant: Assistant, text: str) -> None:
    is_sound(timed(lambda: assistant.ask(text)), assistant)
    is_sound(timed(lambda: assistant.owners(text)), assistant)
    is_sound(timed(lambda: assistant.tasks(text)), assistant)
    history = [Turn("user", text), Turn("assistant", text, (text,))]
    is_sound(timed(lambda: assistant.ask("那责任单位呢？", history)), assistant)
    timed(lambda: assistant.search(text))
    timed(lambda: assistant.items(text))


def test_what_is_far_too_long_is_refused_at_once(assistant: Assistant) -> None:
    for work in (assistant.ask, assistant.owners, assistant.tasks):
        assert timed(lambda work=work: work(MILLIONS)).status == "blocked_input"  # type: ignore[misc]
    began = time.thread_time()
    assistant.search(MILLIONS)
    assert assistant.items(MILLIONS) == ()
    assistant.ask("那由谁负责？", [Turn("user", MILLIONS), Turn("assistant", MILLIONS)] * 50)
    assert time.thread_time() - began < MOST_SECONDS


@pytest.fixture
def our_library(library: Library, index_settings: IndexSettings) -> dict[str, str]:
    """Point commands at the library of the session; without one each would make its own first."""
    return {"POLICYQA_LIBRARY": str(index_settings.library)}


@pytest.mark.parametrize(
    "arguments",
    [
        ["\udcff\udcfe基金"],
        [""],
        ["   "],
        ["--", "--force"],
        ["--", "-x"],
        ["a" * 5000],
        ["owners", "\udcff"],
        ["tasks", ""],
        ["第999999999999条"],
        ["{}%s\x1b[31m"],
        ["owners", "  "],
        ["tasks", "--", "--x"],
        ["--json", "\udcff基金"],
    ],
)
def test_the_command_ends_in_order(arguments: list[str], our_library: dict[str, str]) -> None:
    ends_in_order(run_python("-m", "answer", *arguments, **our_library))


@pytest.mark.parametrize("arguments", [[""], ["\udcff"], ["a" * 5000], ["--", "--x"], ["--json", "\udcff"]])
def test_the_search_ends_in_order(arguments: list[str], our_library: dict[str, str]) -> None:
    ends_in_order(run_python("-m", "index", "search", *arguments, **our_library))


def ends_in_order(done: CompletedProcess[str]) -> None:
    assert done.returncode in {0, 2, 3}
    assert "Traceback" not in done.stderr
    assert done.stdout or len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["answer", "人工智能基金群规模有多大？"], "1000"),
        (["answer", "owners", "基金群"], "?"),
        (["answer", "tasks", "市科协"], "?"),
        (["index", "search", "基金群规模"], "M16"),
    ],
)
def test_a_console_that_lacks_characters_is_no_error(
    arguments: list[str], shown: str, our_library: dict[str, str]
) -> None:
    done = run_python("-m", *arguments, PYTHONIOENCODING="ascii", **our_library)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert shown in done.stdout
