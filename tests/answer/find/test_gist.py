"""What holds of an overview of any document: short, in the document's own words, every citation verifiable."""

from __future__ import annotations

import re
from functools import cache

import pytest

from answer.compose.gist import write_definition, write_overview
from answer.find.definition import define
from answer.find.gist import find, goals, outline, purpose, scope, subject
from answer.models import Answer, Gist
from answer.words.lists import audiences, word_list
from eval.documents import catalogue
from index.search_index import SearchIndex
from ingest.models import Goal, PolicyDocument

DOCUMENTS = [one.id for one in catalogue() if one.split in ("train", "dev")]
LONGEST = 700
ASKS = ("overview", "purpose", "goals", "applies_to", "outline")


@cache
def index_of(document_id: str) -> SearchIndex:
    return SearchIndex.by_words(document_of(document_id))


@cache
def document_of(document_id: str) -> PolicyDocument:
    return next(one for one in catalogue() if one.id == document_id).load()


def check(answer: Answer) -> None:
    assert answer.status == "answered"
    assert answer.citations
    assert len(answer.body) <= LONGEST
    for citation in answer.citations:
        assert all(quote.text in citation.text for quote in citation.quotes)
        assert f"〔{citation.label}〕" in answer.body


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_what_is_found_are_words_of_the_document(document_id: str) -> None:
    document = document_of(document_id)
    said = [chunk for finder in (purpose, goals, subject, scope) for chunk in finder(document)]
    for chunk in said:
        item = document.item(chunk.citation_id)
        text = document.source if chunk.citation_id == "P" else getattr(item, "text", "")
        assert chunk.text in text or chunk.text in "".join(part.text for part in document.notice.parts)
    assert purpose(document) or goals(document)
    assert all(document.has(part.item) for part in outline(document)[0] if part.item)


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_an_overview_is_short_and_cited(document_id: str) -> None:
    index = index_of(document_id)
    for ask in ASKS:
        found = find(Gist(ask), index)  # type: ignore[arg-type]
        if found:
            check(write_overview(found, index.document))


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_benefits_are_few_and_speak_of_the_group(document_id: str) -> None:
    index = index_of(document_id)
    for audience in ((), audiences()["小公司"], audiences()["老百姓"]):
        found = find(Gist("benefits", audience=audience), index)
        if found:
            assert 0 < len(found.sentences) <= 8
            assert len({chunk.citation_id for chunk in found.sentences}) <= 4
            assert not any(word in chunk.text for chunk in found.sentences for word in word_list("gives")["TAKE"])
            for longest in (LONGEST, LONGEST // 3):
                check(write_overview(found, index.document, longest))


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_each_matter_of_a_list_has_a_sentence_at_most(document_id: str) -> None:
    index = index_of(document_id)
    words = ("场地", "融资", "人才")
    found = find(Gist("benefits", words=words), index)
    if found:
        assert len(found.sentences) <= len(words)
        check(write_overview(found, index.document))


@pytest.mark.parametrize("document_id", DOCUMENTS)
def test_of_a_goal_the_last_year_is_told(document_id: str) -> None:
    document = document_of(document_id)
    said = goals(document)
    years = [int(year) for chunk in said for year in re.findall(r"20\d\d", chunk.text)]
    item = document.item(said[0].citation_id) if said else None
    all_years = [int(year) for year in re.findall(r"20\d\d", item.text)] if isinstance(item, Goal) else []
    assert not all_years or max(all_years) in years


DEFINED = (
    ("anti-food-waste-law", "食品浪费", "是指对可安全食用"),
    ("archives-law", "档案", "本法所称档案"),
    ("data-security-law", "数据处理", "收集、存储、使用"),
    ("law-enforcement-publicity-2018", "三项制度", "以下统称“三项制度”"),
    ("shanghai-key-laboratories-2025", "重点实验室", "重要组成部分"),
    ("zero-waste-cities-2018", "无废城市", "城市发展模式"),
)


@pytest.mark.parametrize(("document_id", "term", "expected"), DEFINED)
def test_a_definition_is_quoted(document_id: str, term: str, expected: str) -> None:
    document = document_of(document_id)
    found = define(term, document)
    assert found is not None
    assert expected in found.sentences[0].text
    check(write_definition(found, document))


def test_what_is_nowhere_defined_has_no_definition() -> None:
    assert define("租金补贴", document_of("tianhe-hk-macao-youth")) is None
