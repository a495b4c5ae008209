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


_MOST_WRONG = 10
"""Wrong answers of one client in a minute; nobody guesses a password so."""
_WAIT_SECONDS = "60"


class Password:
    """Lets nobody in without the name and the password; whether the server is well, anybody may ask."""

    def __init__(self, app: ASGIApp, user: str, password: str) -> None:
        """Take the application, and what has to be said."""
        from limits import RateLimitItemPerMinute
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._app = app
        self._expected = f"{user}:{password}".encode()
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._allowed = RateLimitItemPerMinute(_MOST_WRONG)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or scope["path"] == HEALTH:
            await self._app(scope, receive, send)
            return
        from starlette.responses import PlainTextResponse

        said = dict(scope["headers"]).get(b"authorization", b"")
        client = (scope.get("client") or ("",))[0]
        # Who has guessed too often is not told whether the next guess is right.
        if said and not self._limiter.test(self._allowed, client):
            refused = PlainTextResponse(words.WRONG_TOO_OFTEN, status_code=429, headers={"Retry-After": _WAIT_SECONDS})
        elif self._is_right(said):
            await self._app(scope, receive, send)
            return
        else:
            if said:
                self._limiter.hit(self._allowed, client)
            headers = {"WWW-Authenticate": 'Basic realm="policyqa", charset="UTF-8"'}
            refused = PlainTextResponse(words.SIGN_IN, status_code=401, headers=headers)
        await refused(scope, receive, send)

    def _is_right(self, authorization: bytes) -> bool:
        scheme, _, said = authorization.partition(b" ")
        try:
            decoded = base64.b64decode(said.strip(), validate=True)
        except binascii.Error:
            return False
        # In constant time, so that the answer's time tells nothing of the password.
        return scheme.lower() == b"basic" and hmac.compare_digest(decoded, self._expected)
