"""Writing files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_text(path: Path, text: str) -> None:
    """Write a file under another name and rename it when it is whole.

    Raises:
        OSError: if it cannot be written; an older file of that name is still there.
    """
    write_texts({path: text})


def write_texts(texts: Mapping[Path, str]) -> None:
    """Write files that belong together under other names and rename them when all of them are whole.

    Only a crash between two renames can leave new files beside old ones; who reads them has to notice.

    Raises:
        OSError: if one cannot be written; the older files of those names are still there.
    """
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in texts}
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_text(text, encoding="utf-8")
        for path, whole in beside.items():
            whole.replace(path)
    finally:
        for left in beside.values():
            left.unlink(missing_ok=True)
