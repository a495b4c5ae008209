"""A model behind an OpenAI-compatible server, through llama-index's `OpenAILike`: a stream of text, or a typed error."""

from __future__ import annotations

import queue
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from answer.phrasing.errors import ModelError
from answer.phrasing.models import Failure
from answer.phrasing.settings import LLMSettings

if TYPE_CHECKING:
    import httpx
    from llama_index.core.llms import ChatMessage
    from llama_index.llms.openai_like import OpenAILike

MOST_TOKENS, MOST_CHARACTERS = 512, 1500
"""Longer than any answer to a citizen; what goes on is no answer."""
_MOST_TRIES = 2
_PAUSE = 0.5
_HEARTBEAT = 0.25
"""Seconds after which who waits is given an empty piece, so that he can leave."""
_STATUS: dict[int, Failure] = {401: "unauthorized", 403: "unauthorized", 404: "no_model", 429: "busy"}
_TRIED_AGAIN = frozenset({"busy", "server", "broken"})


@dataclass
class Usage:
    """Tokens as the server counts them; None where it does not tell."""

    prompt: int | None = None
    completion: int | None = None


@dataclass
class _Pieces:
    """What a reading thread hands over."""

    pieces: queue.SimpleQueue[str | ModelError | None] = field(default_factory=queue.SimpleQueue)
    left: threading.Event = field(default_factory=threading.Event)


class ChatModel:
    """Asks one model; safe to share between threads."""

    def __init__(self, settings: LLMSettings, now: Callable[[], float] = time.monotonic) -> None:
        """Take where it is, and the clock in seconds that its time is up by; nothing is sent yet."""
        self.name = settings.model
        self._settings, self._now = settings, now

    def _open(self, client: httpx.Client) -> OpenAILike:
        from llama_index.llms.openai_like import OpenAILike

        return OpenAILike(
            model=self._settings.model,
            api_base=self._settings.base_url,
            # Never the key of another service that the environment may hold.
            api_key=self._settings.api_key or "none",
            temperature=self._settings.temperature,
            max_tokens=MOST_TOKENS,
            is_chat_model=True,
            timeout=self._settings.timeout,
            max_retries=0,  # retried here, within one deadline for all tries
            additional_kwargs={"stream_options": {"include_usage": True}},
            http_client=client,  # type: ignore[call-arg]  # its __init__ takes it, its fields do not name it
        )

    def stream(self, system: str, user: str, usage: Usage) -> Iterator[str]:
        """Yield the text that the model writes, piece by piece; now and then an empty one while it writes nothing.

        Args:
            system: the rules.
            user: the evidence and the question.
            usage: is told the tokens.

        Raises:
            ModelError: if the server cannot be used, fails, or has not finished when the time is up.
        """
        messages = _messages(system, user)
        deadline = self._now() + self._settings.timeout
        for left in reversed(range(_MOST_TRIES)):
            began = False
            try:
                for piece in self._try(messages, usage, deadline):
                    began = began or bool(piece)
                    yield piece
            except ModelError as error:
                pause = error.retry_after if error.retry_after is not None else _PAUSE * (1 + random.random())  # noqa: S311
                hopeless = began or not left or error.failure not in _TRIED_AGAIN
                if hopeless or self._now() + pause >= deadline:
                    raise
                time.sleep(pause)
            else:
                return

    def _try(self, messages: list[ChatMessage], usage: Usage, deadline: float) -> Iterator[str]:
        import httpx

        handed = _Pieces()
        # A client for each request: closing it is the one way to end a read that waits for a server.
        client = httpx.Client(timeout=self._settings.timeout, follow_redirects=True)
        llm = self._open(client)
        threading.Thread(target=_read, args=(llm, messages, usage, handed), daemon=True).start()
        length = 0
        try:
            while (piece := _next(handed, deadline, self._now)) is not None:
                length += len(piece)
                if length > MOST_CHARACTERS:
                    raise ModelError("endless", f"{length} characters")
                yield piece
        finally:
            handed.left.set()
            client.close()
        if not length:
            raise ModelError("empty")


def _messages(system: str, user: str) -> list[ChatMessage]:
    """Word the request; the first time that imports the client, whose seconds are not the server's."""
    import llama_index.llms.openai_like  # noqa: F401
    from llama_index.core.llms import ChatMessage, MessageRole

    return [ChatMessage(role=MessageRole.SYSTEM, content=system), ChatMessage(role=MessageRole.USER, content=user)]


def _read(llm: OpenAILike, messages: list[ChatMessage], usage: Usage, handed: _Pieces) -> None:
    end: ModelError | None = None
    finished = ""
    try:
        for response in llm.stream_chat(messages):
            if handed.left.is_set():
                return
            finished = _finish_reason(response.raw) or finished
            _count(response.additional_kwargs, usage)
            if response.delta:
                handed.pieces.put(response.delta)
        if finished != "stop":
            # A server that stops in the middle, or at its limit, has not said all; what is missing may be a 不.
            end = ModelError("endless" if finished == "length" else "broken", f"finish_reason {finished or 'none'}")
    except Exception as error:  # whatever the client raises, the answer must not wait for it
        end = _typed(error)
    handed.pieces.put(end)


def _next(handed: _Pieces, deadline: float, now: Callable[[], float]) -> str | None:
    """Return the next piece, None at the end; empty if there is none yet."""
    left = deadline - now()
    if left <= 0:
        raise ModelError("timeout")
    try:
        piece = handed.pieces.get(timeout=min(left, _HEARTBEAT))
    except queue.Empty:
        return ""
    if isinstance(piece, ModelError):
        raise piece
    return piece


def _finish_reason(raw: Any) -> str:
    choices = getattr(raw, "choices", None)
    return str(choices[0].finish_reason or "") if choices else ""


def _count(told: dict[str, Any], usage: Usage) -> None:
    usage.prompt = told.get("prompt_tokens", usage.prompt)
    usage.completion = told.get("completion_tokens", usage.completion)


def _typed(error: Exception) -> ModelError:
    """Turn what the client raises into one of a few reasons; its words may hold what is secret, so they are left out."""
    import openai

    kind = type(error).__name__
    if isinstance(error, openai.APIStatusError):
        failure: Failure = _STATUS.get(error.status_code, "server" if error.status_code >= 500 else "broken")
        return ModelError(failure, f"HTTP {error.status_code}", _retry_after(error.response.headers.get("retry-after")))
    if isinstance(error, openai.APITimeoutError):
        return ModelError("timeout", kind)
    if isinstance(error, openai.APIConnectionError):
        cause = _causes(error)
        return ModelError("tls" if "SSL" in cause or "CERTIFICATE" in cause.upper() else _network(cause), kind)
    return ModelError("timeout" if "Timeout" in kind else "broken", kind)


def _network(cause: str) -> Failure:
    """A connection that was there and broke may be tried again; one that nobody takes need not."""
    return "broken" if "RemoteProtocolError" in cause or "ReadError" in cause else "unreachable"


def _causes(error: BaseException) -> str:
    """Return the kinds of an error and of what led to it, with their words, for looking things up in."""
    said = []
    at: BaseException | None = error
    while at is not None:
        said.append(f"{type(at).__name__} {at}")
        at = at.__cause__ or at.__context__
    return " ".join(said)


def _retry_after(header: str | None) -> float | None:
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None  # a date; the pause of our own will do
