"""The endpoints as tools for models: the Model Context Protocol over streamable HTTP.

A result is JSON twice, as the protocol has it: as text for models, as structured content for programs, each checked against
the schema that the tool declares. Gradio would serve the same functions with the text of a Python mapping as their result.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, get_type_hints

from ui import words
from ui.endpoints import Endpoint
from ui.tool_results import RESULTS

if TYPE_CHECKING:
    import fastapi
    from mcp.server.lowlevel import Server
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.types import CallToolResult, Tool
    from starlette.types import Receive, Scope, Send

ADDRESS = "/gradio_api/mcp"
"""Where Gradio had them; a slash may follow."""
_AT_ONCE = 32
"""Calls that are worked on at the same time, each in a thread."""


def add_tools(web: fastapi.FastAPI, endpoints: Sequence[Endpoint], title: str) -> None:
    """Serve the endpoints as tools; to be called before a page is mounted at ``/``, which would take the address."""
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from starlette.routing import Route

    server, door, outer = make_server(endpoints, title), _Door(), web.router.lifespan_context

    @asynccontextmanager
    async def lifespan(app: fastapi.FastAPI) -> AsyncIterator[Any]:
        # Each call is complete in itself: nothing is kept between two of them.
        door.manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
        async with outer(app) as state, door.manager.run():
            yield state

    web.router.lifespan_context = lifespan
    web.router.routes += [Route(path, door) for path in (ADDRESS, f"{ADDRESS}/")]


def make_server(endpoints: Sequence[Endpoint], title: str) -> Server[object, Any]:
    """Return the server of the tools, which any transport may carry."""
    from anyio import CapacityLimiter, to_thread
    from gradio import Error
    from mcp.server.lowlevel import Server
    from mcp.types import CallToolResult, TextContent

    server: Server[object, Any] = Server(words.NAME, instructions=words.TOOLS_ABOUT.format(title=title))
    known = {endpoint.__name__: endpoint for endpoint in endpoints}
    tools = [_tool(endpoint) for endpoint in endpoints]
    limiter = CapacityLimiter(_AT_ONCE)

    def failed(why: str) -> CallToolResult:
        return CallToolResult(content=[TextContent(type="text", text=why)], isError=True)

    @server.list_tools()  # type: ignore[no-untyped-call, untyped-decorator]  # the library declares no type for it
    async def list_tools() -> list[Tool]:
        return tools

    @server.call_tool()  # type: ignore[untyped-decorator]  # nor for this
    async def call_tool(name: str, arguments: dict[str, Any]) -> CallToolResult | tuple[list[TextContent], Any]:
        if name not in known:
            return failed(words.NO_SUCH_TOOL.format(names="、".join(known)))
        try:
            value = await to_thread.run_sync(partial(known[name], **arguments), limiter=limiter)
        except Error as error:
            return failed(error.message)
        text = json.dumps(value, ensure_ascii=False)
        return [TextContent(type="text", text=text)], json.loads(text)

    return server


def _tool(endpoint: Endpoint) -> Tool:
    from mcp.types import Tool, ToolAnnotations

    about, parameters = described(endpoint)
    return Tool(
        name=endpoint.__name__,
        description=about,
        inputSchema=_input_schema(endpoint, parameters),
        outputSchema=RESULTS[endpoint.__name__],
        annotations=ToolAnnotations(readOnlyHint=True, openWorldHint=False),
    )


def described(endpoint: Endpoint) -> tuple[str, dict[str, str]]:
    """Read a docstring: what an endpoint is for, and what each parameter means."""
    about, _, arguments = (inspect.getdoc(endpoint) or "").partition("\n\nArgs:\n")
    lines = (line.strip().partition(": ") for line in arguments.splitlines())
    return about, {name: meaning for name, _, meaning in lines if meaning}


def _input_schema(endpoint: Endpoint, parameters: dict[str, str]) -> dict[str, Any]:
    from pydantic import TypeAdapter

    kinds, properties, required = get_type_hints(endpoint), {}, []
    for name, parameter in inspect.signature(endpoint).parameters.items():
        properties[name] = TypeAdapter(kinds[name]).json_schema() | {"description": parameters[name]}
        if parameter.default is parameter.empty:
            required.append(name)
        else:
            properties[name]["default"] = parameter.default
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


class _Door:
    """Lets calls in; what a client would listen to without having called is none."""

    manager: StreamableHTTPSessionManager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        from starlette.responses import Response

        if scope["method"] == "POST":
            await self.manager.handle_request(scope, receive, send)
        else:
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
