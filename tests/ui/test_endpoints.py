"""What the endpoints for programs return; `tests.browser.test_endpoints` asks them over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from answer.library_assistant import LibraryAssistant
from answer.report import to_json
from index.settings import IndexSettings
from tests.commands import run_python
from ui import words
from ui.endpoints import document_json, documents_json, found_json, item_json, reply_json
from ui.loader import AssistantLoader

CITATION_IDS = ["M1", "M2", "M3", "A1", "A2"]
DRAFT = "tea"


def comparable(reply: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in reply.items() if name != "timings_ms"}


def cited(reply: dict[str, Any]) -> list[tuple[str, str]]:
    return [(citation["document"], citation["id"]) for citation in reply["citations"]]


@pytest.mark.parametrize("text", ["卫健委", "市税务局", "", "长" * 5000])
def test_a_reply_is_the_answer_as_plain_values(library_assistant: LibraryAssistant, text: str) -> None:
    loader = AssistantLoader(lambda _: library_assistant)
    reply = reply_json(loader, lambda opened: to_json(opened.tasks(text)))
    assert comparable(reply) == comparable(to_json(library_assistant.tasks(text)))
    assert json.loads(json.dumps(reply)) == reply


@pytest.mark.slow
def test_a_failure_says_what_to_do_and_keeps_the_reason_in_the_log() -> None:
    import gradio as gr

    def fail(_: object) -> LibraryAssistant:
        raise PermissionError(13, "Permission denied", "/secret")

    with pytest.raises(gr.Error) as raised:
        reply_json(AssistantLoader(fail), lambda assistant: to_json(assistant.tasks("各区")))
    assert raised.value.message == words.FAILURES["OSError"]


CALLS = [
    ["ask", "基金群规模多大"],
    ["ask", "基金群规模多大", []],
    ["ask", "基金群规模多大", [], "none"],
    ["measure", "第四条"],
    ["search", "智能算力", 3],
    ["documents"],
    ["measure"],
]
CALLING = """
import json, sys
import anyio, gradio
from answer.build import build_assistant
from ui.endpoints import add_endpoints
from ui.loader import AssistantLoader

with gradio.Blocks(analytics_enabled=False) as page:
    add_endpoints(AssistantLoader(build_assistant))
known = {one.api_name: one for one in page.fns.values()}
for name, *values in json.loads(sys.argv[1]):
    try:
        given = anyio.run(page.preprocess_data, known[name], values, None)
    except ValueError as error:
        print(json.dumps(str(error).splitlines()[0]))
    else:
        print(json.dumps(known[name].fn(*given)))
"""


@pytest.mark.slow
@pytest.mark.usefixtures("library")
def test_what_has_a_default_may_be_left_out_as_gradio_calls_it(index_settings: IndexSettings) -> None:
    """Programs that know of no `document` go on: over plain HTTP values are named by their places.

    In a process of its own: what Gradio opens for a page that is never served stays open.
    """
    done = run_python("-c", CALLING, json.dumps(CALLS), POLICYQA_LIBRARY=str(index_settings.library))
    assert done.returncode == 0, done.stderr
    alone, said, refused, measure, found, listed, failed = map(json.loads, done.stdout.splitlines())
    assert cited(alone) == cited(said) == [("", "M16")]
    assert refused["status"] == "unanswerable_other_document"
    assert measure["citation_id"] == "M4"
    assert len(found["results"]) == 3
    assert len(listed["documents"]) == 1
    assert "didn't receive enough input values (needed: 2, got: 0)" in failed


def test_what_is_published_is_listed(several: LibraryAssistant) -> None:
    rules, bees = documents_json(several)["documents"]
    assert (rules["id"], bees["id"]) == ("rules", "bees")
    assert (rules["place"], rules["tier"], rules["effective"], rules["until"]) == (
        "云河市",
        "市",
        "2026-07-01",
        "2031-06-30",
    )
    assert (bees["title"], bees["number"]) == ("某市人民政府关于支持养蜂业发展的若干措施", "某政发〔2025〕8号")
    assert (bees["issuers"], bees["issued"], bees["effective"]) == (["某市人民政府"], "2025-11-27", "")


def test_a_document_is_shown_with_its_contents(several: LibraryAssistant) -> None:
    reply = document_json(several, "bees")
    assert (reply["found"], reply["id"], reply["number"]) == (True, "bees", "某政发〔2025〕8号")
    assert [item["citation_id"] for item in reply["items"]] == CITATION_IDS
    first = reply["items"][0]
    assert (first["label"], first["title"], first["section"]) == ("（一）", "建设良种基地", "二、重点任务")
    assert (first["agencies"], first["corrected"]) == (["市农业农村局", "市科技局"], False)


def test_every_item_of_the_contents_can_be_fetched(several: LibraryAssistant) -> None:
    for entry in documents_json(several)["documents"]:
        for item in document_json(several, entry["id"])["items"]:
            for whole in (
                item_json(several, item["citation_id"], entry["id"]),
                item_json(several, f"{entry['id']}/{item['citation_id']}"),
            ):
                assert (whole["document"], whole["citation_id"]) == (entry["id"], item["citation_id"])
                assert (whole["label"], whole["agencies"]) == (item["label"], item["agencies"])


@pytest.mark.parametrize("name", [DRAFT, "none", "", "长" * 5000])
def test_what_is_not_published_is_not_there(several: LibraryAssistant, name: str) -> None:
    reply = document_json(several, name)
    assert (reply["id"], reply["found"]) == (name, False)
    assert reply["message"] == words.NO_SUCH_DOCUMENT.format(name=name[:40])
    assert "items" not in reply


def test_a_draft_appears_nowhere(several: LibraryAssistant) -> None:
    """Its words: 茶园, 茶叶局, 7700 元 for each mu."""
    replies = [
        documents_json(several),
        found_json(several, "建设茶园", 20),
        found_json(several, "建设茶园", 20, DRAFT),
        item_json(several, "M1", DRAFT),
        item_json(several, f"{DRAFT}/M1"),
        item_json(several, "M1"),
        *(to_json(several.ask(question)) for question in ("茶园每亩补助多少", "某市支持制茶业发展的若干措施写了什么")),
        to_json(several.ask("每亩补助多少", document=DRAFT)),
        *(to_json(ask("市茶叶局", document=name)) for ask in (several.owners, several.tasks) for name in ("", DRAFT)),
    ]
    said = [{name: value for name, value in reply.items() if name not in ("question", "trace")} for reply in replies]
    assert [text for text in map(str, said) if "七千七百" in text or "7700" in text or "举办茶叶节" in text] == []
    assert DRAFT not in {one["id"] for reply in replies for one in reply.get("documents", [])}
    assert DRAFT not in {one["document"] for reply in replies for one in reply.get("results", []) if "document" in one}


@pytest.mark.parametrize("name", [DRAFT, "none"])
def test_to_ask_what_is_not_published_is_refused(
    several: LibraryAssistant, library_assistant: LibraryAssistant, name: str
) -> None:
    for assistant in (several, library_assistant):
        for ask in (assistant.ask, assistant.owners, assistant.tasks):
            answer = ask("第四条", document=name)
            assert (answer.status, answer.citations) == ("unanswerable_other_document", ())
            assert name in answer.text
        assert found_json(assistant, "第四条", 5, name)["results"] == []
        assert item_json(assistant, "第四条", name)["found"] is False


def test_a_number_that_several_documents_have_is_given_of_each(several: LibraryAssistant) -> None:
    reply = item_json(several, "M1")
    assert [(item["document"], item["citation_id"], item["label"]) for item in reply["items"]] == [
        ("rules", "M1", "第一条"),
        ("bees", "M1", "（一）"),
    ]
    assert reply["message"] == words.SEVERAL_ITEMS.format(number="M1", count=2)
    assert item_json(several, "第四条")["document"] == "rules"


def test_a_search_names_the_document_of_each_piece_and_can_be_kept_to_one(several: LibraryAssistant) -> None:
    best = found_json(several, "林区建设示范蜂场", 3)["results"]
    assert (best[0]["document"], best[0]["citation_id"], best[0]["rank"]) == ("bees", "M3", 1)
    kept = found_json(several, "林区建设示范蜂场", 3, "rules")["results"]
    assert {one["document"] for one in kept} == {"rules"}


def test_an_answer_names_the_document_and_the_item_separately(several: LibraryAssistant) -> None:
    chosen = to_json(several.ask("新建加工厂最高补助多少"))
    assert cited(chosen) == [("bees", "M2")]
    assert (chosen["documents"][0]["id"], chosen["documents"][0]["answered"]) == ("bees", True)
    assert cited(to_json(several.ask("第一条写了什么", document="bees"))) == [("bees", "M1")]
    assert cited(to_json(several.ask("第一条写了什么", document="rules"))) == [("rules", "M1")]


def test_who_owns_what_is_read_off_the_tables_of_all_documents(several: LibraryAssistant) -> None:
    assert cited(to_json(several.tasks("市商务局"))) == [("bees", "M2")]
    assert cited(to_json(several.owners("培育龙头企业")))[0] == ("bees", "M2")
    assert {document for document, _ in cited(to_json(several.owners("培育龙头企业")))} == {"bees"}


def test_with_one_document_nothing_names_it(library_assistant: LibraryAssistant) -> None:
    reply = to_json(library_assistant.ask("人工智能基金群规模有多大？"))
    assert (cited(reply), reply["documents"]) == ([("", "M16")], [])
    (only,) = documents_json(library_assistant)["documents"]
    assert item_json(library_assistant, "M4")["document"] == only["id"]
