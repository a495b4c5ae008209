"""Old formats of word processors, converted to docx by LibreOffice where it is installed.

``python -m ingest.formats.office`` runs a program within limits.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from ingest.errors import SourceUnreadableError
from ingest.file_kinds import DOC, RTF, Kind, refused
from ingest.formats.bounded import environment, python_command
from ingest.formats.limits import Limits, confine

CONVERTED = (DOC, RTF)
LIMITS = Limits(seconds=120, memory_bytes=6 * 1024**3, output_bytes=256 * 1024**2)
"""An office suite addresses some gigabytes, most of which it never uses, and takes seconds to start."""
_PROGRAMS = ("soffice", "libreoffice")
_NOBODY_LISTENS = "127.0.0.1", "9"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    *(("Inet/Settings", f"ooInet{kind}ProxyName", _NOBODY_LISTENS[0]) for kind in ("HTTP", "HTTPS", "FTP")),
    *(("Inet/Settings", f"ooInet{kind}ProxyPort", _NOBODY_LISTENS[1]) for kind in ("HTTP", "HTTPS", "FTP")),
)
"""Of a profile that is used once: no macros, no links that are followed, a proxy that is not there."""


def to_docx(kind: Kind, data: bytes, name: str, limits: Limits = LIMITS) -> bytes:
    """Convert a file with LibreOffice, in a folder that is gone afterwards.

    Args:
        kind: one of `CONVERTED`.
        data: the file.
        name: how messages call it.
        limits: of LibreOffice.

    Raises:
        SourceUnreadableError: if LibreOffice is not installed, fails, or takes too long; it says what else to do.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise refused(kind, name)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        folder = Path(temporary)
        source = folder / f"source.{kind.id}"
        source.write_bytes(data)
        _write_profile(folder / "profile")
        problem = _run(_command(program, folder, source, limits), folder, limits)
        converted = folder / "out" / "source.docx"
        if problem or not converted.is_file():
            raise SourceUnreadableError(
                f"LibreOffice 没能转换：{name}（这是一个{kind.name}{problem}）。{kind.advice}。"
            )
        with converted.open("rb") as file:
            return file.read(limits.output_bytes)


def _write_profile(folder: Path) -> None:
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")


def _command(program: str, folder: Path, source: Path, limits: Limits) -> list[str]:
    options = ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    conversion = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source)]
    return [*python_command("ingest.formats.office"), *limits.written(), program, profile, *options, *conversion]


def _run(command: list[str], folder: Path, limits: Limits) -> str:
    """Run a program and all that it starts; returns what went wrong, in words, or nothing."""
    quiet = subprocess.DEVNULL
    variables = {**environment(), "HOME": str(folder), "TMPDIR": str(folder)}
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, env=variables, start_new_session=True
    )
    try:
        status = process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        return f"，用了 {limits.seconds} 秒还没有转完"
    finally:
        # It starts processes of its own, which would outlive it.
        with suppress(ProcessLookupError, PermissionError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
    return "，可能已损坏" if status else ""


def main(arguments: list[str]) -> None:
    """Become the program that the arguments name, within the limits that stand before it."""
    count = len(Limits().written())
    confine(Limits.read(arguments[:count]))
    os.execv(arguments[count], arguments[count:])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(sys.argv[1:])
