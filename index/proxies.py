"""The proxies that the environment names, made fit for libraries that read them by themselves.

httpx, and what is built on it, reads them whenever a client is made, some at import: it fails there of one that it does not
know, though nobody would go through it, and sends what is meant for this machine to a proxy.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from ingest.errors import SettingsError

_KINDS = ("http", "https", "all")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def settle_proxies(*addresses: str) -> None:
    """Take out of the environment what libraries fail of, and keep what is meant for this machine from all proxies.

    To be called before a library makes its clients; calling it again changes nothing.

    Args:
        addresses: which will be asked; empty ones do not count.

    Raises:
        SettingsError: if the way to one of them leads through a proxy that cannot be used.
    """
    from urllib.request import getproxies, proxy_bypass

    # On macOS and Windows the settings of the system, if no variable is set.
    named = getproxies()
    if not named:
        return
    usable = {kind: named[kind] for kind in _KINDS if named.get(kind) and _is_usable(named[kind])}
    here = [*_LOOPBACK]
    for address in filter(None, addresses):
        scheme, host = urlsplit(address).scheme, urlsplit(address).hostname or ""
        kind = scheme if named.get(scheme) else "all"
        if is_loopback(host) or host in _UNSPECIFIED:
            here.append(host)
        elif host and named.get(kind) and kind not in usable and not proxy_bypass(host):
            raise SettingsError(
                _UNUSABLE.format(host=host, variable=f"{kind.upper()}_PROXY", proxy=_masked(named[kind]))
            )
    for kind in _KINDS:
        _set(f"{kind}_proxy", usable.get(kind, ""))
    _set("no_proxy", ",".join(dict.fromkeys((*_entries(named.get("no", "")), *here))))


_UNSPECIFIED = ("0.0.0.0", "::")  # noqa: S104 - where a request to it ends up, it is this machine
_UNUSABLE = (
    "访问 {host} 要经过的代理用不了（{variable}={proxy}）。请换成 http://主机:端口 或 socks5://主机:端口 的代理，"
    "或者在 NO_PROXY 中写上 {host}，不经代理访问。"
)


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own, whatever a proxy or a name server says."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        name = host.lower().rstrip(".")
        return name == "localhost" or name.endswith(".localhost")  # RFC 6761
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _is_usable(proxy: str) -> bool:
    import httpx

    # What reads the certificates of all authorities takes longer than all else here.
    no_certificates = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        made = httpx.Proxy(_whole(proxy))
        httpx.HTTPTransport(proxy=made, verify=no_certificates).close()
    except (ValueError, httpx.InvalidURL, ImportError):  # the last where httpx has no SOCKS
        return False
    return bool(made.url.host)


def _entries(no_proxy: str) -> Iterator[str]:
    """Yield the hosts that need no proxy, as httpx takes them."""
    import httpx

    for part in no_proxy.split(","):
        entry = part.strip().strip("[]")
        try:
            ipaddress.ip_address(entry)
        except ValueError:
            try:
                httpx.URL(entry if "://" in entry else f"all://*{entry}")
            except httpx.InvalidURL:
                continue
        if entry:
            yield entry


def _whole(proxy: str) -> str:
    return proxy if "://" in proxy else f"http://{proxy}"


def _masked(proxy: str) -> str:
    """Show what kind of proxy it is; the rest may hold a password."""
    return f"{_whole(proxy).partition('://')[0]}://…"


def _set(name: str, value: str) -> None:
    os.environ.pop(name.upper(), None)
    os.environ.pop(name, None)
    if value:
        os.environ[name] = value
