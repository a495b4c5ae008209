from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.chunks import citation_of, make_chunks
from ingest.corpus_files import load_policy
from ingest.models import Chunk, Measure, PolicyDocument
from ingest.parser import parse_policy
from tests.ingest.invariants import without_repairs

SMALL = """甲市关于支持乙的若干措施

各区：

为支持乙，制定本措施。

一、研发

（一）加强攻关。支持企业。支持高

校。（责任单位：甲局）

附件：清单
序号\t名称\t责任单位
1\t丙\t丁局
"""


@pytest.fixture(scope="module")
def document() -> PolicyDocument:
    return load_policy()


def test_chunks_of_a_small_policy() -> None:
    document = parse_policy(SMALL)
    measure_start = SMALL.index("（一）")
    measure = "（一）加强攻关。支持企业。支持高校。（责任单位：甲局）"
    # What the parts of the notice are called is wording for the search, free to change.
    chunks = tuple(replace(chunk, context="") if chunk.citation_id == "P" else chunk for chunk in make_chunks(document))
    assert chunks == (
        Chunk("P.1", "P", "formality", "甲市关于支持乙的若干措施", "", 0, 12),
        Chunk("P.2", "P", "formality", "各区：", "", 14, 17),
        Chunk("P.3", "P", "preamble", "为支持乙，制定本措施。", "", 19, 30),
        Chunk("M1", "M1", "measure", measure, "一、研发", measure_start, SMALL.index("\n\n附件")),
        Chunk("M1.1", "M1", "sentence", "支持企业。", "加强攻关", SMALL.index("支持企业"), SMALL.index("支持高")),
        Chunk("M1.2", "M1", "sentence", "支持高校。", "加强攻关", SMALL.index("支持高"), SMALL.index("（责任")),
        Chunk("A1", "A1", "scenario", "1\t丙\t丁局", "清单", SMALL.index("1\t丙"), len(SMALL) - 1),
    )


def test_every_chunk_is_a_slice_of_the_source(document: PolicyDocument) -> None:
    for chunk in make_chunks(document):
        item = document.item(chunk.citation_id)
        repairs = getattr(item, "repairs", ())
        assert without_repairs(document.source, chunk.start, chunk.end, repairs) == chunk.text
        if isinstance(item, Measure):
            assert chunk.text in item.text


def test_ids_are_unique_and_name_what_is_cited(document: PolicyDocument) -> None:
    chunks = make_chunks(document)
    assert len({chunk.id for chunk in chunks}) == len(chunks)
    assert all(chunk.id.split(".")[0] == chunk.citation_id for chunk in chunks)


def test_everything_citable_has_a_chunk(document: PolicyDocument) -> None:
    whole = [chunk.id for chunk in make_chunks(document) if chunk.kind in ("measure", "scenario")]
    assert whole == [*(f"M{number}" for number in range(1, 19)), *(f"A{number}" for number in range(1, 26))]


def test_cutting_twice_gives_the_same(document: PolicyDocument) -> None:
    assert make_chunks(document) == make_chunks(load_policy())


@pytest.mark.parametrize(("context", "embedded"), [("标题", "标题\n正文"), ("", "正文")])
def test_embedded_text(context: str, embedded: str) -> None:
    assert Chunk("M1", "M1", "measure", "正文", context, 0, 2).embedded_text == embedded


WHOLE = """某市若干措施

一、总体目标

到2027年，建成平台10个。坚持保护环境。

二、重点任务

（一）建设平台。建设算力平台10个，给予补助。（责任单位：市科技局）

（二）支持企业

（三）引进人才。给予一次性奖励10万元。（责任单位：市教育局）

三、补贴标准

| 序号 | 对象 | 补贴标准 | 责任单位 |
| --- | --- | --- | --- |
| 1 | 蜂农 | 每箱100元 | 市农业农村局 |

四、附则

本措施自2026年1月1日起施行。

原规定同时废止。
"""


def test_paragraphs_rows_and_final_provisions_are_found_by_what_stands_over_them() -> None:
    chunks = {chunk.id: chunk for chunk in make_chunks(parse_policy(WHOLE))}
    assert {key: (chunk.kind, chunk.text, chunk.context) for key, chunk in chunks.items() if key[0] in "GAC"} == {
        "G1": ("goal", "到2027年，建成平台10个。坚持保护环境。", "一、总体目标"),
        "G1.1": ("sentence", "到2027年，建成平台10个。", "一、总体目标"),
        "G1.2": ("sentence", "坚持保护环境。", "一、总体目标"),
        # The title tells what is subsidised already; whose it is stands over every list of tasks.
        "A1": ("scenario", "| 1 | 蜂农 | 每箱100元 | 市农业农村局 |", "三、补贴标准：对象"),
        "C.1": ("closing", "本措施自2026年1月1日起施行。", "附则"),
        "C.2": ("closing", "原规定同时废止。", "附则"),
    }
    for chunk in chunks.values():
        assert WHOLE[chunk.start : chunk.end] == chunk.text
    assert {citation_of(key) for key in chunks} == {"P", "M1", "M2", "M3", "G1", "A1", "C"}


def test_what_has_no_sentence_can_be_cited_all_the_same() -> None:
    document = parse_policy(WHOLE)
    bare = replace(document, measures=(replace(document.measures[0], sentences=()),))
    chunks = [chunk for chunk in make_chunks(bare) if chunk.citation_id == "M1"]
    assert [chunk.kind for chunk in chunks] == ["measure", "sentence"]
    assert {chunk.text for chunk in chunks} == {document.measures[0].text}
