from __future__ import annotations

import base64

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui import words
from ui.routes import HEALTH
from ui.server.password import Password

USER, SECRET = "职员", "p:ä密"


@pytest.fixture
def client() -> TestClient:
    web = FastAPI()
    web.add_middleware(Password, user=USER, password=SECRET)

    @web.get("/")
    def page() -> str:
        return "page"

    @web.get(HEALTH)
    def health() -> str:
        return "ok"

    return TestClient(web)


def basic(said: bytes) -> dict[str, str]:
    return {"Authorization": f"Basic {base64.b64encode(said).decode()}"}


def test_who_knows_it_comes_in(client: TestClient) -> None:
    assert client.get("/", headers=basic(f"{USER}:{SECRET}".encode())).text == '"page"'


@pytest.mark.parametrize(
    "headers",
    [
        {},
        basic(b"x:y"),
        basic(f"{USER}:".encode()),
        basic(f"{USER}:{SECRET}x".encode()),
        {"Authorization": "Basic ???"},
        {"Authorization": "Bearer x"},
        {"Authorization": ""},
    ],
)
def test_nobody_else_does(client: TestClient, headers: dict[str, str]) -> None:
    found = client.get("/", headers=headers)
    assert (found.status_code, found.text) == (401, words.SIGN_IN)
    assert found.headers["www-authenticate"].startswith("Basic ")


def test_health_is_no_secret(client: TestClient) -> None:
    assert client.get(HEALTH).status_code == 200


def test_who_guesses_is_stopped_and_others_are_not(client: TestClient) -> None:
    right, wrong = basic(f"{USER}:{SECRET}".encode()), basic(b"x:y")
    other = TestClient(client.app, client=("10.0.0.2", 1))
    assert [client.get("/", headers=wrong).status_code for _ in range(12)] == [401] * 10 + [429] * 2
    found = client.get("/", headers=right)  # nor is he told that a later guess is right
    assert (found.status_code, found.text) == (429, words.WRONG_TOO_OFTEN)
    assert int(found.headers["retry-after"]) > 0
    assert client.get("/").status_code == 401  # who says nothing yet is asked
    assert other.get("/", headers=right).status_code == 200


def test_who_knows_it_may_come_as_often_as_he_likes(client: TestClient) -> None:
    headers = basic(f"{USER}:{SECRET}".encode())
    assert {client.get("/", headers=headers).status_code for _ in range(50)} == {200}
