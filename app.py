"""``python app.py``: serves the page. The command line and the server only; the page is the ``ui`` package's."""

from __future__ import annotations

import argparse
import contextlib
import logging
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from answer.privacy import mask
from answer.settings import ServerSettings
from index.proxies import is_loopback, settle_proxies
from ingest.arguments import ChineseParser
from ingest.console import show_what_can_be_shown
from ingest.errors import PolicyError, SettingsError
from ingest.settings import check_environment, from_environment
from ui import words
from ui.loader import AssistantLoader, open_assistant
from ui.page import build_app
from ui.shelf import Shelf

if TYPE_CHECKING:
    import fastapi

HOST, PORT = "127.0.0.1", 7860


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns its exit status."""
    show_what_can_be_shown()
    parser = ChineseParser(prog="python app.py", description=words.ABOUT)
    parser.add_argument("--host", default=HOST, help=words.HOST_HELP.format(host=HOST))
    parser.add_argument("--port", type=_port, default=PORT, help=words.PORT_HELP.format(port=PORT))
    options = parser.parse_args(argv)
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)  # on the handler: some libraries set the level of their own loggers lower
    handler.setFormatter(MaskingFormatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler])
    try:
        with _listen(options.host, options.port) as listener:
            _run(options.host, listener, _check_settings())
    except (PolicyError, SettingsError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


class MaskingFormatter(logging.Formatter):
    """Takes numbers that name a person out of whatever is logged, tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one record."""
        return mask(super().format(record))


def serve(listener: socket.socket, web: fastapi.FastAPI, on_ready: Callable[[], None]) -> None:
    """Serve a web application on a listening socket until the process is told to stop."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            on_ready()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            # Open pages keep a connection, and cutting it off is no error worth a page of traceback.
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await super().shutdown(sockets=sockets)

    Server(uvicorn.Config(web, log_level="warning", timeout_graceful_shutdown=1, proxy_headers=False)).run(
        sockets=[listener]
    )


def _run(host: str, listener: socket.socket, shelf: Shelf) -> None:
    loader = AssistantLoader(open_assistant)

    def greet() -> None:
        if not is_loopback(host):
            guarded = from_environment(ServerSettings).password
            warning = words.OPEN_TO_OTHERS.format(host=host, guard=words.GUARDED if guarded else words.UNGUARDED)
            print(warning, file=sys.stderr, flush=True)
        print(words.READY.format(url=_url(host, listener.getsockname()[1])), flush=True)
        loader.request()  # so that the first question need not wait for the models

    with contextlib.suppress(KeyboardInterrupt):
        serve(listener, build_app(shelf, loader), greet)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        reason = words.PORT_FAILURES.get(error.errno or 0, words.PORT_FAILURES[0])
        raise SettingsError(words.TAKEN.format(host=host, port=port, reason=reason)) from error


def _check_settings() -> Shelf:
    from answer.build import SETTINGS
    from answer.phrasing.settings import LLMSettings
    from index.settings import IndexSettings

    check_environment(SETTINGS)
    for kind in SETTINGS:
        from_environment(kind)
    llm = from_environment(LLMSettings)
    llm.check()
    # Gradio makes clients when it is imported.
    settle_proxies(llm.base_url, from_environment(IndexSettings).chroma_url)
    from_environment(ServerSettings).check()
    return Shelf.from_environment()


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(words.BAD_PORT)
    return int(text)


def _url(host: str, port: int) -> str:
    # The address that stands for all addresses is none that a browser can open.
    reachable = {"0.0.0.0": HOST, "::": "::1", "": HOST}.get(host, host)  # noqa: S104
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


if __name__ == "__main__":
    sys.exit(main())
