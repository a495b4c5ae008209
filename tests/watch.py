"""A program to run other programs under, which ends them when they reach for anything but this machine."""

from __future__ import annotations

# An audit hook sees every connection that Python code opens, of libraries too, and cannot be taken out again. What a
# compiled library opens by itself it does not see: tests/system_calls.py does.
DENY = r"""
import ipaddress, os, runpy, sys

def deny(event, arguments):
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
        if host and not ipaddress.ip_address(host).is_loopback:
            os.write(2, f"DENIED {event} {address}\n".encode())
            os._exit(99)
    if event in {"socket.getaddrinfo", "socket.gethostbyname"} and arguments[0] not in {None, "", "localhost", b"localhost"}:
        host = arguments[0].decode() if isinstance(arguments[0], bytes) else arguments[0]
        try:
            if ipaddress.ip_address(host).is_loopback:
                return
        except ValueError:
            pass
        os.write(2, f"DENIED {event} {host}\n".encode())
        os._exit(99)

sys.addaudithook(deny)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__") if sys.argv[0].endswith(".py") else runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
