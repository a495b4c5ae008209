from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import SourceUnreadableError
from ingest.file_kinds import DOCX
from ingest.formats import bounded
from ingest.formats.bounded import environment, python_command, read_bounded
from ingest.formats.limits import Limits
from ingest.formats.word.reader import read
from ingest.quiet import SWITCHES
from tests.ingest.formats.word.docx_files import docx, p, r

FORMATS = Path(bounded.__file__).parent
FILE = docx(p("某市若干措施") + f"<w:p><w:ins>{r('第一条 支持企业。')}</w:ins></w:p>")


def answers(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put another program in the place of the worker."""
    monkeypatch.setattr(bounded, "python_command", lambda _: [sys.executable, "-c", program])


def test_the_other_process_says_the_same() -> None:
    assert read_bounded(DOCX, FILE, "a.docx") == read(FILE, "a.docx")


def test_errors_come_through_as_they_are() -> None:
    name = "a\nb'\udcff".encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    with pytest.raises(SourceUnreadableError, match=r"^文件已损坏或不完整：a b'") as caught:
        read_bounded(DOCX, FILE[:100], name)
    assert len(str(caught.value).splitlines()) == 1


def test_from_any_folder_and_whatever_lies_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "zipfile.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    (tmp_path / "ingest").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_bounded(DOCX, FILE, "a.docx").text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ingest", "zipfile.py"]


def test_from_a_folder_that_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert read_bounded(DOCX, FILE, "a.docx").text


def test_an_installed_package_is_found_where_it_is(tmp_path: Path) -> None:
    """A copy elsewhere, on no path but its own, stands for site-packages."""
    source = Path(bounded.__file__).parents[1]
    subprocess.run(["cp", "-r", str(source), str(tmp_path / "ingest")], check=True)
    (tmp_path / "a.docx").write_bytes(FILE)
    code = "import sys; sys.path.insert(0, sys.argv[1])\n"
    code += "from pathlib import Path; from ingest.reader import read_source\n"
    code += "print(ascii(read_source(Path(sys.argv[1], 'a.docx')).text))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(tmp_path)], capture_output=True, text=True, cwd="/", check=False
    )
    assert "\\u7b2c" in done.stdout, done.stderr


def test_the_process_is_told_little_and_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYQA_LLM_API_KEY", "secret")
    monkeypatch.setenv("PYTHONINSPECT", "1")
    monkeypatch.setenv("ORT_DISABLE_TELEMETRY", "0")
    variables = environment()
    assert SWITCHES.items() <= variables.items()
    assert not {"POLICYQA_LLM_API_KEY", "PYTHONINSPECT"} & variables.keys()


@pytest.mark.parametrize(
    ("kind", "libraries", "room"),
    [
        ("docx", set(), "word"),
        ("html", {"selectolax"}, "html"),
        ("markdown", {"selectolax"}, "html"),
        ("pdf", {"pypdfium2", "pypdfium2_cfg", "pypdfium2_raw"}, "pdf"),
    ],
)
def test_only_what_the_format_needs_is_imported(kind: str, libraries: set[str], room: str) -> None:
    program = "import json, sys; before = set(sys.modules); import ingest.formats.worker\n"
    program += "from ingest.formats.registry import reader_of; reader_of(sys.argv[1])\n"
    program += "print(json.dumps(sorted(set(sys.modules) - before)))"
    done = subprocess.run(
        [sys.executable, "-c", program, kind], capture_output=True, text=True, env=environment(), check=True
    )
    names = set(json.loads(done.stdout))
    packages = {name.partition(".")[0] for name in names if "cython" not in name}
    assert packages - sys.stdlib_module_names == {"ingest", *libraries}
    assert {path.parent.name for path in FORMATS.glob("*/*.py") if f"ingest.formats.{path.parent.name}" in names} == {
        room
    }
    assert not {"ssl", "asyncio"} & names


@pytest.mark.parametrize(
    "program",
    [
        "",
        "raise SystemExit(3)",
        "import os; os.abort()",
        "print('{')",
        "print('[]')",
        "print('{}')",
        "print('null')",
        'print(\'{"text": "a", "warnings": [["format"]], "pages": []}\')',
        'print(\'{"text": "a", "warnings": [], "pages": ["x"]}\')',
        "import sys; sys.stdout.buffer.write(bytes([255]) * 10)",
    ],
)
def test_whatever_the_process_does_the_answer_is_one_line(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(program, monkeypatch)
    with pytest.raises(SourceUnreadableError, match=r"^读不出来：a\.docx（这个 Word 文件可能已损坏"):
        read_bounded(DOCX, FILE, "a.docx")


def test_half_a_character_does_not_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    answers('print(r\'{"text": "a\\ud800", "warnings": [], "pages": [0, 1]}\')', monkeypatch)
    found = read_bounded(DOCX, FILE, "a.docx")
    assert (found.text, found.pages) == ("a\ufffd", (0, 1))


def test_one_that_sleeps_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    answers("import time; time.sleep(600)", monkeypatch)
    with pytest.raises(SourceUnreadableError, match=r"读取超时.*1 秒"):
        read_bounded(DOCX, FILE, "a.docx", Limits(seconds=1))


CONFINED = "import sys; from ingest.formats.limits import *; confine(Limits.read(sys.argv[3:])); forbid()\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no bounds of this kind")
def test_one_that_computes_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(f"{CONFINED}\nwhile True: pass", monkeypatch)
    with pytest.raises(SourceUnreadableError, match="读取超时"):
        read_bounded(DOCX, FILE, "a.docx", Limits(seconds=1))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_memory_is_bounded() -> None:
    many = docx(p("第一条 支持企业。") * 200_000)
    with pytest.raises(SourceUnreadableError, match="过于庞大"):
        read_bounded(DOCX, many, "a.docx", Limits(memory_bytes=200 * 1024**2))


@pytest.mark.skipif(sys.platform == "win32", reason="no bounds of this kind")
def test_the_answer_is_bounded() -> None:
    with pytest.raises(SourceUnreadableError, match="读不出来"):
        read_bounded(DOCX, docx(p("字" * 10_000)), "a.docx", Limits(output_bytes=10_000))


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "open(sys.argv[1], 'w')",
        "import os; os.open(sys.argv[1], os.O_CREAT)",
        "import os; os.mkdir(sys.argv[1])",
        "import os; os.remove(__import__('ingest').__file__)",
        "import os; os.rename(__import__('ingest').__file__, sys.argv[1])",
    ],
)
def test_a_reader_may_do_nothing_but_read(deed: str, tmp_path: Path) -> None:
    program = "import sys, ingest; from ingest.formats.limits import ForbiddenError, forbid; forbid()\n"
    program += f"try:\n    {deed}\nexcept ForbiddenError:\n    print('refused')"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "new")],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert done.stdout == "refused\n", done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_worker_answers_in_ascii_whatever_the_locale() -> None:
    command = [*python_command("ingest.formats.worker"), "docx", "a.docx", *Limits().written()]
    variables = {**environment(), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, input=FILE, capture_output=True, env=variables, cwd=os.sep, check=True)
    assert json.loads(done.stdout.decode("ascii"))["text"] == read(FILE, "a.docx").text
