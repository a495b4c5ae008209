"""The vectors on a real Chroma server."""

from __future__ import annotations

import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import chromadb
import pytest
from chromadb.config import Settings

from index.builder import ensure_index
from index.errors import IndexDamagedError, IndexMissingError, IndexServerError
from index.manifest import Manifest
from index.search_index import SearchIndex
from index.server import ANCHORS, CHUNKS, _sessions_of, name_of
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from tests.commands import PATIENCE, ROOT
from tests.index.chroma_server import free_port, running_server

POLICY = "某市若干措施\n（一）建设平台。建设算力平台。（责任单位：市科技局）\n（二）支持企业。给予补助。\n"
QUESTION = "算力平台"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_server(tmp_path_factory.mktemp("chroma")) as url:
        yield url


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """Write a policy that no other test has on the server."""
    path = tmp_path / "policy.txt"
    path.write_text(f"{POLICY}（三）{tmp_path.name}。\n", encoding="utf-8")
    return path


@pytest.fixture
def small(policy: Path) -> PolicyDocument:
    return load_policy(policy)


@pytest.fixture
def settings(url: str, tmp_path: Path) -> IndexSettings:
    return IndexSettings(index_dir=tmp_path / "index", threads=1, chroma_url=url)


@pytest.fixture
def client(url: str) -> Iterator[Any]:
    client: Any = chromadb.HttpClient(
        port=int(url.rpartition(":")[2]), host="127.0.0.1", settings=Settings(anonymized_telemetry=False)
    )
    yield client
    for session in _sessions_of(client):
        session.close()
    client.close()


def names(client: Any, document: PolicyDocument, settings: IndexSettings) -> list[str]:
    """Return the collections of a document, unfinished ones among them."""
    stems = [name_of(kind, Manifest.expected(document, settings)) for kind in (ANCHORS, CHUNKS)]
    return sorted(one.name for one in client.list_collections() if one.name.startswith(tuple(stems)))


def test_what_a_server_holds_is_what_a_folder_holds(
    small: PolicyDocument, settings: IndexSettings, tmp_path: Path
) -> None:
    shared = SearchIndex.open_or_build(small, settings)
    assert not settings.index_dir.exists()
    local = SearchIndex.open_or_build(small, replace(settings, chroma_url="", index_dir=tmp_path / "local"))
    assert shared.search(QUESTION) == local.search(QUESTION)
    near = [index.look_up(QUESTION).near for index in (shared, local)]
    # Where an array lies in memory decides on the last bit of a product.
    assert (near[0].lexicon, near[0].other) == pytest.approx((near[1].lexicon, near[1].other), abs=1e-6)
    assert shared.stored_vectors() == local.stored_vectors()
    shared.close()
    local.close()


def test_another_process_finds_what_one_has_built(small: PolicyDocument, settings: IndexSettings) -> None:
    with pytest.raises(IndexMissingError, match="index build"):
        SearchIndex.open(small, settings)
    assert ensure_index(small, settings) is True
    assert ensure_index(small, settings) is False
    SearchIndex.open(small, settings).close()


def test_another_text_is_another_collection(
    small: PolicyDocument, settings: IndexSettings, client: Any, policy: Path
) -> None:
    ensure_index(small, settings)
    policy.write_text(POLICY + "（四）另一条。\n", encoding="utf-8")
    edited = load_policy(policy)
    with pytest.raises(IndexMissingError):
        SearchIndex.open(edited, settings)
    SearchIndex.open_or_build(edited, settings).close()
    # Another process may still need the old one.
    SearchIndex.open(small, settings).close()
    assert len(names(client, small, settings)) == len(names(client, edited, settings)) == 2


def test_built_again_there_is_still_one(small: PolicyDocument, settings: IndexSettings, client: Any) -> None:
    ensure_index(small, settings)
    before = {one.name: one.id for one in client.list_collections()}
    ensure_index(small, settings, force=True)
    found = names(client, small, settings)
    assert len(found) == 2
    assert all(client.get_collection(name, embedding_function=None).id != before[name] for name in found)


@pytest.mark.parametrize("kind", [CHUNKS, ANCHORS])
def test_what_lacks_something_is_built_again(
    small: PolicyDocument, settings: IndexSettings, client: Any, kind: str
) -> None:
    ensure_index(small, settings)
    name = name_of(kind, Manifest.expected(small, settings))
    collection = client.get_collection(name, embedding_function=None)
    collection.delete(ids=collection.get(limit=1)["ids"])
    with pytest.raises(IndexDamagedError, match="--force"):
        SearchIndex.open(small, settings)
    assert ensure_index(small, settings) is True
    SearchIndex.open(small, settings).close()


def test_a_changed_vector_is_noticed(small: PolicyDocument, settings: IndexSettings, client: Any) -> None:
    ensure_index(small, settings)
    collection = client.get_collection(name_of(CHUNKS, Manifest.expected(small, settings)), embedding_function=None)
    kept = collection.get(limit=2, include=["embeddings"])
    collection.update(ids=kept["ids"][:1], embeddings=kept["embeddings"][1:2])
    with pytest.raises(IndexDamagedError):
        SearchIndex.open(small, settings)


def test_a_half_one_is_never_used(small: PolicyDocument, settings: IndexSettings, client: Any) -> None:
    """Neither under a name of its own, nor under the common one without its mark."""
    name = name_of(CHUNKS, Manifest.expected(small, settings))
    client.create_collection(f"{name}-unfinished-1", metadata={"started": 1}, embedding_function=None)
    client.create_collection(f"{name}-unfinished-2", metadata={"started": 2**40}, embedding_function=None)
    client.create_collection(name, embedding_function=None)
    with pytest.raises(IndexMissingError):
        SearchIndex.open(small, replace(settings, embed_model="other"))
    with pytest.raises(IndexDamagedError):
        SearchIndex.open(small, settings)
    SearchIndex.open_or_build(small, settings).close()
    # What was begun long ago was killed; what was begun just now may still be filled.
    left = [one for one in names(client, small, settings) if "unfinished" in one]
    assert left == [f"{name}-unfinished-2"]


BUILD = "import sys; from index.__main__ import main; sys.exit(main(['build', *sys.argv[1:]]))"


@pytest.mark.parametrize("force", [False, True])
def test_four_processes_at_once_end_with_one_whole_index(
    policy: Path, small: PolicyDocument, settings: IndexSettings, client: Any, force: bool
) -> None:
    environ = {
        "POLICYQA_DOCUMENT": str(policy),
        "POLICYQA_CHROMA_URL": settings.chroma_url,
        "POLICYQA_THREADS": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    command = [sys.executable, "-c", BUILD, *(["--force"] if force else [])]
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(4)
    ]
    errors = [process.communicate(timeout=PATIENCE)[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * 4, errors
    assert len(names(client, small, settings)) == 2
    SearchIndex.open(small, settings).close()


def test_a_server_that_is_gone_says_so(small: PolicyDocument, tmp_path: Path) -> None:
    """Nothing answers in its place, though there is a local index."""
    local = IndexSettings(index_dir=tmp_path / "index", threads=1)
    ensure_index(small, local)
    with pytest.raises(IndexServerError, match=r"用不了.*POLICYQA_CHROMA_URL") as caught:
        SearchIndex.open_or_build(small, replace(local, chroma_url=f"http://127.0.0.1:{free_port()}"))
    assert "\n" not in str(caught.value)


def test_a_small_index_answers_on_when_its_server_goes(small: PolicyDocument, tmp_path: Path) -> None:
    folder, port = tmp_path / "server", free_port()
    folder.mkdir()
    with running_server(folder, port) as url:
        settings = IndexSettings(threads=1, chroma_url=url)
        index = SearchIndex.open_or_build(small, settings)
        found = index.search(QUESTION)
    assert index.search(QUESTION) == found
    with pytest.raises(IndexServerError):
        SearchIndex.open_or_build(small, settings)
    with running_server(folder, port):
        SearchIndex.open(small, settings).close()
    index.close()


@pytest.mark.parametrize("url", ["localhost", "ftp://localhost:1", "http://", "http://localhost:none", "http://[", "x"])
def test_what_is_no_address(small: PolicyDocument, url: str) -> None:
    with pytest.raises(IndexServerError, match="POLICYQA_CHROMA_URL"):
        SearchIndex.open_or_build(small, IndexSettings(chroma_url=url))


class AnotherServer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"hello": 1}')

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def test_another_server_is_no_chroma(small: PolicyDocument) -> None:
    with http.server.HTTPServer(("127.0.0.1", 0), AnotherServer) as server:
        threading.Thread(target=server.handle_request).start()
        with pytest.raises(IndexServerError, match="不是 Chroma"):
            SearchIndex.open_or_build(small, IndexSettings(chroma_url=f"http://127.0.0.1:{server.server_port}"))
