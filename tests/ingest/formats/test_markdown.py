from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.markdown import read
from ingest.parser import parse_policy
from ingest.reader import decode_source

TABLE = (
    '<table class="x">\n<thead><th colspan="2">税目</th><th>税率</th></thead>\n<tbody>'
    '<tr><td rowspan="2">合同</td><td>借款合同</td><td>万分之零点五</td></tr>\n<tr><td>买卖合同</td><td>万分之三</td></tr></tbody>\n</table>'
)
PIPES = (
    "| 税目 | 税目 | 税率 |\n| --- | --- | --- |\n| 合同 | 借款合同 | 万分之零点五 |\n| 合同 | 买卖合同 | 万分之三 |"
)


def written(text: str) -> str:
    return read(text.encode(), "a.md").text


def test_a_table_becomes_lines_of_its_own() -> None:
    assert written(f"第一条 如下。\n\n{TABLE}\n\n第二条 其他。\n") == f"第一条 如下。\n\n{PIPES}\n\n第二条 其他。\n"
    assert written(f"如下：{TABLE}其他。") == f"如下：\n{PIPES}\n其他。"
    assert written(f"  {TABLE}") == PIPES
    assert written(TABLE.upper()) == PIPES


def test_a_table_in_a_table_is_part_of_it() -> None:
    inner = "<table><tr><td>子</td><td>丑</td></tr><tr><td>寅</td><td>卯</td></tr></table>"
    found = written(f"<table><tr><td>甲</td><td>{inner}</td></tr><tr><td>乙</td><td>丙</td></tr></table>\n末")
    assert found.endswith("\n末")
    assert "<" not in found.replace("<br>", "")
    assert all(found.count(char) == 1 for char in "甲乙丙子丑寅卯")


def test_what_is_no_table_stays() -> None:
    for text in (
        "第一条 写明 <table> 标签。",
        "写明 <table> 和 </table> 标签。",
        "</table><table>",
        "<tables></tables>",
        "a|b",
    ):
        assert written(text) == text


@given(st.text(alphabet="甲乙 \n|*<>/&a", max_size=40))
def test_without_a_table_nothing_changes(text: str) -> None:
    assert written(text) == text


def test_the_reader_writes_it_and_the_format_is_still_text() -> None:
    source = decode_source(f"# 某税法\n\n第一条 税率如下。\n\n{TABLE}\n\n第二条 其他。\n".encode("gb18030"), "a.md")
    assert PIPES in source.text
    assert (source.format, source.encoding) == ("text", "gb18030")
    assert [measure.label for measure in parse_policy(source.text).measures] == ["第一条", "第二条"]
