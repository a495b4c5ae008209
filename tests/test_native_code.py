"""Nothing leaves the machine, compiled libraries included: a build, an answer and the window, each with a fresh HOME."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests import system_calls

ROOT = Path(__file__).parents[1]
QUESTION = "人工智能基金群规模有多大？"
IDLE_SECONDS = 12
"""onnxruntime first looks for its maker's server some nine seconds after it was imported."""

unwatched = system_calls.missing() if sys.platform == "linux" else "only Linux has strace"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(unwatched), reason=unwatched)]


def watched(folder: Path, library: Path, *arguments: str) -> tuple[str, set[str]]:
    """Run Python as somebody does whose environment says nothing; return what it prints and what it should not do."""
    home, temporary = folder / "home", folder / "tmp"
    home.mkdir()
    temporary.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TMPDIR": str(temporary),
        "POLICYQA_LIBRARY": str(library),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",  # it would be written beside the libraries, wherever they are
        "UV_USE_IO_URING": "0",  # what goes through this strace does not see
    }
    done, faults = system_calls.run_watched(
        [sys.executable, *arguments], ROOT, environment, [ROOT, library.parent, temporary]
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, faults | {f"leaves {path}" for path in home.rglob("*")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    library = tmp_path_factory.mktemp("built") / "library"
    return library, watched(tmp_path_factory.mktemp("build"), library, "-m", "index", "build")[1]


def test_a_build(built: tuple[Path, set[str]]) -> None:
    assert built[1] == set()


def test_an_answer(built: tuple[Path, set[str]], tmp_path: Path) -> None:
    printed, faults = watched(tmp_path, built[0], "-m", "answer", QUESTION)
    assert "1000" in printed
    assert faults == set()


def test_the_window(built: tuple[Path, set[str]], tmp_path: Path) -> None:
    printed, faults = watched(tmp_path, built[0], str(ROOT / "tests" / "visit_window.py"), QUESTION, str(IDLE_SECONDS))
    assert "1000" in printed
    assert faults == set()


def test_without_the_switch_it_is_seen(built: tuple[Path, set[str]], tmp_path: Path) -> None:
    """The same command with the switch taken away again: a test that can fail."""
    taken_away = (
        "import os, runpy\n"
        "from ingest.quiet import SWITCHES\n"
        "del SWITCHES['ORT_DISABLE_TELEMETRY'], os.environ['ORT_DISABLE_TELEMETRY']\n"
        "runpy.run_module('answer', run_name='__main__', alter_sys=True)"
    )
    _, faults = watched(tmp_path, built[0], "-c", taken_away, QUESTION)
    assert any("onnxruntime" in fault for fault in faults)


def test_a_name_looked_up_by_compiled_code_is_seen(tmp_path: Path) -> None:
    """Of this Python's own watch (tests/watch.py) learns nothing."""
    native = (
        "import ctypes; ctypes.CDLL(None).getaddrinfo(b'example.invalid', None, None, ctypes.byref(ctypes.c_void_p()))"
    )
    assert "looks up a name" in watched(tmp_path, tmp_path / "library", "-c", native)[1]
