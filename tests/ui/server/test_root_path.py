from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui.server.root_path import RootPath


@pytest.fixture(scope="module")
def client() -> TestClient:
    web = FastAPI(openapi_url=None)
    web.add_middleware(RootPath, root="/policy")

    @web.get("/{path:path}")
    def any_address(path: str) -> str:
        return f"/{path}"

    return TestClient(web, follow_redirects=False)


@pytest.mark.parametrize(
    ("asked", "seen"),
    [
        ("/policy/", "/"),
        ("/policy/healthz", "/healthz"),
        ("/policy/policy/x", "/policy/x"),
        ("/policy/%E5%80%BC", "/值"),
        # A proxy may have taken it off.
        ("/", "/"),
        ("/healthz", "/healthz"),
        ("/policyx/healthz", "/policyx/healthz"),
        ("/x/policy/healthz", "/x/policy/healthz"),
    ],
)
def test_the_path_is_taken_off_where_it_stands(client: TestClient, asked: str, seen: str) -> None:
    assert client.get(asked).json() == seen


def test_the_folder_is_where_the_page_is(client: TestClient) -> None:
    assert client.get("/policy").headers["location"] == "/policy/"
    assert client.get("/policy?q=%E5%80%BC&x=1").headers["location"] == "/policy/?q=%E5%80%BC&x=1"
