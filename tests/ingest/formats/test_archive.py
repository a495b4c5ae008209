from __future__ import annotations

import zipfile

import pytest

from ingest.errors import SourceUnreadableError
from ingest.formats.archive import MAX_BYTES, MAX_MEMBER_BYTES, MAX_MEMBERS, Archive
from tests.ingest.formats.word.docx_files import pack

TEXT = "第一条 支持企业。".encode() * 50


def opened(data: bytes) -> Archive:
    return Archive(data, "a.docx")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_read_by_name(method: int) -> None:
    archive = opened(pack({"a": TEXT, "../b": b"x", "/c": b""}, method))
    assert archive.read("a") == TEXT
    assert (archive.read("../b"), archive.read("/c"), "d" in archive) == (b"x", b"", False)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_not_of_documents(method: int) -> None:
    with pytest.raises(SourceUnreadableError, match="已损坏"):
        opened(pack({"a": TEXT}, method)).read("a")


def test_any_cut_is_one_clear_error() -> None:
    data = pack({"a": TEXT})
    for end in range(len(data)):
        with pytest.raises(SourceUnreadableError, match="已损坏或不完整"):
            opened(data[:end]).read("a")


def test_any_flipped_byte_gives_the_text_or_one_clear_error() -> None:
    data = pack({"a": TEXT})
    for place in range(len(data)):
        damaged = bytearray(data)
        damaged[place] ^= 0xFF
        try:
            assert opened(bytes(damaged)).read("a") == TEXT
        except SourceUnreadableError:
            continue


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(SourceUnreadableError, match="解开后超过 64 MB"):
        opened(pack({"a": bytes(MAX_MEMBER_BYTES + 1)})).read("a")


@pytest.mark.slow
def test_all_members_together_are_bounded() -> None:
    each = MAX_BYTES // 3
    archive = opened(pack({name: bytes(each) for name in "abcd"}))
    assert [len(archive.read(name)) for name in "abc"] == [each] * 3
    with pytest.raises(SourceUnreadableError, match="过大"):
        archive.read("d")


def test_too_many_members() -> None:
    with pytest.raises(SourceUnreadableError, match=f"里面有 {MAX_MEMBERS + 1} 个文件"):
        opened(pack(dict.fromkeys(map(str, range(MAX_MEMBERS + 1)), b""), zipfile.ZIP_STORED))


def test_an_encrypted_member() -> None:
    data = bytearray(pack({"a": TEXT}))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + offset] |= 1
    with pytest.raises(SourceUnreadableError, match=r"有密码.*去掉密码"):
        opened(bytes(data)).read("a")
