from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from index.errors import IndexDamagedError
from index.seal import SEAL, is_sealed, seal, verify


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "inner").mkdir()
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "inner" / "two").write_bytes(b"")
    return tmp_path


def test_every_file_is_listed_as_sha256sum_does(folder: Path) -> None:
    assert not is_sealed(folder)
    seal(folder)
    assert is_sealed(folder)
    contents = {"inner/two": b"", "one": b"1"}
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in contents.items()]
    assert (folder / SEAL).read_text(encoding="utf-8") == "".join(lines)
    verify(folder)


def test_sealing_again_is_no_damage(folder: Path) -> None:
    seal(folder)
    (folder / "one").write_bytes(b"2")
    seal(folder)
    verify(folder)


@pytest.mark.parametrize("name", ["one", "inner/two", SEAL])
def test_what_is_missing_or_changed_is_named(folder: Path, name: str) -> None:
    seal(folder)
    (folder / name).write_bytes(b"other")
    with pytest.raises(IndexDamagedError, match=f"{name}.*--force"):
        verify(folder)
    (folder / name).unlink()
    with pytest.raises(IndexDamagedError, match=f"{name}.*--force"):
        verify(folder)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a line\n", b"0  ../one\n", b"0  \0\n"])
def test_a_list_that_is_none_is_damage(folder: Path, content: bytes) -> None:
    (folder / SEAL).write_bytes(content)
    with pytest.raises(IndexDamagedError, match="--force"):
        verify(folder)


def test_what_a_shortened_list_leaves_out_is_damage(folder: Path) -> None:
    seal(folder)
    first, *_ = (folder / SEAL).read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / SEAL).write_text(first, encoding="utf-8")
    with pytest.raises(IndexDamagedError, match=r"one.*--force"):
        verify(folder)


@pytest.mark.parametrize("name", ["one", SEAL])
def test_a_pipe_in_place_of_a_file_is_damage_and_not_waited_for(folder: Path, name: str) -> None:
    seal(folder)
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(IndexDamagedError, match=f"{name}.*--force"):
        verify(folder)


def test_what_looking_at_a_folder_leaves_there_is_no_damage(folder: Path) -> None:
    seal(folder)
    (folder / ".DS_Store").write_bytes(b"\0")
    verify(folder)
