"""Headers of proxies count only if they come from a proxy that is configured; anybody can write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Proxies:
    """Takes what trusted proxies say of a request over, and takes it out of all other requests."""

    def __init__(self, app: ASGIApp, trusted: str) -> None:
        """Take the application and the addresses of the proxies, separated by commas; none is trusted if it is empty."""
        from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

        self._app = app
        self._behind_proxy = ProxyHeadersMiddleware(app, trusted)  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "lifespan" and not self._is_trusted(scope):
            # Gradio would take the address of the page from them.
            kept = [(name, value) for name, value in scope["headers"] if not _is_of_proxies(name.lower())]
            await self._app({**scope, "headers": kept}, receive, send)
            return
        await self._behind_proxy(scope, receive, send)  # type: ignore[arg-type]

    def _is_trusted(self, scope: Scope) -> bool:
        client = scope.get("client")
        return client is not None and client[0] in self._behind_proxy.trusted_hosts


def _is_of_proxies(name: bytes) -> bool:
    return name.startswith(b"x-forwarded-") or name in {b"forwarded", b"x-real-ip"}
