"""Reports are switched off by whatever of the project is imported first, whatever the environment says."""

from __future__ import annotations

import os

import pytest

from ingest.quiet import SWITCHES
from tests.commands import run_python

PACKAGES = ("ingest", "index", "answer", "ui", "eval", "app")


@pytest.mark.parametrize("value", ["0", ""])
def test_whatever_is_imported_first_sets_the_switches(value: str) -> None:
    """Each package alone in a process of its own would take seconds: each forgets what those before it have set."""
    script = (
        f"import importlib, os, sys\n"
        f"for package in {PACKAGES}:\n"
        f"    os.environ.update(dict.fromkeys({list(SWITCHES)}, {value!r}))\n"
        f"    for name in [name for name in sys.modules if name.partition('.')[0] in {PACKAGES}]:\n"
        f"        del sys.modules[name]\n"
        f"    importlib.import_module(package)\n"
        f"    assert {{name: os.environ[name] for name in {list(SWITCHES)}}} == {SWITCHES}, package\n"
        f"    assert not {{'onnxruntime', 'chromadb', 'gradio', 'huggingface_hub'}} & set(sys.modules), package"
    )
    done = run_python("-c", script, **dict.fromkeys(SWITCHES, value))
    assert done.returncode == 0, done.stderr


def test_the_tests_and_what_they_start_are_quiet_too() -> None:
    assert SWITCHES.items() <= os.environ.items()
    done = run_python("-c", "import os; print(os.environ['ORT_DISABLE_TELEMETRY'])")
    assert done.stdout.strip() == "1"


@pytest.mark.slow
def test_the_libraries_read_them() -> None:
    """By the names that they use now: one that is renamed would be set in vain. onnxruntime: tests/test_native_code.py."""
    from chromadb.config import Settings
    from gradio.analytics import analytics_enabled
    from huggingface_hub.constants import HF_HUB_DISABLE_TELEMETRY

    assert (analytics_enabled(), HF_HUB_DISABLE_TELEMETRY, Settings().anonymized_telemetry) == (False, True, False)
