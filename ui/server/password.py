"""One name and password for the whole page, where they are configured (HTTP Basic, RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import TYPE_CHECKING

from ui import words
from ui.routes import HEALTH

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Password:
    """Lets nobody in without the name and the password; whether the server is well, anybody may ask."""

    def __init__(self, app: ASGIApp, user: str, password: str) -> None:
        """Take the application, and what has to be said."""
        self._app = app
        self._expected = f"{user}:{password}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or scope["path"] == HEALTH or self._is_said(scope):
            await self._app(scope, receive, send)
            return
        from starlette.responses import PlainTextResponse

        headers = {"WWW-Authenticate": 'Basic realm="policyqa", charset="UTF-8"'}
        await PlainTextResponse(words.SIGN_IN, status_code=401, headers=headers)(scope, receive, send)

    def _is_said(self, scope: Scope) -> bool:
        scheme, _, said = dict(scope["headers"]).get(b"authorization", b"").partition(b" ")
        try:
            decoded = base64.b64decode(said.strip(), validate=True)
        except binascii.Error:
            return False
        # In constant time, so that the answer's time tells nothing of the password.
        return scheme.lower() == b"basic" and hmac.compare_digest(decoded, self._expected)
