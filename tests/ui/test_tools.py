"""The tools for models, without a server; `tests.browser.test_endpoints` calls them over HTTP."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any, get_args

import pytest

from answer.library_assistant import LibraryAssistant
from answer.models import Status
from answer.settings import ServerSettings
from ui import words
from ui.endpoints import endpoints
from ui.loader import AssistantLoader
from ui.tool_results import RESULTS
from ui.tools import add_tools, described, make_server

if TYPE_CHECKING:
    from fastapi.testclient import TestClient
    from mcp.types import CallToolResult

pytestmark = pytest.mark.slow  # they import gradio

PASSWORD = "a long password"
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


def call(loader: AssistantLoader, *calls: tuple[str, dict[str, Any]]) -> list[CallToolResult]:
    """Call tools with the official client, which checks each result against what the tool declares."""
    import anyio
    from mcp.shared.memory import create_connected_server_and_client_session

    async def talk() -> list[CallToolResult]:
        async with create_connected_server_and_client_session(make_server(endpoints(loader), "某政策")) as session:
            await session.list_tools()
            return [await session.call_tool(name, said) for name, said in calls]

    return anyio.run(talk)


def test_every_kind_of_answer_fits_what_the_tool_declares(
    library_assistant: LibraryAssistant, several: LibraryAssistant
) -> None:
    asked = [
        "基金群规模多大",
        "市科协负责什么",
        "有多少条措施",
        "什么时候印发",
        "第四条讲什么",
        "第十九条",
        "红烧肉怎么做才不腻",
        "北京有算力补贴吗",
        "你好",
        "",
    ]
    calls: list[tuple[str, dict[str, Any]]] = [("ask", {"question": question}) for question in asked]
    calls += [("owners", {"task": "智能分拣"}), ("tasks", {"agency": "市税务局"}), ("search", {"query": ""})]
    calls += [("measure", {"number": number}) for number in ("M4", "A15", "P", "第一百条")]
    (only,) = library_assistant.documents()
    calls += [("documents", {}), ("document", {"id": only.id}), ("document", {"id": "none"})]
    of_several: list[tuple[str, dict[str, Any]]] = [("documents", {})]
    of_several += [("document", {"id": name}) for name in ("rules", "bees", "tea")]
    of_several += [("ask", {"question": "补贴多少"}), ("ask", {"question": "第一条", "document": "bees"})]
    of_several += [("owners", {"task": "培育龙头企业"}), ("tasks", {"agency": "市商务局", "document": "rules"})]
    of_several += [("search", {"query": "补贴", "top": 20}), ("search", {"query": "补贴", "document": "bees"})]
    of_several += [("measure", {"number": number}) for number in ("M1", "bees/A1", "第四条", "第一百条")]
    results = call(AssistantLoader(lambda _: library_assistant), *calls)
    results += call(AssistantLoader(lambda _: several), *of_several)
    assert [result.content for result in results if result.isError] == []
    found = [result.structuredContent or {} for result in results]
    assert [json.loads(result.content[0].text) for result in results] == found  # type: ignore[union-attr]  # it is text
    statuses = {one["status"] for one in found if "status" in one}
    assert {"answered", "blocked_input", "unanswerable_no_such_item"} <= statuses <= set(get_args(Status))


def test_what_fails_says_what_to_do_and_no_more() -> None:
    def fail(_: object) -> LibraryAssistant:
        raise PermissionError(13, "Permission denied", "/secret")

    (result,) = call(AssistantLoader(fail), ("ask", {"question": "基金群规模多大"}))
    assert result.isError
    assert [content.text for content in result.content] == [words.FAILURES["OSError"]]  # type: ignore[union-attr]


def test_every_parameter_is_described(library_assistant: LibraryAssistant) -> None:
    for endpoint in endpoints(AssistantLoader(lambda _: library_assistant)):
        about, parameters = described(endpoint)
        assert about.endswith("。")
        assert parameters.keys() == inspect.signature(endpoint).parameters.keys()


def test_what_guards_the_page_guards_the_tools(library_assistant: LibraryAssistant) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    from ui.page import guard

    web = FastAPI(openapi_url=None)
    add_tools(web, endpoints(AssistantLoader(lambda _: library_assistant)), "某政策")
    guard(web, ServerSettings(password=PASSWORD, requests_per_minute=3))
    with TestClient(web) as client:
        assert post(client, LIST).status_code == 401
        client.auth = ("user", "wrong")
        assert post(client, LIST).status_code == 401
        client.auth = (ServerSettings().user, PASSWORD)
        listed = post(client, LIST)
        assert (listed.status_code, len(listed.json()["result"]["tools"])) == (200, 7)
        assert post(client, LIST | {"more": "长" * 300_000}).status_code == 413
        assert client.get("/gradio_api/mcp").status_code == 405
        assert [post(client, LIST).status_code for _ in range(4)][-1] == 429


def post(client: TestClient, body: object) -> Any:
    return client.post("/gradio_api/mcp/", json=body, headers={"Accept": "application/json, text/event-stream"})


def test_what_is_returned_and_declared_is_described(several: LibraryAssistant) -> None:
    """Of a document and its contents every value is named in the schema: nothing else tells a model what it is."""
    (shown, listed) = call(AssistantLoader(lambda _: several), ("document", {"id": "bees"}), ("documents", {}))
    values = shown.structuredContent or {}
    schema = RESULTS["document"]["properties"]
    assert values.keys() - schema.keys() == set()
    assert values["items"][0].keys() == schema["items"]["items"]["properties"].keys()
    declared = RESULTS["documents"]["properties"]["documents"]["items"]
    for document in (listed.structuredContent or {})["documents"]:
        assert document.keys() == declared["properties"].keys() == set(declared["required"])
