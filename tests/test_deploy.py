"""The container file and the systemd unit fit the project, and the app runs as they run it."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import tomllib
from pathlib import Path

import pytest

from ingest.quiet import SWITCHES
from tests.commands import PATIENCE
from ui.routes import HEALTH

ROOT = Path(__file__).parents[1]
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "policyqa.service").read_text(encoding="utf-8")


def instructions(name: str) -> list[str]:
    """Return what follows an instruction of the container file, continued lines joined."""
    return re.findall(rf"^{name}\s+(.*)$", CONTAINER.replace("\\\n", " "), re.MULTILINE)


def test_every_package_is_copied_and_nothing_that_is_not_there() -> None:
    copied = [source for line in instructions("COPY") if "--from" not in line for source in line.split()[:-1]]
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    assert {package.partition(".")[0] for package in packages} <= {*copied}
    assert [source for source in copied if not (ROOT / source).exists()] == []
    # Of everything else, data and secrets among it, the image's maker sees nothing.
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split() if line[0] == "!"}
    assert {*copied} == allowed


def test_it_ends_as_a_user_without_rights_and_asks_for_its_health() -> None:
    assert instructions("USER")[-1] == "10001:10001"
    assert CONTAINER.rindex("\nUSER ") < CONTAINER.rindex("\nCMD ")
    assert HEALTH in instructions("HEALTHCHECK")[-1]


@pytest.mark.parametrize(("status", "expected"), [(200, 0), (503, 1)])
def test_the_container_asks_itself_and_no_proxy_for_its_health(status: int, expected: int) -> None:
    """podman hands the proxies of its own environment to every container."""
    command = json.loads(instructions("HEALTHCHECK")[-1].partition("CMD ")[2])
    proxies = {"http_proxy": "http://127.0.0.1:9", "all_proxy": "socks5://127.0.0.1:9"}
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _health(status)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        code = command[2].replace("7860", str(server.server_port))
        assert (
            subprocess.run([sys.executable, "-c", code], env=os.environ | proxies, check=False).returncode == expected
        )
        server.shutdown()


def _health(status: int) -> type[http.server.BaseHTTPRequestHandler]:
    class Health(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == HEALTH else 404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Health


def test_both_switch_reports_off_themselves() -> None:
    for file, keyword in ((CONTAINER, "ENV "), (UNIT, "Environment=")):
        set_there = [line.removeprefix(keyword) for line in file.splitlines() if line.startswith(keyword)]
        assert {f"{name}={value}" for name, value in SWITCHES.items()} <= set(" ".join(set_there).split())


def test_the_unit_is_one() -> None:
    assert "ExecStart=/opt/policyqa/.venv/bin/python app.py" in UNIT
    assert "DynamicUser=yes" in UNIT
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not here")
    done = subprocess.run(
        [analyze, "verify", "deploy/policyqa.service"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    faults = [line for line in done.stderr.splitlines() if "policyqa.service" in line and "not executable" not in line]
    assert faults == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs Linux and root, to become another user")
def test_it_answers_as_another_user_without_any_network() -> None:
    """As in a container with ``--network none``: only loopback is there, and only the folder of the library is its own."""
    if subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False).returncode:
        pytest.skip("network namespaces are not allowed here")
    home = Path(tempfile.mkdtemp())  # not tmp_path: only its owner may enter the folders above it
    os.chown(home, 10001, 10001)
    script = """
        ip link set lo up
        setpriv --reuid 10001 --regid 10001 --clear-groups "$PYTHON" app.py --port 7861 &
        for second in $(seq 300); do
            sleep 2
            "$PYTHON" -c "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:7861$HEALTH').read())" && break
        done
        kill $!
        wait
    """
    environment = {"PATH": os.environ["PATH"], "PYTHON": sys.executable, "HEALTH": HEALTH, "HOME": str(home)}
    environment |= {"POLICYQA_LIBRARY": str(home / "library"), "TMPDIR": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["unshare", "--net", "bash", "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE + 100,
    )
    catalogue = home / "library" / "catalogue.sqlite3"
    owner = catalogue.stat().st_uid if catalogue.is_file() else None
    shutil.rmtree(home)
    assert '{"status":"ok"}' in done.stdout, done.stdout + done.stderr
    assert owner == 10001
