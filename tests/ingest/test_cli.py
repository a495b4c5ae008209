from __future__ import annotations

import io
import json
import os
import shutil
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


GOOD = "甲市若干措施\n（一）建设。建平台。（责任单位：甲局）\n（二）培育。育人才。（责任单位：乙局）\n"
NESTED = "乙市若干措施\n一、任务\n（一）建设。建平台：\n1.甲；\n2.乙。\n（二）培育。育人才。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two policies, one of them in a folder of its own, with metadata and files that are no policies."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"doc_id": "a", "short_title": "甲"}', encoding="utf-8")
    (tmp_path / "sub" / "b.txt").write_text(NESTED, encoding="utf-8")
    (tmp_path / ".hidden.md").write_text("x", encoding="utf-8")
    (tmp_path / "~$a.docx").write_text("x", encoding="utf-8")
    return tmp_path


def test_several_files_one_after_the_other(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(folder / "a.md"), str(folder / "sub" / "b.txt")]
    assert main(paths) == 0
    shown = capsys.readouterr().out
    assert [line for line in shown.splitlines() if line.startswith("【")] == [f"【{path}】" for path in paths]
    assert "甲市若干措施\n" in shown
    assert "乙市若干措施\n" in shown


@pytest.mark.parametrize("option", [[], ["--json"], ["--explain"]])
def test_one_bad_file_keeps_no_other_from_being_shown(
    folder: Path, capsys: pytest.CaptureFixture[str], option: list[str]
) -> None:
    assert main([str(folder / "none.md"), str(folder / "a.md"), *option]) == 2
    shown = capsys.readouterr()
    assert "甲市若干措施" in shown.out
    assert shown.err.count("\n") == 1
    assert "找不到文件" in shown.err


def test_the_name_of_a_file_without_measures_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.md").write_text("没有编号。", encoding="utf-8")
    assert main([str(folder / "c.md")]) == 2
    assert str(folder / "c.md") in capsys.readouterr().err


def test_json_of_several_files_is_a_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder), "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert [(Path(one["file"]).name, one["title"]) for one in values] == [
        ("a.md", "甲市若干措施"),
        ("b.txt", "乙市若干措施"),
    ]


def test_a_folder_is_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder)]) == 0
    shown = capsys.readouterr()
    assert [line.split()[0] for line in shown.out.splitlines()] == ["文件", "a.md", str(Path("sub", "b.txt"))]
    assert shown.err == ""


def test_what_cannot_be_read_in_a_folder_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.md").touch()
    assert main([str(folder)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2:-1] == ["未能读取（1 个）"]
    assert "empty.md" in lines[-1]
    assert "空的" in lines[-1]


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    assert main(["-"]) == 0
    assert capsys.readouterr().out.startswith("甲市若干措施\n")


def test_empty_standard_input_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert main(["-"]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert "标准输入" in shown.err


def test_a_person_overrules_the_level_for_a_look(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(folder / "sub" / "b.txt")
    assert main([path, "--json", "--level", "1."]) == 0
    assert [one["label"] for one in json.loads(capsys.readouterr().out)["measures"]][:2] == ["1.", "2."]
    assert main([path, "--json"]) == 0
    assert [one["label"] for one in json.loads(capsys.readouterr().out)["measures"]] == ["（一）", "（二）"]


def test_a_person_overrules_the_level_for_good(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    metadata = '{"doc_id": "b", "short_title": "乙", "measures": "一、"}'
    (folder / "sub" / "b.json").write_text(metadata, encoding="utf-8")
    path = str(folder / "sub" / "b.txt")
    assert main([path, "--json"]) == 0
    assert [one["label"] for one in json.loads(capsys.readouterr().out)["measures"]] == ["一、"]
    assert main([path, "--json", "--level", "（一）"]) == 0
    assert [one["label"] for one in json.loads(capsys.readouterr().out)["measures"]] == ["（一）", "（二）"]


def test_unknown_level_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--level", "甲"])
    assert caught.value.code == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "一、 （一） 1. （1） 第…条" in shown


def test_explain(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(folder / "sub" / "b.txt"), "--explain"]) == 0
    assert "“一、任务”：措施是“（一）”一级，2 条。" in capsys.readouterr().out


def gold_of(folder: Path, **fields: object) -> None:
    """Write a parse by hand of ``a.md`` beside it."""
    measures = [{"label": "（一）", "title": "建设", "units": ["甲局"]}, {"label": "（二）", "title": "培育"}]
    values = {"file": "a.md", "measures": measures, **fields}
    (folder / "a.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")


def test_check_of_a_folder_that_agrees(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold_of(folder)
    assert main(["--check", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "a.md  –         –     –     ✓     ✓     –     –     –     一致",
        "1 份中 1 份与手工解析完全一致。",
    ]


def test_check_of_a_folder_that_differs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold_of(folder, title="丙市若干措施", closing=["本措施自"])
    assert main(["--check", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        "a.md  1         –     –     ✓     ✓     –     1     –     2 处不同",
        "1 份中 0 份与手工解析完全一致。",
        "",
        "a.md",
        "  [标题文号] title：应为 丙市若干措施，得到 甲市若干措施",
        "  [附则] closing：应为 1 段 本措施自，得到 0 段",
    ]


def test_check_where_something_cannot_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold_of(folder, title="丙市若干措施")
    (folder / "x_gold.json").write_text("{", encoding="utf-8")
    assert main(["--check", str(folder)]) == 2
    shown = capsys.readouterr()
    assert "x_gold.json：没有比较" in shown.out
    assert "2 份中 0 份与手工解析完全一致。" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("what", ["missing", "empty", "file"])
def test_check_of_no_folder_with_parses_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    path = tmp_path / "gold"
    if what == "empty":
        path.mkdir()
    elif what == "file":
        path.touch()
    assert main(["--check", str(path)]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)


@pytest.mark.parametrize("more", [["a.md"], ["--level", "1."], ["--json"], ["--explain"]])
def test_check_stands_alone(folder: Path, capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--check", str(folder), *more])
    assert caught.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.skipif(not shutil.which("true"), reason="needs a program that reads nothing")
def test_a_reader_that_goes_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m ingest {folder} --json | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "找不到文件"),
        (b"", "空的"),
        (b"\0\1\2", "认不出这是什么文件"),
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
