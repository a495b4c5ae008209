"""What a line of strace's log says, as strace 6 prints it."""

from __future__ import annotations

import pytest

from tests.system_calls import faults

SENT = "sendmmsg(16<socket:[24793]>, [{msg_hdr={"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            'connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
            [],
        ),
        (
            "connect(3<socket:[1]>, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), "
            'inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, 28) = 0',
            [],
        ),
        (
            "connect(3<socket:[1]>, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), "
            'inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH (unreachable)',
            ["reaches 2001:db8::1"],
        ),
        (
            'connect(8<socket:[2]>, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16 <unfinished ...>',
            ["reaches 192.0.2.1"],
        ),
        (
            'sendto(8<socket:[2]>, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("192.0.2.1")}, 16) = 1',
            ["reaches 192.0.2.1"],
        ),
        (
            f'{SENT}msg_name={{sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.9")}}, msg_namelen=16}}}}], 1, 0) = 1',
            ["looks up a name"],
        ),
        # A resolver on this machine passes the question on.
        (
            'connect(8<socket:[2]>, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 0',
            ["looks up a name"],
        ),
        (
            'connect(8<socket:[2]>, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0',
            ["asks /run/systemd/resolve/io.systemd.Resolve"],
        ),
        ("connect(8<socket:[2]>, {sa_family=AF_UNSPEC}, 16) = 0", []),
        ('sendto(8<socket:[2]>, "sent where it is connected", 26, 0, NULL, 0) = 26', []),
        ('openat(AT_FDCWD</p>, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC <unfinished ...>', ["looks up a name"]),
        ('openat(AT_FDCWD</p>, "/home/u/.cache/x", O_RDONLY|O_CLOEXEC) = 3</home/u/.cache/x>', []),
        (
            'openat(AT_FDCWD</p>, "/home/u/.cache/x", O_RDWR|O_CREAT, 0600) = 3</home/u/.cache/x>',
            ["writes /home/u/.cache/x"],
        ),
        ('openat(AT_FDCWD</p>, "data/index/x", O_WRONLY|O_CREAT, 0600) = 3</p/data/index/x>', []),
        (
            'openat(AT_FDCWD</p>, "../beside", O_WRONLY|O_CREAT, 0600) = -1 EACCES (Permission denied)',
            ["writes /beside"],
        ),
        ('openat(AT_FDCWD</p>, "/previous", O_WRONLY|O_CREAT, 0600) = 3</previous>', ["writes /previous"]),
        ('openat(AT_FDCWD</p>, "/dev/null", O_WRONLY|O_CLOEXEC) = 3</dev/null>', []),
        ('mkdir("/home/u/.cache", 0700) = 0', ["writes /home/u/.cache"]),
        ('mkdir("data", 0700) = 0', []),
        (
            'linkat(30</home/u>, "id.tmp", 30</home/u>, "id", 0) = 0',
            ["writes /home/u/id.tmp", "writes /home/u/id"],
        ),
        ('rename("/p/a", "/home/u/a") = 0', ["writes /home/u/a"]),
        ("<... connect resumed>) = 0", []),
    ],
)
def test_what_a_call_should_not_do(call: str, expected: list[str]) -> None:
    assert list(faults(f"123 {call}", "/p", ["/p", "/dev"])) == expected
