from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.chunks import make_chunks
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
        repairs = item.repairs if isinstance(item, Measure) else ()
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
