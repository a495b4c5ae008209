from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI, Response
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient

from ui.server.headers import SecurityHeaders


def test_every_response_forbids_the_browser_to_go_elsewhere() -> None:
    web = FastAPI()
    web.add_middleware(SecurityHeaders)

    @web.get("/own")
    def own() -> Response:
        return Response("x", headers={"Referrer-Policy": "no-referrer"})

    @web.get("/stream")
    def stream() -> StreamingResponse:
        def parts() -> Iterator[str]:
            yield from "abc"

        return StreamingResponse(parts())

    with TestClient(web) as client:
        for path in ("/own", "/stream", "/nothing"):
            headers = client.get(path).headers
            assert "default-src 'self'" in headers["content-security-policy"]
            assert "http" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
        assert client.get("/own").headers["referrer-policy"] == "no-referrer"  # what a response says itself stands
        assert client.get("/stream").text == "abc"
