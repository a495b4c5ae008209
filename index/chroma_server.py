"""A Chroma server with the vectors of a library, for several machines that share them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, urlsplit

from index.errors import ChromaServerError
from index.proxies import settle_proxies

if TYPE_CHECKING:
    import httpx

_PATIENCE_SECONDS, _WORK_SECONDS = 10.0, 120.0
"""For an answer at all, and for one to a batch of vectors."""
_HEARTBEAT = "/api/v2/heartbeat"


@contextmanager
def connected(url: str) -> Iterator[Any]:
    """Give a client of a server for as long as the block takes.

    Raises:
        ChromaServerError: if the server does not answer as a Chroma server does, or fails within the block.
        SettingsError: if the way to it leads through a proxy that cannot be used.
    """
    import httpx
    from chromadb.errors import ChromaError

    try:
        with closing(_Client(_reached(url))) as opened:
            yield opened.client
    except (ChromaError, httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, OSError) as error:
        first_line = (str(error).splitlines() or [type(error).__name__])[0]
        raise ChromaServerError(
            f"Chroma 服务器用不了：{url}（{first_line}）。"
            "请确认它在运行、POLICYQA_CHROMA_URL 无误；不设这个变量则把向量存在政策库的文件夹里。"
        ) from error


def _reached(url: str) -> SplitResult:
    """Ask whether a server is there; chromadb's own client would wait for ever."""
    import httpx

    address = urlsplit(url)
    if address.scheme not in ("http", "https") or not address.hostname:
        raise ValueError("地址应当形如 http://127.0.0.1:8000")
    settle_proxies(url)
    reply = httpx.get(f"{address.scheme}://{address.netloc}{_HEARTBEAT}", timeout=_PATIENCE_SECONDS)
    if "nanosecond heartbeat" not in reply.raise_for_status().json():
        raise ValueError("那里的不是 Chroma 服务器")
    return address


class _Client:
    def __init__(self, address: SplitResult) -> None:
        import chromadb
        import httpx
        from chromadb.config import Settings

        is_safe = address.scheme == "https"
        self.client: Any = chromadb.HttpClient(
            host=address.hostname or "",
            port=address.port or (443 if is_safe else 80),
            ssl=is_safe,
            settings=Settings(anonymized_telemetry=False),
        )
        # It would wait for ever for a server that hangs.
        for session in self._sessions():
            session.timeout = httpx.Timeout(_PATIENCE_SECONDS, read=_WORK_SECONDS, write=_WORK_SECONDS)

    def _sessions(self) -> tuple[httpx.Client, ...]:
        """Return the connections, which chromadb has no public name for: it makes two, one to look for databases."""
        return self.client._server._session, self.client._admin_client._server._session

    def close(self) -> None:
        # chromadb's own way to close leaves the connections open.
        for session in self._sessions():
            session.close()
        self.client.close()
