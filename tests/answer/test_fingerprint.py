from __future__ import annotations

from dataclasses import replace

from answer.fingerprint import settings_fingerprint
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from index.settings import IndexSettings
from ingest.models import PolicyDocument


def test_it_changes_with_whatever_decides_an_answer(document: PolicyDocument) -> None:
    usual = settings_fingerprint(document, IndexSettings(), AnswerSettings())
    changed = [
        settings_fingerprint(replace(document, source=document.source + " "), IndexSettings(), AnswerSettings()),
        settings_fingerprint(document, IndexSettings(embed_model="other"), AnswerSettings()),
        settings_fingerprint(document, IndexSettings(), AnswerSettings(max_question_length=100)),
        settings_fingerprint(document, IndexSettings(), AnswerSettings(), LLMSettings("http://localhost/v1", "m")),
    ]
    assert len({usual, *changed}) == 5


def test_where_it_runs_and_what_it_may_not_tell_make_no_difference(document: PolicyDocument) -> None:
    llm = LLMSettings("http://localhost/v1", "m")
    given = settings_fingerprint(document, IndexSettings(threads=1), AnswerSettings(), llm)
    assert given == settings_fingerprint(
        document, IndexSettings(threads=2), AnswerSettings(), replace(llm, api_key="secret")
    )
