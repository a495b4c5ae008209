"""Output to terminals that do not know every character."""

from __future__ import annotations

import io
import sys


def show_what_can_be_shown() -> None:
    """Write a question mark for a character that the terminal has no bytes for, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        # Whatever tests or notebooks put there takes every character.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
