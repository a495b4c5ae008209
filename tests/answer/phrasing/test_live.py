"""The model that the environment names, really asked; skipped where none is configured."""

from __future__ import annotations

import pytest

from answer.assistant import Assistant
from answer.build import assemble
from answer.learned import Learned
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from eval.unsupported import unsupported
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.settings import from_environment

pytestmark = pytest.mark.llm

QUESTIONS = (
    "人工智能基金群的规模有多大",
    "中小企业能用上便宜的算力吗",
    "学校怎么教人工智能",
    "公共数据怎么开放",
    "在医院里能用上哪些人工智能",
    "创投日是每月几号",
)


@pytest.fixture(scope="module")
def live(search_index: SearchIndex, index_settings: IndexSettings) -> Assistant:
    settings = from_environment(LLMSettings)
    if not settings.configured:
        pytest.skip("no model is configured: set POLICYQA_LLM_BASE_URL and POLICYQA_LLM_MODEL")
    settings.check()
    learned = Learned.load(search_index.document, index_settings)
    return assemble(search_index, AnswerSettings(), learned, settings)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_shown_is_true_and_the_server_is_used(live: Assistant, question: str) -> None:
    answer = live.ask(question)
    assert answer.writing is not None
    # What it wrote may be too poor to be shown; the server must have answered.
    assert answer.writing.failure in {"", "insufficient", "incomplete", "refused"}
    cited = " ".join(citation.text for citation in answer.citations)
    assert unsupported(answer.body, cited, live.document.agencies) == []


def test_it_is_used_at_all(live: Assistant) -> None:
    used = [answer for answer in map(live.ask, QUESTIONS) if answer.writing and answer.writing.by_model]
    assert used
