"""The window and the model behind proxies of all kinds: this machine is never asked through one, and nothing fails of one."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.library import Library
from index.proxies import is_loopback
from tests.answer.phrasing.llm_server import LLMServer
from tests.commands import run_python
from tests.index.chroma_server import running_server
from tests.proxy_server import ProxyServer

ROOT = Path(__file__).parents[1]
QUESTION = "人工智能基金群规模有多大？"
NAMES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path, library: Library) -> Path:
    """Name a folder with a copy of the session's library."""
    shutil.copytree(library.settings.library, tmp_path / "library")
    return tmp_path


@pytest.fixture(autouse=True)
def no_proxies_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def model_at(url: str) -> dict[str, str]:
    return {"POLICYQA_LLM_BASE_URL": url, "POLICYQA_LLM_MODEL": "test-model"}


@contextmanager
def window(folder: Path, **environ: str) -> Iterator[str]:
    """Start ``app.py`` with the library in a folder; give its address."""
    log = folder / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "app.py", "--port", "0"],
            cwd=ROOT,
            env=os.environ | {"POLICYQA_LIBRARY": str(folder / "library"), "PYTHONUNBUFFERED": "1"} | environ,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout
        try:
            said = process.stdout.readline()
            assert said.startswith("打开 http://127.0.0.1:"), log.read_text()
            yield said.split()[1]
        finally:
            process.terminate()
            process.wait(30)
    assert "Traceback" not in log.read_text(), log.read_text()


def ask(url: str) -> str:
    request = urllib.request.Request(
        f"{url}/gradio_api/run/ask", json.dumps({"data": [QUESTION, []]}).encode(), {"Content-Type": "application/json"}
    )
    # Nor through a proxy of whoever runs the tests.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=120) as response:
        return str(json.load(response)["data"][0]["answer"])


async def call_tool(url: str) -> str:
    """Ask over MCP; Gradio calls its own address for that."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    async with (
        streamable_http_client(f"{url}/gradio_api/mcp/") as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        result = await session.call_tool("ask", {"question": QUESTION})
        return str(result.content[0])


@pytest.mark.parametrize(
    "environ",
    [
        {"ALL_PROXY": "socks5://{proxy}", "NO_PROXY": "localhost,127.0.0.1"},
        {"all_proxy": "socks5h://{proxy}", "http_proxy": "http://{proxy}"},
        {"HTTP_PROXY": "socks4://{proxy}", "HTTPS_PROXY": "http://h:port", "NO_PROXY": "[::1]"},
    ],
)
def test_the_window_opens_and_asks_a_model_on_this_machine_directly(folder: Path, environ: dict[str, str]) -> None:
    with ProxyServer() as proxy, LLMServer() as model:
        named = {name: value.format(proxy=proxy.address) for name, value in environ.items()}
        with window(folder, **named, **model_at(model.base_url)) as url:
            assert "1000" in ask(url)
            asked = len(model.requests)
            assert asked
            assert "1000" in asyncio.run(call_tool(url))
            assert len(model.requests) > asked
        assert not any(map(is_loopback, proxy.hosts)), proxy.hosts


@pytest.mark.parametrize(
    ("environ", "host"),
    [
        ({"HTTP_PROXY": "http://{proxy}"}, "127.0.0.1"),
        ({"ALL_PROXY": "socks5://{proxy}"}, "localhost"),
        ({"all_proxy": "socks://{proxy}"}, "127.0.0.1"),
        ({"HTTPS_PROXY": "", "http_proxy": "{proxy}"}, "127.0.0.2"),
    ],
)
def test_so_does_the_command_line(folder: Path, environ: dict[str, str], host: str) -> None:
    with ProxyServer() as proxy, LLMServer() as model:
        named = {name: value.format(proxy=proxy.address) for name, value in environ.items()}
        named["POLICYQA_LIBRARY"] = str(folder / "library")
        url = model.base_url.replace("127.0.0.1", host)
        done = run_python("-m", "answer", QUESTION, **named, **model_at(url))
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        # At an address at which the server does not listen, nobody is asked in its place.
        assert bool(model.requests) == (host != "127.0.0.2")
        assert not any(map(is_loopback, proxy.hosts)), proxy.hosts


@pytest.mark.parametrize("scheme", ["socks5", "socks5h", "http"])
def test_a_remote_model_is_asked_through_the_proxy(folder: Path, scheme: str) -> None:
    with LLMServer() as model:
        port = int(model.base_url.rpartition(":")[2].partition("/")[0])
        with ProxyServer(("127.0.0.1", port)) as proxy:
            environ = {"ALL_PROXY": f"{scheme}://{proxy.address}", "POLICYQA_LIBRARY": str(folder / "library")}
            done = run_python("-m", "answer", QUESTION, **environ, **model_at("http://model.example/v1"))
            assert done.returncode == 0, done.stderr
            assert {*proxy.hosts} == {"model.example"}
            assert model.requests


@pytest.mark.parametrize("arguments", [("app.py", "--port", "0"), ("-m", "answer", QUESTION)])
@pytest.mark.parametrize("proxy", ["socks4://127.0.0.1:1080", "http://h:port"])
def test_a_proxy_that_cannot_be_used_is_told_in_one_line(arguments: tuple[str, ...], proxy: str) -> None:
    done = run_python(*arguments, ALL_PROXY=proxy, **model_at("https://model.example/v1"))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "model.example" in line
    assert "NO_PROXY" in line


def test_a_chroma_server_on_this_machine_is_asked_directly(tmp_path: Path) -> None:
    with ProxyServer() as proxy, running_server(tmp_path) as chroma:
        environ = {"HTTP_PROXY": f"http://{proxy.address}", "ALL_PROXY": f"socks5://{proxy.address}"}
        environ["POLICYQA_LIBRARY"] = str(tmp_path / "library")
        done = run_python("-m", "index", "build", POLICYQA_CHROMA_URL=chroma, **environ)
        assert done.returncode == 0, done.stderr
        assert not any(map(is_loopback, proxy.hosts)), proxy.hosts
