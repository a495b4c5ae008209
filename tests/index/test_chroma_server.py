"""A library whose vectors are on a real Chroma server."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.chroma_server import connected
from index.errors import ChromaServerError, LibraryDamagedError
from index.library import Library
from index.opening import open_library
from index.settings import IndexSettings
from index.vectors import FOLDER
from index.writing import GRACE, Writer, exclusive
from tests.index.chroma_server import free_port, running_server
from tests.index.conftest import OpenLibrary
from tests.index.small_policies import BEES, CHIPS, write_policy

QUESTION = "算力平台由谁建设"

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_model")]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("chroma")) as address:
        yield address


@pytest.fixture
def settings(url: str, tmp_path: Path) -> IndexSettings:
    return IndexSettings(library=tmp_path / "shared", chroma_url=url)


@pytest.fixture
def chips(tmp_path: Path) -> Path:
    return write_policy(tmp_path / "chips.txt", CHIPS)


def change(library: Library, what: Callable[[Any], None]) -> None:
    """Change the collection of the first document behind the library's back."""
    with connected(library.settings.chroma_url) as client:
        what(client.get_collection(library.snapshot().entries[0].collection, embedding_function=None))


def test_what_a_server_holds_is_what_a_folder_holds(settings: IndexSettings, chips: Path, tmp_path: Path) -> None:
    shared, name = open_library(settings, chips)
    assert not (settings.library / FOLDER).exists()
    local, _ = open_library(replace(settings, chroma_url="", library=tmp_path / "local"), chips)
    one, other = (library.snapshot().entry(name) for library in (shared, local))
    assert one.vectors_digest == other.vectors_digest
    for question in (QUESTION, "补助多少", "zzzz"):
        assert shared.search_index(one).search(question) == local.search_index(other).search(question)
        in_all = [
            [(found.chunk, found.score) for found in library.search(question, library.snapshot())]
            for library in (shared, local)
        ]
        assert in_all[0] == in_all[1]


def test_opened_again_nothing_is_made(settings: IndexSettings, chips: Path) -> None:
    open_library(settings, chips)
    open_library(settings, chips, lambda _, what: pytest.fail(f"made: {what}"))


def _wipe(collection: Any) -> None:
    collection.delete(ids=collection.get()["ids"])


def _lose_one(collection: Any) -> None:
    collection.delete(ids=collection.get(limit=1)["ids"])


def _swap(collection: Any) -> None:
    kept = collection.get(limit=2, include=["embeddings"])
    collection.update(ids=kept["ids"][:1], embeddings=kept["embeddings"][1:2])


@pytest.mark.parametrize("harm", [_wipe, _lose_one, _swap])
def test_what_was_changed_is_noticed_and_mended(
    settings: IndexSettings, chips: Path, opened: OpenLibrary, harm: Callable[[Any], None]
) -> None:
    library, name = open_library(settings, chips)
    expected = library.search_index(library.snapshot().entry(name)).search(QUESTION)
    change(library, harm)
    again = opened(settings)
    with pytest.raises(LibraryDamagedError):
        again.search_index(again.snapshot().entry(name))
    mended, _ = open_library(settings, chips)
    found = mended.search_index(mended.snapshot().entry(name)).search(QUESTION)
    assert [result.chunk for result in found] == [result.chunk for result in expected]


def test_collections_that_are_gone_are_made_again(settings: IndexSettings, chips: Path) -> None:
    library, name = open_library(settings, chips)
    library.vectors.drop([library.snapshot().entry(name).collection])
    again, _ = open_library(settings, chips)
    assert again.stale() == ()
    assert again.search_index(again.snapshot().entry(name)).search(QUESTION)


def test_two_libraries_on_one_server_leave_each_other_alone(
    settings: IndexSettings, opened: OpenLibrary, tmp_path: Path
) -> None:
    """What is nobody's in one of them is somebody's in the other."""
    one, other = (opened(replace(settings, library=tmp_path / name)) for name in ("one", "other"))
    for library, text in ((one, CHIPS), (other, BEES)):
        with library.writing() as writer:
            writer.add(write_policy(tmp_path / "policy.txt", text), status="published")
    later = datetime.now(UTC) + 2 * GRACE
    assert other.leftovers(later) == 0
    with exclusive(other.settings.library):
        Writer(other.settings, other.catalogue, other.vectors, other.encoder).recover(later)
    assert one.stale() == ()
    assert one.search_index(one.snapshot().published[0]).search(QUESTION)


def test_a_server_that_is_gone_says_so(settings: IndexSettings, chips: Path) -> None:
    gone = replace(settings, chroma_url=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(ChromaServerError, match=r"用不了.*POLICYQA_CHROMA_URL") as caught:
        open_library(gone, chips)
    assert "\n" not in str(caught.value)


def test_what_is_open_answers_on_when_the_server_goes(tmp_path: Path, chips: Path) -> None:
    folder, port = tmp_path / "server", free_port()
    folder.mkdir()
    with running_server(folder, port) as url:
        settings = IndexSettings(library=tmp_path / "shared", chroma_url=url)
        library, name = open_library(settings, chips)
        entry = library.snapshot().entry(name)
        found = library.search_index(entry).search(QUESTION), library.search(QUESTION, library.snapshot())
    assert (library.search_index(entry).search(QUESTION), library.search(QUESTION, library.snapshot())) == found
    with pytest.raises(ChromaServerError):
        open_library(settings, chips)
    with running_server(folder, port):
        assert open_library(settings, chips)[0].search_index(entry).search(QUESTION) == found[0]


@pytest.mark.parametrize("url", ["localhost", "ftp://localhost:1", "http://", "http://localhost:none", "http://[", "x"])
def test_what_is_no_address(tmp_path: Path, url: str) -> None:
    with pytest.raises(ChromaServerError, match="POLICYQA_CHROMA_URL"), connected(url):
        pass


class AnotherServer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"hello": 1}')

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def test_another_server_is_no_chroma() -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), AnotherServer) as server:
        threading.Thread(target=server.handle_request).start()
        address = f"http://127.0.0.1:{server.server_port}"
        with pytest.raises(ChromaServerError, match="不是 Chroma"), connected(address):
            pass
