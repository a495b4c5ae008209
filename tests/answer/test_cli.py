from __future__ import annotations

import json
from pathlib import Path

import pytest

from answer.__main__ import main
from index.library import Library
from index.settings import IndexSettings
from tests.commands import heavy_modules, run_python

pytestmark = pytest.mark.slow


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, library: Library, index_settings: IndexSettings) -> None:
    """Point the command at the library of the session."""
    monkeypatch.setenv("POLICYQA_LIBRARY", str(index_settings.library))


@pytest.mark.usefixtures("environment")
def test_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["人工智能基金群规模有多大？"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("**1000 亿元**\n")
    assert "〔（十六）〕" in shown.out
    assert shown.err == ""


@pytest.mark.usefixtures("environment")
def test_a_refusal_offers_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["红烧肉怎么做才不腻"]) == 3
    reason, *offered = capsys.readouterr().out.splitlines()
    assert "不在" in reason
    assert len(offered) == 3
    assert all(line.startswith("· ") for line in offered)


@pytest.mark.usefixtures("environment")
def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["第四条", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["status"], values["route"]) == ("answered", "address")
    assert [citation["id"] for citation in values["citations"]] == ["M4"]


@pytest.mark.usefixtures("environment")
def test_owners_of_a_task(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["owners", "智能分拣"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("**市工业和信息化局**\n")
    assert "〔附件第25项〕" in shown.out
    assert shown.err == ""


@pytest.mark.usefixtures("environment")
def test_tasks_of_an_agency(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tasks", "市科协"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "**市科协：措施 2 条，附件场景 1 项，共 3 项**（按责任单位名单统计）",
        "",
        "推进“公共服务+AI”〔（十）〕",
        "营造最好氛围〔（十七）〕",
        "科技场馆（应用领域：公共服务）〔附件第10项〕",
    ]


@pytest.mark.usefixtures("environment")
def test_tasks_of_a_body_that_the_policy_never_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tasks", "南山区"]) == 3
    reason, first_offered, *_ = capsys.readouterr().out.splitlines()
    assert reason.startswith("《行动方案》没有把南山区列为责任单位")
    assert first_offered == "· 各区有哪些任务？"


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["owners", "附件第15项", "--json"], ["A15"]),
        (["--json", "tasks", "国资委", "附件"], ["A6", "A7", "A8", "A9"]),
    ],
)
def test_commands_in_json(capsys: pytest.CaptureFixture[str], arguments: list[str], ids: list[str]) -> None:
    assert main(arguments) == 0
    values = json.loads(capsys.readouterr().out)
    assert (values["status"], values["route"]) == ("answered", "table")
    assert [citation["id"] for citation in values["citations"]] == ids
    assert all(citation["quotes"] for citation in values["citations"])


@pytest.mark.parametrize(("command", "hint"), [("owners", "请写明要查的任务"), ("tasks", "请写明要查的单位")])
def test_a_command_without_its_matter_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], command: str, hint: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main([command])
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert hint in shown.err.splitlines()[-1]


@pytest.mark.usefixtures("environment")
def test_a_question_may_begin_with_the_word_of_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    # Only a word of its own is a command.
    assert main(["tasks of the education bureau"]) == 0
    assert "打造高水平人才汇聚高地" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("LIBARY", "x", "不认识的环境变量 POLICYQA_LIBARY"),
        ("THREADS", "many", "整数"),
        ("DOCUMENT", "none.md", "找不到文件"),
    ],
)
def test_errors_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"POLICYQA_{variable}", value)
    assert main(["基金"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert reason in shown.err


def test_a_folder_that_cannot_be_made_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("POLICYQA_LIBRARY", str(tmp_path / "file"))
    assert main(["基金"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["--colour"], ["owners"], ["tasks"]])
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_help_imports_nothing_heavy() -> None:
    statement = "from answer.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert heavy_modules(statement) == set()


@pytest.mark.usefixtures("library")
def test_as_a_command(index_settings: IndexSettings) -> None:
    done = run_python("-m", "answer", "第十九条写的是什么", POLICYQA_LIBRARY=str(index_settings.library))
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.startswith("《行动方案》没有第十九条")
