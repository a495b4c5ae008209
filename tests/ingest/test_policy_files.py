from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import SourceMissingError
from ingest.grammar.lines import LineKind
from ingest.policy_files import files_in, load_all

TEXT = "甲市若干措施\n一、任务\n（一）建设。建平台。\n（二）培育。育人才。\n"


def test_files_that_may_be_policies(tmp_path: Path) -> None:
    for name in ("b.md", "a.TXT", "a.json", "B.JSON", ".a.md", "~$b.docx", "sub/c.md", ".git/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert [str(path.relative_to(tmp_path)) for path in files_in(tmp_path)] == [
        "a.TXT",
        "b.md",
        str(Path("sub", "c.md")),
    ]


def test_a_folder_below_a_hidden_one_is_read(tmp_path: Path) -> None:
    folder = tmp_path / ".cache" / "policies"
    folder.mkdir(parents=True)
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    assert files_in(folder) == [folder / "a.md"]


@pytest.mark.parametrize("names", [[], ["a.json"], [".a.md"]])
def test_folder_without_policies(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(SourceMissingError, match="没有政策文件"):
        files_in(tmp_path)


def test_one_that_cannot_be_read_stands_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()
    (tmp_path / "b.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "c.md").write_text("没有编号。", encoding="utf-8")
    bad, good, empty = load_all(files_in(tmp_path), folder=tmp_path)
    assert (bad.name, bad.document) == ("a.md", None)
    assert good.document is not None
    assert (good.name, good.error) == ("b.md", "")
    assert empty.complaint.startswith("c.md：没有找到")
    assert bad.complaint.count("a.md") == 1


def test_level_holds_for_all(tmp_path: Path) -> None:
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path in paths:
        path.write_text(TEXT, encoding="utf-8")
    for loaded in load_all(paths, LineKind.SECTION):
        assert loaded.document is not None
        assert [measure.label for measure in loaded.document.measures] == ["一、"]
        assert loaded.document.metadata.short_title == "《甲市若干措施》"
