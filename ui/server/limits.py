"""How much one client, and all of them together, may ask for; who comes too often or too late is told to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import words

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_AT_ONCE = 256
"""Requests that are worked on at the same time; each holds a thread or a place in the queue."""
MOST_BYTES = 256 * 1024
"""Of one request: the longest question with the longest history is a tenth of it."""
_WAIT_SECONDS = "10"


class Limits:
    """Bounds requests by client and minute, by number at once and by size; counts what asks for work, not what reads files."""

    def __init__(self, app: ASGIApp, per_minute: int) -> None:
        """Take the application and how many requests a client has in a minute; 0 for no bound."""
        from limits import RateLimitItemPerMinute
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._app = app
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._allowed = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._at_once = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        client = (scope.get("client") or ("",))[0]
        said = dict(scope["headers"]).get(b"content-length", b"")
        # Whatever else it says, no more than that is read.
        if said.isdigit() and int(said) > MOST_BYTES:
            await _refuse(413, words.TOO_LARGE, scope, receive, send)
        elif self._allowed and not self._limiter.hit(self._allowed, client):
            await _refuse(429, words.TOO_OFTEN, scope, receive, send)
        elif self._at_once >= MOST_AT_ONCE:
            await _refuse(429, words.BUSY, scope, receive, send)
        else:
            self._at_once += 1
            try:
                await self._pass(scope, receive, send)
            finally:
                self._at_once -= 1

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in; where Gradio's queue is full, its own English is replaced."""
        is_full = False

        async def translated(message: Message) -> None:
            nonlocal is_full
            is_full = is_full or (message["type"] == "http.response.start" and message["status"] == 503)
            if not is_full:
                await send(message)

        await self._app(scope, _bounded(receive), translated)
        if is_full:
            await _refuse(429, words.BUSY, scope, receive, send)


def _bounded(receive: Receive) -> Receive:
    """Stop reading a request that does not say how long it is and does not end."""
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        return {"type": "http.disconnect"} if read > MOST_BYTES else message

    return bounded


async def _refuse(status: int, why: str, scope: Scope, receive: Receive, send: Send) -> None:
    from starlette.responses import JSONResponse

    # Gradio's page shows ``detail`` as it is.
    response = JSONResponse({"detail": why}, status_code=status, headers={"Retry-After": _WAIT_SECONDS})
    await response(scope, receive, send)
