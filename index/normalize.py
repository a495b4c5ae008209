"""One spelling for comparison: width, case, script and the spaces that layout leaves between characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_CJK = r"[㐀-鿿]"
_LAYOUT_SPACE = re.compile(rf"(?<={_CJK})\s+(?=[0-9a-z]|{_CJK})|(?<=[0-9a-z])\s+(?={_CJK})")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


def normalize(text: str) -> str:
    """Fold a text for matching; never for display.

    NFKC (full and half width), lower case, simplified script, no invisible characters, no spaces between
    Chinese characters and what stands beside them.
    """
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower()
    return _LAYOUT_SPACE.sub("", _simplifier().convert(text)).strip()


@cache
def _simplifier() -> Any:
    """Open the converter once; reading its dictionaries takes some milliseconds."""
    from opencc import OpenCC

    return OpenCC("t2s")
