from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.errors import SourceMissingError
from ingest.gold_files import Checked, check_folder

GOLD = Path(__file__).parent / "gold"
MEASURES = '"measures": [{"label": "（一）"}]'


@pytest.fixture(scope="module")
def checked() -> list[Checked]:
    return check_folder(GOLD)


def wrong(checked: Sequence[Checked]) -> dict[str, object]:
    return {one.name: one.error or list(map(str, one.differences)) for one in checked if one.error or one.differences}


def test_every_document_is_as_a_person_parsed_it(checked: list[Checked]) -> None:
    texts = [one for one in checked if not one.name.endswith(".html")]
    assert wrong(texts) == {}
    assert len(texts) == 50


def test_every_web_page_is_as_a_person_parsed_it(checked: list[Checked]) -> None:
    pages = [one for one in checked if one.name.endswith(".html")]
    assert wrong(pages) == {}
    assert len(pages) == 7


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", ["a.json", "a_gold.json"])
def test_document_of_the_same_name(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.md", "甲市若干措施\n（一）甲。")
    write(tmp_path, name, f"{{{MEASURES}}}")
    (one,) = check_folder(tmp_path)
    assert (one.name, one.parts, one.differences, one.error) == ("a.md", ("措施",), (), "")


def test_document_in_another_folder(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    write(tmp_path / "texts", "b.md", "甲市若干措施\n（一）甲。")
    write(tmp_path, "a.json", f'{{"file": "texts/b.md", {MEASURES}}}')
    assert [(one.name, one.error) for one in check_folder(tmp_path)] == [("b.md", "")]


def test_metadata_beside_a_document_count_and_are_no_parse(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "甲市若干措施\n一、任务\n（一）甲。")
    write(tmp_path, "a.json", '{"doc_id": "a", "short_title": "甲", "measures": "一、"}')
    write(tmp_path, "a_gold.json", '{"measures": [{"label": "一、"}]}')
    assert [(one.name, one.differences) for one in check_folder(tmp_path)] == [("a.md", ())]


@pytest.mark.parametrize(
    ("gold", "reason"),
    [
        ("{", "不是 UTF-8 编码的 JSON"),
        ("[]", "measures 不合格式"),
        ('{"file": "gone.md", "measures": []}', "找不到手工解析文件"),
        ('{"measures": []}', "找不到手工解析文件"),
        ('{"measures": [{}]}', "measures 第 1 项"),
    ],
)
def test_what_is_wrong_with_one_is_one_line(tmp_path: Path, gold: str, reason: str) -> None:
    write(tmp_path, "x_gold.json", gold)
    (one,) = check_folder(tmp_path)
    assert reason in one.error
    assert len(one.error.splitlines()) == 1


def test_document_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "")
    write(tmp_path, "a.json", f"{{{MEASURES}}}")
    (one,) = check_folder(tmp_path)
    assert "空的" in one.error


def test_no_folder_and_nothing_in_it(tmp_path: Path) -> None:
    with pytest.raises(SourceMissingError, match="没有手工解析文件"):
        check_folder(tmp_path)
    with pytest.raises(SourceMissingError, match="找不到文件夹"):
        check_folder(tmp_path / "none")


def test_documents_leave_contacts_out() -> None:
    texts = [path.read_text(encoding="utf-8") for path in GOLD.iterdir() if path.suffix in (".md", ".html")]
    assert [found for text in texts for found in re.findall(r"(?:电话|联系方式|联系人)[:：]\s*[^\s（<&]+", text)] == []
