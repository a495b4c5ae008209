"""Reading a file in a process of its own, so that none can hang, fill the memory of, or take over the one that asks."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.errors import SourceUnreadableError
from ingest.file_kinds import Kind
from ingest.formats.extracted import ExtractedText
from ingest.formats.limits import Limits
from ingest.models import ParseWarning
from ingest.quiet import SWITCHES

LIMITS = Limits()
_ROOT = Path(__file__).parents[2]
"""Where ``ingest`` is found, in the source tree as well as installed."""
_NEEDED = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "PYTHONHOME")
"""Variables that programs need to start at all. Others, keys of services for one, are none of a file's business."""

_SIGXCPU = 24
"""What ends a process that has computed for too long, on systems that know such a bound."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which no encoding has bytes for."""


def read_bounded(kind: Kind, data: bytes, name: str, limits: Limits = LIMITS) -> ExtractedText:
    """Read a file of a format in `ingest.formats.registry`.

    Args:
        kind: what it is.
        data: the file.
        name: how messages call it.
        limits: of the process that reads it.

    Raises:
        SourceUnreadableError: if it has no text that can be read within the limits.
    """
    command = [*python_command("ingest.formats.worker"), kind.id, name, *limits.written()]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - our own command
                command,
                stdin=given,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=limits.seconds,
                check=False,
                env=environment(),
                cwd=_ROOT,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_slow(kind, name, limits) from error
        if done.returncode == -_SIGXCPU:
            raise _too_slow(kind, name, limits)
        answer.seek(0)
        return _answer(answer.read(limits.output_bytes + 1), kind, name)


def python_command(module: str) -> list[str]:
    """Return the command that runs one of our modules; nothing is imported from the folder that we are in."""
    return [sys.executable, "-P", "-m", module]


def environment() -> dict[str, str]:
    """Return the variables of such a process: few, and those that keep libraries quiet."""
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    # Libraries are where they are for us; what is relative would be found in another folder.
    paths = [str(_ROOT), *(path for path in sys.path if Path(path).is_absolute())]
    return {**kept, **SWITCHES, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}


def _answer(written: bytes, kind: Kind, name: str) -> ExtractedText:
    """Read what the process wrote; it may have been ended while it wrote, or have written anything at all."""
    try:
        answer = json.loads(written)
        if "error" in answer:
            raise SourceUnreadableError(str(answer["error"]))
        warnings = tuple(ParseWarning(said, int(line), str(message)) for said, line, message in answer["warnings"])
        text = _HALF.sub("\ufffd", str(answer["text"]))
        return ExtractedText(text, warnings, tuple(map(int, answer["pages"])))
    except (ValueError, TypeError, KeyError) as error:
        raise SourceUnreadableError(
            f"读不出来：{name}（这个{kind.name}可能已损坏，或过于复杂）。"
            "请用原来的程序打开它，重新保存后再试，或另存为纯文本（UTF-8）。"
        ) from error


def _too_slow(kind: Kind, name: str, limits: Limits) -> SourceUnreadableError:
    return SourceUnreadableError(
        f"读取超时：{name}（这个{kind.name}用了 {limits.seconds} 秒还没有读完）。请只留下政策正文，另存后再试。"
    )
