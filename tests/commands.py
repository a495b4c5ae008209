"""Our commands as a user starts them: in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 600
"""Seconds that no command takes, however busy the machine is; one that takes longer hangs."""


def run_python(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run Python in the repository; of our own variables only those given are set."""
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("POLICYQA_")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**inherited, "PYTHONIOENCODING": "utf-8", **environ},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def heavy_modules(statement: str, **environ: str) -> set[str]:
    """Run a statement and return which libraries that take seconds to import it has loaded."""
    heavy = ["torch", "transformers", "sentence_transformers", "gradio", "llama_index", "chromadb", "sklearn"]
    done = run_python("-c", f"import sys\n{statement}\nprint(*(set({heavy}) & set(sys.modules)))", **environ)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())
