from __future__ import annotations

import json
from pathlib import Path

import pytest

from index import anchors
from index.__main__ import main
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.lexicon import read_plain_words
from tests.commands import heavy_modules, run_python

POLICY = "某市若干措施\n（一）建设平台。建设算力平台。（责任单位：市科技局）\n（二）支持企业。给予补助。\n"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, search_index: SearchIndex, index_settings: IndexSettings) -> None:
    """Point the command at the index of the session."""
    monkeypatch.setenv("POLICYQA_INDEX_DIR", str(index_settings.index_dir))


@pytest.mark.usefixtures("environment")
def test_search_shows_ranks_and_scores(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "基金群规模", "--top", "3"]) == 0
    shown = capsys.readouterr()
    header, *rows = shown.out.splitlines()
    assert "BM25(名次)" in header
    assert [row.split()[0] for row in rows] == ["1", "2", "3"]
    assert "M16" in rows[0]
    assert shown.err == ""


@pytest.mark.usefixtures("environment")
def test_search_as_json(capsys: pytest.CaptureFixture[str], search_index: SearchIndex) -> None:
    assert main(["search", "基金群规模", "--top", "2", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    expected = search_index.search("基金群规模")[:2]
    assert [(row["rank"], row["id"], row["score"]) for row in rows] == [(r.rank, r.chunk.id, r.score) for r in expected]
    assert [(row["dense"], row["dense_rank"], row["bm25"], row["bm25_rank"]) for row in rows] == [
        (r.dense, r.dense_rank, r.bm25, r.bm25_rank) for r in expected
    ]
    assert rows[0]["citation_id"] == "M16"
    assert rows[0]["text"] == expected[0].chunk.text


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("question", ["zzzz", "qqqq 😀"])
def test_a_leg_with_nothing_shows_a_dash(capsys: pytest.CaptureFixture[str], question: str) -> None:
    assert main(["search", question, "--top", "1"]) == 0
    assert "—" in capsys.readouterr().out.splitlines()[1]


@pytest.mark.usefixtures("environment")
def test_build_does_nothing_where_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("索引已是最新")
    assert shown.err == ""


@pytest.mark.slow
def test_build_of_another_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "policy.txt").write_text(POLICY, encoding="utf-8")
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(tmp_path / "policy.txt"))
    monkeypatch.setenv("POLICYQA_INDEX_DIR", str(tmp_path / "index"))
    assert main(["build"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("索引已建好")
    assert shown.err.splitlines()[-1] == "100% 索引已建好"
    assert main(["build", "--force"]) == 0
    assert capsys.readouterr().out.startswith("索引已建好")


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("DOCUMENT", "none.md", "找不到文件"),
        ("THREADS", "many", "整数"),
        ("THREADS", "0", "不小于 1"),
    ],
)
def test_errors_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"POLICYQA_{variable}", value)
    assert main(["search", "基金"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert reason in shown.err


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("command", [["search", "基金"], ["build"]], ids=lambda command: command[0])
def test_a_lexicon_of_another_form_is_one_line(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("# 说明\n没有制表符\n", encoding="utf-8")
    monkeypatch.setattr(anchors, "read_plain_words", lambda: read_plain_words(path))
    assert main(command) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "words.tsv 第 2 行" in shown.err


def test_a_folder_that_cannot_be_made_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("POLICYQA_INDEX_DIR", str(tmp_path / "file"))
    assert main(["build"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["index"],
        ["search"],
        ["search", "x", "--top", "many"],
        ["search", "x", "--top", "0"],
        ["search", " "],
        ["search", "？！😀"],
        ["build", "x"],
    ],
)
def test_wrong_usage_exits_with_2_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_help_imports_nothing_heavy() -> None:
    statement = "from index.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert heavy_modules(statement) == set()


@pytest.mark.slow
def test_as_a_command(search_index: SearchIndex, index_settings: IndexSettings) -> None:
    done = run_python(
        "-m", "index", "search", "基金群规模", "--top", "1", "--json", POLICYQA_INDEX_DIR=str(index_settings.index_dir)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["citation_id"] == "M16"
