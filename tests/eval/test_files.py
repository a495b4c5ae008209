from __future__ import annotations

from pathlib import Path

import pytest

from eval.files import write_text, write_texts


def files_in(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_text(tmp_path / "new" / "deep" / "a.txt", "甲\n")
    assert files_in(tmp_path / "new" / "deep") == {"a.txt": "甲\n"}


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    for text in ("old", "new"):
        write_text(tmp_path / "a.txt", text)
    assert files_in(tmp_path) == {"a.txt": "new"}


def test_where_a_file_cannot_be_renamed_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_text(tmp_path / "a.txt", "old")

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_text(tmp_path / "a.txt", "new")
    assert files_in(tmp_path) == {"a.txt": "old"}


def test_where_one_of_two_files_cannot_be_written_neither_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = [tmp_path / "a.txt", tmp_path / "b.txt"]
    write_texts(dict.fromkeys(both, "old"))
    write = Path.write_text

    def fill_up(self: Path, text: str, **how: str) -> int:
        written = write(self, text[: len(text) // 2 if "b.txt" in self.name else None], **how)
        if "b.txt" in self.name:
            raise OSError(28, "No space left on device", str(self))
        return written

    monkeypatch.setattr(Path, "write_text", fill_up)
    with pytest.raises(OSError, match="No space left"):
        write_texts(dict.fromkeys(both, "new"))
    assert files_in(tmp_path) == {"a.txt": "old", "b.txt": "old"}
