from __future__ import annotations

import asyncio
from collections.abc import Iterator

from fastapi import FastAPI, HTTPException, Request
from fastapi.testclient import TestClient

from ui import words
from ui.server.limits import MOST_BYTES, Limits


def app(per_minute: int) -> FastAPI:
    web = FastAPI()
    web.add_middleware(Limits, per_minute=per_minute)

    @web.post("/ask")
    async def ask(request: Request) -> int:
        return len(await request.body())

    @web.post("/full")
    def full() -> None:
        raise HTTPException(503, "Queue is full.")

    @web.get("/page")
    def page() -> str:
        return "page"

    return web


def test_who_asks_too_often_is_told_to_wait_and_others_are_not() -> None:
    web = app(3)
    busy, calm = TestClient(web, client=("10.0.0.1", 1)), TestClient(web, client=("10.0.0.2", 1))
    assert [busy.post("/ask").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    refused = busy.post("/ask")
    assert refused.json() == {"detail": words.TOO_OFTEN}
    assert int(refused.headers["retry-after"]) > 0
    assert calm.post("/ask").status_code == 200
    assert busy.get("/page").status_code == 200  # reading asks for no work


def test_no_bound_where_that_is_configured() -> None:
    client = TestClient(app(0))
    assert {client.post("/ask").status_code for _ in range(400)} == {200}


def test_a_full_queue_says_so_in_the_users_language() -> None:
    found = TestClient(app(0)).post("/full")
    assert (found.status_code, found.json()) == (429, {"detail": words.BUSY})
    assert "忙，请稍后再试" in words.BUSY


def test_a_request_that_is_too_large_is_not_read() -> None:
    client = TestClient(app(0))
    assert client.post("/ask", content=b"x" * MOST_BYTES).json() == MOST_BYTES
    found = client.post("/ask", content=b"x" * (MOST_BYTES + 1))
    assert (found.status_code, found.json()) == (413, {"detail": words.TOO_LARGE})


def test_a_request_that_hides_its_size_is_cut_off() -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MOST_BYTES // 1024 + 2):
            yield b"x" * 1024

    client = TestClient(app(0), raise_server_exceptions=False)
    assert client.post("/ask", content=endless()).status_code >= 400


def test_too_many_at_once_are_turned_away_and_let_in_again() -> None:
    async def run() -> list[int]:
        import httpx

        from ui.server import limits

        may_end = asyncio.Event()
        web = FastAPI()
        web.add_middleware(Limits, per_minute=0)

        @web.post("/slow")
        async def slow() -> None:
            await may_end.wait()

        transport = httpx.ASGITransport(web)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            held = [asyncio.create_task(client.post("/slow")) for _ in range(limits.MOST_AT_ONCE)]
            await asyncio.sleep(0.5)
            late = await client.post("/slow")
            may_end.set()
            done = await asyncio.gather(*held)
            again = await client.post("/slow")
        return [late.status_code, *{response.status_code for response in done}, again.status_code]

    assert asyncio.run(run()) == [429, 200, 200]
