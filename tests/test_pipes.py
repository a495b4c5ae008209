"""Whoever reads a command's output may stop at any time; a disk may be full."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.library import Library
from tests.commands import ROOT

COMMANDS = [
    ("ingest",),
    ("ingest", "--json"),
    ("ingest", "--explain"),
    ("ingest", "tests/ingest/gold/c01.md", "tests/ingest/gold/c07.md"),
    ("ingest", "--check", "tests/ingest/gold"),
    ("ingest", "--help"),
    ("index", "search", "算力"),
    ("index", "search", "算力", "--json"),
    ("index", "doctor"),
    ("index", "list"),
    ("index", "show", "shenzhen-ai-action-plan-2023-2024"),
    ("answer", "市国资委负责什么"),
    ("answer", "--json", "owners", "机场"),
    ("answer", "今天吃什么"),
    ("answer", "--help"),
    ("eval", "check"),
    ("eval", "--help"),
]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def library_folder(tmp_path_factory: pytest.TempPathFactory, library: Library) -> str:
    folder = tmp_path_factory.mktemp("pipes") / "library"
    shutil.copytree(library.settings.library, folder)
    return str(folder)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_reader_that_is_gone_gets_no_traceback(arguments: tuple[str, ...], library_folder: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=os.environ | {"POLICYQA_LIBRARY": library_folder},
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr.decode()) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", COMMANDS[:2], ids=" ".join)
def test_a_full_disk_is_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", *arguments], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
