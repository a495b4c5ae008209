from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from eval import commands, systems
from eval.__main__ import PUBLIC_SETS, SYSTEM_NAMES, main
from eval.public import Form
from eval.runs import ANSWERS_FILE, PARTIAL_FILE, RUN_FILE, finish, read_run
from eval.splits import Split, load, sample
from eval.systems import SYSTEMS, System
from tests.commands import heavy_modules, run_python
from tests.eval.making import FailsAfter, make_record, make_run, read_rows, write_rows

pytestmark = pytest.mark.slow

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "1",
        "category": "colloquial",
        "question": "基金群规模多大",
        "answerable": True,
        "gold_cites": ["M16"],
        "gold_facts": ["1000亿元"],
    },
    {"id": "2", "category": "fact", "question": "第四条", "answerable": True, "gold_cites": ["M5"]},
    {"id": "3", "category": "unanswerable_far", "question": "红烧肉怎么做才不腻", "answerable": False},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "mine.jsonl", QUESTIONS)


def one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must end with 2 and one line on stderr; returns the line."""
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "Traceback" not in shown.err
    return shown.err


# run


@pytest.mark.usefixtures("environment")
def test_a_run_is_judged_shown_and_kept(questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run"
    assert main(["run", "--questions", str(questions), "--out", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "right                  0.6667  [0.0000, 1.0000]  (n=3)" in lines
    assert "citation_recall        0.5000  [0.0000, 1.0000]  (n=2)" in lines
    assert f"right: {'fact':<44}    0.0%  [0.0%, 0.0%]  (n=1)" in lines
    assert f"right: {'unanswerable_far':<44}  100.0%  [100.0%, 100.0%]  (n=1)" in lines
    assert lines[-2].startswith("seconds=")
    assert lines[-1] == f"kept in {out}"
    run = read_run(out)
    assert [record.verdict["right"] for record in run.records] == [True, False, True]
    assert run.records[1].response.citations == ("M4",)
    assert run.timings.keys() == {"seconds", "latency_ms_p50", "latency_ms_p95", "peak_memory_mib"}
    assert sorted(path.name for path in out.iterdir()) == [ANSWERS_FILE, RUN_FILE]


@pytest.mark.usefixtures("environment")
def test_only_some_categories_and_so_many_questions(tmp_path: Path) -> None:
    chosen: tuple[tuple[Split, list[str]], ...] = (("plan-dev", ["annex", "fact"]), ("plan-test", ["fact"]))
    for split, some in chosen:
        asked_for = [word for category in some for word in ("--category", category)]
        out = tmp_path / split
        arguments = ["run", "--system", "bm25", "--split", split, *asked_for, "--limit", "11", "--out", str(out)]
        assert main(arguments) == 0
        run = read_run(out)
        expected = sample([question for question in load(split) if question.category in some], 11)
        assert [record.question for record in run.records] == expected
        assert (len(expected), run.setup.questions) == (11, 11)
        assert (run.setup.split, run.setup.system, run.setup.categories) == (split, "bm25", tuple(some))


@pytest.mark.usefixtures("environment")
def test_a_run_has_a_folder_by_default(questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", "--system", "bm25", "--split", "plan-dev", "--limit", "1"]) == 0
    assert main(["run", "--system", "dense", "--questions", str(questions)]) == 0
    assert sorted(path.name for path in (tmp_path / "data" / "eval").iterdir()) == ["bm25-plan-dev", "dense-mine"]
    assert len(read_run(Path("data/eval/dense-mine")).records) == 3


@pytest.mark.usefixtures("environment")
def test_an_interrupted_run_is_resumed(
    questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "run"
    arguments = ["run", "--questions", str(questions), "--out", str(out)]
    asked: list[list[str]] = []
    opened = systems.open_system

    def open_failing(*arguments: Any) -> System:
        system = FailsAfter(opened(*arguments), 2)
        asked.append(system.asked)
        return system

    monkeypatch.setattr(systems, "open_system", open_failing)
    # The power going is an OSError.
    assert "the power went" in one_line(arguments, capsys)
    assert [path.name for path in out.iterdir()] == [PARTIAL_FILE]
    assert "leave out --resume" in one_line([*arguments, "--resume", "--system", "hybrid"], capsys)
    assert main([*arguments, "--resume"]) == 0
    assert asked == [["1", "2"], [], ["3"]]
    assert [record.question.id for record in read_run(out).records] == ["1", "2", "3"]


@pytest.mark.slow
def test_making_the_library_is_measured(questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = tmp_path / "small.txt"
    small.write_text(
        "某市若干措施\n（一）建设平台。建设算力平台。\n（二）设立基金群，规模1000亿元。\n", encoding="utf-8"
    )
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(small))
    monkeypatch.setenv("POLICYQA_LIBRARY", str(tmp_path / "library"))
    assert main(["run", "--questions", str(questions), "--limit", "1", "--out", str(tmp_path), "--build"]) == 0
    assert read_run(tmp_path).timings["index_build_seconds"] > 0


@pytest.mark.usefixtures("environment")
def test_no_question_left_is_one_line(questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["run", "--questions", str(questions), "--out", str(tmp_path / "run")]
    assert one_line([*arguments, "--category", "annex"], capsys) == "no question is left to be asked\n"
    assert not (tmp_path / "run").exists()


@pytest.mark.usefixtures("environment")
def test_a_folder_that_is_a_file_is_one_line(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert questions.name in one_line(["run", "--questions", str(questions), "--out", str(questions)], capsys)


def test_ctrl_c_tells_how_to_go_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupted)
    assert main(["run"]) == 130
    assert capsys.readouterr().err == "interrupted; go on with --resume\n"


# answer


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("system", ["full", "bm25"])
def test_a_question_file_is_answered(tmp_path: Path, system: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "1", "question": "基金群规模多大"}, {"id": "2", "question": "", "gold_cites": 5, "category": []}]
    path, out = write_rows(tmp_path / "q.jsonl", rows), tmp_path / "out" / "a.jsonl"
    assert main(["answer", "--questions", str(path), "--out", str(out), "--system", system]) == 0
    assert capsys.readouterr().out == f"2 answers in {out}\n"
    first, second = read_rows(out)
    assert (first["id"], first["citations"], first["refused"]) == ("1", ["M16"], False)
    assert (second["id"], second["citations"], second["refused"]) == ("2", [], True)


def test_a_malformed_question_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_rows(tmp_path / "q.jsonl", [{"id": "1", "question": 5}])
    arguments = ["answer", "--questions", str(path), "--out", str(tmp_path / "a.jsonl")]
    assert one_line(arguments, capsys) == f"{path}, line 1: field 'question' is not a text\n"
    assert not (tmp_path / "a.jsonl").exists()


# compare, gate, report


@pytest.fixture
def two_runs(tmp_path: Path) -> list[str]:
    finish(make_run(make_record("1", right=0.0, verbatim=1.0), make_record("2")), tmp_path / "first")
    finish(make_run(make_record("1", verbatim=1.0), make_record("2"), system="bm25"), tmp_path / "second")
    return [str(tmp_path / "first"), str(tmp_path / "second")]


def test_two_runs_are_compared(two_runs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *two_runs]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["better: 1  1", "worse:  0  "]
    assert lines[2].startswith("all                right               +0.5000")


def test_nothing_in_common_is_one_line(two_runs: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    finish(make_run(make_record("9")), tmp_path / "third")
    assert "no question in common" in one_line(["compare", two_runs[0], str(tmp_path / "third")], capsys)


def test_the_gate_opens_and_shuts(two_runs: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, worse = tmp_path / "good", tmp_path / "worse"
    finish(make_run(*(make_record(f"{n}", verbatim=1.0, length=10.0) for n in range(200))), good)
    finish(make_run(*(make_record(f"{n}", right=0.0, verbatim=0.99, length=36.0) for n in range(200))), worse)
    baseline = tmp_path / "baseline.json"

    assert main(["gate", str(good), "--baseline", str(baseline), "--update"]) == 0
    assert capsys.readouterr().out == f"baseline written: {baseline}\n"
    written = baseline.read_bytes()

    assert main(["gate", str(good), "--baseline", str(baseline)]) == 0
    assert capsys.readouterr().out == "no figure is worse than the baseline allows\n"

    assert main(["gate", str(worse), "--baseline", str(baseline)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "right: 0.0000, at least 0.9900 allowed (was 1.0000)",
        "verbatim: 0.9900, the floor is 1.0000",
        "length: 36.0000, at most 35.0000 allowed (was 10.0000)",
    ]
    assert "other questions or of another system" in one_line(
        ["gate", two_runs[1], "--baseline", str(baseline)], capsys
    )
    assert baseline.read_bytes() == written


@pytest.mark.usefixtures("environment")
def test_runs_are_reported(questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = [tmp_path / system for system in ("full", "bm25")]
    for folder in folders:
        assert main(["run", "--system", folder.name, "--questions", str(questions), "--out", str(folder)]) == 0
    capsys.readouterr()
    out = tmp_path / "report"
    assert main(["report", *map(str, folders), "--out", str(out)]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert {path.suffix for path in written} >= {".html", ".json", ".csv"}
    assert all(path.is_file() and out in path.parents for path in written)


# judge, export


@pytest.mark.usefixtures("environment")
def test_answers_from_elsewhere_are_judged_like_a_run(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, ours, theirs = tmp_path / "a.jsonl", tmp_path / "ours", tmp_path / "theirs"
    assert main(["answer", "--questions", str(questions), "--out", str(answers)]) == 0
    assert main(["run", "--questions", str(questions), "--out", str(ours)]) == 0
    rows = [{**row, "answer": "不知道。"} if row["id"] == "1" else row for row in read_rows(answers)]
    for given, right in ((read_rows(answers), [True, False, True]), (rows, [False, False, True])):
        path = write_rows(tmp_path / "given.jsonl", given)
        capsys.readouterr()
        arguments = ["judge", str(path), "--questions", str(questions), "--against", str(ours), "--out", str(theirs)]
        assert main(arguments) == 0
        run = read_run(theirs)
        assert run.setup.system == "given"
        assert [record.verdict["right"] for record in run.records] == right
        assert f"worse:  {right.count(False) - 1}" in capsys.readouterr().out


@pytest.mark.usefixtures("environment")
def test_answers_that_are_not_all_there_are_one_line(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = {"id": "1", "answer": "甲", "citations": ["M1"], "refused": False}
    arguments = ["--questions", str(questions), "--out", str(tmp_path / "run")]
    some = write_rows(tmp_path / "some.jsonl", [answer])
    assert "2 questions are not answered, 2 first" in one_line(["judge", str(some), *arguments], capsys)
    broken = write_rows(tmp_path / "broken.jsonl", [answer, {"id": "2", "answer": "乙"}])
    assert "broken.jsonl, line 2: not an answer" in one_line(["judge", str(broken), *arguments], capsys)
    assert not (tmp_path / "run").exists()


def test_a_split_is_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "beir"
    assert main(["export", "--split", "dev", "--out", str(out)]) == 0
    passages, queries = read_rows(out / "corpus.jsonl"), read_rows(out / "queries.jsonl")
    shown = capsys.readouterr().out
    assert shown.startswith(f"{len(passages)} passages, {len(queries)} queries, ")
    stand_alone = {one.id for one in load("dev") if one.gold_cites and not one.history}
    assert {row["_id"] for row in queries} == stand_alone


# check


def test_our_own_questions_are_proved_and_a_wrong_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That they have no fault of their own the gate says, too."""
    wrong = {"id": "X1", "category": "fact", "question": "甲乙丙丁戊己庚辛", "answerable": True, "gold_cites": ["M99"]}
    assert main(["check", "--also", str(write_rows(tmp_path / "x.jsonl", [wrong]))]) == 1
    shown = capsys.readouterr()
    assert [line.split(":")[0] for line in shown.err.splitlines()] == ["X1"]
    assert "1 fault" in shown.out


# public


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "law.json"
    path.write_text(
        json.dumps([{"问题": "谁养蜂", "相关法规": {"蜂法": "农民养蜂。", "树法": "种树。"}}]), encoding="utf-8"
    )
    return path


def test_a_public_set_is_measured(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["public", "stard", "--path", str(law)]) == 0
    title, *legs = capsys.readouterr().out.splitlines()
    assert title == "law: 2 passages, 1 questions"
    assert [leg.split()[0] for leg in legs] == ["dense", "bm25", "fused"]

    assert main(["public", "stard", "--path", str(law), "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    recall = {score["leg"]: score["recall_at_10"] for score in shown["retrieval"]}
    # BM25 finds only the article that shares a word with the question.
    assert recall == {"dense": 1.0, "bm25": 0.5, "fused": 1.0}
    assert shown["answers"] is None


def test_the_answers_to_a_public_set_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [{"question": "养蜂场每年补助多少元？", "answers": [{"text": "二十万元"}]}]
    paragraphs = [{"context": "养蜂场每年补助二十万元。", "qas": asked}, {"context": "算力平台由市里建设。", "qas": []}]
    path = tmp_path / "bees.json"
    path.write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), encoding="utf-8")
    assert main(["public", "cmrc2018", "--path", str(path)]) == 0
    *_, shown = capsys.readouterr().out.splitlines()
    assert shown == "  answers: 1.0000 of 1 answered, right passage 1.0000, gold span in the sentences 1.0000"


def test_a_public_set_of_the_other_form_is_one_line(law: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not in the form of cmrc2018" in one_line(["public", "cmrc2018", "--path", str(law)], capsys)


# all of them


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "--questions", "none"],
        ["answer", "--questions", "none", "--out", "a.jsonl"],
        ["compare", "none", "none"],
        ["gate", "none", "--baseline", "b.json"],
        ["gate", "none", "--baseline", "b.json", "--update"],
        ["report", "none"],
        ["check", "--also", "none"],
        ["judge", "none", "--questions", "none"],
        ["public", "cmrc2018", "--path", "none"],
        ["fit", "--write", "none"],
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.usefixtures("environment")
def test_a_missing_file_is_one_line(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "none" in one_line(arguments, capsys)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_baseline_is_one_line(
    two_runs: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = one_line(["gate", two_runs[0], "--baseline", str(tmp_path / "b.json")], capsys)
    assert "b.json" in shown
    assert "--update" in shown


@pytest.mark.parametrize("system", ["full", "naive"])
def test_wrong_settings_are_one_line(
    system: str, questions: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICYQA_THREAD", "2")
    assert "POLICYQA_THREAD" in one_line(["run", "--questions", str(questions), "--system", system], capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["other"],
        ["run", "--system", "other"],
        ["run", "--category", "other"],
        ["run", "--split", "other"],
        ["run", "--split", "test", "--questions", "q.jsonl"],
        ["run", "--limit", "0"],
        ["run", "--limit", "-1"],
        ["run", "--limit", "many"],
        ["answer"],
        ["answer", "--questions", "q.jsonl"],
        ["compare", "one"],
        ["gate", "one"],
        ["report"],
        ["judge"],
        ["export"],
        ["export", "--split", "dev", "--out", "x", "--format", "other"],
        ["public"],
        ["public", "stard"],
        ["public", "other", "--path", "x"],
        ["fit", "--far", "x"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    line = capsys.readouterr().err
    assert re.fullmatch(r"\S.* \(see python -m eval.* --help\)\n", line)


@pytest.mark.parametrize(
    "command", ["run", "answer", "judge", "compare", "gate", "report", "check", "export", "public", "fit"]
)
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert callable(getattr(commands, command))
    with pytest.raises(SystemExit) as caught:
        main([command, "--help"])
    assert caught.value.code == 0
    assert f"python -m eval {command}" in capsys.readouterr().out


def test_help_imports_nothing_heavy() -> None:
    statement = "from eval.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert heavy_modules(statement) == set()


def test_names_are_those_of_the_code() -> None:
    """They are written down twice so that --help need not import what takes seconds."""
    assert SYSTEM_NAMES == SYSTEMS
    assert get_args(Form) == PUBLIC_SETS


def test_in_a_process_of_its_own(two_runs: list[str]) -> None:
    compared = run_python("-m", "eval", "compare", *two_runs)
    assert (compared.returncode, compared.stderr) == (0, "")
    assert compared.stdout.startswith("better: 1  1\n")
    missing = run_python("-m", "eval", "compare", two_runs[0], "none")
    assert (missing.returncode, missing.stdout, missing.stderr.count("\n")) == (2, "", 1)
