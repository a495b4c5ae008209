"""The vectors on a Chroma server, for several processes or machines that share them.

There are two collections, of the chunks and of the lexicon, each named by the digest of the manifest: whoever needs other
vectors looks for other names, so an outdated collection is never used. A build fills a collection under a name of its own
and gives it the common one last. The server allows a name once; who comes second drops what they built. So nobody ever
sees a half one, and any number of processes may build at the same time.
"""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import SplitResult, urlsplit

import numpy as np

from index.dense import CONFIGURATION, DenseIndex
from index.errors import IndexDamagedError, IndexMissingError, IndexServerError
from index.manifest import Manifest
from index.proxies import settle_proxies

if TYPE_CHECKING:
    import httpx

CHUNKS, ANCHORS = "chunks", "anchors"
_PATIENCE_SECONDS, _WORK_SECONDS = 10.0, 120.0
"""For an answer at all, and for one to a batch of vectors."""
_HEARTBEAT = "/api/v2/heartbeat"
_DIGITS = 16
"""Of the digest, in a name: Chroma allows 512 characters, people read fewer."""
_UNFINISHED = "-unfinished-"
_LONG_SECONDS = 3600.0


class ChromaServer:
    """A server that answers."""

    def __init__(self, client: Any, url: str) -> None:
        """Take a client of chromadb; use `connect`."""
        self._client = client
        self._url = url

    @classmethod
    def connect(cls, url: str) -> Self:
        """Reach a server.

        Raises:
            IndexServerError: if it does not answer as a Chroma server does.
            SettingsError: if the way to it leads through a proxy that cannot be used.
        """
        import httpx

        with _asking(url):
            address = urlsplit(url)
            if address.scheme not in ("http", "https") or not address.hostname:
                raise ValueError("地址应当形如 http://127.0.0.1:8000")
            settle_proxies(url)
            # chromadb's own client would wait for ever.
            reply = httpx.get(f"{address.scheme}://{address.netloc}{_HEARTBEAT}", timeout=_PATIENCE_SECONDS)
            if "nanosecond heartbeat" not in reply.raise_for_status().json():
                raise ValueError("那里的不是 Chroma 服务器")
            return cls(_open_client(address), url)

    def open(self, kind: str, manifest: Manifest) -> DenseIndex:
        """Open the collection that fits a manifest.

        Raises:
            IndexMissingError: if there is none yet.
            IndexDamagedError: if it does not hold what was written.
            IndexServerError: if the server fails.
        """
        from chromadb.errors import NotFoundError

        name = name_of(kind, manifest)
        with _asking(self._url):
            try:
                collection = self._client.get_collection(name, embedding_function=None)
            except NotFoundError as error:
                raise IndexMissingError(
                    f"Chroma 服务器 {self._url} 上还没有这份政策的索引（{name}）。请运行 python -m index build。"
                ) from error
        dense = self._dense(collection)
        promised = collection.metadata or {}
        is_whole = promised.get("complete") and dense.count() == promised.get("count")
        if not is_whole or (dense.held() and digest_of(dense.vectors()) != promised.get("digest")):
            raise IndexDamagedError(
                f"Chroma 服务器 {self._url} 上的索引不完整（{name}）。请运行 python -m index build --force 重建。"
            )
        return dense

    def build(self, kind: str, manifest: Manifest, fill: Callable[[DenseIndex], None], *, again: bool = False) -> None:
        """Fill a new collection, and give it the common name unless another process has done so meanwhile.

        Args:
            kind: which of the two.
            manifest: which it has to fit.
            fill: puts the vectors in.
            again: take the place of the one that there is.

        Raises:
            IndexServerError: if the server fails.
        """
        name, metadata = name_of(kind, manifest), {"started": int(time.time()), **asdict(manifest)}
        with _asking(self._url):
            self._remove_leftovers(name)
            own = f"{name}{_UNFINISHED}{uuid.uuid4().hex[:8]}"
            collection = self._client.create_collection(
                own, configuration=CONFIGURATION, embedding_function=None, metadata=metadata
            )
            try:
                dense = self._dense(collection)
                fill(dense)
                digest = digest_of(dense.vectors()) if dense.held() else ""
                if again:
                    self._drop(name)
                self._publish(collection, name, metadata | {"count": dense.count(), "digest": digest, "complete": True})
            except BaseException:
                # If the server is gone, so is the way to tidy up.
                with suppress(Exception):
                    self._client.delete_collection(own)
                raise

    def _publish(self, collection: Any, name: str, metadata: dict[str, Any]) -> None:
        from chromadb.errors import ChromaError

        try:
            collection.modify(name=name, metadata=metadata)
        except ChromaError:
            # Another process was first: theirs is as good, and in use already.
            self._client.get_collection(name, embedding_function=None)
            self._client.delete_collection(collection.name)

    def _drop(self, name: str) -> None:
        from chromadb.errors import NotFoundError

        with suppress(NotFoundError):
            self._client.delete_collection(name)

    def _remove_leftovers(self, name: str) -> None:
        """Remove what builds left that were killed long ago; none takes so long."""
        long_ago = time.time() - _LONG_SECONDS
        for collection in self._client.list_collections():
            started = (collection.metadata or {}).get("started", 0)
            if collection.name.startswith(f"{name}{_UNFINISHED}") and started < long_ago:
                self._drop(collection.name)

    def _dense(self, collection: Any) -> DenseIndex:
        guard = partial(_asking, self._url)
        return DenseIndex(collection, guard, guard, self.close)

    def close(self) -> None:
        """Let go of the connection."""
        # chromadb's own way to close leaves the connections open.
        for session in _sessions_of(self._client):
            session.close()
        self._client.close()


def name_of(kind: str, manifest: Manifest) -> str:
    """Name the collection that fits a manifest."""
    return f"policyqa-{kind}-{hashlib.sha256(json.dumps(asdict(manifest)).encode()).hexdigest()[:_DIGITS]}"


def digest_of(vectors: Mapping[str, list[float]]) -> str:
    """Digest vectors with their ids, in the precision in which they are stored."""
    digest = hashlib.sha256()
    for key in sorted(vectors):
        digest.update(f"{key}\0".encode())
        digest.update(np.asarray(vectors[key], dtype="<f4").tobytes())
    return digest.hexdigest()


@contextmanager
def _asking(url: str) -> Iterator[None]:
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, OSError) as error:
        raise IndexServerError(
            f"Chroma 服务器用不了：{url}（{_first_line(error)}）。"
            "请确认它在运行、POLICYQA_CHROMA_URL 无误；不设这个变量则使用本机的索引。"
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _open_client(address: SplitResult) -> Any:
    import chromadb
    import httpx
    from chromadb.config import Settings

    is_safe = address.scheme == "https"
    client: Any = chromadb.HttpClient(
        host=address.hostname or "",
        port=address.port or (443 if is_safe else 80),
        ssl=is_safe,
        settings=Settings(anonymized_telemetry=False),
    )
    # It would wait for ever for a server that hangs.
    for session in _sessions_of(client):
        session.timeout = httpx.Timeout(_PATIENCE_SECONDS, read=_WORK_SECONDS, write=_WORK_SECONDS)
    return client


def _sessions_of(client: Any) -> tuple[httpx.Client, ...]:
    """Return the connections of a client, which chromadb has no public name for: it makes two, one to look for databases."""
    return client._server._session, client._admin_client._server._session
