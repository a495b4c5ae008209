"""The path under which others see the page, where a proxy has other pages beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class RootPath:
    """Takes the path off an address; of a proxy that has done so already, addresses stay as they are."""

    def __init__(self, app: ASGIApp, root: str) -> None:
        """Take the application and the path, such as ``/policy``."""
        self._app, self._root = app, root

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"] == self._root:
            from starlette.responses import RedirectResponse

            # What the page links to is named from its folder.
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{self._root}/{'?' if query else ''}{query}")(scope, receive, send)
            return
        if scope["type"] != "lifespan" and scope["path"].startswith(f"{self._root}/"):
            raw = scope.get("raw_path")
            scope = {**scope, "path": scope["path"].removeprefix(self._root)}
            if raw is not None:
                scope["raw_path"] = raw.removeprefix(self._root.encode())
        await self._app(scope, receive, send)
