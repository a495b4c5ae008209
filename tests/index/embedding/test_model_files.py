"""The shipped folder, and how damage to it is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.embedding.errors import ModelDamagedError, ModelMissingError
from index.embedding.model_files import (
    CONFIG_FILE,
    DIGEST_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    read_digests,
    verify_model_dir,
)

LIMIT_BYTES = 50_000_000


@pytest.fixture
def copied_dir(model_dir: Path, tmp_path: Path) -> Path:
    for name in (CONFIG_FILE, DIGEST_FILE, MODEL_FILE, TOKENIZER_FILE):
        shutil.copyfile(model_dir / name, tmp_path / name)
    return tmp_path


def test_the_shipped_folder_is_whole(model_dir: Path) -> None:
    verify_model_dir(model_dir)


def test_the_shipped_folder_is_small_enough(model_dir: Path) -> None:
    assert sum(file.stat().st_size for file in model_dir.iterdir()) < LIMIT_BYTES


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "modules.json"])
def test_the_shipped_folder_explains_itself(model_dir: Path, name: str) -> None:
    assert (model_dir / name).stat().st_size > 0


def test_the_readme_states_the_digests(model_dir: Path) -> None:
    readme = (model_dir / "README.md").read_text("utf-8")
    assert all(digest in readme for digest in read_digests(model_dir).values())


@pytest.mark.parametrize("name", [MODEL_FILE, TOKENIZER_FILE])
def test_one_changed_bit_is_noticed(copied_dir: Path, name: str) -> None:
    damaged = bytearray((copied_dir / name).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (copied_dir / name).write_bytes(damaged)
    with pytest.raises(ModelDamagedError, match=r"sha256 .*git checkout"):
        verify_model_dir(copied_dir)


@pytest.mark.parametrize("name", [CONFIG_FILE, DIGEST_FILE, MODEL_FILE, TOKENIZER_FILE])
def test_a_missing_file_is_named(copied_dir: Path, name: str) -> None:
    (copied_dir / name).unlink()
    with pytest.raises(ModelMissingError, match=name):
        verify_model_dir(copied_dir)


def test_an_empty_digest_list_is_not_a_pass(copied_dir: Path) -> None:
    (copied_dir / DIGEST_FILE).write_text("", "utf-8")
    with pytest.raises(ModelDamagedError, match=DIGEST_FILE):
        verify_model_dir(copied_dir)


def test_windows_line_ends_in_the_digest_list_do_no_harm(copied_dir: Path) -> None:
    listing = copied_dir / DIGEST_FILE
    listing.write_bytes(listing.read_bytes().replace(b"\n", b"\r\n"))
    verify_model_dir(copied_dir)
