from __future__ import annotations

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from ui.server.proxies import Proxies

SAID = {
    "X-Forwarded-For": "1.2.3.4",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "Forwarded": "for=1.2.3.4",
    "X-Real-IP": "1.2.3.4",
}


def seen(trusted: str, peer: str) -> dict[str, object]:
    web = FastAPI()
    web.add_middleware(Proxies, trusted=trusted)

    @web.get("/")
    def look(request: Request) -> dict[str, object]:
        client = request.client.host if request.client else ""
        named = [name for name in request.headers if "forwarded" in name or name == "x-real-ip"]
        return {"client": client, "scheme": request.url.scheme, "headers": sorted(named)}

    found: dict[str, object] = TestClient(web, client=(peer, 1)).get("/", headers=SAID).json()
    return found


@pytest.mark.parametrize(
    ("trusted", "peer"), [("", "127.0.0.1"), ("10.0.0.1", "127.0.0.1"), ("10.0.0.0/8", "11.0.0.1")]
)
def test_what_anybody_can_write_is_not_believed(trusted: str, peer: str) -> None:
    assert seen(trusted, peer) == {"client": peer, "scheme": "http", "headers": []}


@pytest.mark.parametrize("trusted", ["10.0.0.1", "10.0.0.0/8", "192.168.0.1, 10.0.0.1"])
def test_a_configured_proxy_is_believed(trusted: str) -> None:
    found = seen(trusted, "10.0.0.1")
    assert (found["client"], found["scheme"]) == ("1.2.3.4", "https")
