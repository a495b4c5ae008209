from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from index.search_index import SearchIndex
from index.settings import IndexSettings
from tests.commands import heavy_modules

QUESTIONS = [
    {"id": "1", "category": "fact", "question": "基金群规模多大", "gold_cites": ["M16"], "gold_facts": ["1000亿元"]},
    {"id": "2", "category": "fact", "question": "第四条", "gold_cites": ["M5"]},
    {"id": "3", "category": "unanswerable_far", "question": "红烧肉怎么做才不腻", "answerable": False},
]


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in QUESTIONS), encoding="utf-8")
    return path


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, search_index: SearchIndex, index_settings: IndexSettings) -> None:
    """Point the command at the index of the session."""
    monkeypatch.setenv("POLICYQA_INDEX_DIR", str(index_settings.index_dir))


@pytest.mark.usefixtures("environment")
def test_answers_are_judged_and_the_wrong_ones_shown(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answers", str(questions), "--wrong"]) == 0
    shown = capsys.readouterr().out
    assert "first citation right (plain questions)      50.0%  (n=2)" in shown
    assert "2 fact: 第四条" in shown
    assert "cites ['M4'], gold ['M5']" in shown
    assert "1 fact" not in shown


@pytest.mark.usefixtures("environment")
def test_figures_as_json(questions: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["answers", str(questions), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["refused (far off)"] == {"mean": 1.0, "n": 1}
    assert figures["first citation right (plain questions)"] == {"mean": 0.5, "n": 2}


def test_a_public_set_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "law.json"
    path.write_text(
        json.dumps([{"问题": "谁养蜂", "相关法规": {"蜂法": "农民养蜂。", "树法": "种树。"}}]), encoding="utf-8"
    )
    assert main(["public", str(path)]) == 0
    title, *legs = capsys.readouterr().out.splitlines()
    assert title == "law: 2 passages, 1 questions"
    assert [leg.split()[0] for leg in legs] == ["dense", "bm25", "fused"]


@pytest.mark.parametrize(
    "arguments",
    [["answers", "none.jsonl"], ["public", "none.json"], ["fit", "--far", "none.json"]],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.usefixtures("environment")
def test_a_missing_file_is_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert "none.json" in shown.err


def test_wrong_settings_are_one_line(
    questions: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POLICYQA_THREAD", "2")
    assert main(["answers", str(questions)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["public"], ["fit"], ["other"]])
def test_wrong_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_help_imports_nothing_heavy() -> None:
    statement = "from eval.__main__ import main\ntry: main(['--help'])\nexcept SystemExit: pass"
    assert heavy_modules(statement) == set()
