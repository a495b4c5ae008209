from __future__ import annotations

from pathlib import Path

import pytest

from index.dictionary import Dictionary
from index.errors import IndexDamagedError
from index.tokenizer import PolicyTokenizer


def test_saved_and_opened_it_is_jiebas(tmp_path: Path) -> None:
    general = Dictionary.general()
    general.save(tmp_path / "dictionary")
    assert Dictionary.open(tmp_path / "dictionary") == general


def test_everyone_gets_a_copy() -> None:
    mine = Dictionary.general()
    mine.frequencies["某某某特有词"] = 1
    assert "某某某特有词" not in Dictionary.general().frequencies


def test_a_tokenizer_cuts_by_the_dictionary_that_it_is_given() -> None:
    frequencies = {"政": 0, "政策": 5, "政策助": 0, "政策助手": 90, "助手": 5, "助": 0}
    assert PolicyTokenizer((), Dictionary(frequencies, 100)).words("政策助手") == ["政策助手"]
    assert PolicyTokenizer().words("政策助手") == ["政策", "助手"]


@pytest.mark.parametrize("name", ["words.txt", "frequencies.npy"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", None])
def test_damage_is_named(tmp_path: Path, name: str, content: bytes | None) -> None:
    Dictionary({"政": 0, "政策": 5}, 5).save(tmp_path / "dictionary")
    file = tmp_path / "dictionary" / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    with pytest.raises(IndexDamagedError, match="index build --force"):
        Dictionary.open(tmp_path / "dictionary")
