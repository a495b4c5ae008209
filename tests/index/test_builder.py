from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from index.builder import ensure_index
from index.builds import current_build
from index.errors import IndexUnwritableError
from index.manifest import Manifest
from index.models import SearchResult
from index.seal import seal
from index.search_index import SearchIndex
from index.settings import IndexSettings
from ingest.models import PolicyDocument
from ingest.parser import parse_policy
from tests.commands import PATIENCE, ROOT

SMALL = parse_policy("某市若干措施\n（一）建设平台。建设算力平台。（责任单位：市科技局）\n（二）支持企业。给予补助。\n")


def files(index_dir: Path) -> dict[str, tuple[int, int]]:
    """Note every file with its size and the time it was written; the lock is taken, not written."""
    return {
        str(file.relative_to(index_dir)): (file.stat().st_size, file.stat().st_mtime_ns)
        for file in sorted(index_dir.rglob("*"))
        if file.is_file() and file.name != ".lock"
    }


@pytest.fixture
def small_settings(tmp_path: Path) -> IndexSettings:
    return IndexSettings(index_dir=tmp_path / "index")


def test_progress_is_told_in_order(small_settings: IndexSettings) -> None:
    told: list[tuple[float, str]] = []
    assert ensure_index(SMALL, small_settings, progress=lambda share, what: told.append((share, what)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(what for _, what in told)


def test_a_fresh_index_is_not_touched(copied_settings: IndexSettings, document: PolicyDocument) -> None:
    before = files(copied_settings.index_dir)
    assert ensure_index(document, copied_settings) is False
    assert files(copied_settings.index_dir) == before


@pytest.mark.slow
def test_building_twice_changes_nothing(
    copied_settings: IndexSettings, document: PolicyDocument, search_index: SearchIndex
) -> None:
    old = current_build(copied_settings.index_dir)
    kept = {name: (old / name).read_bytes() for name in ("manifest.json", "anchors.npy")}
    assert ensure_index(document, copied_settings, force=True)
    new = current_build(copied_settings.index_dir)
    assert new != old
    assert {name: (new / name).read_bytes() for name in kept} == kept
    again = SearchIndex.open(document, copied_settings)
    assert again.stored_vectors() == search_index.stored_vectors()
    for question in ("基金群规模", "人形机器人", "谁负责公园", "how large is the fund"):
        assert again.search(question) == search_index.search(question)
    again.close()


@pytest.mark.parametrize("field", [field.name for field in fields(Manifest)])
def test_each_part_of_the_manifest_makes_an_index_stale(small_settings: IndexSettings, field: str) -> None:
    # A sealed build that holds a manifest and nothing else is enough to be judged.
    build = small_settings.index_dir / "build-1"
    build.mkdir(parents=True)
    (small_settings.index_dir / "CURRENT").write_text("build-1\n")
    expected = Manifest.expected(SMALL, small_settings)
    expected.write(build)
    seal(build)
    assert ensure_index(SMALL, small_settings) is False
    values = {**asdict(expected), field: "of another time"}
    (build / "manifest.json").write_text(json.dumps(values), encoding="utf-8")
    seal(build)
    told: list[float] = []

    class BuildStartedError(Exception):
        pass

    def stop(share: float, _what: str) -> None:
        told.append(share)
        raise BuildStartedError

    with pytest.raises(BuildStartedError):
        ensure_index(SMALL, small_settings, progress=stop)
    assert told == [0.0]
    assert current_build(small_settings.index_dir) == build  # what was in use still is


@pytest.mark.slow
def test_an_interrupted_build_leaves_the_old_index(copied_settings: IndexSettings, document: PolicyDocument) -> None:
    before = files(copied_settings.index_dir)

    def interrupt(share: float, _what: str) -> None:
        if share >= 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ensure_index(document, copied_settings, force=True, progress=interrupt)
    assert files(copied_settings.index_dir) == before


@pytest.mark.slow
def test_another_document_takes_the_place(copied_settings: IndexSettings, document: PolicyDocument) -> None:
    assert ensure_index(SMALL, copied_settings)
    opened = SearchIndex.open(SMALL, copied_settings)
    assert {chunk.citation_id for chunk in opened.chunks} == {"P", "M1", "M2"}
    opened.close()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for index_dir in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(IndexUnwritableError, match=r"它不是文件夹.*POLICYQA_INDEX_DIR"):
            ensure_index(SMALL, IndexSettings(index_dir=index_dir))


BUILD = (
    "from pathlib import Path; import sys\n"
    "from index.builder import ensure_index\n"
    "from index.settings import IndexSettings\n"
    "from tests.index.test_builder import SMALL\n"
    "print(ensure_index(SMALL, IndexSettings(index_dir=Path(sys.argv[1]), threads=1), force=True))\n"
)


def found_in(settings: IndexSettings) -> list[SearchResult]:
    index = SearchIndex.open(SMALL, settings)
    results = index.search("算力平台")
    index.close()
    return results


@pytest.mark.slow
def test_two_processes_at_once(tmp_path: Path) -> None:
    settings = IndexSettings(index_dir=tmp_path / "index")
    command = [sys.executable, "-c", BUILD, str(settings.index_dir)]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8") for _ in range(2)]
    assert [process.communicate(timeout=PATIENCE)[0].strip() for process in processes] == ["True", "True"]
    assert [process.returncode for process in processes] == [0, 0]
    # The last one, and the one that it replaced.
    assert len(list(settings.index_dir.glob("build-*"))) == 2
    alone = IndexSettings(index_dir=tmp_path / "alone")
    ensure_index(SMALL, alone)
    assert found_in(settings) == found_in(alone)
