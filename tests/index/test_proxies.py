from __future__ import annotations

import os
from collections.abc import Iterator
from unittest import mock

import httpx
import pytest

from index.proxies import is_loopback, settle_proxies
from ingest.errors import SettingsError

REMOTE = "https://llm.example/v1"


@pytest.fixture(autouse=True)
def own_environment() -> Iterator[None]:
    """What is settled here is not settled for other tests."""
    kept = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    with mock.patch.dict(os.environ, kept, clear=True):
        yield


def proxies_left() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key.lower().endswith("_proxy") and key != "no_proxy"}


@pytest.mark.parametrize(
    "proxy",
    ["socks4://127.0.0.1:1080", "socks://127.0.0.1:1080", "ftp://h", "http://h:port", "://", "gopher://x:70"],
)
@pytest.mark.parametrize("name", ["HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
def test_what_libraries_fail_of_is_taken_out(name: str, proxy: str) -> None:
    os.environ[name] = proxy
    with pytest.raises((ValueError, httpx.InvalidURL)):
        httpx.Client()
    settle_proxies("http://127.0.0.1:11434/v1")
    assert proxies_left() == {}
    httpx.Client().close()


@pytest.mark.parametrize("no_proxy", ["[::1]", "a:b", "http://x:y", "例子", "intranet, [fe80::1] ,,"])
def test_hosts_without_a_proxy_are_written_as_libraries_take_them(no_proxy: str) -> None:
    os.environ["NO_PROXY"] = no_proxy
    settle_proxies()
    httpx.Client().close()
    assert {"localhost", "127.0.0.1", "::1"} <= {*os.environ["no_proxy"].split(",")}
    assert ("intranet,fe80::1," in os.environ["no_proxy"]) == ("intranet" in no_proxy)


@pytest.mark.parametrize(
    "proxy", ["http://user:password@proxy.example:3128", "proxy.example:3128", "https://proxy.example"]
)
def test_a_proxy_that_can_be_used_stays(proxy: str) -> None:
    os.environ["HTTPS_PROXY"] = proxy
    settle_proxies(REMOTE)
    assert proxies_left() == {"https_proxy": proxy}
    settle_proxies(REMOTE)
    assert proxies_left() == {"https_proxy": proxy}


def test_where_none_is_named_nothing_is_written() -> None:
    settle_proxies(REMOTE, "")
    assert "no_proxy" not in os.environ


@pytest.mark.parametrize(
    "address", ["http://127.0.0.2:11434/v1", "http://localhost.:1", "http://a.localhost", "http://0.0.0.0:1"]
)
def test_every_address_of_this_machine_that_is_asked_goes_without(address: str) -> None:
    os.environ |= {"HTTP_PROXY": "http://proxy.example", "ALL_PROXY": "socks4://h:1"}
    settle_proxies(address)
    with httpx.Client() as client:
        assert client._transport_for_url(httpx.URL(address)) is client._transport


def test_a_remote_server_behind_one_that_cannot_be_used_is_one_line_that_shows_no_password() -> None:
    os.environ["ALL_PROXY"] = "socks4://user:secret@proxy.example:1080"
    with pytest.raises(SettingsError, match=r"llm\.example .*ALL_PROXY=socks4://….*NO_PROXY") as caught:
        settle_proxies("", REMOTE)
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "environ",
    [
        {"ALL_PROXY": "socks4://h:1", "NO_PROXY": "llm.example"},
        {"ALL_PROXY": "socks4://h:1", "NO_PROXY": "*"},
        {"ALL_PROXY": "socks4://h:1", "HTTPS_PROXY": "http://proxy.example"},
        {"HTTP_PROXY": "socks4://h:1"},
    ],
)
def test_it_is_no_matter_where_the_way_leads_past_it(environ: dict[str, str]) -> None:
    os.environ |= environ
    settle_proxies(REMOTE)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.8.7", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("localhost", True),
        ("LocalHost.", True),
        ("app.localhost", True),
        ("localhost.example", False),
        ("notlocalhost", False),
        ("10.0.0.1", False),
        ("::", False),
        ("", False),
    ],
)
def test_what_is_this_machine(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected
