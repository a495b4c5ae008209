"""Runs a command and tells where it reached and what it wrote, native code included: strace sees every system call."""

from __future__ import annotations

import ipaddress
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

_CALLS = (
    "connect,sendto,sendmsg,sendmmsg,?open,openat,?openat2,?creat,?mkdir,mkdirat,"
    "?rename,?renameat,renameat2,?link,linkat,?symlink,symlinkat,?mknod,mknodat"
)
# Calls that are not looked at run at full speed. -y: a number of a file or folder is printed with its path.
_STRACE = ["strace", "--follow-forks", "--seccomp-bpf", "-qq", "-y", "-x", f"--trace={_CALLS}"]
_CALL = re.compile(r"\d+\s+(?P<name>\w+)\((?P<arguments>.*)")
_ADDRESS = re.compile(
    r"\{sa_family=AF_INET6?, sin6?_port=htons\((?P<port>\d+)\).*?"
    r'(?:inet_addr\(|inet_pton\(AF_INET6, )"(?P<host>[^"]+)"'
)
_NAMED_SOCKET = re.compile(r'\{sa_family=AF_UNIX, sun_path=@?"(?P<path>[^"]+)"')
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<(?P<folder>[^>]*)>, )?"(?P<path>(?:[^"\\]|\\.)*)"')
_SENDS = frozenset({"connect", "sendto", "sendmsg", "sendmmsg"})
_DNS = 53


def missing() -> str:
    """Say why system calls cannot be watched here; empty if they can."""
    if shutil.which("strace") is None:
        return "strace is not here (Debian: apt-get install strace; macOS has none)"
    done = subprocess.run([*_STRACE, "-o", os.devnull, "true"], capture_output=True, text=True, check=False)
    return f"strace may not watch here: {done.stderr.strip()}" if done.returncode else ""


def run_watched(
    command: Sequence[str], folder: Path, environment: dict[str, str], may_write: Sequence[Path]
) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """Run a command, and all that it starts, under watch.

    Args:
        command: What is run.
        folder: Where it is run; relative paths start here.
        environment: Its whole environment.
        may_write: The folders that it may write to. /dev, with the memory that processes share, is always allowed.

    Returns:
        What became of it; and, in words, where it reached beyond loopback and what it wrote elsewhere.
    """
    log = Path(environment["TMPDIR"]) / "system_calls.txt"
    done = subprocess.run(
        [*_STRACE, "-o", str(log), *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    allowed = [str(path.resolve()) for path in (*may_write, Path("/dev"))]
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return done, {fault for line in lines for fault in faults(line, str(folder.resolve()), allowed)}


def faults(line: str, folder: str, allowed: Sequence[str]) -> Iterator[str]:
    """Tell what one line of strace's log does that it should not; attempts that failed count as well."""
    call = _CALL.match(line)
    if call is None:  # a signal, or the end of a call whose beginning was read
        return
    name, arguments = call["name"], call["arguments"]
    if name in _SENDS:
        yield from _reached(arguments)
    elif '"/etc/resolv.conf"' in arguments:
        yield "looks up a name"
    elif not name.startswith("open") or re.search(r"O_WRONLY|O_RDWR|O_CREAT", arguments):
        paths = (
            os.path.normpath(Path(found["folder"] or folder, found["path"])) for found in _PATH.finditer(arguments)
        )
        yield from (f"writes {path}" for path in paths if not any(Path(path).is_relative_to(one) for one in allowed))


def _reached(arguments: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(arguments):
        if int(found["port"]) == _DNS:
            yield "looks up a name"
        elif not ipaddress.ip_address(found["host"]).is_loopback:
            yield f"reaches {found['host']}"
    # Names are looked up through sockets with a path, too; nothing of ours listens on one.
    yield from (f"asks {found['path']}" for found in _NAMED_SOCKET.finditer(arguments))
