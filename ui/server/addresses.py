"""The addresses that the page and its endpoints need; Gradio serves more of them, and some keep what anybody sends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ui import words
from ui.routes import HEALTH, KINDS, SHELF, TEXTS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_OWN = "|".join(
    [*(re.escape(path) for path in (HEALTH, SHELF, *(f"/{kind.path}" for kind in KINDS))), rf"{TEXTS}(?:/[^/]+)?"]
)
_PAGE = r"/|/config/?|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/pwa_icon(?:/\d+)?|/(?:static|assets|svelte)/.+"
_ENDPOINTS = r"info/?|openapi\.json|app_id/?|startup-events|heartbeat/[^/]+|queue/(?:join|data)|(?:call|run|api)/.+|cancel|reset/?|mcp/?"
_NEEDED = re.compile(f"{_OWN}|{_PAGE}|/gradio_api/(?:{_ENDPOINTS})")
"""All others are closed, those too that a later Gradio may bring: uploads, links to a state that is kept on the disk, files,
proxies, tools for developers."""


class Addresses:
    """Lets in what asks for an address that is needed."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or _NEEDED.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
            return
        from starlette.responses import JSONResponse

        await JSONResponse({"detail": words.NO_SUCH_ADDRESS}, status_code=404)(scope, receive, send)
