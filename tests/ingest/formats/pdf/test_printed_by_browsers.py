"""PDF as browsers print it: with fonts of their own making, justified lines, and borders drawn cell by cell."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from ingest.formats.pdf.reader import read
from tests.ingest.formats.html.portals import table
from tests.ingest.formats.html.test_reader import DOCUMENTS

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
STYLE = """@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —" } }
body { font: 16pt/28.95pt "Noto Serif CJK SC"; margin: 0; text-align: justify }
p { margin: 0; text-indent: 2em } h1 { font-size: 22pt; line-height: 33pt; text-align: center; margin: 0 40pt }
table { border-collapse: collapse; width: 100%; font-size: 12pt; line-height: 18pt } td { border: 0.5pt solid; padding: 2pt 4pt }
td p { text-indent: 0 }"""
ROWS = (
    ("序号", "事项", "标准"),
    *((str(i), f"第{i}项扶持", f"给予不超过{i}0万元的资金支持，按照实际支出核定") for i in range(1, 41)),
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="需要 Chromium：apt-get install chromium fonts-noto-cjk"),
]


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_what_a_browser_prints_is_read_as_it_was_written(tmp_path: Path) -> None:
    plan = DOCUMENTS["plan"]
    body = f"<h1>{escape(plan.title)}</h1>" + "".join(f"<p>{escape(line)}</p>" for line in plan.lines) + table(ROWS)
    page, printed = tmp_path / "a.html", tmp_path / "a.pdf"
    page.write_text(f"<meta charset=utf-8><style>{STYLE}</style>{body}", encoding="utf-8")
    assert BROWSER is not None
    command = [BROWSER, *FLAGS, f"--user-data-dir={tmp_path}/profile", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={printed}", page.as_uri()], check=True, capture_output=True, timeout=300)
    lines = [squeezed(line) for line in read(printed.read_bytes(), "a.pdf").text.splitlines()]
    rows = ["|" + "|".join(map(squeezed, row)) + "|" for row in ROWS]
    assert lines == [*map(squeezed, (plan.title, *plan.lines)), rows[0], "|---|---|---|", *rows[1:]]
