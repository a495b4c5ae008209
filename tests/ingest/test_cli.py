from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import main
from tests.commands import PATIENCE

ROOT = Path(__file__).parents[2]


def run_python(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, "PYTHONIOENCODING": "utf-8", **environ}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        encoding=variables["PYTHONIOENCODING"],
        timeout=PATIENCE,
        check=False,
    )


def test_outline(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("深圳市加快推动人工智能高质量发展高水平应用行动方案（2023—2024年）\n")
    assert shown.err == ""


def test_json_of_another_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "policy.txt"
    path.write_text("（一）甲。", encoding="utf-8")
    assert main([str(path), "--json"]) == 0
    assert [measure["id"] for measure in json.loads(capsys.readouterr().out)["measures"]] == ["M1"]


def test_file_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "policy.txt"
    path.write_text("乙市若干措施\n（一）甲。", encoding="utf-8")
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(path))
    assert main([]) == 0
    assert capsys.readouterr().out.startswith("乙市若干措施\n")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "找不到文件"),
        (b"", "空的"),
        (b"\0\1\2", "不是文本文件"),
        (b"\xff\xff", "无法解码"),
        ("没有编号。".encode(), "没有找到编号的措施"),
    ],
    ids=["missing", "empty", "binary", "encoding", "no measures"],
)
def test_errors_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes | None, reason: str
) -> None:
    path = tmp_path / "policy.md"
    if data is not None:
        path.write_bytes(data)
    assert main([str(path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert reason in shown.err


@pytest.mark.parametrize("kind", ["folder", "pipe", "dangling link", "too large"])
def test_files_that_are_no_policy_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str) -> None:
    path = tmp_path / "policy.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "dangling link":
        path.symlink_to("gone.md")
    else:
        with path.open("wb") as file:
            file.truncate(33 * 1024 * 1024)
    assert main([str(path)]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)


def test_what_a_terminal_cannot_show_becomes_a_question_mark(tmp_path: Path) -> None:
    path = tmp_path / "policy.md"
    path.write_text("（一）甲\U0001f600。", encoding="utf-8")
    done = run_python("-X", "utf8=0", "-m", "ingest", str(path), PYTHONIOENCODING="gb2312")
    assert (done.returncode, done.stderr) == (0, "")
    assert "?" in done.stdout


def test_bad_metadata_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "policy.md"
    path.write_text("（一）甲。", encoding="utf-8")
    path.with_suffix(".json").write_text("{", encoding="utf-8")
    assert main([str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_unknown_option_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--colour"])
    assert caught.value.code == 2
    assert "--colour" in capsys.readouterr().err


def test_as_a_command() -> None:
    done = run_python("-m", "ingest", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(json.loads(done.stdout)["measures"]) == 18


def test_no_heavy_imports() -> None:
    # Only the standard library is loaded, so that the command starts in a moment.
    code = (
        "import sys; before = set(sys.modules); import ingest.__main__\n"
        "names = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(names - set(sys.stdlib_module_names)))"
    )
    assert run_python("-c", code).stdout.strip() == "['ingest']"
