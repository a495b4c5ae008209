"""The command ``python app.py``: what it imports, how it refuses, what address it shows."""

from __future__ import annotations

import base64
import logging
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import app
from index.settings import IndexSettings
from tests.commands import PATIENCE
from ui import words

ROOT = Path(app.__file__).parent


def test_help_is_quick_and_imports_neither_gradio_nor_the_models() -> None:
    code = (
        "import sys, app\n"
        "try: app.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'gradio', 'chromadb', 'llama_index', 'onnxruntime', 'numpy', 'torch'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--port" in done.stdout


def test_a_port_in_use_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server((app.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        assert app.main(["--port", str(port)]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"打不开 {app.HOST}:{port}：端口已被占用。请用 --port 换一个端口，或用 --host 换一个地址。"
    ]


def test_a_wrong_setting_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYQA_NO_SUCH_SETTING", "1")
    assert app.main(["--port", "0"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert "POLICYQA_NO_SUCH_SETTING" in lines[0]


def test_a_port_out_of_range_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app.main(["--port", "70000"])
    assert ended.value.code == 2
    assert words.BAD_PORT in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("::", "http://[::1]:80"),
        ("intranet", "http://intranet:80"),
    ],
)
def test_the_address_can_be_opened(host: str, url: str) -> None:
    assert app._url(host, 80) == url


@pytest.mark.slow
@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("host", "password", "said"),
    [("127.0.0.1", "", ""), ("0.0.0.0", "", words.UNGUARDED), ("0.0.0.0", "secret", words.GUARDED)],
)
def test_it_says_who_can_reach_it_and_whether_a_password_is_needed(
    tmp_path: Path, index_settings: IndexSettings, host: str, password: str, said: str
) -> None:
    environment = os.environ | {"POLICYQA_LIBRARY": str(index_settings.library), "PYTHONUNBUFFERED": "1"}
    environment |= {"POLICYQA_USER": "u", "POLICYQA_PASSWORD": password} if password else {}
    log = tmp_path / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            [sys.executable, "app.py", "--host", host, "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        assert process.stdout
        url = process.stdout.readline().split()[1]
        try:
            if password:
                with pytest.raises(urllib.error.HTTPError, match="401"):
                    urllib.request.urlopen(url)
                allowed = base64.b64encode(f"u:{password}".encode()).decode()
                asked = urllib.request.Request(url, headers={"Authorization": f"Basic {allowed}"})
                assert urllib.request.urlopen(asked).status == 200
            else:
                assert urllib.request.urlopen(url).status == 200
        finally:
            process.terminate()
            process.wait(PATIENCE)
    printed = log.read_text(encoding="utf-8")
    assert (words.OPEN_TO_OTHERS.format(host=host, guard=said) in printed) == bool(said)
    assert "secret" not in printed


def test_what_is_logged_names_nobody() -> None:
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "asked: %s", ("我是13800138000",), None)
    assert app.MaskingFormatter("%(message)s").format(record) == "asked: 我是［手机号］"
