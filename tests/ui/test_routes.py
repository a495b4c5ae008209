"""The addresses of the files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from ingest.corpus_files import load_policy
from tests.ui.test_export import read_csv, read_xlsx
from ui.export import rows_of
from ui.filters import Filters
from ui.loader import AssistantLoader
from ui.routes import HEALTH, add_routes
from ui.task_list import TaskList

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from answer.assistant import Assistant


@pytest.fixture(scope="module")
def tasks() -> TaskList:
    return TaskList(load_policy())


def _never(_report: object) -> Assistant:
    raise OSError("no index here")


@pytest.fixture(scope="module")
def client(tasks: TaskList) -> Iterator[TestClient]:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    web = FastAPI(openapi_url=None)
    add_routes(web, tasks, AssistantLoader(_never))
    with TestClient(web) as client:
        yield client


@pytest.mark.parametrize("filters", [Filters(), Filters("卫健委", "智慧医疗", ""), Filters(text="算力 平台")])
def test_the_files_hold_what_the_filters_let_through(client: TestClient, tasks: TaskList, filters: Filters) -> None:
    expected = rows_of(tasks.select(filters).tasks)
    assert len(expected) > 1
    assert read_csv(client.get(f"/responsibilities.csv?{filters.query}").content) == expected
    assert read_xlsx(client.get(f"/responsibilities.xlsx?{filters.query}").content) == expected


def test_a_file_has_a_chinese_name_and_is_never_shown_as_a_page(client: TestClient) -> None:
    headers = client.get("/responsibilities.csv").headers
    assert f"filename*=UTF-8''{quote('责任分工.csv')}" in headers["content-disposition"]
    assert headers["content-disposition"].startswith("attachment;")
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("query", ["text=" + "长" * 2000, "agency=%00%ff", "other=1", "text=a&text=b", "place=%3Cb%3E"])
def test_no_query_is_an_error(client: TestClient, query: str) -> None:
    for ending in ("csv", "xlsx"):
        assert client.get(f"/responsibilities.{ending}?{query}").status_code == 200


def test_only_reading_is_possible(client: TestClient) -> None:
    assert client.post("/responsibilities.csv").status_code == 405


def test_health_says_whether_questions_are_answered(tasks: TaskList, assistant: Assistant) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    may_open = threading.Event()

    def build(report: Callable[[float, str], None]) -> Assistant:
        report(0.4, "正在计算向量")
        assert may_open.wait(30)
        return assistant

    loader = AssistantLoader(build)
    web = FastAPI(openapi_url=None)
    add_routes(web, tasks, loader)
    with TestClient(web) as client:
        assert client.get(HEALTH).status_code == 503  # nobody has asked for it yet
        opened = loader.request()
        may_open.set()
        opened.result()
        found = client.get(HEALTH)
        assert (found.status_code, found.json()) == (200, {"status": "ok"})


def test_health_is_not_well_where_the_index_cannot_be_opened(tasks: TaskList) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    loader = AssistantLoader(_never)
    web = FastAPI(openapi_url=None)
    add_routes(web, tasks, loader)
    assert loader.request().exception(30)
    with TestClient(web) as client:
        assert client.get(HEALTH).status_code == 503
