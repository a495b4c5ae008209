from __future__ import annotations

import quopri

import pytest

from ingest.errors import SourceUnreadableError
from ingest.formats.html.archive import unpack
from tests.ingest.formats.hostile.page_files import ARCHIVE, nested

PAGE = "<html><body><p>第一条 支持企业。</p></body></html>"


def part(page: str, kind: str = "text/html; charset=gbk", encoding: str = "gbk") -> bytes:
    head = f"--b0\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + quopri.encodestring(page.encode(encoding)) + b"\r\n"


@pytest.mark.parametrize("kind", ["text/html; charset=gbk", "application/xhtml+xml; charset=gbk"])
def test_the_page_comes_with_its_encoding(kind: str) -> None:
    archive = ARCHIVE + part("body { color: red }", "text/css") + part(PAGE, kind) + part("<p>框架</p>") + b"--b0--\r\n"
    content, encoding = unpack(archive, "a.mht")
    assert (content.decode("gbk").strip(), encoding) == (PAGE, "gbk")


def test_one_that_is_cut_gives_what_is_left() -> None:
    archive = ARCHIVE + part(PAGE) + part("<p>框架</p>")
    assert unpack(archive[:-60], "a.mht") == unpack(archive, "a.mht")


def test_a_message_of_one_part_is_the_page() -> None:
    message = b"From: 'Saved by Windows Internet Explorer'\nContent-Type: text/html; charset=utf-8\n\n" + PAGE.encode()
    assert unpack(message, "a.mht") == (PAGE.encode(), "utf-8")


@pytest.mark.parametrize("page", [PAGE, f"\n{PAGE}", "第一条 支持企业。"])
def test_what_is_no_archive_stays_as_it_is(page: str) -> None:
    assert unpack(page.encode(), "a.html") == (page.encode(), "")


def test_archives_within_archives() -> None:
    assert unpack(nested(20, PAGE.encode()), "a.mht")[0] == PAGE.encode()
    with pytest.raises(SourceUnreadableError, match="嵌套过深"):
        unpack(nested(5_000, PAGE.encode()), "a.mht")


@pytest.mark.parametrize("rest", [b"", part("x", "text/plain"), part(" \n")])
def test_an_archive_without_a_page_says_so(rest: bytes) -> None:
    with pytest.raises(SourceUnreadableError, match="找不到网页"):
        unpack(ARCHIVE + rest, "a.mht")
