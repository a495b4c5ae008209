from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui import words
from ui.server.addresses import Addresses


@pytest.fixture(scope="module")
def client() -> TestClient:
    web = FastAPI(openapi_url=None)
    web.add_middleware(Addresses)

    @web.api_route("/{path:path}", methods=["GET", "POST", "HEAD"])
    def any_address(path: str) -> str:
        return path

    return TestClient(web)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=x",
        "/healthz",
        "/responsibilities.csv?agency=x",
        "/shelf",
        "/texts",
        "/texts/law",
        "/config",
        "/theme.css",
        "/assets/index-1.js",
        "/static/fonts/x/y.woff2",
        "/gradio_api/info",
        "/gradio_api/queue/join",
        "/gradio_api/queue/data?session_hash=x",
        "/gradio_api/call/ask",
        "/gradio_api/call/ask/0123",
        "/gradio_api/heartbeat/abc",
        "/gradio_api/mcp",
        "/gradio_api/mcp/",
    ],
)
def test_what_the_page_and_its_endpoints_need_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/upload_progress?upload_id=x",
        "/gradio_api/deep_link?session_hash=x",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/component_server",
        "/gradio_api/dev/reload",
        "/gradio_api/run-history/records",
        "/gradio_api/stream/x",
        "/gradio_api/mcp/sse",
        "/gradio_api/mcp/schema",
        "/gradio_api/mcp/messages/",
        "/monitoring",
        "/custom_component/a/b/c/d",
        "/docs",
        "/.env",
        "/gradio_api/queue/join/more",
        "/gradio_api/info%0a",
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_all_else_is_closed(client: TestClient, path: str, method: str) -> None:
    found = client.request(method, path)
    assert (found.status_code, found.json()) == (404, {"detail": words.NO_SUCH_ADDRESS})
