"""The addresses of the files."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from ingest.models import PolicyDocument
from tests.ui.conftest import DRAFT
from tests.ui.test_export import read_csv, read_xlsx
from ui import words
from ui.export import rows_of
from ui.filters import Filters
from ui.loader import AssistantLoader
from ui.routes import HEALTH, SHELF, TEXTS, add_routes
from ui.shelf import Shelf
from ui.task_shelf import TaskShelf

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from answer.library_assistant import LibraryAssistant
    from index.library import Library


@pytest.fixture(scope="module")
def shelf(document: PolicyDocument) -> Shelf:
    """Give the shelf as it is before there is a library."""
    return Shelf(None, document)


@pytest.fixture(scope="module")
def tasks(shelf: Shelf) -> TaskShelf:
    return TaskShelf(shelf)


def _never(_report: object) -> LibraryAssistant:
    raise OSError("no index here")


@pytest.fixture(scope="module")
def client(tasks: TaskShelf, shelf: Shelf) -> Iterator[TestClient]:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    web = FastAPI(openapi_url=None)
    add_routes(web, tasks, AssistantLoader(_never), shelf)
    with TestClient(web) as client:
        yield client


@pytest.mark.parametrize("filters", [Filters(), Filters("卫健委", "智慧医疗", ""), Filters(text="算力 平台")])
def test_the_files_hold_what_the_filters_let_through(client: TestClient, tasks: TaskShelf, filters: Filters) -> None:
    expected = rows_of(tasks.select(filters))
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


@pytest.fixture(scope="module")
def client_of_several(several_library: Library, document: PolicyDocument) -> Iterator[TestClient]:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    web = FastAPI(openapi_url=None)
    shelf = Shelf(several_library.catalogue, document)
    add_routes(web, TaskShelf(shelf), AssistantLoader(_never), shelf)
    with TestClient(web) as client:
        yield client


def test_what_is_published_is_listed_and_can_be_read_and_a_draft_cannot(client_of_several: TestClient) -> None:
    listed = client_of_several.get(SHELF).text
    assert "云河市民办技能培训管理规定" in listed
    assert "支持养蜂业发展" in listed
    assert "制茶" not in listed
    assert "市农业农村局" in client_of_several.get(f"{TEXTS}/bees").text
    for name in ("tea", "none", "%3Cb%3E"):
        missing = client_of_several.get(f"{TEXTS}/{name}")
        assert (missing.status_code, missing.text) == (404, f"<p>{words.NOT_HELD}</p>")
        assert "茶园" not in missing.text
        assert "<b>" not in missing.text


def test_the_files_name_the_document_of_each_row(client_of_several: TestClient) -> None:
    header, *rows = read_csv(client_of_several.get("/responsibilities.csv").content)
    assert header == (words.DOCUMENT_COLUMN, *words.EXPORT_COLUMNS)
    # The rules name no agencies, the tea is a draft.
    assert {row[0] for row in rows} == {"《某市人民政府关于支持养蜂业发展的若干措施》"}
    assert "市农业农村局" in "".join(rows[0])
    assert rows == read_xlsx(client_of_several.get("/responsibilities.xlsx").content)[1:]


@pytest.mark.parametrize("wanted", ["没有这份", "tea"])
def test_the_files_are_empty_where_no_document_is_meant(client_of_several: TestClient, wanted: str) -> None:
    query = {"document": wanted}
    assert read_csv(client_of_several.get("/responsibilities.csv", params=query).content) == [words.EXPORT_COLUMNS]
    assert read_xlsx(client_of_several.get("/responsibilities.xlsx", params=query).content) == [words.EXPORT_COLUMNS]


def test_texts_and_files_follow_the_library(one_library: Library, document: PolicyDocument, tmp_path: Path) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    shelf = Shelf(one_library.catalogue, document)
    web = FastAPI(openapi_url=None)
    add_routes(web, TaskShelf(shelf), AssistantLoader(_never), shelf)
    with TestClient(web) as client:
        assert 'id="m3"' not in client.get(TEXTS).text
        newer = tmp_path / "newer.md"
        newer.write_text(
            DRAFT.replace("若干措施", "若干措施（征求意见稿）") + "\n（三）开设茶馆。（责任单位：市文旅局）\n", "utf-8"
        )
        with one_library.writing() as writer:
            writer.replace("tea", newer)
        text = client.get(TEXTS).text
        assert 'id="m3"' in text
        assert "开设茶馆" in text
        assert 'class="caveat"' in text
        assert client.get(f"{TEXTS}/tea").text == text
        assert "开设茶馆" in read_csv(client.get("/responsibilities.csv").content)[-1]
        with one_library.writing() as writer:
            writer.set_status("tea", "withdrawn")
        assert client.get(TEXTS).status_code == 404
        assert read_csv(client.get("/responsibilities.csv").content) == [words.EXPORT_COLUMNS]


def test_only_reading_is_possible(client: TestClient) -> None:
    assert client.post("/responsibilities.csv").status_code == 405


def test_health_says_whether_questions_are_answered(
    tasks: TaskShelf, shelf: Shelf, library_assistant: LibraryAssistant
) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    may_open = threading.Event()

    def build(report: Callable[[float, str], None]) -> LibraryAssistant:
        report(0.4, "正在计算向量")
        assert may_open.wait(30)
        return library_assistant

    loader = AssistantLoader(build)
    web = FastAPI(openapi_url=None)
    add_routes(web, tasks, loader, shelf)
    with TestClient(web) as client:
        assert client.get(HEALTH).status_code == 503  # nobody has asked for it yet
        opened = loader.request()
        may_open.set()
        opened.result()
        found = client.get(HEALTH)
        assert (found.status_code, found.json()) == (200, {"status": "ok"})


def test_health_is_not_well_where_the_index_cannot_be_opened(tasks: TaskShelf, shelf: Shelf) -> None:
    from fastapi import FastAPI
    from fastapi.testclient import TestClient

    loader = AssistantLoader(_never)
    web = FastAPI(openapi_url=None)
    add_routes(web, tasks, loader, shelf)
    assert loader.request().exception(30)
    with TestClient(web) as client:
        assert client.get(HEALTH).status_code == 503
