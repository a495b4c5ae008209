"""No file hangs, harms or confuses the reader: each ends with its text or with one line, and leaves nothing behind."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.errors import SourceMissingError, SourceUnreadableError
from ingest.reader import SourceText, read_source
from tests.ingest.formats.hostile.case import MEASURE, Bait, Hostile
from tests.ingest.formats.hostile.other_files import OTHER_FILES
from tests.ingest.formats.hostile.page_files import PAGE_FILES
from tests.ingest.formats.hostile.pdf_files import PDF_FILES
from tests.ingest.formats.hostile.word_files import BODY, WORD_FILES
from tests.ingest.formats.word.docx_files import docx

FILES = {**WORD_FILES, **PAGE_FILES, **PDF_FILES, **OTHER_FILES}
SECRET = "机密内容"
NAMES = ["a\nb.docx", "a'b\"c.docx", "-rf.docx", "$(touch x).docx", "a;b|c&d.docx", "🙂\u202ecod.docx", "%s%n{0}.docx"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in, and one for temporary files that must be empty afterwards."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "work").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    # Whatever office suite is on this machine is none of these tests' business.
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def bait(tmp_path: Path) -> Iterator[Bait]:
    """Listen at the address that files try to reach, and see that nobody came."""
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield Bait(f"http://127.0.0.1:{server.getsockname()[1]}/x", secret.as_uri())
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


def left_behind(folder: Path) -> set[str]:
    root = folder.parent
    return {str(path.relative_to(root)) for path in root.rglob("*")} - {"temporary", "work", "secret.txt"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if FILES[name].is_slow else name for name in FILES]
)
def test_a_file_gives_its_text_or_one_line(
    name: str, folder: Path, bait: Bait, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = FILES[name]
    path = folder / f"policy{hostile.suffix}"
    data = hostile.make(bait)
    path.write_bytes(data)
    found = read_once(path)
    assert_as_expected(hostile, found)
    monkeypatch.setattr("ingest.corpus_files.read_source", lambda _: give(found))
    status = main([str(path)])
    shown = capsys.readouterr()
    assert status in (0, 2)
    assert shown.err.count("\n") == (1 if status else 0)
    assert SECRET not in shown.out + shown.err
    assert left_behind(folder) == {f"work/{path.name}"}


def read_once(path: Path) -> SourceText | SourceUnreadableError:
    try:
        return read_source(path)
    except SourceUnreadableError as error:
        return error


def give(found: SourceText | SourceUnreadableError) -> SourceText:
    """Read again what takes seconds to read."""
    if isinstance(found, SourceUnreadableError):
        raise found
    return found


def assert_as_expected(hostile: Hostile, found: SourceText | SourceUnreadableError) -> None:
    if isinstance(found, SourceText):
        assert hostile.text != ""
        assert (hostile.text or "") in found.text
        assert SECRET not in found.text
    else:
        assert not hostile.text, found
        assert len(str(found).splitlines()) == 1
        assert str(found).endswith("。")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(name: str, folder: Path, bait: Bait) -> None:
    for data, is_whole in ((docx(BODY), True), (docx(BODY)[:100], False)):
        path = Path(name)
        path.write_bytes(data)
        if is_whole:
            assert MEASURE in read_source(path).text
        else:
            with pytest.raises(SourceUnreadableError) as caught:
                read_source(path)
            assert len(str(caught.value).splitlines()) == 1
    assert left_behind(folder) == {f"work/{name}"}


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "link to a device", "link to itself", "link to nothing"])
def test_what_is_no_file_is_not_opened(kind: str, folder: Path) -> None:
    path = folder / "policy.docx"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path = Path(os.devnull)
    else:
        path.symlink_to({"link to a device": "/dev/zero", "link to itself": path.name}.get(kind, "none"))
    with pytest.raises((SourceMissingError, SourceUnreadableError)) as caught:
        read_source(path)
    assert len(str(caught.value).splitlines()) == 1


def test_there_are_enough_of_them() -> None:
    assert len(FILES) + len(NAMES) >= 60
