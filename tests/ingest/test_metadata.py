from __future__ import annotations

import codecs
import datetime
from pathlib import Path

import pytest

from ingest.errors import MetadataError
from ingest.grammar.lines import LABELS, LineKind
from ingest.metadata import read_level, read_metadata
from ingest.models import Metadata

NEEDED = '"doc_id": "a", "short_title": "甲"'


def write(folder: Path, data: str | bytes) -> Path:
    path = folder / "policy.json"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_smallest_file(tmp_path: Path) -> None:
    assert read_metadata(write(tmp_path, f"{{{NEEDED}}}")) == Metadata("a", "甲")


def test_every_field(tmp_path: Path) -> None:
    fields = '"issuers": ["甲市", "乙局"], "date": "2023-05-31", "valid_from": 2023, "valid_until": 2024'
    found = read_metadata(write(tmp_path, f"{{{NEEDED}, {fields}}}"))
    assert found == Metadata("a", "甲", ("甲市", "乙局"), datetime.date(2023, 5, 31), 2023, 2024)


def test_null_and_empty_are_not_given(tmp_path: Path) -> None:
    fields = '"issuers": null, "date": "", "valid_from": null, "valid_until": null'
    assert read_metadata(write(tmp_path, f"{{{NEEDED}, {fields}}}")) == Metadata("a", "甲")


def test_byte_order_mark_is_no_part_of_it(tmp_path: Path) -> None:
    assert read_metadata(write(tmp_path, codecs.BOM_UTF8 + f"{{{NEEDED}}}".encode())) == Metadata("a", "甲")


def test_no_file_and_no_file_to_read(tmp_path: Path) -> None:
    assert read_metadata(tmp_path / "none.json") is None
    assert read_metadata(tmp_path) is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "第 1 行第 1 列不是 JSON"),
        (f"{{{NEEDED},\n\n oops}}", "第 3 行第 2 列不是 JSON"),
        ("[]", "应当是一个 JSON 对象"),
        ("null", "应当是一个 JSON 对象"),
        ("{}", "缺少 doc_id"),
        ('{"doc_id": "a"}', "缺少 short_title"),
        ('{"doc_id": "a", "short_title": null}', "short_title 不能为空"),
        ('{"doc_id": "a", "short_title": " "}', "short_title 不能为空"),
        ('{"doc_id": 1, "short_title": "甲"}', "doc_id 应当是文字"),
        (f'{{{NEEDED}, "colour": "red"}}', "不认识的字段 'colour'"),
        (f'{{{NEEDED}, "date": "31.5.2023"}}', "date 应当写作 2023-05-31"),
        (f'{{{NEEDED}, "date": 20230531}}', "date 应当是文字"),
        (f'{{{NEEDED}, "issuers": "甲市"}}', "issuers 应当是列表"),
        (f'{{{NEEDED}, "issuers": [1]}}', "issuers 应当是文字"),
        (f'{{{NEEDED}, "valid_from": "2023"}}', "valid_from 应当是年份"),
        (f'{{{NEEDED}, "valid_until": true}}', "valid_until 应当是年份"),
        (f'{{{NEEDED}, "valid_from": 1e3}}', "valid_from 应当是年份"),
        (f'{{{NEEDED}, "valid_from": 2024, "valid_until": 2023}}', "valid_from 不能晚于 valid_until"),
        (f'{{{NEEDED}, "measures": "x"}}', "measures：不认识的编号形式“x”，可以写 一、 （一） 1. （1） 第…条"),
        (f'{{{NEEDED}, "measures": 1}}', "measures 应当是文字"),
        ('{"doc_id": "甲"}'.encode("gb18030"), "不是 UTF-8"),
        (b"\0\1\2", "不是 JSON"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, data: str | bytes, reason: str) -> None:
    with pytest.raises(MetadataError, match=r"元数据文件不合要求：.*需要 doc_id、short_title") as caught:
        read_metadata(write(tmp_path, data))
    assert reason in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f'{{{NEEDED}, "valid_from": {"9" * 5000}}}', "数字太长"),
        ("[" * 100_000, "嵌套太深"),
        (" " * (1024 * 1024 + 1), "文件过大"),
    ],
    ids=["number", "depth", "size"],
)
def test_more_than_metadata_can_need(tmp_path: Path, data: str, reason: str) -> None:
    with pytest.raises(MetadataError, match=reason):
        read_metadata(write(tmp_path, data))


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no file here that opens and cannot be read")
def test_file_that_cannot_be_read() -> None:
    with pytest.raises(MetadataError, match="无法读取"):
        read_metadata(Path("/proc/self/mem"))


def test_level_of_the_measures(tmp_path: Path) -> None:
    found = read_metadata(write(tmp_path, f'{{{NEEDED}, "measures": "1."}}'))
    assert found == Metadata("a", "甲", measures=LineKind.POINT)


def test_parse_by_hand_is_no_metadata(tmp_path: Path) -> None:
    assert read_metadata(write(tmp_path, '{"file": "policy.md", "measures": []}')) is None


@pytest.mark.parametrize("kind", LABELS)
def test_every_form_of_label_is_known_by_its_name(kind: LineKind) -> None:
    assert read_level(f" {kind.value} ") is kind


@pytest.mark.parametrize(
    ("example", "kind"),
    [
        ("二、", LineKind.SECTION),
        ("（十二）", LineKind.ITEM),
        ("(一)", LineKind.ITEM),
        ("3、", LineKind.POINT),
        ("(1)", LineKind.SUBPOINT),
        ("第X条", LineKind.ARTICLE),
        ("第十七条之一", LineKind.ARTICLE),
        ("第二章", LineKind.CHAPTER),
        ("⑤", LineKind.CIRCLED),
    ],
)
def test_a_form_is_known_by_an_example(example: str, kind: LineKind) -> None:
    assert read_level(example) is kind


@pytest.mark.parametrize("text", ["", "条", "一", "1", "附件", "text", "第一条 甲", "（一）甲。"])
def test_what_is_no_label_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不认识的编号形式"):
        read_level(text)
