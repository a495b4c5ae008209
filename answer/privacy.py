"""Numbers that name a person are taken out of a text before it is kept or logged: ID cards and mobile phones."""

from __future__ import annotations

import re

from ingest.numerals import DIGIT_CHARS

ID_CARD, MOBILE = "［身份证号］", "［手机号］"

_DIGIT = f"[0-9０-９{DIGIT_CHARS}]"
_GAP = r"[\s\-－–—.．·\u200b-\u200d\u2060\ufeff]{0,2}"
"""What people put between the groups of a number, and what cannot be seen."""
_ALONE, _ENDS = f"(?<!{_DIGIT})", f"(?!{_DIGIT})"


def _digits(count: int) -> str:
    return f"(?:{_GAP}{_DIGIT}){{{count}}}"


_NUMBERS = re.compile(
    f"{_ALONE}(?:"
    # 18 characters, the last one a digit or X (GB 11643-1999).
    f"(?P<id>{_DIGIT}{_digits(16)}{_GAP}[{_DIGIT[1:-1]}XxＸｘ])"
    # Eleven digits from 13 to 19 on, with the country's code or without; the plus sign may stand before.
    f"|(?:(?:00|００)?{_GAP}(?:86|８６){_GAP})?[1１一幺]{_GAP}[3-9３-９三四五六七八九]{_digits(9)}"
    # The 15 digits that an ID card had before.
    f"|(?P<old_id>{_DIGIT}{_digits(14)})"
    f"){_ENDS}"
)


def mask(text: str) -> str:
    """Return a text in which ID-card and mobile numbers are replaced by what they are."""
    return _NUMBERS.sub(lambda found: ID_CARD if found["id"] or found["old_id"] else MOBILE, text)
