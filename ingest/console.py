"""Output to terminals that do not know every character, and to readers who go before its end."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import NoReturn, TextIO

_BROKEN = 2


def show_what_can_be_shown() -> None:
    """Write a question mark for a character that the terminal has no bytes for, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        # Whatever tests or notebooks put there takes every character.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def run_command(main: Callable[[], int]) -> NoReturn:
    """Run a command and end the process with its status; with 0, and quietly, if its reader (head, less) has seen enough.

    Args:
        main: the command; what it raises about its output it must let through.
    """
    status: int | str | None
    try:
        status = _run_to_the_last_character(main)
    except BrokenPipeError:
        _write_nowhere()
        status = 0
    except OSError as error:  # such as a full disk behind ``>``
        _write_nowhere(sys.stdout)
        print(error, file=sys.stderr)
        status = _BROKEN
    sys.exit(status)


def _run_to_the_last_character(main: Callable[[], int]) -> int | str | None:
    status: int | str | None
    try:
        status = main()
    except SystemExit as end:  # --help, too, is read by head
        status = end.code
    if sys.stdout is not None:
        # At exit, what cannot be written would be a traceback.
        sys.stdout.flush()
    return status


def _write_nowhere(*streams: TextIO) -> None:
    """Let what is still in a buffer vanish at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams or (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())
