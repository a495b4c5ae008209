from __future__ import annotations

import gc
import weakref
from dataclasses import fields

import pytest

from answer.build import SETTINGS, assemble, build_assistant
from answer.learned import Learned
from answer.models import Turn
from answer.phrasing.settings import LLMSettings
from answer.settings import AnswerSettings
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.errors import SettingsError, SourceMissingError
from tests.commands import heavy_modules


@pytest.mark.usefixtures("library")
def test_an_assistant_from_the_environment(monkeypatch: pytest.MonkeyPatch, index_settings: IndexSettings) -> None:
    monkeypatch.setenv("POLICYQA_LIBRARY", str(index_settings.library))
    monkeypatch.setenv("POLICYQA_MAX_QUESTION_LENGTH", "20")
    built = build_assistant()
    assert built.ask("基金群规模多大").citations[0].id == "M16"
    assert built.ask("问" * 21).status == "blocked_input"


def test_an_assistant_that_nobody_holds_is_gone_at_once(
    search_index: SearchIndex, index_settings: IndexSettings
) -> None:
    """It holds a model and a dictionary of half a million words; the collector may not come by for long."""
    learned = Learned.load(search_index.document, index_settings)
    model = LLMSettings("http://127.0.0.1:9/v1", "never-asked")
    gc.disable()
    try:
        assistant = assemble(search_index, AnswerSettings(), learned, model)
        assistant.extract("那由谁负责？", [Turn("user", "基金群规模多大"), Turn("assistant", "1000 亿元", ("M16",))])
        gone = weakref.ref(assistant)
        del assistant
        assert gone() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("MAX_QUESTION_LENGTH", "19", "不小于 20"),
        ("MAX_QUESTION_LENGTH", "2001", "不大于 2000"),
        ("MAX_QUESTION_LENGTH", "long", "整数"),
        ("LIBARY", "x", "不认识的环境变量 POLICYQA_LIBARY"),
        ("INDEX_DIR", "x", "POLICYQA_INDEX_DIR 已改名为 POLICYQA_LIBRARY"),
    ],
)
def test_wrong_settings_are_refused(
    monkeypatch: pytest.MonkeyPatch, index_settings: IndexSettings, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv("POLICYQA_LIBRARY", str(index_settings.library))
    monkeypatch.setenv(f"POLICYQA_{name}", value)
    with pytest.raises(SettingsError, match=reason):
        build_assistant()


def test_a_missing_document_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_DOCUMENT", "none.md")
    with pytest.raises(SourceMissingError, match=r"none\.md"):
        build_assistant()


def test_every_setting_has_a_name_of_its_own_and_a_description() -> None:
    declared = [field.metadata for settings in SETTINGS for field in fields(settings)]
    assert len({entry["name"] for entry in declared}) == len(declared)
    assert all(entry["description"].endswith("。") for entry in declared)


@pytest.mark.slow
@pytest.mark.usefixtures("library")
def test_an_answer_needs_neither_torch_nor_gradio_nor_llama_index(index_settings: IndexSettings) -> None:
    statement = (
        "from answer.build import build_assistant\nassert build_assistant().ask('基金群规模多大').status == 'answered'"
    )
    loaded = heavy_modules(statement, POLICYQA_LIBRARY=str(index_settings.library))
    # Chroma is read once, when the document is opened.
    assert loaded == {"chromadb"}
