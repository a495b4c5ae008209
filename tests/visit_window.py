"""Started under watch by test_native_code.py: runs the window, asks it a question, and lets it stand for some seconds."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.request

SECONDS = 120


def fetch(url: str, body: object = None) -> str:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as response:
        return str(response.read().decode())


def main(question: str, idle_seconds: float) -> None:
    command = [sys.executable, "app.py", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as window:
        try:
            assert window.stdout
            url = window.stdout.readline().split()[1]
            fetch(url)
            calls = f"{url}/gradio_api/call/ask"
            print(fetch(f"{calls}/{json.loads(fetch(calls, {'data': [question, []]}))['event_id']}"))
            time.sleep(idle_seconds)
        finally:
            window.terminate()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
