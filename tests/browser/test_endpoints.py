"""The addresses that the running app has for programs: the endpoints, the same as tools for models, and two files."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from answer.assistant import Assistant
from answer.models import Turn
from answer.report import to_json
from ingest.models import Measure, PolicyDocument, Scenario

pytestmark = pytest.mark.slow

SECONDS = 120


def fetch(url: str, body: object = None) -> str:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as response:
        return str(response.read().decode())


def ask(app_url: str, endpoint: str, *values: object) -> dict[str, Any]:
    calls = f"{app_url}/gradio_api/call/{endpoint}"
    events = fetch(f"{calls}/{json.loads(fetch(calls, {'data': list(values)}))['event_id']}")
    assert "event: complete" in events, events
    (reply,) = json.loads(events.split("event: complete\ndata: ")[1].splitlines()[0])
    assert isinstance(reply, dict)
    return reply


@pytest.mark.parametrize(
    ("endpoint", "text"), [("owners", "智能分拣"), ("owners", "今天晚饭吃什么"), ("tasks", "卫健委"), ("tasks", "")]
)
def test_an_endpoint_answers_as_the_assistant_does(
    app_url: str, assistant: Assistant, endpoint: str, text: str
) -> None:
    expected = to_json(getattr(assistant, endpoint)(text))
    reply = ask(app_url, endpoint, text)
    assert reply.pop("timings_ms").keys() == expected.pop("timings_ms").keys()
    assert reply == expected


def test_what_is_no_text_is_an_empty_question(app_url: str) -> None:
    assert [ask(app_url, "tasks", value)["status"] for value in (None, 7, ["各区"])] == ["blocked_input"] * 3


def test_a_question_with_what_was_said_before(app_url: str, assistant: Assistant) -> None:
    history = [{"role": "user", "content": "基金群规模多大"}, {"role": "assistant", "content": "1000 亿元〔（十六）〕"}]
    reply = ask(app_url, "ask", "那责任单位呢", history)
    turns = [Turn(turn["role"], turn["content"]) for turn in history]
    assert reply["answer"] == assistant.ask("那责任单位呢", turns).text
    assert [citation["id"] for citation in reply["citations"]] == ["M16"]
    for wrong in (None, "x", 7, [7], [{"role": "system", "content": "x"}], [{"role": "user", "content": None}]):
        assert ask(app_url, "ask", "基金群规模多大", wrong)["status"] == "answered"


@pytest.mark.parametrize(("top", "count"), [(1, 1), (3, 3), (0, 1), (10**9, 20), ("x", 5), (None, 5)])
def test_a_search_gives_so_many_pieces(app_url: str, top: object, count: int) -> None:
    results = ask(app_url, "search", "智能算力", top)["results"]
    assert len(results) == count
    assert [result["rank"] for result in results] == list(range(1, count + 1))
    assert results[0]["citation_id"] in {"M1", "M2", "M3", "M8"}


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("第四条", "M4"),
        ("（四）", "M4"),
        ("M4", "M4"),
        ("m4", "M4"),
        ("4", "M4"),
        ("附件第15项", "A15"),
        ("A15", "A15"),
        ("P", "P"),
    ],
)
def test_an_item_whole(app_url: str, document: PolicyDocument, number: str, found: str) -> None:
    reply = ask(app_url, "measure", number)
    assert (reply["found"], reply["citation_id"]) == (True, found)
    if found != "P":
        item = document.item(found)
        assert isinstance(item, Measure | Scenario)
        assert (reply["text"], tuple(reply["agencies"])) == (item.text, item.agencies)


@pytest.mark.parametrize("number", ["第十九条", "M19", "A26", "不是编号", "", None, "<b>"])
def test_no_such_item(app_url: str, number: object) -> None:
    reply = ask(app_url, "measure", number)
    assert reply["found"] is False
    assert "没有编号" in reply["message"]


def test_only_these_are_offered(app_url: str) -> None:
    offered = json.loads(fetch(f"{app_url}/gradio_api/info"))
    assert set(offered["named_endpoints"]) == {"/ask", "/owners", "/tasks", "/search", "/measure"}
    assert offered["unnamed_endpoints"] == {}


def test_the_same_as_tools_for_models(app_url: str, assistant: Assistant) -> None:
    """The official client finds the tools over streamable HTTP, with what a model needs to know, and calls them."""
    import anyio
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async def talk() -> tuple[list[Any], list[Any]]:
        async with (
            streamable_http_client(f"{app_url}/gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            calls = (
                ("ask", {"question": "创投日是每月几号"}),
                ("measure", {"number": "（四）"}),
                ("owners", {"task": "智能分拣"}),
            )
            return (await session.list_tools()).tools, [await session.call_tool(name, said) for name, said in calls]

    with ThreadPoolExecutor(1) as thread:  # the browser's own event loop runs in this one
        tools, results = thread.submit(anyio.run, talk).result()
    assert {tool.name for tool in tools} == {"ask", "owners", "tasks", "search", "measure"}
    for tool in tools:
        assert "政策" in tool.description or "单位" in tool.description
        assert all(field["description"] for field in tool.inputSchema["properties"].values())
    assert not any(result.isError for result in results)
    said, whole, owned = (ast.literal_eval(result.content[0].text) for result in results)
    answer = assistant.ask("创投日是每月几号")
    assert said["answer"] == answer.text
    assert [citation["id"] for citation in said["citations"]] == ["M16"]
    assert said["citations"][0]["quotes"][0]["text"] == answer.citations[0].quotes[0].text
    assert whole["citation_id"] == "M4"
    assert owned["citations"][0]["id"] == "A25"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_examples_of_the_readme_run(app_url: str, readme: str) -> None:
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8").replace("http://127.0.0.1:7860", app_url)
    (python,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (shell,) = (block for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) if "curl" in block)
    commands = ([sys.executable, "-c", python], ["sh", "-c", shell])
    said = [subprocess.run(one, capture_output=True, text=True, timeout=SECONDS, check=True).stdout for one in commands]
    assert all(word in said[0] for word in ("1000 亿元", "市工业和信息化局", "M17", "加强科技研发攻关"))
    assert "event: complete" in said[1]
    assert '"citation_id": "M4"' in said[1]


def test_the_files_are_not_hidden_by_the_page(app_url: str) -> None:
    assert fetch(f"{app_url}/responsibilities.csv?agency=%E5%8D%AB%E5%81%A5%E5%A7%94").count("附件场景") == 3
    assert "<html" in fetch(app_url)
