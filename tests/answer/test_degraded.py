"""An assistant whose embedding model is missing or damaged, or what was learned: it answers by words, and says so."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from answer import answerability, matters
from answer.__main__ import main
from answer.assistant import Assistant
from answer.build import assemble, build_assistant
from answer.learned import Learned
from answer.library_assistant import LibraryAssistant
from answer.messages import DEGRADED
from answer.models import Turn
from answer.report import to_json
from answer.settings import AnswerSettings
from eval.questions import read_questions
from index import __main__ as index_command
from index import encoders
from index.embedding.errors import ModelDamagedError, ModelMissingError, ModelUnavailableError
from index.library import Library
from index.search_index import SearchIndex
from index.settings import MODEL_DIR, IndexSettings
from tests.commands import ROOT

FUND = "形成规模多少亿元的人工智能基金群"


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


FAULTS: dict[str, Callable[[Path], object]] = {
    "no folder": shutil.rmtree,
    "no model": lambda folder: (folder / "model.onnx").unlink(),
    "no digests": lambda folder: (folder / "SHA256SUMS").unlink(),
    "no prompts": lambda folder: (folder / "config_sentence_transformers.json").unlink(),
    "a flipped bit of the model": lambda folder: flip(folder / "model.onnx"),
    "a flipped bit of the tokenizer": lambda folder: flip(folder / "tokenizer.json"),
}


@pytest.fixture
def break_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what has the model be a copy with something wrong."""

    def damage(name: str) -> None:
        shutil.copytree(MODEL_DIR, tmp_path / "model")
        FAULTS[name](tmp_path / "model")
        monkeypatch.setattr(encoders, "MODEL_DIR", tmp_path / "model")

    return damage


@pytest.fixture
def no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point at a folder with no library in it."""
    monkeypatch.setenv("POLICYQA_LIBRARY", str(tmp_path / "library"))
    return tmp_path / "library"


@pytest.fixture(scope="module")
def by_words(tmp_path_factory: pytest.TempPathFactory) -> LibraryAssistant:
    """Open an assistant as `build_assistant` does without a model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICYQA_LIBRARY", str(tmp_path_factory.mktemp("by_words")))
        patch.setattr(encoders, "MODEL_DIR", Path("none"))
        return build_assistant()


@pytest.mark.parametrize("name", FAULTS)
def test_words_answer_where_the_model_cannot(
    name: str, break_model: Callable[[str], None], no_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_model(name)
    assistant = build_assistant()
    assert assistant.degraded == "without_model"
    answer = assistant.ask(FUND)
    assert (answer.status, answer.citations[0].id, answer.degraded) == ("answered", "M16", "without_model")
    assert "1000" in answer.text
    assert not (no_library / "chroma").exists()
    with pytest.raises((ModelMissingError, ModelDamagedError)):
        build_assistant(needs_model=True)


def test_the_library_is_as_before_when_the_model_is_back(
    monkeypatch: pytest.MonkeyPatch, library: Library, index_settings: IndexSettings
) -> None:
    monkeypatch.setenv("POLICYQA_LIBRARY", str(index_settings.library))
    before = library.snapshot()
    with monkeypatch.context() as patch:
        patch.setattr(encoders, "MODEL_DIR", Path("none"))
        assert build_assistant().degraded == "without_model"
    built = build_assistant(lambda _share, what: pytest.fail(f"built: {what}"))
    assert built.degraded == ""
    assert library.snapshot() == before


@pytest.mark.slow
@pytest.mark.usefixtures("no_library")
def test_what_was_taken_in_without_a_model_is_given_vectors_when_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(encoders, "MODEL_DIR", Path("none"))
        assert build_assistant().degraded == "without_model"
    built = build_assistant()
    answer = built.ask("AI基金一共多少钱")
    assert (built.degraded, answer.citations[0].id, answer.degraded) == ("", "M16", "")


def test_the_table_answers_as_ever(by_words: LibraryAssistant, assistant: Assistant) -> None:
    for ask in ("owners", "tasks"):
        for matter in ("智能分拣", "市科协", "附件第15项", "南山区"):
            whole, poor = getattr(assistant, ask)(matter), getattr(by_words, ask)(matter)
            if whole.route == "table":
                assert (poor.text, poor.citations, poor.status) == (whole.text, whole.citations, whole.status)
                assert poor.degraded == "without_model"
    for question in ("市科协有哪些任务？", "第四条写了什么？", "哪些措施提到算力？", "这份文件是哪年发布的？"):
        assert by_words.ask(question).text == assistant.ask(question).text


@pytest.mark.parametrize("question", ["", "你好", "第十九条写的是什么", "红烧肉怎么做", "zzzz", "😀", FUND])
def test_every_answer_shows_it(by_words: LibraryAssistant, question: str) -> None:
    values = to_json(by_words.ask(question))
    assert values["degraded"] == "without_model"
    json.dumps(values, ensure_ascii=False, allow_nan=False)


def test_a_whole_assistant_shows_nothing(assistant: Assistant) -> None:
    assert to_json(assistant.ask("第四条"))["degraded"] == ""


def test_it_refuses_rather_more(by_words: LibraryAssistant, assistant: Assistant) -> None:
    """Far-off questions stay refused, and of those with an answer more are than by a whole assistant."""
    questions = read_questions(ROOT / "eval" / "data" / "plan-dev" / "general.jsonl")
    far = [one for one in questions if one.category == "unanswerable_far"]
    refused = [by_words.ask(one.question).refused for one in far]
    assert sum(refused) >= 0.95 * len(far)
    facts = [one for one in questions if one.category == "fact"][:40]
    poor, whole = ([one.ask(asked.question).refused for asked in facts] for one in (by_words, assistant))
    assert sum(whole) <= sum(poor) <= 0.6 * len(facts)


def test_a_follow_up_and_parts_need_no_vector(by_words: LibraryAssistant) -> None:
    first = by_words.ask(FUND)
    then = by_words.ask("那责任单位呢？", [Turn("user", FUND), Turn("assistant", first.text, ("M16",))])
    assert [citation.id for citation in then.citations] == ["M16"]
    assert by_words.ask("人工智能基金群规模多大？深圳创投日每月哪一天举行？").status in (
        "answered",
        "unanswerable_not_stated",
    )


@pytest.mark.slow  # torch takes seconds to import
@pytest.mark.usefixtures("no_library")
def test_a_configured_model_is_not_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody chose and mistyped is theirs to put right."""
    monkeypatch.setenv("POLICYQA_EMBED_MODEL", "/no/such/model")
    with pytest.raises(ModelUnavailableError, match="POLICYQA_EMBED_MODEL"):
        build_assistant()


@pytest.mark.usefixtures("no_library")
def test_the_command_says_it_once(break_model: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    break_model("no model")
    assert main([FUND]) == 0
    shown = capsys.readouterr()
    assert [line for line in shown.err.splitlines() if "%" not in line] == [DEGRADED["without_model"]]
    assert "1000" in shown.out


@pytest.mark.usefixtures("no_library")
def test_the_index_commands_go_on(break_model: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    """`make app` makes the library before it opens the window."""
    break_model("no model")
    assert index_command.main(["build"]) == 0
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert "model.onnx" in shown.err
    assert index_command.main(["search", FUND, "--top", "1"]) == 0
    assert "M16" in capsys.readouterr().out


@pytest.mark.parametrize("file", [answerability.MODEL_FILE, matters.MODEL_FILE], ids=lambda file: file.stem)
def test_what_was_learned_is_done_without_if_it_is_damaged(
    file: Path, tmp_path: Path, search_index: SearchIndex, index_settings: IndexSettings
) -> None:
    for other in (answerability.MODEL_FILE, matters.MODEL_FILE):
        shutil.copy(other, tmp_path)
    document, whole = search_index.document, file.read_bytes()
    assert None not in Learned.load(document, index_settings, tmp_path)
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    for content in (b"", b"no archive", whole[: len(whole) // 2], whole[:-3], bytes(flipped)):
        (tmp_path / file.name).write_bytes(content)
        learned = Learned.load(document, index_settings, tmp_path)
        assert learned == Learned(is_damaged=True)
    assistant = assemble(search_index, AnswerSettings(), learned)
    assert (assistant.degraded, assistant.without_model) == ("without_learned", False)
    answer = assistant.ask(FUND)
    assert (answer.citations[0].id, answer.degraded) == ("M16", "without_learned")
