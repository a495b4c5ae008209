from __future__ import annotations

from pathlib import Path

import jieba
import pytest

from index import dictionary
from index.dictionary import Dictionary
from index.tokenizer import PolicyTokenizer

WORDS, NUMBERS, DIGEST = (f"dictionary/{name}" for name in ("words.txt", "frequencies.npy", "sha256.txt"))


@pytest.fixture
def _forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was read in this process yet."""
    monkeypatch.setattr(dictionary, "_general", [])


def read_again(library: Path, monkeypatch: pytest.MonkeyPatch) -> Dictionary:
    """Read the dictionary as another process would."""
    monkeypatch.setattr(dictionary, "_general", [])
    return Dictionary.general(library)


def no_jieba() -> Dictionary:
    pytest.fail("jieba was asked")


def test_it_is_jiebas() -> None:
    theirs = jieba.Tokenizer()
    theirs.initialize()
    assert Dictionary.general() == (theirs.FREQ, theirs.total)


@pytest.mark.usefixtures("_forgotten")
def test_what_is_kept_is_read_back_without_jieba(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Dictionary.general(tmp_path)
    monkeypatch.setattr(dictionary, "_from_jieba", no_jieba)
    assert read_again(tmp_path, monkeypatch) == first


@pytest.mark.usefixtures("_forgotten")
@pytest.mark.parametrize("name", [WORDS, NUMBERS, DIGEST])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"flip", None])
def test_what_is_kept_otherwise_is_read_anew_and_kept_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes | None
) -> None:
    small = Dictionary({"政": 0, "政策": 5}, 5)
    monkeypatch.setattr(dictionary, "_from_jieba", lambda: small)
    Dictionary.general(tmp_path)
    file = tmp_path / name
    whole = file.read_bytes()
    if content is None:
        file.unlink()
    elif content == b"flip":
        file.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    else:
        file.write_bytes(content)
    assert read_again(tmp_path, monkeypatch) == small
    assert file.read_bytes() == whole


@pytest.mark.usefixtures("_forgotten")
def test_where_it_cannot_be_kept_it_is_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = Dictionary({"政": 0, "政策": 5}, 5)
    monkeypatch.setattr(dictionary, "_from_jieba", lambda: small)
    (tmp_path / "dictionary").write_text("in the way")
    assert Dictionary.general(tmp_path) == small
    assert read_again(tmp_path / "none", monkeypatch) == small
    assert not (tmp_path / "none").exists()


def test_tokenizers_leave_it_as_it_is() -> None:
    general = Dictionary.general()
    before = len(general.frequencies)
    tokenizer = PolicyTokenizer(["某某某特有词"])
    assert tokenizer.words("某某某特有词") == ["某某某特有词"]
    assert len(general.frequencies) == before
    assert Dictionary.general().frequencies is general.frequencies
