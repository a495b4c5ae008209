"""A web page as browsers save it in one file (MHTML): the page is one part of a message."""

from __future__ import annotations

import email
import email.policy
from email.message import Message

from ingest.errors import SourceUnreadableError
from ingest.file_kinds import holds_page

_ADVICE = "请在浏览器中重新保存，或把正文另存为纯文本（UTF-8）后再试。"
_PAGES = ("text/html", "application/xhtml+xml")


def unpack(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the page in a web archive with the encoding that is given for it; any other file as it is, with none.

    Raises:
        SourceUnreadableError: if it is an archive without a page, or one of messages in messages without end.
    """
    if not holds_page(data):
        return data, ""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    except RecursionError as error:
        raise SourceUnreadableError(f"网页归档嵌套过深：{name}（归档里套着归档）。{_ADVICE}") from error
    content = _content(pages[0]) if pages else b""
    if not content.strip():
        raise SourceUnreadableError(f"网页归档里找不到网页：{name}（可能没有保存完整）。{_ADVICE}")
    # The first is the page itself, others are frames in it.
    return content, pages[0].get_content_charset() or ""


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
