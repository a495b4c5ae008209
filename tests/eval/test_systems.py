from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from answer.assistant import Assistant
from answer.library_assistant import LibraryAssistant
from answer.models import Route, Status
from answer.models import Turn as AnswerTurn
from eval.naive import NaiveLibrary
from eval.questions import Asked, Turn
from eval.splits import load
from eval.systems import SYSTEMS, Full, Response, RetrievalOnly, SystemName, best_chunk, open_system, ranked_items
from index.library import Library
from index.models import SearchResult
from ingest.models import Chunk, PolicyDocument

pytestmark = pytest.mark.slow

FUND = Asked("1", "人工智能基金群的规模有多大？")
FAR = Asked("2", "红烧肉怎么做才不腻")


def result(rank: int, citation_id: str, dense_rank: int | None = None) -> SearchResult:
    chunk = Chunk(str(rank), citation_id, "sentence", "x", "", 0, 1)
    return SearchResult(chunk, rank, 0.0, None, dense_rank, None, None)


def test_the_full_system_says_what_the_window_shows(assistant: Assistant, library_assistant: LibraryAssistant) -> None:
    asked = load("plan-dev")
    alone, after = ([one for one in asked if bool(one.history) is leans] for leans in (False, True))
    for question in (*alone[:48:4], *after[:12:2]):
        answer = assistant.ask(question.question, [AnswerTurn(turn.role, turn.content) for turn in question.history])
        response = Full(library_assistant).answer(question.asked)
        assert replace(response, milliseconds=None) == Response(
            answer=answer.body,
            citations=tuple(citation.id for citation in answer.citations),
            quotes=tuple((citation.id, quote.text) for citation in answer.citations for quote in citation.quotes),
            refused=answer.refused,
            status=answer.status,
            route=answer.route,
            ranked=ranked_items(answer.results),
            support=answer.signals.support if answer.signals else None,
        )
        assert response.milliseconds
        assert response.milliseconds.keys() == answer.timings.keys()


def test_an_answer_comes_without_the_cards_of_its_sources(library_assistant: LibraryAssistant) -> None:
    sources = library_assistant.ask(FUND.question).sources
    response = Full(library_assistant).answer(FUND)
    assert "1000 亿元" in response.answer
    assert sources
    assert sources not in response.answer
    assert sources.splitlines()[0] not in response.answer
    assert (response.citations, response.status, response.route) == (("M16",), "answered", "retrieval")
    assert response.ranked[0] == "M16"


def test_what_was_said_before_is_heard(library_assistant: LibraryAssistant) -> None:
    said = (
        Turn("user", "人工智能基金群的规模有多大？"),
        Turn("assistant", "措施（十六）“加强资金保障”：形成规模1000亿元的人工智能基金群。"),
    )
    other = (Turn("user", "第九条讲什么"), Turn("assistant", "措施（九）“提升服务能级”。"))
    system = Full(library_assistant)
    assert system.answer(Asked("1", "那责任单位呢", said)).citations == ("M16",)
    assert system.answer(Asked("1", "那责任单位呢", other)).citations == ("M9",)
    assert system.answer(Asked("1", "那责任单位呢")).citations != ("M16",)


def test_a_refusal_of_the_full_system(library_assistant: LibraryAssistant) -> None:
    response = Full(library_assistant).answer(FAR)
    assert (response.refused, response.status, response.citations) == (True, "unanswerable_off_topic", ())
    assert response.support is not None


@pytest.mark.parametrize("leg", ["hybrid", "dense", "bm25"])
def test_a_leg_answers_with_its_best_chunk(
    assistant: Assistant, library_assistant: LibraryAssistant, library: Library, leg: SystemName
) -> None:
    assert leg in ("hybrid", "dense", "bm25")
    response = RetrievalOnly(library_assistant, library, leg).answer(FUND)
    results = assistant.search(FUND.question)
    rank_of = {"hybrid": "rank", "dense": "dense_rank", "bm25": "bm25_rank"}[leg]
    found = sorted((r for r in results if getattr(r, rank_of) is not None), key=lambda r: int(getattr(r, rank_of)))
    best = found[0].chunk
    assert getattr(found[0], rank_of) == 1
    assert (response.answer, response.citations) == (best.text, (best.citation_id,))
    assert response.quotes == ((best.citation_id, best.text),)
    assert response.ranked == tuple(dict.fromkeys(r.chunk.citation_id for r in found))
    assert response.ranked[0] == "M16"
    assert (response.refused, response.status, response.support) == (False, "answered", None)


def test_legs_rank_each_in_its_own_way(library_assistant: LibraryAssistant, library: Library) -> None:
    asked = [question.asked for question in load("plan-dev")[:20]]
    legs = {leg: RetrievalOnly(library_assistant, library, leg) for leg in ("dense", "bm25")}
    ranked = {leg: [system.answer(one).ranked for one in asked] for leg, system in legs.items()}
    assert ranked["dense"] != ranked["bm25"]


def test_only_words_that_occur_nowhere_leave_a_leg_without_answer(
    library_assistant: LibraryAssistant, library: Library
) -> None:
    assert RetrievalOnly(library_assistant, library, "bm25").answer(FAR).refused
    assert not RetrievalOnly(library_assistant, library, "dense").answer(FAR).refused
    assert not RetrievalOnly(library_assistant, library, "hybrid").answer(FAR).refused


@pytest.mark.parametrize("leg", ["hybrid", "dense", "bm25"])
@pytest.mark.parametrize("typed", ["", "？", "长" * 600])
def test_whatever_is_typed_is_answered(
    library_assistant: LibraryAssistant, library: Library, leg: SystemName, typed: str
) -> None:
    assert leg in ("hybrid", "dense", "bm25")
    for system in (Full(library_assistant), RetrievalOnly(library_assistant, library, leg)):
        response = system.answer(Asked("1", typed))
        assert response.refused is (response.status != "answered")
        assert response.status in get_args(Status)
        assert response.route in get_args(Route)


def test_the_best_chunk_by_hand() -> None:
    assert best_chunk([("M2", "甲"), ("A1", "乙"), ("M2", "丙")], 1.5) == Response(
        answer="甲",
        citations=("M2",),
        quotes=(("M2", "甲"),),
        refused=False,
        status="answered",
        route="retrieval",
        ranked=("M2", "A1"),
        milliseconds={"retrieve": 1.5},
    )
    nothing = best_chunk([], 0.0)
    assert (nothing.answer, nothing.citations, nothing.quotes, nothing.ranked) == ("", (), (), ())
    assert (nothing.refused, nothing.status) == (True, "unanswerable_no_results")


def test_each_item_is_ranked_once() -> None:
    assert ranked_items([result(1, "M2"), result(2, "A1"), result(3, "M2")]) == ("M2", "A1")
    assert ranked_items([]) == ()


@pytest.mark.parametrize("name", SYSTEMS)
def test_every_system_is_opened_by_its_name(name: SystemName, library: Library, document: PolicyDocument) -> None:
    system = open_system(name, library)
    kinds: dict[str, type] = {"full": Full, "naive": NaiveLibrary}
    assert type(system) is kinds.get(name, RetrievalOnly)
    response = system.answer(FUND)
    assert response.citations == ("M16",)
    assert "1000 亿元" in response.answer
    assert all(text in document.source for _, text in response.quotes)
