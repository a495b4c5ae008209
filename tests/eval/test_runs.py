"""Runs of the real assistant: repeated, interrupted, resumed, damaged."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from answer.library_assistant import LibraryAssistant
from eval.categories import Category
from eval.documents import Corpus
from eval.figures import figure
from eval.questions import Asked, JudgedQuestion, Turn, parse_question
from eval.records import question_row
from eval.runs import (
    ANSWERS_FILE,
    OVERALL,
    PARTIAL_FILE,
    RUN_FILE,
    HistoryName,
    Run,
    RunError,
    Setup,
    ask_all,
    describe,
    finish,
    read_run,
    timings_of,
)
from eval.splits import load
from eval.systems import Full, Response, System
from ingest.corpus_files import load_policy
from tests.eval.making import FailsAfter, make_question, make_record, make_response, make_run, read_rows

CORPUS = Corpus([load_policy()])


@pytest.fixture(scope="module")
def system(library_assistant: LibraryAssistant) -> System:
    return Full(library_assistant)


@pytest.fixture(scope="module")
def questions() -> list[JudgedQuestion]:
    """One question of each category."""
    by_category: dict[Category, JudgedQuestion] = {}
    for question in load("plan-dev"):
        by_category.setdefault(question.category, question)
    return list(by_category.values())


@pytest.fixture
def setup(questions: list[JudgedQuestion]) -> Setup:
    return describe("full", "plan-dev", [], questions, CORPUS)


def run_in(folder: Path, system: System, questions: list[JudgedQuestion], setup: Setup, *, resume: bool = False) -> Run:
    records = tuple(ask_all(system, questions, CORPUS, setup, folder, resume=resume))
    run = Run(setup, records, timings_of(records, 1.5, None))
    finish(run, folder)
    return run


def without_timings(folder: Path) -> tuple[Any, list[Any]]:
    summary = json.loads((folder / RUN_FILE).read_text(encoding="utf-8"))
    rows = read_rows(folder / ANSWERS_FILE)
    assert summary.pop("timings")
    assert all(row.pop("timings")["latency_ms"] > 0 for row in rows)
    return summary, rows


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_runs_of_the_same_thing_differ_only_in_timings(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup
) -> None:
    first = run_in(tmp_path / "1", system, questions, setup)
    run_in(tmp_path / "2", system, questions, describe("full", "plan-dev", [], questions, CORPUS))
    assert without_timings(tmp_path / "1") == without_timings(tmp_path / "2")
    assert len(first.records) == 13
    assert sorted(files_in(tmp_path / "1")) == sorted([RUN_FILE, ANSWERS_FILE])


def test_a_run_is_read_as_it_was_written(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup
) -> None:
    run = run_in(tmp_path, system, questions, setup)
    assert read_run(tmp_path) == run
    assert [record.question for record in run.records] == questions


def test_a_run_says_all_that_decides_its_answers(tmp_path: Path, setup: Setup) -> None:
    finish(Run(setup, (make_record(),), {"seconds": 1.0}), tmp_path)
    written = json.loads((tmp_path / RUN_FILE).read_text(encoding="utf-8"))["setup"]
    assert {"python", "parser", "index", "numpy", "chromadb", "onnxruntime", "jieba"} <= written["versions"].keys()
    assert (written["system"], written["split"], written["questions"]) == ("full", "plan-dev", 13)
    assert (written["seed"], written["resamples"]) == (20231, 2000)
    assert written["corpus_digest"] == CORPUS.digest
    assert all(written[key] for key in ("questions_digest", "model", "settings"))


@pytest.mark.parametrize(
    "changes",
    [{"question": "哪"}, {"gold_facts": (("别的",),)}, {"gold_cites": ()}, {"category": "annex"}, {"id": "R"}],
    ids=lambda changes: next(iter(changes)),
)
def test_other_questions_have_another_digest(changes: dict[str, Any]) -> None:
    one, other = (
        describe("full", "plan-dev", [], [question], CORPUS) for question in (make_question(), make_question(**changes))
    )
    assert one.questions_digest != other.questions_digest
    assert one.digest != other.digest
    assert one.digest == describe("full", "plan-dev", [], [make_question()], CORPUS).digest


def test_figures_are_over_all_and_per_category() -> None:
    run = make_run(
        make_record("1", right=1.0, fact_recall=0.5),
        make_record("2", right=0.0),
        make_record("3", category="annex", right=0.0, fact_recall=1.0),
    )
    found = run.figures
    assert list(found) == [OVERALL, "fact", "annex"]
    assert found[OVERALL]["right"] == figure([1.0, 0.0, 0.0], "right")
    assert (found[OVERALL]["fact_recall"].mean, found[OVERALL]["fact_recall"].n) == (0.75, 2)
    assert (found["fact"]["right"].mean, found["fact"]["right"].n) == (0.5, 2)
    assert (found["annex"]["fact_recall"].mean, found["annex"]["right"].mean) == (1.0, 0.0)
    assert "agency_f1" not in found[OVERALL]


def test_timings_by_hand() -> None:
    records = [replace(make_record(), latency_ms=float(latency)) for latency in (5, 1, 4, 2, 3)]
    found = timings_of(records, 1.23456, 7.00049)
    assert (found["latency_ms_p50"], found["latency_ms_p95"]) == (3.0, 5.0)
    assert (found["seconds"], found["index_build_seconds"]) == (1.235, 7.0)
    assert 10 < found["peak_memory_mib"] < 100_000
    assert "index_build_seconds" not in timings_of(records, 1.0, None)


def test_a_question_survives_its_row(questions: list[JudgedQuestion]) -> None:
    for question in questions:
        assert parse_question(question_row(question)) == question


def test_an_interrupted_run_goes_on_where_it_was(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup
) -> None:
    whole = run_in(tmp_path / "whole", system, questions, setup)
    broken = tmp_path / "broken"
    with pytest.raises(ConnectionError):
        run_in(broken, FailsAfter(system, 5), questions, setup)
    assert list(files_in(broken)) == [PARTIAL_FILE]
    assert len(read_rows(broken / PARTIAL_FILE)) == 1 + 5

    counting = FailsAfter(system, len(questions))
    resumed = run_in(broken, counting, questions, setup, resume=True)
    assert counting.asked == [question.id for question in questions[5:]]
    assert without_timings(broken) == without_timings(tmp_path / "whole")
    assert resumed.figures == whole.figures
    assert sorted(files_in(broken)) == sorted([RUN_FILE, ANSWERS_FILE])


def test_each_answer_is_on_disk_before_the_next_question(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup
) -> None:
    for count, _ in enumerate(ask_all(system, questions, CORPUS, setup, tmp_path, resume=False), 1):
        assert len(read_rows(tmp_path / PARTIAL_FILE)) == 1 + count


@pytest.mark.parametrize(
    "cut",
    [
        lambda line: line[: len(line) // 2],
        lambda line: line[: line.index("规".encode()) + 1],
        lambda line: line[: line.index(b"}") + 1],
        lambda line: line[:-1],
        lambda line: b"{}",
        lambda line: b"[5]",
        lambda line: line.replace(b'"question"', b'"quest"'),
    ],
    ids=["half", "in a character", "after a bracket", "all but one", "empty", "list", "no question"],
)
def test_a_damaged_last_line_is_asked_again(
    tmp_path: Path, system: System, setup: Setup, cut: Callable[[bytes], bytes]
) -> None:
    questions = [make_question(str(number), question="基金群规模多大") for number in range(3)]
    with pytest.raises(ConnectionError):
        run_in(tmp_path, FailsAfter(system, 2), questions, setup)
    partial = tmp_path / PARTIAL_FILE
    header, first, second, rest = partial.read_bytes().split(b"\n")
    assert rest == b""
    partial.write_bytes(b"\n".join([header, first, cut(second)]))

    counting = FailsAfter(system, 3)
    run = run_in(tmp_path, counting, questions, setup, resume=True)
    assert counting.asked == ["1", "2"]
    assert read_run(tmp_path) == run
    assert [record.question.id for record in run.records] == ["0", "1", "2"]


def test_an_interruption_twice_over(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup
) -> None:
    for more, done in ((2, 2), (3, 5)):
        with pytest.raises(ConnectionError):
            run_in(tmp_path, FailsAfter(system, more), questions, setup, resume=True)
        kept = read_rows(tmp_path / PARTIAL_FILE)[1:]
        assert [row["id"] for row in kept] == [question.id for question in questions[:done]]


@pytest.mark.parametrize(
    "changes",
    [{"system": "bm25"}, {"questions_digest": "x"}, {"corpus_digest": "x"}, {"settings": {}}, {"seed": 1}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_run_with_other_settings_is_not_resumed(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup, changes: dict[str, Any]
) -> None:
    with pytest.raises(ConnectionError):
        run_in(tmp_path, FailsAfter(system, 2), questions, setup)
    before = files_in(tmp_path)
    with pytest.raises(RunError, match="leave out --resume"):
        run_in(tmp_path, system, questions, replace(setup, **changes), resume=True)
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("header", ["", "{", "[]", '"x"', '{"setup": "other"}'])
def test_a_damaged_beginning_is_not_resumed(tmp_path: Path, system: System, setup: Setup, header: str) -> None:
    (tmp_path / PARTIAL_FILE).write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(RunError, match="leave out --resume"):
        run_in(tmp_path, system, [make_question()], setup, resume=True)


def test_without_resume_a_run_begins_anew(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup
) -> None:
    with pytest.raises(ConnectionError):
        run_in(tmp_path, FailsAfter(system, 2), questions, setup)
    counting = FailsAfter(system, 3)
    run_in(tmp_path, counting, questions[:3], setup)
    assert counting.asked == [question.id for question in questions[:3]]


def test_with_nothing_to_resume_all_is_asked(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup
) -> None:
    counting = FailsAfter(system, 3)
    run_in(tmp_path, counting, questions[:3], setup, resume=True)
    assert len(counting.asked) == 3


@pytest.mark.parametrize("method", ["replace", "write_text"])
def test_a_failing_disk_leaves_the_old_run_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    old = make_run(make_record("1"), system="bm25")
    finish(old, tmp_path)
    before = files_in(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, method, fail)
        with pytest.raises(OSError, match="No space left"):
            finish(make_run(make_record("2"), make_record("3")), tmp_path)
    assert files_in(tmp_path) == before
    assert read_run(tmp_path) == old


def test_a_run_that_fails_to_be_written_can_still_be_resumed(
    tmp_path: Path, system: System, questions: list[JudgedQuestion], setup: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = tuple(ask_all(system, questions[:3], CORPUS, setup, tmp_path, resume=False))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space left"):
            finish(Run(setup, records), tmp_path)
    counting = FailsAfter(system, 0)
    assert tuple(ask_all(counting, questions[:3], CORPUS, setup, tmp_path, resume=True)) == records
    assert counting.asked == []


def test_the_files_of_two_runs_do_not_make_one(tmp_path: Path) -> None:
    """As a crash between the two renames would leave them."""
    finish(make_run(make_record("1"), system="bm25"), tmp_path / "old")
    finish(make_run(make_record("1", right=0.0)), tmp_path / "new")
    (tmp_path / "new" / ANSWERS_FILE).replace(tmp_path / "old" / ANSWERS_FILE)
    with pytest.raises(RunError):
        read_run(tmp_path / "old")


@pytest.mark.parametrize("name", [RUN_FILE, ANSWERS_FILE])
@pytest.mark.parametrize(
    "damage",
    [
        None,
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.rstrip().rpartition("\n")[0],
        lambda text: "[]\n",
        lambda text: "5\n",
        lambda text: "{}\n",
        lambda text: text.replace('"question', '"q', 1),
        lambda text: re.sub(r'"(setup|response)": \{', r'"\1": [{', text, count=1),
        lambda text: text.replace('"id": "1"', '"id": 1').replace('"system": "full"', '"sys": "full"'),
    ],
    ids=["missing", "empty", "half", "last line", "list", "number", "object", "field", "bracket", "type"],
)
def test_a_damaged_run_is_told_with_what_to_do(tmp_path: Path, name: str, damage: Callable[[str], str] | None) -> None:
    finish(make_run(make_record("1"), make_record("2")), tmp_path)
    path = tmp_path / name
    if damage:
        path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        path.unlink()
    with pytest.raises(RunError, match=r"no finished run in .*: python -m eval run --out "):
        read_run(tmp_path)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    finish(make_run(make_record("1")), tmp_path)
    (tmp_path / ANSWERS_FILE).write_bytes(b"\xff\n")
    with pytest.raises(RunError):
        read_run(tmp_path)


def test_figures_by_document_and_by_kind_of_refusal() -> None:
    one, other = make_record("1"), make_record("2", right=0.0)
    refused = replace(
        one, question=make_question("3", document="b", category="unanswerable_near", gold_status="off_topic")
    )
    records = (
        replace(one, question=make_question("1", document="a")),
        replace(other, question=make_question("2", document="b")),
        refused,
    )
    found = make_run(*records).figures
    assert found["document: a"]["right"].mean == 1.0
    assert found["document: b"]["right"].mean == 0.5
    assert found["refusal: off_topic"]["right"].n == 1
    assert "document: " not in found


class Echo:
    """Answers with what it was told before."""

    def answer(self, asked: Asked) -> Response:
        return make_response("|".join(turn.content for turn in asked.history) or "无", "")


def turns() -> list[JudgedQuestion]:
    said = (Turn("user", "甲"), Turn("assistant", "对的回答"))
    return [
        make_question("1", question="甲", dialogue="d", gold_cites=()),
        make_question("2", question="乙", dialogue="d", gold_cites=(), history=said),
        make_question("3", question="丙", gold_cites=(), history=said),
    ]


@pytest.mark.parametrize(
    ("history", "answers"),
    [("true", ["无", "甲|对的回答", "甲|对的回答"]), ("own", ["无", "甲|无", "甲|对的回答"])],
)
def test_a_turn_follows_the_true_answers_or_the_system_s_own(
    history: HistoryName, answers: list[str], tmp_path: Path
) -> None:
    setup = describe("echo", "plan-dev", [], turns(), CORPUS, history)
    records = list(ask_all(Echo(), turns(), CORPUS, setup, tmp_path, resume=False))
    assert [record.response.answer for record in records] == answers
    again = list(ask_all(FailsAfter(Echo(), 0), turns(), CORPUS, setup, tmp_path, resume=True))
    assert again == records


def test_a_run_after_own_answers_is_another_run() -> None:
    one, other = (describe("echo", "plan-dev", [], turns(), CORPUS, history) for history in ("true", "own"))
    assert one.digest != other.digest
