"""A language model's server that misbehaves on order: real HTTP on 127.0.0.1, and the chat-completions protocol.

What it answers is its script: a behaviour, a list of behaviours of which each request takes the next (the last one
repeats), or a callable that is given the request and returns a behaviour.

    with LLMServer([Status(429), Says("规模 10 亿元。")]) as server:
        ask(server.base_url)
    assert server.requests[0].body["stream"] is True
"""

from __future__ import annotations

import json
import select
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from email.message import Message
from http.client import responses
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Any, Self, TypeAlias, assert_never

HOST = "127.0.0.1"
CHUNK = 4
_CREATED = 1_700_000_000
_LOOK_AGAIN = 0.02
_MARK = "\ue000"

Text: TypeAlias = str | Callable[[Any], str]
"""What is said, or what makes it of the request's parsed body."""


@dataclass(frozen=True)
class Says:
    """An answer as it should be; a token is a character.

    Attributes:
        text: What is said.
        chunk: How many characters an event has.
        delay: Seconds between two events.
        first_delay: Seconds before the first byte, that of the status line.
        usage: Whether the tokens are counted at the end.
    """

    text: Text
    _: KW_ONLY
    chunk: int = CHUNK
    delay: float = 0.0
    first_delay: float = 0.0
    usage: bool = True


@dataclass(frozen=True)
class Status:
    """An answer with this status; without a body of its own it has an error as OpenAI words it."""

    code: int
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stalls:
    """Says so many characters, then nothing for some seconds, then ends.

    The body is then complete for HTTP, but without the rest of the text, a finish_reason or [DONE].
    """

    text: Text
    after: int
    seconds: float


@dataclass(frozen=True)
class Cuts:
    """Says so many characters and closes the connection in the middle of the body."""

    text: Text
    after: int


@dataclass(frozen=True)
class Malformed:
    """A 200 that calls itself an event stream and has this body; bytes need not be UTF-8."""

    body: str | bytes


@dataclass(frozen=True)
class Endless:
    """Says the text again and again until the client goes away or the server is closed."""

    text: Text
    delay: float = 0.001


@dataclass(frozen=True)
class ErrorBody:
    """A 200 with this body as JSON, even where a stream was asked for."""

    body: str


@dataclass(frozen=True)
class Empty:
    """Stops in due form without having said anything."""


@dataclass(frozen=True)
class Drops:
    """Closes the connection without any answer."""


Behaviour: TypeAlias = Says | Status | Stalls | Cuts | Malformed | Endless | ErrorBody | Empty | Drops


@dataclass(frozen=True)
class Request:
    """What a client sent.

    Attributes:
        method: GET or POST.
        path: The path with its query, such as /v1/chat/completions.
        headers: The headers; their names in any case.
        body: The parsed JSON; None without a body, the text where it is not JSON.
        over: Set once the server is through with it, also because the client went away.
    """

    method: str
    path: str
    headers: Message
    body: Any
    over: threading.Event = field(default_factory=threading.Event, compare=False)


Script: TypeAlias = Behaviour | Sequence[Behaviour] | Callable[[Request], Behaviour]


class LLMServer:
    """A context manager around the server; it can be entered once.

    What a script or a text raises breaks the connection off and is raised again at the end of the `with` block, or
    noted on what is raised there already.

    Attributes:
        requests: All requests in the order in which they came, also those to unknown paths.
        models: The names GET /v1/models lists, or what it does instead; it takes nothing from the script.
    """

    def __init__(self, script: Script = Says("好的。")) -> None:
        self.requests: list[Request] = []
        self.models: Sequence[str] | Behaviour = ("test-model",)
        self._lock = threading.Lock()
        self._script = script
        self._taken = 0
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def script(self) -> Script:
        """What is answered; a list that is set begins with its first behaviour."""
        return self._script

    @script.setter
    def script(self, script: Script) -> None:
        with self._lock:
            self._script, self._taken = script, 0

    @property
    def base_url(self) -> str:
        """The address a client is given; it stays known once the server is closed."""
        assert self._server is not None, "the server has not been entered"
        return f"http://{HOST}:{self._server.server_port}/v1"

    def next_behaviour(self, request: Request) -> Behaviour:
        """Take what answers this request from the script."""
        with self._lock:
            script, taken = self._script, self._taken
            self._taken += 1
        if callable(script):
            return script(request)
        return script[min(taken, len(script) - 1)] if isinstance(script, Sequence) else script

    def close(self) -> None:
        """Break off what is being answered and end all threads; a second time does nothing."""
        if self._server is None or self._thread is None:
            return
        self._server.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._thread = None

    def __enter__(self) -> Self:
        assert self._server is None, "the server has been entered before"
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(_LOOK_AGAIN,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()
        errors = self._server.errors if self._server else []
        if raised is None and errors:
            raise errors[0]
        if raised is not None:
            for error in errors:
                raised.add_note(f"raised while the server answered: {error!r}")


def unused_port() -> int:
    """Return a port on which nobody listens.

    It stays bound until the process ends: nobody else can come to listen there, nor can a client that connects be
    given it as its own port and so reach itself.
    """
    with socket.socket() as bound:
        bound.bind((HOST, 0))
        port: int = bound.getsockname()[1]
        bound.detach()
    return port


class _Server(ThreadingHTTPServer):
    """Knows its connections and threads, so that it can end them, and says nothing on stderr."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, llm: LLMServer) -> None:
        self.llm = llm
        self.closing = threading.Event()
        self.errors: list[BaseException] = []
        self._connections: set[socket.socket] = set()
        self._handlers: list[threading.Thread] = []
        super().__init__((HOST, 0), _Handler)

    def server_bind(self) -> None:
        """Bind without looking up the host's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        handler = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True)
        self._handlers.append(handler)
        handler.start()

    def close_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().close_request(request)

    def server_close(self) -> None:
        super().server_close()
        for connection in list(self._connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # closed already
        for handler in self._handlers:
            handler.join(timeout=5)

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.errors.append(error)


class _Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection. Whatever breaks a connection off is an OSError."""

    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def _handle(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            body = json.loads(raw) if raw else None
        except ValueError:
            body = raw.decode("utf-8", "replace")
        request = Request(self.command, self.path, self.headers, body)
        self.server.llm.requests.append(request)
        try:
            self._behave(self._behaviour(request), body)
        finally:
            request.over.set()

    def _behaviour(self, request: Request) -> Behaviour:
        llm = self.server.llm
        match request.method, request.path.partition("?")[0]:
            case "POST", "/v1/chat/completions":
                if isinstance(request.body, dict):
                    return llm.next_behaviour(request)
                # A body without its length may still be on its way.
                return Status(400, headers={"Connection": "close"})
            case "GET", "/v1/models":
                if not isinstance(llm.models, Sequence):
                    return llm.models
                models = [
                    {"id": name, "object": "model", "created": _CREATED, "owned_by": "test"} for name in llm.models
                ]
                return ErrorBody(_json({"object": "list", "data": models}))
            case _:
                return Status(404)

    def _behave(self, behaviour: Behaviour, body: Any) -> None:
        match behaviour:
            case Says():
                self._say(behaviour, body)
            case Empty():
                self._say(Says("", usage=False), body)
            case Stalls(text, after, seconds):
                reply = _Reply(self, body)
                reply.begin()
                reply.say(_made(text, body)[:after])
                self.wait(seconds)
                reply.end()
            case Cuts(text, after):
                reply = _Reply(self, body)
                reply.begin()
                reply.say(_made(text, body)[:after])
                raise ConnectionAbortedError
            case Endless(text, delay):
                reply, made = _Reply(self, body), _made(text, body)
                reply.begin()
                while True:
                    reply.say(made)
                    self.wait(delay)
            case Status(code, own, headers):
                self._send(code, _error(code) if own is None else own, headers)
            case ErrorBody(own):
                self._send(200, own, {})
            case Malformed(own):
                self._send(200, own, {"Content-Type": "text/event-stream"})
            case Drops():
                raise ConnectionAbortedError
            case _:
                assert_never(behaviour)

    def _say(self, says: Says, body: Any) -> None:
        text = _made(says.text, body)
        reply = _Reply(self, body)
        self.wait(says.first_delay)
        reply.begin()
        for start in range(0, len(text), says.chunk):
            if start:
                self.wait(says.delay)
            reply.say(text[start : start + says.chunk], says.chunk)
        reply.finish(_usage(body, text) if says.usage else None)
        reply.end()

    def _send(self, code: int, body: str | bytes, headers: Mapping[str, str]) -> None:
        """Send a whole answer at once; the headers given take the place of the usual ones."""
        data = body.encode() if isinstance(body, str) else body
        usual = {"content-type": "application/json", "content-length": str(len(data))}
        self.send_response(code)
        for name, value in {**usual, **{name.lower(): value for name, value in headers.items()}}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def wait(self, seconds: float) -> None:
        """Wait, or break the connection off when the server is closed or the client has gone away."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if self.server.closing.wait(max(0.0, min(left, _LOOK_AGAIN))) or self._client_has_gone():
                raise ConnectionAbortedError
            if left <= _LOOK_AGAIN:
                return

    def _client_has_gone(self) -> bool:
        readable, _, _ = select.select([self.connection], [], [], 0)
        return bool(readable) and not self.connection.recv(1, socket.MSG_PEEK)


class _Reply:
    """A completion on its way piece by piece: as events, or as one JSON where no stream was asked for."""

    def __init__(self, handler: _Handler, body: Any) -> None:
        self._handler = handler
        self._stream = isinstance(body, dict) and body.get("stream") is True
        self._envelope = {
            "id": "chatcmpl-test",
            "object": "chat.completion.chunk" if self._stream else "chat.completion",
            "created": _CREATED,
            "model": body.get("model", "") if isinstance(body, dict) else "",
        }

    def begin(self) -> None:
        """Send the headers and what stands before the text."""
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream" if self._stream else "application/json")
        self._handler.send_header("Transfer-Encoding", "chunked")
        self._handler.end_headers()
        if self._stream:
            self._choose({"role": "assistant", "content": ""})
        else:
            self._write(self._whole(None)[0])

    def say(self, text: str, chunk: int = CHUNK) -> None:
        """Send some of the text, so many characters at a time."""
        for start in range(0, len(text), chunk):
            piece = text[start : start + chunk]
            if self._stream:
                self._choose({"content": piece})
            else:
                self._write(_json(piece)[1:-1])

    def finish(self, usage: dict[str, int] | None) -> None:
        """Send what shows a client that nothing is missing."""
        if not self._stream:
            self._write(self._whole(usage)[1])
            return
        self._choose({}, "stop")
        if usage:
            self._event(_json({**self._envelope, "choices": [], "usage": usage}))
        self._event("[DONE]")

    def end(self) -> None:
        """End the body; the connection stays open."""
        self._handler.wfile.write(b"0\r\n\r\n")

    def _whole(self, usage: dict[str, int] | None) -> tuple[str, str]:
        choice = {"index": 0, "message": {"role": "assistant", "content": _MARK}, "finish_reason": "stop"}
        whole = _json({**self._envelope, "choices": [choice], **({"usage": usage} if usage else {})})
        before, _, after = whole.partition(_MARK)
        return before, after

    def _choose(self, delta: dict[str, str], finish_reason: str | None = None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        self._event(_json({**self._envelope, "choices": [choice]}))

    def _event(self, data: str) -> None:
        self._write(f"data: {data}\n\n")

    def _write(self, text: str) -> None:
        data = text.encode()
        self._handler.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _made(text: Text, body: Any) -> str:
    return text if isinstance(text, str) else text(body)


def _usage(body: Any, text: str) -> dict[str, int]:
    messages = body.get("messages", ()) if isinstance(body, dict) else ()
    prompt = sum(len(message["content"]) for message in messages)
    return {"prompt_tokens": prompt, "completion_tokens": len(text), "total_tokens": prompt + len(text)}


def _error(code: int) -> str:
    words = responses.get(code, "Error")
    kind = "server_error" if code >= 500 else "invalid_request_error"
    return _json({"error": {"message": words, "type": kind, "code": words.lower().replace(" ", "_")}})
