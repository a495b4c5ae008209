"""Nothing leaves the machine: with every socket that is not loopback denied, all of it works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from eval.bench import torch_model
from tests.commands import PATIENCE
from tests.watch import DENY

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


def run(*arguments: str, library: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"POLICYQA_LIBRARY": str(library), "PYTHONIOENCODING": "utf-8"} | settings
    command = [sys.executable, "-c", DENY, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
    )


def test_the_watch_works(tmp_path: Path) -> None:
    (tmp_path / "outside.py").write_text(
        "import socket; socket.create_connection(('192.0.2.1', 80), 1)", encoding="utf-8"
    )
    (tmp_path / "name.py").write_text("import socket; socket.getaddrinfo('example.com', 80)", encoding="utf-8")
    for name in ("outside.py", "name.py"):
        assert run(str(tmp_path / name), library=tmp_path).returncode == 99


def test_reading_indexing_asking_and_measuring(tmp_path: Path) -> None:
    for arguments in (
        ("ingest",),
        ("index", "build"),
        ("index", "search", "智能算力"),
        ("answer", "人工智能基金群规模有多大？"),
        ("answer", "owners", "智能分拣"),
        ("eval", "check"),
    ):
        done = run(*arguments, library=tmp_path / "library")
        assert (done.returncode, "DENIED" in done.stderr) == (0, False), (arguments, done.stderr[-500:])
    assert "1000" in run("answer", "人工智能基金群规模有多大？", library=tmp_path / "library").stdout


@pytest.mark.skipif(bool(torch_model.missing()), reason="sentence-transformers is not installed")
def test_a_configured_model_that_is_on_the_machine_is_not_asked_for(tmp_path: Path) -> None:
    kept = tmp_path / "models--some--name"
    done = run("eval", "bench", "--fp32", str(kept / "snapshots" / "0123"), library=tmp_path)
    assert (done.returncode, "DENIED" in done.stderr) == (0, False), done.stderr[-500:]
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("0123", encoding="utf-8")
    script = tmp_path / "load.py"
    script.write_text(
        "from index.encoders import SentenceTransformerEncoder as Encoder\nprint(Encoder.load('some/name').dimensions)",
        encoding="utf-8",
    )
    done = run(str(script), library=tmp_path, HF_HUB_CACHE=str(tmp_path), PYTHONPATH=str(ROOT))
    assert (done.returncode, done.stdout.strip(), "DENIED" in done.stderr) == (0, "384", False), done.stderr[-500:]
