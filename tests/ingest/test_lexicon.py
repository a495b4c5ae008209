from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import MetadataError
from ingest.lexicon import (
    SynonymLine,
    parse_synonyms,
    read_other_topics,
    read_plain_words,
    read_synonyms,
    text_of_plain_words,
)
from ingest.models import PolicyDocument

READERS = [read_synonyms, read_plain_words, read_other_topics]
Reader = Callable[[Path], tuple[object, ...]]
BOM = "\ufeff"


def repeated(texts: list[str]) -> list[str]:
    return [text for text, times in Counter(texts).items() if times > 1]


def test_terms_with_what_people_call_them() -> None:
    assert parse_synonyms(["智能算力\t显卡、GPU", "数据中心\t机房"]) == (
        SynonymLine("智能算力", ("显卡", "GPU")),
        SynonymLine("数据中心", ("机房",)),
    )


def test_all_commas_and_spaces_around_expressions() -> None:
    assert parse_synonyms([" 智能算力 \t 显卡，机房,data center 、、 "]) == (
        SynonymLine("智能算力", ("显卡", "机房", "data center")),
    )


def test_comments_and_blank_lines_say_nothing_but_are_counted() -> None:
    lines = ["# 智能算力\t显卡", "", "   ", "智能算力\t显卡"]
    assert parse_synonyms(lines) == (SynonymLine("智能算力", ("显卡",)),)
    with pytest.raises(MetadataError, match="第 5 行"):
        parse_synonyms([*lines, "机房"])


def test_a_term_may_have_no_other_name() -> None:
    assert parse_synonyms(["智能算力\t", "机房\t、，"]) == (SynonymLine("智能算力", ()), SynonymLine("机房", ()))


@pytest.mark.parametrize("line", ["没有制表符", "智能算力 显卡", "\t显卡", " \t显卡"])
def test_a_line_of_another_form_is_named(line: str) -> None:
    with pytest.raises(MetadataError, match=r"^synonyms 第 3 行不合格式，应为“政策用语<制表符>说法、说法”") as caught:
        parse_synonyms(["# 说明", "智能算力\t显卡", line])
    assert "\n" not in str(caught.value)


def test_a_long_line_is_not_repeated_whole() -> None:
    with pytest.raises(MetadataError) as caught:
        parse_synonyms(["长" * 1000])
    assert len(str(caught.value)) < 100


def test_sentences_in_plain_words_may_hold_commas(tmp_path: Path) -> None:
    path = tmp_path / "plain.tsv"
    path.write_text("# 说明\n加快建设算力平台\t多买机器，快点装好；机房、显卡, 都要有；；\n", encoding="utf-8")
    assert read_plain_words(path) == (SynonymLine("加快建设算力平台", ("多买机器，快点装好", "机房、显卡, 都要有")),)


def test_a_topic_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "topics.txt"
    path.write_text("# 说明\n\n天气预报、气温 \n  \n做饭\t菜谱\n", encoding="utf-8")
    assert read_other_topics(path) == ("天气预报、气温", "做饭\t菜谱")


@pytest.mark.parametrize("read", [read_synonyms, read_plain_words])
def test_the_message_names_the_file_and_the_line(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("智能算力\t显卡\n\n数据中心机房\n", encoding="utf-8")
    with pytest.raises(MetadataError, match=r"words\.tsv 第 3 行不合格式.*数据中心机房$"):
        read(path)


@pytest.mark.parametrize("read", READERS)
def test_another_encoding_is_an_error_of_ours(tmp_path: Path, read: Reader) -> None:
    path = tmp_path / "gbk.tsv"
    path.write_bytes("智能算力\t显卡\n".encode("gb18030"))
    with pytest.raises(MetadataError, match=r"gbk\.tsv.*UTF-8") as caught:
        read(path)
    assert isinstance(caught.value.__cause__, UnicodeDecodeError)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("read", READERS)
def test_a_missing_or_empty_file_has_none(tmp_path: Path, read: Reader) -> None:
    assert read(tmp_path / "none.tsv") == ()
    assert read(tmp_path) == ()
    (tmp_path / "empty.tsv").write_text("", encoding="utf-8")
    assert read(tmp_path / "empty.tsv") == ()


def test_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "windows.tsv"
    path.write_bytes("# 说明\r\n智能算力\t显卡\r\n".encode())
    assert read_synonyms(path) == (SynonymLine("智能算力", ("显卡",)),)
    assert read_other_topics(path) == ("智能算力\t显卡",)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (read_synonyms, (SynonymLine("智能算力", ("显卡",)),)),
        (read_plain_words, (SynonymLine("智能算力", ("显卡",)),)),
        (read_other_topics, ("智能算力\t显卡",)),
    ],
)
@pytest.mark.parametrize("first", ["", "# 说明\n"])
def test_a_byte_order_mark_does_no_harm(tmp_path: Path, read: Reader, expected: object, first: str) -> None:
    # Spreadsheets and Windows editors save UTF-8 so; `read_aliases` knows it.
    path = tmp_path / "marked.tsv"
    path.write_bytes(f"{BOM}{first}智能算力\t显卡\n".encode())
    assert read(path) == expected


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        (f"# 说明\n# 正文摘要：{'a' * 64}\n乙\t甲\n", "a" * 64),
        (f"#正文摘要: {'0' * 64} （旧）\n", "0" * 64),
        ("# 正文摘要：abc\n", ""),
        (f"正文摘要：{'a' * 64}\t甲\n", ""),
        ("", ""),
    ],
)
def test_plain_words_say_which_text_they_are_for(tmp_path: Path, text: str, digest: str) -> None:
    path = tmp_path / "plain.tsv"
    path.write_text(text, encoding="utf-8")
    assert text_of_plain_words(path) == digest
    assert text_of_plain_words(tmp_path / "none.tsv") == ""


# The shipped files.


def test_the_shipped_plain_words_are_for_the_shipped_text(document: PolicyDocument) -> None:
    assert text_of_plain_words() == document.text_digest


def test_every_piece_stands_once_in_the_policy(document: PolicyDocument) -> None:
    source = "".join(document.source.split())
    rows = {scenario.label for scenario in document.scenarios}
    pieces = [line.term for line in read_plain_words()]
    assert [piece for piece in pieces if piece not in rows and source.count(piece) != 1] == []
    # Every row of the annex has its line; 附件第N项 names no other.
    assert [piece for piece in pieces if piece.startswith("附件第")] == [row.label for row in document.scenarios]
    assert repeated(pieces) == []


def test_no_gloss_is_repeated() -> None:
    assert repeated([gloss for line in read_plain_words() for gloss in line.expressions]) == []


def test_the_plain_words_are_as_their_file_says() -> None:
    lines = read_plain_words()
    assert [line.term for line in lines if not re.fullmatch(r"附件第\d+项|.{8,30}", line.term)] == []
    assert [line.term for line in lines if not 8 <= len(line.expressions) <= 17] == []
    glosses = [gloss for line in lines for gloss in line.expressions]
    assert [gloss for gloss in glosses if not 8 <= len(gloss) <= 30 or gloss.endswith(("？", "?"))] == []


def test_no_gloss_copies_the_policy(document: PolicyDocument) -> None:
    source = "".join(document.source.split())
    assert [gloss for line in read_plain_words() for gloss in line.expressions if gloss in source] == []


def test_the_synonyms_are_as_their_file_says() -> None:
    lines = read_synonyms()
    assert repeated([line.term for line in lines]) == []
    said = [(line.term, expression) for line in lines for expression in line.expressions]
    assert [(term, expression) for term, expression in said if term in expression or len(expression) < 2] == []
    assert [expression for _, expression in said if expression.isascii() and expression != expression.lower()] == []
    times = Counter(expression for line in lines for expression in set(line.expressions))
    assert [expression for expression, count in times.items() if count > 3] == []


def test_the_other_topics_are_not_those_of_the_policy(document: PolicyDocument) -> None:
    topics = read_other_topics()
    assert len(topics) > 50
    assert repeated(list(topics)) == []
    pieces = [piece for topic in topics for piece in re.split("[、,，]", topic)]
    names = {scenario.name for scenario in document.scenarios} | {measure.title for measure in document.measures}
    assert names.intersection(pieces) == set()
    assert {line.term for line in read_synonyms()}.intersection(pieces) == set()
