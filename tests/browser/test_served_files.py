"""Nothing of the host can be fetched through the server but what it is meant to serve."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.browser.conftest import START_SECONDS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

SECRETS = ("/etc/passwd", str(ROOT / "app.py"), str(ROOT / "pyproject.toml"), "/proc/self/environ")
UP = "/.." * 12
PATHS = [
    *(f"/gradio_api/file={secret}" for secret in SECRETS),
    *(f"/file={secret}" for secret in SECRETS),
    *(f"/gradio_api/file={quote(secret, safe='')}" for secret in SECRETS),
    *(f"/gradio_api/file=//{secret}" for secret in SECRETS),
    f"/gradio_api/file={UP}/etc/passwd",
    f"/gradio_api/file=..{UP}/etc/passwd",
    "/gradio_api/file=file:///etc/passwd",
    "/gradio_api/file=data/feedback.sqlite3",
    "/gradio_api/file=app.py",
    "/gradio_api/file=./app.py",
    "/gradio_api/file=%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/gradio_api/file=..%5c..%5cetc%5cpasswd",
    "/gradio_api/file=%00/etc/passwd",
    "/gradio_api/file=/etc/passwd%00.png",
    f"/assets{UP}/etc/passwd",
    f"/static{UP}/etc/passwd",
    f"/static/%2e%2e{'/%2e%2e' * 12}/etc/passwd",
    f"/svelte{UP}/etc/passwd",
    f"/assets/..%2f{'..%2f' * 12}etc/passwd",
    f"/theme.css{UP}/etc/passwd",
    f"/custom_component/x/y/z{UP}/etc/passwd",
    f"/gradio_api/upload_progress{UP}/etc/passwd",
    "/gradio_api/stream/../../../../etc/passwd",
    f"/responsibilities.csv{UP}/etc/passwd",
    f"{UP}/etc/passwd",
    "//etc/passwd",
    "/etc/passwd",
    "/gradio_api/proxy=http://127.0.0.1:1/",
    "/proxy=https://huggingface.co/",
    "/gradio_api/file=http://127.0.0.1:1/",
    "/openapi.json",
    "/docs",
    "/monitoring",
]
HELD = ("root:x:", "def main(argv", "[build-system]", "SQLite format 3", "POLICYQA_LIBRARY")


@pytest.mark.parametrize("path", PATHS)
def test_a_path_leads_to_no_file_of_the_host(app_url: str, path: str) -> None:
    # Not through a client that tidies the path up.
    connection = http.client.HTTPConnection(urlsplit(app_url).netloc, timeout=START_SECONDS)
    connection.putrequest("GET", path, skip_host=False, skip_accept_encoding=True)
    connection.endheaders()
    found = connection.getresponse()
    content = found.read().decode("utf-8", "replace")
    connection.close()
    assert found.status in {200, 307, 400, 403, 404, 405, 422}
    if found.status == 200:  # the page itself, which answers for what is under it
        assert "gradio" in content or path.startswith("/responsibilities")
    assert not [part for part in HELD if part in content]


def test_nothing_can_be_uploaded_to_be_kept(app_url: str) -> None:
    address = urlsplit(app_url)
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="../../evil.html"\r\n\r\n' + b"<b>x</b>" * 300
    )
    connection = http.client.HTTPConnection(address.netloc, timeout=START_SECONDS)
    connection.request(
        "POST", "/gradio_api/upload", body + b"\r\n--x--\r\n", {"Content-Type": "multipart/form-data; boundary=x"}
    )
    assert connection.getresponse().status >= 400
    connection.close()
