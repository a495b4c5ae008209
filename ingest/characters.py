r"""Characters of a decoded text that are no part of what it says: line ends, marks that show nothing, controls."""

from __future__ import annotations

import re

from ingest.errors import SourceUnreadableError
from ingest.models import ParseWarning

_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_INVISIBLE = re.compile(
    rf"{_CONTROL.pattern[:-1]}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Control characters and what Unicode says to draw as nothing: left by web pages and word processors, they only keep
labels and words from being recognised.
"""
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1")
_LOST = "\ufffd"
"""What programs write for a character that they could not read."""


def clean(text: str, name: str) -> tuple[str, tuple[ParseWarning, ...]]:
    r"""Write line ends as ``\n`` and take out what shows nothing; the warnings say what and where.

    Args:
        text: as decoded.
        name: how messages call it.

    Raises:
        SourceUnreadableError: if it is empty, or bytes that merely decode.
    """
    text = _LINE_END.sub("\n", text)
    kept, count = _INVISIBLE.subn("", text)
    # Text has no NUL and hardly any control characters.
    if "\0" in text or (count and len(_CONTROL.findall(text)) * 100 > len(text)):
        raise SourceUnreadableError(
            f"认不出这是什么文件：{name}。需要 Word（docx）、PDF、网页（HTML）、Markdown 或纯文本。"
        )
    if not kept.strip():
        raise SourceUnreadableError(f"文件是空的：{name}。需要一份含有编号措施的政策正文。")
    warnings = []
    if count:
        message = f"从本行起有 {count} 个不显示的字符（零宽、方向或控制字符），已略去"
        warnings.append(ParseWarning("invisible_characters", _line_of(_INVISIBLE.search(text)), message))
    lost = kept.count(_LOST)
    if lost:
        message = f"从本行起有 {lost} 个字在转换编码时丢失（显示为 {_LOST}），请核对原文"
        warnings.append(ParseWarning("lost_characters", _line_of(re.search(_LOST, kept)), message))
    return kept, tuple(warnings)


def strip_invisible(text: str) -> str:
    """Return a piece of a text as `clean` leaves it."""
    return _INVISIBLE.sub("", _LINE_END.sub("\n", text))


def _line_of(match: re.Match[str] | None) -> int:
    return match.string.count("\n", 0, match.start()) + 1 if match else 1


def without_emphasis(text: str) -> str:
    """Take out the marks of bold type in Markdown: **第一条** is 第一条."""
    return _EMPHASIS.sub(r"\2", text)
