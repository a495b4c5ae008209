"""A reverse proxy that shows an application under a path, as nginx or Caddy would; it passes streams on as they come."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

_OF_ONE_CONNECTION = frozenset({"connection", "transfer-encoding", "keep-alive"})
_PATIENCE_SECONDS = 60


@contextmanager
def reverse_proxy(target: str, path: str, *, strips: bool = True) -> Iterator[str]:
    """Show what is at ``target`` under ``path`` of another port; give the address of the page there.

    Args:
        target: address of the application.
        path: such as ``/policy``.
        strips: whether the path is taken off before the application is asked.
    """
    client = httpx.AsyncClient(base_url=target, trust_env=False, timeout=_PATIENCE_SECONDS)

    async def pass_on(request: Request) -> Response:
        asked = f"/{request.path_params['rest']}" if strips else request.url.path
        url = httpx.URL(path=asked, query=request.url.query.encode())
        headers = [(name, value) for name, value in request.headers.items() if name not in _OF_ONE_CONNECTION]
        sent = client.build_request(request.method, url, headers=headers, content=await request.body())
        answer = await client.send(sent, stream=True)
        passed = StreamingResponse(answer.aiter_raw(), answer.status_code, background=BackgroundTask(answer.aclose))
        passed.raw_headers = [pair for pair in answer.headers.raw if pair[0].decode().lower() not in _OF_ONE_CONNECTION]
        return passed

    async def elsewhere(_: Request) -> Response:
        return PlainTextResponse("another site", 404)

    @asynccontextmanager
    async def closing(_: Starlette) -> AsyncIterator[None]:
        yield
        await client.aclose()

    methods = ["GET", "HEAD", "POST", "PUT", "DELETE"]
    routes = [Route(f"{path}/{{rest:path}}", pass_on, methods=methods)]
    if not strips:
        routes.append(Route(path, pass_on, methods=methods))
    site = Starlette(routes=[*routes, Route("/{rest:path}", elsewhere)], lifespan=closing)
    server = uvicorn.Server(uvicorn.Config(site, port=0, log_level="error", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}{path}"
    finally:
        server.should_exit = True
        thread.join()
