from __future__ import annotations

from answer.answer_kinds import kind_of
from answer.citations import cite
from answer.compose.passages import compose_body, compose_sources
from answer.question import Question
from answer.selection import Passage
from ingest.chunks import make_chunks
from ingest.models import Chunk, PolicyDocument


def text(asked: str, document: PolicyDocument, *chosen: tuple[str, ...]) -> str:
    """Compose from chunks, one tuple per item."""
    by_id: dict[str, Chunk] = {chunk.id: chunk for chunk in make_chunks(document)}
    passages, citations = [], []
    for ids in chosen:
        chunks = tuple(by_id[key] for key in ids)
        item = document.item(chunks[0].citation_id)
        citation = cite(item, chunks, document)
        assert citation is not None
        passages.append(Passage(item, chunks, chunks[0]))
        citations.append(citation)
    question = Question(asked, asked, (), {}, kind_of(asked), None, several=False)
    return f"{compose_body(question, passages, citations)}\n\n{compose_sources(citations)}"


def test_a_fact_leads_its_sentence(document: PolicyDocument) -> None:
    assert text("基金群规模多大", document, ("M16.2",)) == (
        "**1000 亿元**\n\n"
        "发挥政府投资引导基金作用，统筹整合基金资源，形成规模 1000 亿元的人工智能基金群。〔（十六）〕\n\n"
        "（十六）加强资金保障 · 责任单位：市财政局、市发展改革委、市地方金融监管局、市中小企业服务局等"
    )


def test_agencies_lead_where_they_are_asked_for(document: PolicyDocument) -> None:
    open_list = text("谁负责", document, ("M16.1",))
    assert open_list.startswith(
        "**市财政局、市发展改革委、市地方金融监管局、市中小企业服务局等**（文件以“等”字收尾，名单未列尽）\n\n"
    )
    assert text("谁负责", document, ("M6.1",)).startswith("**各区、市前海管理局、市工业和信息化局**\n\n")


def test_a_row_of_the_annex(document: PolicyDocument) -> None:
    assert text("讲什么", document, ("A15",)) == (
        "智慧城市基础设施与智能网联汽车协同发展试点（应用领域：城市治理；责任单位：市住房建设局、市工业和信息化局）"
        "〔附件第15项〕\n\n"
        "附件第15项 智慧城市基础设施与智能网联汽车协同发展试点 · 责任单位：市住房建设局、市工业和信息化局"
    )


def test_several_items_each_with_its_mark_and_source(document: PolicyDocument) -> None:
    lines, sources = text("讲什么", document, ("M4.1", "M4.2"), ("M16.1",)).split("\n\n")
    assert [line[line.index("〔") :] for line in lines.splitlines()] == ["〔（四）〕", "〔（四）〕", "〔（十六）〕"]
    assert [source.partition("·")[0].strip() for source in sources.splitlines()] == [
        "（四）加强科技研发攻关",
        "（十六）加强资金保障",
    ]


def test_the_notice_has_no_agencies(document: PolicyDocument) -> None:
    assert text("讲什么", document, ("P.3",)).endswith(f"〔通知和引言〕\n\n通知和引言 {document.title}")
