from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from index import builds
from index.builds import current_build, exclusive, new_build
from index.errors import IndexBusyError, IndexDamagedError, IndexMissingError


def build(index_dir: Path, content: str) -> Path:
    with new_build(index_dir) as folder:
        (folder / "content").write_text(content)
    return folder


def content(index_dir: Path) -> str:
    return (current_build(index_dir) / "content").read_text()


def build_folders(index_dir: Path) -> list[Path]:
    return sorted(index_dir.glob("build-*"))


def test_nothing_built_yet(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for index_dir in (tmp_path, tmp_path / "none", tmp_path / "file"):
        with pytest.raises(IndexMissingError, match="index build"):
            current_build(index_dir)


def test_a_build_is_switched_to_and_the_one_before_the_last_removed(tmp_path: Path) -> None:
    first = build(tmp_path / "index", "first")
    assert current_build(tmp_path / "index") == first
    second = build(tmp_path / "index", "second")
    assert content(tmp_path / "index") == "second"
    # Whoever has the first one open goes on reading its files.
    assert set(build_folders(tmp_path / "index")) == {first, second}
    third = build(tmp_path / "index", "third")
    assert set(build_folders(tmp_path / "index")) == {second, third}


def test_until_the_end_the_old_build_is_in_use(tmp_path: Path) -> None:
    build(tmp_path, "old")
    with new_build(tmp_path) as folder:
        assert list(folder.iterdir()) == []
        (folder / "content").write_text("half")
        assert content(tmp_path) == "old"
    assert content(tmp_path) == "half"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_build_that_fails_leaves_the_old_one(tmp_path: Path, error: type[BaseException]) -> None:
    old = build(tmp_path, "old")

    def fail() -> None:
        with new_build(tmp_path) as folder:
            (folder / "content").write_text("half")
            raise error

    with pytest.raises(error):
        fail()
    assert content(tmp_path) == "old"
    assert build_folders(tmp_path) == [old]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), new_build(tmp_path):
        raise error
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(IndexMissingError):
        current_build(tmp_path)


def test_an_interruption_before_the_switch_leaves_the_old_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build(tmp_path, "old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, "new")
    assert current_build(tmp_path) == old
    assert content(tmp_path) == "old"


def test_an_interruption_behind_the_switch_leaves_the_new_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, "old")
    replace = Path.replace

    def replace_and_interrupt(self: Path, target: Path) -> None:
        replace(self, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", replace_and_interrupt)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, "new")
    assert content(tmp_path) == "new"


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path) -> None:
    (tmp_path / "build-0123456789ab").mkdir()
    (tmp_path / "CURRENT.new").write_text("build-01")
    new = build(tmp_path, "new")
    assert build_folders(tmp_path) == [new]
    assert sorted(file.name for file in tmp_path.iterdir()) == ["CURRENT", new.name]


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    build(tmp_path, "one")
    build(tmp_path, "two")
    assert (tmp_path / "notes").is_dir()


@pytest.mark.parametrize("name", ["build-gone", "", "..", "/", "notes", "build-file", "x" * 5000])
def test_a_pointer_that_leads_nowhere_is_damage(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "build-file").write_text("")
    (tmp_path / "CURRENT").write_text(name + "\n", encoding="utf-8")
    with pytest.raises(IndexDamagedError, match="--force"):
        current_build(tmp_path)


def test_a_pointer_that_is_no_text_is_damage(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe")
    with pytest.raises(IndexDamagedError):
        current_build(tmp_path)


def test_a_damaged_pointer_is_healed_by_the_next_build(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("build-gone\n")
    build(tmp_path, "new")
    assert content(tmp_path) == "new"


def test_one_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds, "_WAIT_SECONDS", 0.05)
    busy = pytest.raises(IndexBusyError, match="另一个进程")
    with exclusive(tmp_path / "index"), busy, exclusive(tmp_path / "index"):
        pytest.fail("two at once")
    with exclusive(tmp_path / "index"):
        pass


def test_the_lock_is_given_back_when_a_build_fails(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), exclusive(tmp_path):
        raise KeyboardInterrupt
    FileLock(tmp_path / ".lock", timeout=0).acquire().lock.release()


def test_a_file_where_the_folder_should_be_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"), exclusive(tmp_path / "file"):
        pytest.fail("nothing can be built there")
