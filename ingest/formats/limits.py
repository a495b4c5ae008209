"""What a process that reads an untrusted file may use, and what it may not do at all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one process.

    Attributes:
        seconds: of waiting for it, and of what it computes.
        memory_bytes: all that it may address; where the system has no such bound (macOS, Windows), the others hold.
        output_bytes: of each file that it may write; its answer is one.
    """

    seconds: int = 60
    memory_bytes: int = 1024**3
    output_bytes: int = 128 * 1024**2

    def written(self) -> list[str]:
        """Return them as arguments of a command, which `read` reads."""
        return [str(number) for number in astuple(self)]

    @classmethod
    def read(cls, arguments: list[str]) -> Limits:
        """Read the arguments of a command."""
        return cls(*map(int, arguments))


class ForbiddenError(PermissionError):
    """A reader of a format tried what none of them needs."""


_FORBIDDEN = frozenset(
    "socket.bind socket.connect socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr socket.sendto socket.sendmsg "
    "subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.fork os.forkpty os.startfile pty.spawn "
    "os.remove os.rename os.rmdir os.mkdir os.link os.symlink os.truncate os.chmod os.chown os.kill "
    "urllib.Request ftplib.connect http.client.connect smtplib.connect".split()
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def confine(limits: Limits) -> None:
    """Bound this process from now on, for good, as far as the system knows such bounds."""
    try:
        import resource
    except ImportError:  # Windows
        return
    bounds = {
        resource.RLIMIT_CPU: limits.seconds,
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_FSIZE: limits.output_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for what, bound in bounds.items():
        _, hard = resource.getrlimit(what)
        if hard != resource.RLIM_INFINITY:
            bound = min(bound, hard)  # noqa: PLW2901 - no one may raise what was set before
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, bound))


def forbid() -> None:
    """Refuse network, further processes and changes of files from now on, for good, to all Python code of this process."""
    sys.dont_write_bytecode = True
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise ForbiddenError(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITES:
        raise ForbiddenError(event)
