from __future__ import annotations

from pathlib import Path

import pytest

from ingest.agency_aliases import ALIASES_FILE, AgencyAlias, parse_aliases, read_aliases
from ingest.errors import MetadataError
from ingest.models import PolicyDocument


def test_names_of_agencies() -> None:
    assert parse_aliases(["市教育局\t教委、教育部门", "市科协\t科技协会"]) == (
        AgencyAlias("教委", "市教育局"),
        AgencyAlias("教育部门", "市教育局"),
        AgencyAlias("科技协会", "市科协"),
    )


def test_all_commas_and_spaces_around_names() -> None:
    found = parse_aliases(["市教育局 \t 教委，教育部门,education bureau 、、"])
    assert [alias.name for alias in found] == ["教委", "教育部门", "education bureau"]
    assert {alias.agency for alias in found} == {"市教育局"}


@pytest.mark.parametrize("mark", ["？", "?"])
def test_a_question_mark_is_doubt(mark: str) -> None:
    sure, doubtful = parse_aliases([f"市公安局\t公安、警察{mark}"])
    assert (sure.name, sure.in_doubt) == ("公安", False)
    assert (doubtful.name, doubtful.in_doubt) == ("警察", True)


def test_comments_and_blank_lines_say_nothing() -> None:
    assert parse_aliases(["# 市教育局\t教委", "", "   ", "市教育局\t教委"]) == (AgencyAlias("教委", "市教育局"),)


def test_one_name_may_mean_two_agencies_but_counts_once_for_each() -> None:
    assert parse_aliases(["市教育局\t教委、教委", "市科协\t教委"]) == (
        AgencyAlias("教委", "市教育局"),
        AgencyAlias("教委", "市科协"),
    )


def test_an_agency_may_have_no_other_name() -> None:
    assert parse_aliases(["市教育局\t"]) == ()


@pytest.mark.parametrize("line", ["没有制表符", "市教育局 教委", "\t教委", " \t教委"])
def test_a_line_of_another_form_is_named(line: str) -> None:
    with pytest.raises(MetadataError, match=r"第 3 行不合格式，应为“单位<制表符>叫法、叫法”") as caught:
        parse_aliases(["# 说明", "市教育局\t教委", line])
    assert "\n" not in str(caught.value)


def test_the_message_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("市教育局教委\n", encoding="utf-8")
    with pytest.raises(MetadataError, match=r"names\.tsv 第 1 行不合格式.*市教育局教委"):
        read_aliases(path)


def test_a_missing_or_empty_file_has_none(tmp_path: Path) -> None:
    assert read_aliases(tmp_path / "none.tsv") == ()
    (tmp_path / "empty.tsv").write_text("", encoding="utf-8")
    assert read_aliases(tmp_path / "empty.tsv") == ()


def test_windows_line_ends_and_byte_order_mark_do_no_harm(tmp_path: Path) -> None:
    # Spreadsheets save tab-separated files so.
    path = tmp_path / "windows.tsv"
    path.write_bytes("\ufeff市教育局\t教委\r\n市科协\t科技协会\r\n".encode())
    assert read_aliases(path) == (AgencyAlias("教委", "市教育局"), AgencyAlias("科技协会", "市科协"))


def test_another_encoding_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "gbk.tsv"
    path.write_bytes("市教育局\t教委\n".encode("gb18030"))
    with pytest.raises(MetadataError, match=r"gbk\.tsv.*UTF-8"):
        read_aliases(path)


def test_the_shipped_file_names_agencies_as_the_policy_does(document: PolicyDocument) -> None:
    aliases = read_aliases(ALIASES_FILE)
    assert {alias.agency for alias in aliases} == set(document.agencies)
    assert [alias for alias in aliases if alias.name in document.agencies] == []


def test_no_name_of_the_shipped_file_is_ambiguous_by_accident() -> None:
    names = [alias.name for alias in read_aliases(ALIASES_FILE)]
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize("agency", ["城管", "消防", "公安", "住建", "财政", "前海"])
def test_words_that_may_mean_something_else_are_marked(agency: str) -> None:
    # 公安 alone can only mean the police; the others are also matters.
    (alias,) = [alias for alias in read_aliases(ALIASES_FILE) if alias.name == agency]
    assert alias.in_doubt is (agency != "公安")
