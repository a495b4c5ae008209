"""What the tests of the index share, besides the index of the session."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from index.search_index import SearchIndex
from index.settings import IndexSettings
from index.tokenizer import PolicyTokenizer


@pytest.fixture(scope="session")
def plain_tokenizer() -> PolicyTokenizer:
    """Open jieba with its own dictionary only."""
    return PolicyTokenizer()


@pytest.fixture
def copied_settings(search_index: SearchIndex, index_settings: IndexSettings, tmp_path: Path) -> IndexSettings:
    """Point at a copy of the built index, to be damaged or built anew."""
    shutil.copytree(index_settings.index_dir, tmp_path / "index")
    return IndexSettings(index_dir=tmp_path / "index")


@pytest.fixture
def mounted() -> Iterator[Callable[[str], Path]]:
    """Return what mounts a disk of its own, with the options given."""
    made: list[Path] = []

    def mount(options: str) -> Path:
        folder = Path(mkdtemp(prefix="policyqa-disk-"))
        command = shutil.which("mount")
        done = command and subprocess.run(
            [command, "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], capture_output=True, check=False
        )
        if not done or done.returncode:
            folder.rmdir()
            pytest.skip("mounting a disk is not permitted here")
        made.append(folder)
        return folder

    yield mount
    for folder in made:
        subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)
        folder.rmdir()


@pytest.fixture
def without_privileges(search_index: SearchIndex) -> Iterator[None]:
    """Give up root's right to write anywhere, for the length of a test; what is yet to be imported root may keep from us."""
    if sys.platform == "win32":
        pytest.skip("permissions work differently there")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
