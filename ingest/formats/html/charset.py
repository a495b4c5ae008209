"""From the bytes of a web page to characters: what its bytes say counts for more than what it declares."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from ingest.encodings import doubtful
from ingest.errors import SourceUnreadableError
from ingest.models import ParseWarning
from ingest.plausible import PLAUSIBLE, is_letter, share_of_common

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD_BYTES = 8192
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([a-z0-9_-]{2,20})", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "big5": "cp950"}
"""What pages declare, and the larger encoding that they use."""
_CANDIDATES = ("utf-8", "gb18030", "cp950", "big5hkscs")
_LOST = "\ufffd"


def decode_page(data: bytes, name: str, declared: str = "") -> tuple[str, tuple[ParseWarning, ...]]:
    """Decode a web page in UTF-8, UTF-16, GB18030 or Big5, whatever it declares; single broken bytes are passed over.

    Args:
        data: the whole page.
        name: how messages call it.
        declared: an encoding that came with the page from outside, such as in a web archive.

    Returns:
        The text of the page, and what its readers should check.

    Raises:
        SourceUnreadableError: if no encoding makes a Chinese text of it.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, "replace"), ()
    wide = _utf_16(data)
    if wide:
        return data.decode(wide, "replace"), ()
    with suppress(UnicodeDecodeError):
        # Hardly any text in another encoding is valid UTF-8.
        return data.decode("utf-8"), ()
    text, encoding = max((_read(data, each) for each in _encodings(data, declared)), key=lambda read: _share(read[0]))
    if _share(text) < PLAUSIBLE:
        raise SourceUnreadableError(
            f"认不出网页的编码：{name}（按 UTF-8、GB18030 和 Big5 读出来都是乱码）。"
            "请在浏览器中打开它，把正文另存为纯文本（UTF-8）后再试。"
        )
    doubt = doubtful(text, encoding)
    return text, (ParseWarning("encoding", 1, doubt),) if doubt else ()


def _encodings(data: bytes, declared: str) -> tuple[str, ...]:
    found = _DECLARED.search(data[:_HEAD_BYTES])
    names = (declared, found[1].decode("ascii") if found else "")
    known = [_WIDER.get(name.lower(), name.lower()) for name in names if name]
    # Of several that read equally well, the first is taken: that which was declared.
    return tuple(dict.fromkeys([name for name in known if name in _CANDIDATES] + list(_CANDIDATES)))


def _read(data: bytes, encoding: str) -> tuple[str, str]:
    return data.decode(encoding, "replace"), encoding


def _share(text: str) -> float:
    """Return the share of common characters, where each that could not be decoded counts as an uncommon one."""
    letters = sum(map(is_letter, text))
    lost = text.count(_LOST)
    return share_of_common(text) * letters / (letters + lost) if letters else 0.0


def _utf_16(data: bytes) -> str:
    """Name the byte order of UTF-16 without a mark, which the markup of a page, being ASCII, shows."""
    head = data[:_HEAD_BYTES]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if even + odd < len(head) // 8:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
