"""Who wants the answer that is being written to him to stop: one flag per session, as long as it is written."""

from __future__ import annotations

import threading


class Stops:
    """The flags of all sessions; safe to share between threads."""

    def __init__(self) -> None:
        """Begin without any."""
        self._flags: dict[str, threading.Event] = {}

    def begin(self, session: str) -> threading.Event:
        """Return the flag of an answer that begins; it is set once somebody wants it to stop."""
        flag = self._flags[session] = threading.Event()
        return flag

    def end(self, session: str) -> None:
        """Forget the flag of an answer that is over."""
        self._flags.pop(session, None)

    def stop(self, session: str) -> None:
        """Have the answer of a session stop, if one is being written."""
        flag = self._flags.get(session)
        if flag:
            flag.set()
