"""What is made once and stays to the end of the process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def made_to_last() -> Iterator[None]:
    """Keep the garbage collector from looking at what is made within: modules, dictionaries and tables that stay.

    Looking at them takes a tenth of the time of importing and opening, and later some tens of milliseconds in the middle of
    an answer.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_on:
            gc.enable()
