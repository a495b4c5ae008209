from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index import anchors, commands, encoders, revisions
from index.__main__ import main
from index.library import Library
from index.settings import MODEL_DIR, IndexSettings
from index.writing import ORIGINALS
from ingest.lexicon import read_plain_words
from ingest.models import Measure
from tests.commands import heavy_modules, run_python
from tests.index.conftest import OpenLibrary
from tests.index.small_policies import BEES, CHIPS, write_policy

Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command: its exit status, and the lines that it wrote to both outputs."""

    def run_it(*arguments: str | Path) -> tuple[int, list[str], list[str]]:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return status, shown.out.splitlines(), shown.err.splitlines()

    return run_it


@pytest.fixture
def empty(one_model: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: OpenLibrary) -> Library:
    """Point the commands at an empty library."""
    monkeypatch.setenv("POLICYQA_LIBRARY", str(tmp_path / "library"))
    return opened(IndexSettings(library=tmp_path / "library"))


@pytest.fixture
def home(one_model: None, filled: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Point the commands at the library of two policies."""
    monkeypatch.setenv("POLICYQA_LIBRARY", str(filled.settings.library))
    return filled


def states(library: Library) -> dict[str, str]:
    return {entry.id: entry.status for entry in library.snapshot().entries}


def measure(library: Library, name: str, key: str) -> Measure:
    found = library.document(library.snapshot().entry(name)).item(key)
    assert isinstance(found, Measure)
    return found


# Taking documents in.


@pytest.mark.slow
def test_files_and_folders_are_taken_in_and_what_fails_is_said(empty: Library, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write_policy(folder / "bees.md", BEES)
    write_policy(folder / "empty.md", "")
    write_policy(folder / "copy.txt", f"{BEES}\n")
    chips = write_policy(tmp_path / "chips.txt", CHIPS)
    status, out, err = run("add", chips, folder, tmp_path / "none.txt")
    assert (status, err) == (2, [])
    assert [line.split()[0] for line in out] == ["文件", "chips.txt", "bees.md", "copy.txt", "empty.md", "none.txt"]
    assert [("未放入" in line, "库中已有" in line) for line in out[1:]] == [
        (False, False),
        (False, False),
        (False, True),
        (True, False),
        (True, False),
    ]
    assert states(empty) == {"chips": "draft", "bees": "draft"}


def test_the_same_file_twice_is_one_document(home: Library, run: Run, tmp_path: Path) -> None:
    before = home.snapshot()
    status, out, _ = run("add", write_policy(tmp_path / "other.txt", CHIPS), "--publish", "--id", "other")
    assert status == 0
    assert "库中已有（已发布）" in out[1]
    assert home.snapshot() == before


def test_a_draft_that_is_added_again_to_be_published_is(empty: Library, run: Run, tmp_path: Path) -> None:
    file = write_policy(tmp_path / "chips.txt", CHIPS)
    run("add", file)
    assert run("add", file, "--publish")[0] == 0
    assert states(empty) == {"chips": "published"}


def test_what_was_withdrawn_and_is_added_again_to_be_published_is(home: Library, run: Run, tmp_path: Path) -> None:
    run("withdraw", "chips")
    file = write_policy(tmp_path / "chips.txt", CHIPS)
    assert "库中已有（已撤下）" in run("add", file)[1][1]
    assert "库中已有，现已发布" in run("add", file, "--publish")[1][1]
    assert states(home)["chips"] == "published"


def test_an_empty_folder_keeps_no_other_file_out(empty: Library, run: Run, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    status, out, err = run("add", tmp_path / "nothing", write_policy(tmp_path / "chips.txt", CHIPS))
    assert (status, err) == (2, [])
    assert ["未放入" in line for line in out[1:]] == [True, False]
    assert states(empty) == {"chips": "draft"}


def test_an_id_and_a_level_may_be_given(empty: Library, run: Run, tmp_path: Path) -> None:
    file = write_policy(tmp_path / "chips.txt", CHIPS)
    assert run("add", file, "--id", "算力", "--level", "一、", "--publish")[0] == 0
    assert states(empty) == {"算力": "published"}
    assert [one.label for one in empty.document(empty.snapshot().entries[0]).measures] == ["一、"]
    status, out, err = run("add", file, write_policy(tmp_path / "b.txt", BEES), "--id", "x")
    assert (status, out, len(err)) == (2, [], 1)
    assert "--id" in err[0]


def test_replacing_says_what_changed(home: Library, run: Run, tmp_path: Path) -> None:
    text = CHIPS.replace("20万元", "30万元").replace("市教育局等", "市教育局")
    status, out, _ = run("replace", "chips", write_policy(tmp_path / "new.txt", f"{text}（四）开放场景。发布清单。\n"))
    assert (status, out) == (0, ["~ M2 （二） 支持企业：文字", "~ M3 （三） 培养人才：文字", "+ M4 （四） 开放场景"])
    assert "30万元" in home.document(home.snapshot().entry("chips")).source
    assert states(home) == {"chips": "published", "bees": "published"}


def test_replacing_by_the_same_or_by_another_opening_is_said(home: Library, run: Run, tmp_path: Path) -> None:
    assert run("replace", "chips", write_policy(tmp_path / "new.txt", CHIPS))[1] == ["没有变化"]
    text = CHIPS.replace("若干措施\n", "若干措施\n\n为了发展算力，制定本措施。\n")
    assert run("replace", "chips", write_policy(tmp_path / "new.txt", text))[1] == ["引言：文字"]


def test_corrections_that_are_lost_are_said(home: Library, run: Run, tmp_path: Path) -> None:
    run("edit", "chips", "--agencies", "M1=市工信局", "--agencies", "M2=市教育局", "--lead", "M2=市教育局")
    status, out, _ = run(
        "replace", "chips", write_policy(tmp_path / "new.txt", CHIPS.replace("支持企业", "培育市场主体"))
    )
    assert status == 0
    lines = ["M2 支持企业 的 责任单位 为 市教育局", "M2 支持企业 的 牵头单位 为 市教育局"]
    assert [line for line in out if "已找不到对应条目" in line] == [
        f"更正已找不到对应条目，没有用上：{line}。请用 python -m index edit chips 重新更正。" for line in lines
    ]
    assert run("show", "chips")[1][1:4] == [
        "人工更正：M1 建设平台 的 责任单位 为 市工信局",
        *(f"人工更正：{line}（已找不到对应条目）" for line in lines),
    ]
    assert sum("没有用上" in line for line in run("edit", "chips", "--tier", "市")[1]) == 2
    # A text that has the item has its correction again.
    run("replace", "chips", write_policy(tmp_path / "old.txt", CHIPS))
    assert not any("已找不到" in line for line in run("show", "chips")[1])


# Showing.


def test_documents_are_listed(home: Library, run: Run) -> None:
    status, out, err = run("list")
    assert (status, err) == (0, [])
    assert [line.split()[:4] for line in out] == [
        ["编号", "状态", "地区", "印发"],
        ["chips", "已发布", "海州市", "—"],
        ["bees", "已发布", "云山市", "—"],
    ]
    rows = json.loads("\n".join(run("list", "--json")[1]))
    assert [(row["id"], row["until"], row["edits"]) for row in rows] == [
        ("chips", None, {}),
        ("bees", "2029-12-31", {}),
    ]


def test_an_empty_library_lists_nothing(empty: Library, run: Run) -> None:
    assert run("list")[0] == 0
    assert run("list", "--json")[1] == ["[]"]


def test_a_document_is_shown_with_what_was_put_right(home: Library, run: Run) -> None:
    assert run("edit", "chips", "--agencies", "M1=市工信局、市数据局")[0] == 0
    status, out, _ = run("show", "chips")
    assert status == 0
    assert out[0].startswith("chips（已发布）")
    assert out[1] == "人工更正：M1 建设平台 的 责任单位 为 市工信局、市数据局"
    assert any("市工信局" in line for line in out[2:])
    shown = json.loads("\n".join(run("show", "chips", "--json")[1]))
    assert shown["edits"]["corrections"][0]["values"] == ["市工信局", "市数据局"]


# Settling.


@pytest.mark.slow
def test_everything_may_be_settled_and_given_up_again(home: Library, run: Run, tmp_path: Path) -> None:
    before = home.snapshot().entry("chips")
    dates = ["--issued", "2026-01-02", "--effective", "2026-02-03", "--until", "2030-12-31"]
    names = [
        "--title",
        "算力新政",
        "--short-title",
        "《新政》",
        "--number",
        "海府〔2026〕1号",
        "--place",
        "",
        "--tier",
        "省",
    ]
    roles = ["--lead", "M1=市发展改革委", "--with", "m1=市数据局", "--name", "M2=扶持企业"]
    assert run("edit", "chips", *dates, *names, *roles, "--replaced-by", "bees")[0] == 0
    entry = home.snapshot().entry("chips")
    assert (entry.title, entry.short_title, entry.document_number) == ("算力新政", "《新政》", "海府〔2026〕1号")
    assert (entry.place, entry.tier, entry.edits.replaced_by) == ("", "省", "bees")
    assert [str(day) for day in (entry.issued, entry.effective, entry.until)] == dates[1::2]
    assert [(duty.agency, duty.role.value) for duty in measure(home, "chips", "M1").duties] == [
        ("市发展改革委", "牵头"),
        ("市科技局", "负责"),
        ("市数据局", "配合"),
    ]
    assert measure(home, "chips", "M2").title == "扶持企业"
    # What is settled later stands beside it; what is parsed again keeps it.
    assert run("edit", "chips", "--tier", "市")[0] == 0
    assert run("replace", "chips", write_policy(tmp_path / "new.txt", f"{CHIPS}（四）开放场景。\n"))[0] == 0
    assert (home.snapshot().entry("chips").title, home.snapshot().entry("chips").tier) == ("算力新政", "市")
    assert measure(home, "chips", "M2").title == "扶持企业"
    assert run("replace", "chips", write_policy(tmp_path / "old.txt", CHIPS))[0] == 0
    assert run("edit", "chips", "--reset")[0] == 0
    after = home.snapshot().entry("chips")
    assert (after.edits, after.title, after.place) == (before.edits, before.title, before.place)


def test_items_are_those_of_the_level_that_is_settled_with_them(home: Library, run: Run) -> None:
    status, out, _ = run("edit", "chips", "--level", "一、", "--agencies", "M1=市教育局")
    assert status == 0
    assert out[1] == "人工更正：M1 算力 的 责任单位 为 市教育局"
    assert measure(home, "chips", "M1").agencies == ("市教育局",)
    status, _, err = run("edit", "chips", "--level", "一、", "--agencies", "M2=市教育局")
    assert (status, len(err)) == (2, 1)
    assert "--level" in err[0]


def test_what_is_settled_after_all_is_given_up_is_of_the_text(home: Library, run: Run) -> None:
    run("edit", "chips", "--name", "M1=统一调度")
    run("edit", "chips", "--reset", "--agencies", "M1=市教育局")
    assert measure(home, "chips", "M1").agencies == ("市教育局",)


def test_names_are_kept_as_they_are_written(home: Library, run: Run) -> None:
    assert run("edit", "chips", "--name", "M1=算力,平台、网络")[0] == 0
    assert measure(home, "chips", "M1").title == "算力,平台、网络"


def test_a_title_that_is_settled_may_end_the_draft(empty: Library, run: Run, tmp_path: Path) -> None:
    run("add", write_policy(tmp_path / "chips.txt", CHIPS.replace("若干措施", "若干措施（征求意见稿）")))
    assert empty.snapshot().entry("chips").stage == "征求意见稿"
    run("edit", "chips", "--title", "海州市支持算力产业若干措施")
    assert empty.snapshot().entry("chips").stage == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["chips", "--replaced-by", "chips"],
        ["chips", "--effective", "2030-01-01", "--until", "2020-01-01"],
        ["chips", "--issued", "2030-01-01", "--until", "2020-01-01"],
        # Its text says that it applies from 2025 to 2029.
        ["bees", "--until", "2024-12-31"],
        ["bees", "--effective", "2030-01-01"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_is_not_settled(home: Library, run: Run, arguments: Sequence[str]) -> None:
    before = home.snapshot()
    status, out, err = run("edit", *arguments)
    assert (status, out, len(err)) == (2, [], 1)
    assert home.snapshot() == before


def test_who_takes_away_a_successor_is_told_of_what_it_replaced(home: Library, run: Run) -> None:
    run("edit", "chips", "--replaced-by", "bees")
    for command, what in (("withdraw", "已撤下"), ("remove", "已删除")):
        status, out, _ = run(command, "bees")
        assert (status, len(out)) == (0, 2)
        assert out[1].startswith(f"chips 写明由 bees 取代，后者{what}。")
    # It may still be edited, and what is gone given up.
    assert run("edit", "chips", "--tier", "市")[0] == 0
    assert run("edit", "chips", "--replaced-by", "")[0] == 0
    assert not home.snapshot().entry("chips").edits.replaced_by


@pytest.mark.parametrize(
    "arguments",
    [
        ["edit", "chips", "--agencies", "M9=甲局"],
        ["edit", "chips", "--agencies", "P=甲局"],
        ["edit", "chips", "--replaced-by", "none"],
        ["edit", "none", "--title", "x"],
        ["show", "none"],
        ["publish", "none"],
        ["remove", "chips", "none"],
        ["replace", "none", "x.md"],
        ["replace", "chips", "none.md"],
        ["export", "{tmp}/out", "--id", "none"],
        ["search", "算力", "--id", "none"],
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_one_line(home: Library, run: Run, tmp_path: Path, arguments: Sequence[str]) -> None:
    status, _, err = run(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))
    assert (status, len(err)) == (2, 1)


# Publishing.


def test_documents_are_published_withdrawn_and_removed(home: Library, run: Run) -> None:
    assert run("withdraw", "chips", "bees")[1] == [
        "已撤下：chips 海州市支持算力产业若干措施",
        "已撤下：bees 云山市养蜂管理办法",
    ]
    assert states(home) == {"chips": "withdrawn", "bees": "withdrawn"}
    assert run("publish", "bees")[1] == ["已发布：bees 云山市养蜂管理办法"]
    assert states(home) == {"chips": "withdrawn", "bees": "published"}
    assert run("remove", "chips")[1] == ["已删除：chips"]
    assert states(home) == {"bees": "published"}


def test_who_encodes_nothing_needs_no_model(
    home: Library, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("index.library.open_encoder", lambda _: pytest.fail("the model was opened"))
    for arguments in (["list"], ["show", "chips"], ["withdraw", "chips"], ["publish", "chips"], ["remove", "bees"]):
        assert run(*arguments)[0] == 0
    assert run("export", tmp_path / "out")[0] == 0


@pytest.mark.slow
def test_what_is_exported_is_taken_in_as_it_was(
    home: Library, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: OpenLibrary
) -> None:
    write_policy(tmp_path / "new.json", '{"doc_id": "silk", "short_title": "《养蚕》"}')
    run("add", write_policy(tmp_path / "new.txt", BEES.replace("蜂", "蚕")))
    run("edit", "chips", "--title", "算力新政", "--agencies", "M1=市工信局", "--until", "2030-01-01")
    run("edit", "silk", "--level", "第…条")
    status, out, _ = run("export", tmp_path / "out")
    assert (status, out) == (0, [f"已导出 3 份文件：{tmp_path / 'out'}"])
    monkeypatch.setenv("POLICYQA_LIBRARY", str(tmp_path / "second"))
    assert run("add", tmp_path / "out", "--publish")[0] == 0
    second = opened(IndexSettings(library=tmp_path / "second"))
    for entry in home.snapshot().entries:
        again = second.snapshot().entry(entry.id)
        assert (again.edits, again.title, again.short_title) == (entry.edits, entry.title, entry.short_title)
        assert (again.file, again.original, again.place) == (entry.file, entry.original, entry.place)
        assert second.document(again) == home.document(entry)


def test_what_did_not_answer_does_not_where_it_is_taken_in(
    home: Library, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: OpenLibrary
) -> None:
    run("add", write_policy(tmp_path / "silk.txt", BEES.replace("蜂", "蚕")))
    run("withdraw", "bees")
    run("export", tmp_path / "out")
    monkeypatch.setenv("POLICYQA_LIBRARY", str(tmp_path / "second"))
    second = opened(IndexSettings(library=tmp_path / "second"))
    # Nothing answers until somebody asks for it.
    run("add", tmp_path / "out")
    assert states(second) == {"bees": "withdrawn", "chips": "draft", "silk": "draft"}
    status, out, _ = run("add", tmp_path / "out", "--publish")
    assert (status, ["仍不发布" in line for line in out]) == (0, [False, True, False, True])
    assert states(second) == {"bees": "withdrawn", "chips": "published", "silk": "draft"}
    run("remove", "bees", "chips", "silk")
    _, out, _ = run("add", tmp_path / "out", "--publish")
    assert ["仍不发布" in line for line in out] == [False, True, False, True]
    assert states(second) == {"bees": "withdrawn", "chips": "published", "silk": "draft"}


def test_an_export_takes_the_place_of_an_earlier_one(home: Library, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_policy(tmp_path / "silk.json", '{"doc_id": "silk", "short_title": "《养蚕》"}')
    text = BEES.replace("蜂", "蚕")
    run("add", write_policy(tmp_path / "silk.txt", text))
    run("export", out, "--id", "silk")
    assert sorted(path.name for path in out.iterdir()) == ["silk.edits.json", "silk.json", "silk.txt"]
    run("replace", "silk", write_policy(tmp_path / "new.md", text))
    others = [write_policy(out / "silk.notes.txt", "别人的"), write_policy(out / "bees.json", "{}")]
    run("export", out, "--id", "silk")
    assert sorted(path.name for path in out.iterdir()) == ["bees.json", "silk.edits.json", "silk.md", "silk.notes.txt"]
    assert all(path.is_file() for path in others)
    write_policy(out / "silk.edits.json", "[]x")
    assert run("export", out, "--id", "silk")[0] == 0
    assert json.loads((out / "silk.edits.json").read_text(encoding="utf-8"))["status"] == "draft"


def test_where_nothing_can_be_exported_is_one_line(home: Library, run: Run, tmp_path: Path) -> None:
    for folder in (write_policy(tmp_path / "file", ""), tmp_path / "file" / "below"):
        status, out, err = run("export", folder)
        assert (status, out, len(err)) == (2, [], 1)
        assert err[0].startswith("无法导出到")


def test_some_may_be_exported(home: Library, run: Run, tmp_path: Path) -> None:
    assert run("export", tmp_path / "out", "--id", "bees")[0] == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["bees.edits.json", "bees.txt"]
    (tmp_path / "out" / "bees.edits.json").write_text("[]x", encoding="utf-8")
    run("remove", "bees")
    status, out, err = run("add", tmp_path / "out")
    assert (status, err) == (2, [])
    assert "读不出导出的更正" in out[1]


# Searching.


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, library: Library, index_settings: IndexSettings) -> Library:
    """Point the command at the library of the session."""
    monkeypatch.setenv("POLICYQA_LIBRARY", str(index_settings.library))
    return library


@pytest.mark.usefixtures("environment")
def test_search_shows_ranks_and_scores(run: Run) -> None:
    status, (header, *rows), err = run("search", "基金群规模", "--top", "3")
    assert status == 0
    assert "BM25(名次)" in header
    assert [row.split()[0] for row in rows] == ["1", "2", "3"]
    assert "M16" in rows[0]
    assert err == []


def test_search_as_json(run: Run, environment: Library) -> None:
    _, out, _ = run("search", "基金群规模", "--top", "2", "--json")
    rows = json.loads("\n".join(out))
    expected = environment.search_index(environment.snapshot().published[0]).search("基金群规模")[:2]
    assert [(row["rank"], row["id"], row["score"]) for row in rows] == [(r.rank, r.chunk.id, r.score) for r in expected]
    assert [(row["dense"], row["dense_rank"], row["bm25"], row["bm25_rank"]) for row in rows] == [
        (r.dense, r.dense_rank, r.bm25, r.bm25_rank) for r in expected
    ]
    assert rows[0]["citation_id"] == "M16"
    assert rows[0]["text"] == expected[0].chunk.text


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("question", ["zzzz", "qqqq 😀"])
def test_a_leg_with_nothing_shows_a_dash(run: Run, question: str) -> None:
    status, out, _ = run("search", question, "--top", "1")
    assert status == 0
    assert "—" in out[1]


def test_several_documents_are_searched_together_or_one_of_them(home: Library, run: Run) -> None:
    status, (header, *rows), err = run("search", "市发展改革委", "--top", "4")
    assert (status, err) == (0, [])
    assert "文件" in header
    assert {row.split()[4].partition("/")[0] for row in rows} == {"chips", "bees"}
    found = json.loads("\n".join(run("search", "算力平台", "--json", "--top", "1")[1]))
    assert [(row["document"], row["id"]) for row in found] == [("chips", "M1")]
    found = json.loads("\n".join(run("search", "算力平台", "--json", "--id", "bees")[1]))
    assert not any("算力" in row["text"] for row in found)


def test_what_is_not_published_is_not_searched(home: Library, run: Run) -> None:
    run("withdraw", "bees")
    found = json.loads("\n".join(run("search", "蜂场补助", "--json")[1]))
    assert not any("蜂" in row["text"] for row in found)
    status, out, err = run("search", "蜂场补助", "--id", "bees")
    assert (status, out, len(err)) == (2, [], 1)
    assert "index publish bees" in err[0]
    run("withdraw", "chips")
    assert run("search", "蜂场补助", "--json")[1] == ["[]"]


def test_a_document_of_the_settings_is_the_one_that_is_searched(
    home: Library, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(write_policy(tmp_path / "bees.txt", BEES)))
    found = json.loads("\n".join(run("search", "算力平台", "--json")[1]))
    assert not any("算力" in row["text"] for row in found)


def test_without_the_model_words_are_searched(
    home: Library, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(MODEL_DIR, tmp_path / "model")
    (tmp_path / "model" / "model.onnx").unlink()
    monkeypatch.setattr(encoders, "MODEL_DIR", tmp_path / "model")
    monkeypatch.setattr("index.library.open_encoder", encoders.open_encoder)
    status, out, err = run("search", "基金群规模", "--top", "1")
    assert (status, len(err)) == (0, 1)
    assert "只按字词检索" in err[0]
    assert "M16" in out[1]
    assert run("build")[0] == 0


# Building.


@pytest.mark.usefixtures("environment")
def test_build_does_nothing_where_nothing_changed(run: Run, environment: Library) -> None:
    before = environment.snapshot()
    status, out, err = run("build")
    assert (status, len(out), err) == (0, 1, [])
    assert out[0].startswith("政策库已就绪")
    assert environment.snapshot() == before


def test_build_renews_what_is_stale_or_all_of_it(home: Library, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    revision = home.snapshot().entry("bees").revision
    with home.catalogue.database.writing() as connection:
        connection.execute("UPDATE revisions SET made_with = 'x' WHERE number = ?", (revision,))
    before = home.snapshot()
    assert run("build")[1] == [f"政策库已就绪：{home.settings.library}（2 份文件）"]
    after = home.snapshot()
    assert after.entry("chips") == before.entry("chips")
    assert after.entry("bees").made_with == revisions.made_with(home.settings)
    assert run("build", "--force")[0] == 0
    assert all(home.snapshot().entry(name).revision > after.entry(name).revision for name in states(home))


def test_build_takes_in_the_document_of_the_settings(
    empty: Library, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_DOCUMENT", str(write_policy(tmp_path / "chips.txt", CHIPS)))
    assert run("build")[0] == 0
    assert states(empty) == {"chips": "published"}


# What is wrong is one line.


@pytest.mark.parametrize(
    ("variable", "value", "reason"),
    [
        ("DOCUMENT", "none.md", "找不到文件"),
        ("THREADS", "many", "整数"),
        ("THREADS", "0", "不小于 1"),
        ("INDEX_DIR", "x", "POLICYQA_LIBRARY"),
    ],
)
def test_errors_are_one_line(
    empty: Library, run: Run, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"POLICYQA_{variable}", value)
    status, out, err = run("search", "基金")
    assert (status, out, len(err)) == (2, [], 1)
    assert reason in err[0]


@pytest.mark.parametrize("command", [["search", "基金"], ["build", "--force"]], ids=lambda command: command[0])
def test_a_lexicon_of_another_form_is_one_line(
    home: Library, run: Run, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("# 说明\n没有制表符\n", encoding="utf-8")
    monkeypatch.setattr(anchors, "read_plain_words", lambda: read_plain_words(path))
    monkeypatch.setattr(anchors, "text_of_plain_words", lambda: "")
    if command == ["search", "基金"]:
        command = [*command, "--id", "chips"]
    status, out, err = run(*command)
    assert (status, out, len(err)) == (2, [], 1)
    assert "words.tsv 第 2 行" in err[0]


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setenv("POLICYQA_LIBRARY", str(write_policy(tmp_path / "file", "")))
    for arguments in (["build"], ["list"], ["add", "x"]):
        status, out, err = run(*arguments)
        assert (status, out, len(err)) == (2, [], 1)


def test_a_file_that_cannot_be_read_is_one_line_with_its_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", "/x/originals")

    monkeypatch.setitem(commands.COMMANDS, "list", fail)
    status, out, err = run("list")
    assert (status, out, len(err)) == (2, [], 1)
    assert err[0].startswith("无法读写 /x/originals")


def test_an_original_that_is_lost_is_one_line(home: Library, run: Run, tmp_path: Path) -> None:
    shutil.rmtree(home.settings.library / ORIGINALS)
    for arguments in (["edit", "chips", "--title", "x"], ["export", str(tmp_path / "out")], ["build", "--force"]):
        status, _, err = run(*arguments)
        assert (status, len(err)) == (2, 1)
        assert "index replace chips" in err[0]


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
        ["add"],
        ["add", "x", "--level", "none"],
        ["list", "x"],
        ["show"],
        ["publish"],
        ["replace", "x"],
        ["edit"],
        ["edit", "x", "--tier", "乡"],
        ["edit", "x", "--issued", "2026-13-01"],
        ["edit", "x", "--issued", "昨天"],
        ["edit", "x", "--agencies", "M1"],
        ["edit", "x", "--agencies", "M1="],
        ["edit", "x", "--agencies", "=甲局"],
        ["edit", "x", "--agencies", "M1=、"],
        ["edit", "x", "--name", "M1"],
        ["export"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_with_2_and_one_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("command", ["", "add", "edit", "search"])
def test_help_imports_nothing_heavy(command: str) -> None:
    arguments = [*filter(None, [command]), "--help"]
    statement = f"from index.__main__ import main\ntry: main({arguments})\nexcept SystemExit: pass"
    assert heavy_modules(statement) == set()


@pytest.mark.slow
def test_as_a_command(library: Library, index_settings: IndexSettings) -> None:
    done = run_python(
        "-m", "index", "search", "基金群规模", "--top", "1", "--json", POLICYQA_LIBRARY=str(index_settings.library)
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["citation_id"] == "M16"
