"""One spelling for comparison: width, case, script and the spaces that layout leaves between characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

_CJK = r"[㐀-鿿]"
_LAYOUT_SPACE = re.compile(rf"(?<={_CJK})\s+(?=[0-9a-z]|{_CJK})|(?<=[0-9a-z])\s+(?={_CJK})")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Control characters and what Unicode says to draw as nothing; white space is not among them."""


_REMEMBERED = 4096
"""Texts; the pieces of a policy are compared with every question."""


@lru_cache(maxsize=_REMEMBERED)
def normalize(text: str) -> str:
    """Fold a text for matching; never for display.

    NFKC (full and half width), lower case, simplified script, no invisible characters, no spaces between
    Chinese characters and what stands beside them.
    """
    if text.isascii():
        # Nothing else of it changes, and looking costs ten times as much.
        return _INVISIBLE.sub("", text).lower().strip()
    # Half a character (a lone surrogate, from a broken source) cannot be handed to the converter.
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower()
    return _LAYOUT_SPACE.sub("", _simplifier().convert(text)).strip()


@cache
def _simplifier() -> Any:
    """Open the converter once; reading its dictionaries takes some milliseconds."""
    from opencc import OpenCC

    return OpenCC("t2s")
