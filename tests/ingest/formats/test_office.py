from __future__ import annotations

import os
import shutil
import socket
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import SourceUnreadableError
from ingest.file_kinds import DOC, RTF
from ingest.formats import office
from ingest.formats.office import to_docx
from ingest.reader import decode_source
from tests.ingest.formats.word.docx_files import docx, p

PATH = os.environ.get("PATH", "")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument".encode("utf-16-le")
WORD = docx(p("某市若干措施") + p("第一条 支持企业。"))
HEAD = f"""#!{sys.executable}
import os, pathlib, sys, time
out = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
profile = pathlib.Path(next(a for a in sys.argv if a.startswith("-env:UserInstallation="))[29:])
source = pathlib.Path(sys.argv[-1])
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a program is a script here")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder for temporary files, and a PATH on which nothing is."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return folder


def install(tmp_path: Path, script: str, name: str = "soffice") -> None:
    """Put a script in the place of LibreOffice, which most machines that run tests lack."""
    program = tmp_path / "bin" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(HEAD + script, encoding="utf-8")
    program.chmod(0o755)


def converting(tmp_path: Path) -> str:
    (tmp_path / "word.docx").write_bytes(WORD)
    return (
        f"out.mkdir()\n(out / 'source.docx').write_bytes(pathlib.Path({str(tmp_path / 'word.docx')!r}).read_bytes())\n"
    )


@pytest.mark.parametrize(("data", "kind"), [(OLD, "旧版 Word 或 WPS"), (b"{\\rtf1 a}", "RTF")])
def test_without_it_the_user_is_told_what_to_do(data: bytes, kind: str) -> None:
    with pytest.raises(SourceUnreadableError, match=rf"这是一个\s?{kind} 文件）。请用 Word 或 WPS 打开它，另存为 docx"):
        decode_source(data, "a.wps")


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
@pytest.mark.parametrize(("data", "kind"), [(OLD, "doc"), (b"{\\rtf1 a}", "rtf")])
def test_with_it_old_files_are_read(tmp_path: Path, temporary: Path, name: str, data: bytes, kind: str) -> None:
    install(tmp_path, converting(tmp_path) + f"assert source.read_bytes() == {data!r}", name)
    source = decode_source(data, "a.wps")
    assert (source.text, source.format) == ("某市若干措施\n第一条 支持企业。\n", kind)
    assert list(temporary.iterdir()) == []


def test_it_runs_with_a_profile_of_its_own_without_macros_and_network(tmp_path: Path, temporary: Path) -> None:
    report = tmp_path / "report"
    script = "text = (profile / 'user' / 'registrymodifications.xcu').read_text()\n"
    script += f"pathlib.Path({str(report)!r}).write_text(text + repr(sys.argv) + repr(dict(os.environ)))\n"
    install(tmp_path, script + converting(tmp_path))
    os.environ["POLICYQA_LLM_API_KEY"] = "secret"
    try:
        to_docx(DOC, OLD, "a.doc")
    finally:
        del os.environ["POLICYQA_LLM_API_KEY"]
    said = report.read_text(encoding="utf-8")
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in said
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in said
    assert '"ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1<' in said
    assert "--headless" in said
    assert str(temporary) in said
    assert "secret" not in said


@pytest.mark.parametrize("script", ["sys.exit(1)", "", "os.abort()", "out.mkdir(); (out / 'source.docx').mkdir()"])
def test_where_it_fails_the_user_is_told_what_to_do(tmp_path: Path, temporary: Path, script: str) -> None:
    install(tmp_path, script)
    with pytest.raises(SourceUnreadableError, match=r"^LibreOffice 没能转换：a.doc（.*另存为 docx 后再试。$"):
        to_docx(DOC, OLD, "a.doc")
    assert list(temporary.iterdir()) == []


def test_where_it_makes_something_else_that_is_told_too(tmp_path: Path) -> None:
    install(tmp_path, "out.mkdir(); (out / 'source.docx').write_bytes(b'PK')")
    with pytest.raises(SourceUnreadableError, match="已损坏"):
        decode_source(OLD, "a.doc")


def test_one_that_hangs_is_ended_with_all_that_it_started(tmp_path: Path, temporary: Path) -> None:
    mark = tmp_path / "alive"
    install(
        tmp_path, f"if os.fork() == 0:\n    time.sleep(3)\n    pathlib.Path({str(mark)!r}).touch()\ntime.sleep(600)"
    )
    with pytest.raises(SourceUnreadableError, match="1 秒还没有转完"):
        to_docx(RTF, b"{\\rtf1 a}", "a.rtf", replace(office.LIMITS, seconds=1))
    assert list(temporary.iterdir()) == []
    assert not mark.exists()


@pytest.mark.slow
@pytest.mark.skipif(not any(map(shutil.which, ("soffice", "libreoffice"))), reason="LibreOffice is not installed")
def test_the_real_one_converts_and_fetches_nothing(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", PATH)
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/a.png"
        picture = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{url}" \\\\d}}{{\\fldrslt }}}}'
        escaped = "".join(f"\\u{ord(char)}?" for char in "第一条 支持企业。")
        source = decode_source(f"{{\\rtf1\\ansi\\uc1 {picture}{escaped}\\par}}".encode(), "a.rtf")
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert (source.text, source.format) == ("第一条 支持企业。\n", "rtf")
    assert list(temporary.iterdir()) == []
