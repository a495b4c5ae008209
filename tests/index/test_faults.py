"""What befalls an index on real machines: kill -9, a full disk, flipped bits, folders that may not be written."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

import pytest

from index import dense
from index.builder import ensure_index, open_build
from index.builds import current_build, leftovers
from index.errors import IndexDamagedError, IndexMissingError, IndexStaleError, IndexUnwritableError
from index.manifest import Manifest
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.corpus_files import load_policy
from ingest.models import PolicyDocument
from tests.commands import PATIENCE, ROOT

UNUSABLE = (IndexMissingError, IndexStaleError, IndexDamagedError)
QUESTION = "算力平台由谁建设"


def write_policy(path: Path, what: str) -> PolicyDocument:
    lines = [f"（{number}）{what}。建设{what}平台，支持企业使用。（责任单位：市科技局）" for number in "一二三四五六"]
    path.write_text("某市若干措施\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return load_policy(path)


def opens_whole(document: PolicyDocument, settings: IndexSettings) -> bool:
    try:
        index = SearchIndex.open(document, settings)
    except UNUSABLE:
        return False
    assert index.search(QUESTION)[0].chunk in index.chunks
    index.close()
    return True


class BuildServer:
    """Builds in processes of their own that can be killed."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.index.build_server"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )
        assert self._answer() == "ready"

    def build(self, document: Path, index_dir: Path, seconds: float = PATIENCE) -> tuple[str, float]:
        """Start a build, kill it after some seconds of work; tell how it ended, and after how many."""
        assert self._process.stdin
        self._process.stdin.write(f"{seconds}\t{document}\t{index_dir}\n")
        self._process.stdin.flush()
        end, worked = self._answer().split("\t")
        return end, float(worked)

    def close(self) -> None:
        self._process.communicate(timeout=PATIENCE)

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="module")
def build_server() -> Iterator[BuildServer]:
    if not hasattr(os, "fork"):
        pytest.skip("no fork there")
    server = BuildServer()
    yield server
    server.close()


@pytest.mark.slow
def test_forty_builds_killed_at_any_moment(build_server: BuildServer, tmp_path: Path) -> None:
    files = [tmp_path / "one.txt", tmp_path / "other.txt"]
    documents = [write_policy(file, what) for file, what in zip(files, ("算力", "数据"), strict=True)]
    settings = IndexSettings(index_dir=tmp_path / "index", threads=1)
    end, length = build_server.build(files[0], settings.index_dir)
    assert end == "exited 0"
    moments, ends, current = random.Random(40), [], 0
    for _ in range(40):
        other = 1 - current
        ends.append(build_server.build(files[other], settings.index_dir, moments.uniform(0.0, length))[0])
        # Either the old index is there or the new one, and whole.
        opened = [opens_whole(document, settings) for document in documents]
        assert sorted(opened) == [False, True]
        current = opened.index(True)
        assert ends[-1] == "killed" or current == other
    assert ends.count("killed") >= 20
    build_server.build(files[0], settings.index_dir, length / 2)
    assert build_server.build(files[1], settings.index_dir)[0] == "exited 0"
    assert leftovers(settings.index_dir) == []
    assert len(list(settings.index_dir.glob("build-*"))) == 2
    assert not (settings.index_dir / "CURRENT.new").exists()


@pytest.mark.slow
def test_a_build_waits_for_another_and_says_so(
    build_server: BuildServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other build is a process of its own, which dies of a kill in the end: the lock does not outlive it."""
    document = write_policy(tmp_path / "policy.txt", "算力")
    settings = IndexSettings(index_dir=tmp_path / "index", threads=1)
    hold = (
        "import sys, time; from pathlib import Path; from index.builds import exclusive\n"
        "with exclusive(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", hold, str(settings.index_dir)]
    other = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    assert other.stdout
    assert other.stdout.readline() == "held\n"
    told: list[str] = []

    def tell(_share: float, what: str) -> None:
        if not told:
            other.kill()
        told.append(what)

    assert ensure_index(document, settings, progress=tell)
    other.communicate(timeout=PATIENCE)
    assert told[:2] == ["另一个进程正在建立索引，等它完成", "正在切词"]
    assert opens_whole(document, settings)


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [16, 64, 160, 200, 400])
def test_a_full_disk_leaves_no_half_build(mounted: Callable[[str], Path], tmp_path: Path, kilobytes: int) -> None:
    """The vectors of the lexicon, the words, Chroma and the digests are written one behind the other."""
    small = write_policy(tmp_path / "policy.txt", "算力")
    index_dir = mounted(f"size={kilobytes}k") / "index"
    with pytest.raises(IndexUnwritableError, match=r"索引写不进.*磁盘空间"):
        ensure_index(small, IndexSettings(index_dir=index_dir))
    assert [file.name for file in index_dir.glob("*") if file.name != ".lock"] == []


@pytest.mark.slow
def test_a_disk_that_fills_up_keeps_the_old_index(mounted: Callable[[str], Path], tmp_path: Path) -> None:
    old, new = (write_policy(tmp_path / f"{what}.txt", what) for what in ("算力", "数据"))
    disk = mounted("size=16m")
    settings = IndexSettings(index_dir=disk / "index")
    ensure_index(old, settings)
    # What is left is enough for a part of another index.
    (disk / "ballast").write_bytes(bytes(shutil.disk_usage(disk).free - 300_000))
    with pytest.raises(IndexUnwritableError, match="磁盘空间"):
        SearchIndex.open_or_build(new, settings)
    assert opens_whole(old, settings)
    (disk / "ballast").unlink()
    SearchIndex.open_or_build(new, settings).close()


@pytest.fixture
def public_settings(search_index: SearchIndex, index_settings: IndexSettings) -> Iterator[IndexSettings]:
    """Point at a copy of the index that everybody may read, and only its owner may write."""
    folder = Path(mkdtemp(prefix="policyqa-public-"))
    folder.chmod(0o755)
    shutil.copytree(index_settings.index_dir, folder / "index")
    for path in (folder / "index").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (folder / "index").chmod(0o755)
    yield IndexSettings(index_dir=folder / "index")
    shutil.rmtree(folder)


def test_an_index_that_may_only_be_read_opens(
    public_settings: IndexSettings, without_privileges: None, document: PolicyDocument, search_index: SearchIndex
) -> None:
    index = SearchIndex.open_or_build(document, public_settings)
    assert index.search(QUESTION) == search_index.search(QUESTION)
    index.close()


def test_what_has_to_be_built_and_cannot_says_both(
    public_settings: IndexSettings, without_privileges: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = load_policy(ROOT / "README.md")
    with pytest.raises(IndexUnwritableError) as caught:
        SearchIndex.open_or_build(other, public_settings)
    message = str(caught.value)
    assert message.startswith("索引已过期（政策正文、切分结果、词库有变）。")
    assert "没有写权限" in message
    assert "POLICYQA_INDEX_DIR" in message
    assert "\n" not in message


def test_a_folder_that_may_not_be_written(without_privileges: None, document: PolicyDocument) -> None:
    # The root folder exists everywhere and is nobody's to write.
    with pytest.raises(IndexUnwritableError, match=r"还没有索引.*没有写权限"):
        SearchIndex.open_or_build(document, IndexSettings(index_dir=Path("/policyqa-index")))


def test_a_disk_that_may_only_be_read(
    mounted: Callable[[str], Path], index_settings: IndexSettings, document: PolicyDocument, search_index: SearchIndex
) -> None:
    disk = mounted("size=32m")
    shutil.copytree(index_settings.index_dir, disk / "index")
    subprocess.run([shutil.which("mount") or "mount", "-o", "remount,ro", str(disk)], check=True)
    settings = IndexSettings(index_dir=disk / "index")
    index = SearchIndex.open_or_build(document, settings)
    assert index.search(QUESTION) == search_index.search(QUESTION)
    index.close()
    with pytest.raises(IndexUnwritableError, match="磁盘只读"):
        ensure_index(document, settings, force=True)


@pytest.mark.slow
def test_no_room_for_what_chroma_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = write_policy(tmp_path / "policy.txt", "算力")
    settings = IndexSettings(index_dir=tmp_path / "index")
    # Chroma is opened for very many vectors only.
    monkeypatch.setattr(dense, "MANY", 0)
    ensure_index(document, settings)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with pytest.raises(IndexUnwritableError, match="TMPDIR"):
        SearchIndex.open_or_build(document, settings)


def flip(file: Path, bit: int) -> None:
    data = bytearray(file.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    file.write_bytes(data)


@pytest.mark.slow
def test_a_flipped_bit_anywhere_is_noticed(copied_settings: IndexSettings, document: PolicyDocument) -> None:
    """Five hundred of them, as many in each file however small, and all of the pointer's."""
    expected = Manifest.expected(document, copied_settings)
    folder = current_build(copied_settings.index_dir)
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and file.stat().st_size]
    places = random.Random(7)
    for file in files * (500 // len(files)):
        bit = places.randrange(file.stat().st_size * 8)
        flip(file, bit)
        with pytest.raises(UNUSABLE):
            open_build(copied_settings.index_dir, expected)
        flip(file, bit)
    pointer = copied_settings.index_dir / "CURRENT"
    for bit in range(pointer.stat().st_size * 8):
        flip(pointer, bit)
        # Another white space behind the name is harmless.
        with suppress(*UNUSABLE):
            assert open_build(copied_settings.index_dir, expected) == folder
        flip(pointer, bit)
    assert open_build(copied_settings.index_dir, expected) == folder


@pytest.mark.slow
def test_a_flipped_bit_is_mended_from_the_text(tmp_path: Path) -> None:
    document = write_policy(tmp_path / "policy.txt", "算力")
    settings = IndexSettings(index_dir=tmp_path / "index")
    ensure_index(document, settings)
    for name in ("chroma/chroma.sqlite3", "anchors.npy", "bm25/vocab.index.json"):
        file = current_build(settings.index_dir) / name
        flip(file, file.stat().st_size * 4)
        with pytest.raises(IndexDamagedError, match=f"{name}.*index build --force"):
            SearchIndex.open(document, settings)
        SearchIndex.open_or_build(document, settings).close()
        assert opens_whole(document, settings)


@pytest.mark.slow
def test_what_stands_beside_the_index_is_nobodys_business(copied_settings: IndexSettings, tmp_path: Path) -> None:
    beside = copied_settings.index_dir.with_name("feedback.sqlite3")
    beside.write_bytes(b"kept")
    (current_build(copied_settings.index_dir) / "manifest.json").unlink()
    SearchIndex.open_or_build(write_policy(tmp_path / "policy.txt", "算力"), copied_settings).close()
    assert beside.read_bytes() == b"kept"
