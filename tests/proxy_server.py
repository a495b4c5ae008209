"""A proxy on loopback, HTTP and SOCKS 5 at the same port, that notes which hosts it is asked for and leads to one address."""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import threading
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self


class ProxyServer(ThreadingTCPServer):
    """A context manager; whatever host it is asked for, it connects to ``target``, or refuses if there is none."""

    daemon_threads = True

    def __init__(self, target: tuple[str, int] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target = target
        self.hosts: list[str] = []

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()


class _Handler(StreamRequestHandler):
    server: ProxyServer

    def handle(self) -> None:
        with contextlib.suppress(ConnectionError):
            first = self.rfile.read(1)
            begin = self._socks() if first == b"\x05" else self._http(first + self.rfile.readline())
            if begin is not None and self.server.target:
                self._relay(begin, self.server.target)

    def _socks(self) -> bytes | None:
        """Take a connection without a password (RFC 1928)."""
        self.rfile.read(self.rfile.read(1)[0])
        self.wfile.write(b"\x05\x00")
        _, _, _, kind = self.rfile.read(4)
        raw = self.rfile.read(4 if kind == 1 else self.rfile.read(1)[0])
        self.server.hosts.append(socket.inet_ntoa(raw) if kind == 1 else raw.decode())
        self.rfile.read(2)
        self.wfile.write(b"\x05\x00\x00\x01" + struct.pack("!IH", 0, 0) if self.server.target else b"\x05\x02")
        return b"" if self.server.target else None

    def _http(self, line: bytes) -> bytes | None:
        """Take a request for an address of ``http://``."""
        self.server.hosts.append(
            (re.findall(rb"(?:https?://)?([^\s/:]+)", line.partition(b" ")[2]) or [b""])[0].decode()
        )
        if not self.server.target:
            self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return None
        return re.sub(rb" http://[^/]+", b" ", line)

    def _relay(self, begin: bytes, target: tuple[str, int]) -> None:
        with socket.create_connection(target) as server:
            server.sendall(begin)
            threading.Thread(target=self._answer, args=(server,), daemon=True).start()
            while data := self.rfile.read1(65536):
                server.sendall(data)

    def _answer(self, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                self.wfile.write(data)
