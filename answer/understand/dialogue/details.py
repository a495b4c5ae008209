"""Turns that only ask for more of what was said: 详细说说, 具体点, 还有呢."""

from __future__ import annotations

import re

_SAY = r"(?:说明|说说|讲讲|说|讲|介绍|解释|展开|谈谈|谈|写|列|看看|看)"
_MORE = r"(?:详细|具体|仔细|细致|展开|清楚|明白|完整|全面|深入|细)"
_BIT = r"(?:一?[点些]儿?|一下|地|的)?"
_ASKING = r"(?:吗|么|呢|吧|啊|呀|嘛|可以吗|行吗|好吗|好不好|行不行|可不可以)*"
_DETAILS = re.compile(
    rf"(?:能不能|能否|可以|可不可以|能|请|麻烦|帮我|给我|再|还|想|要|我|你|您|那|就|把它?)*"
    rf"(?:{_SAY}{_BIT}(?:得)?(?:更|再)?{_MORE}{_BIT}|(?:更|再)?{_MORE}{_BIT}{_SAY}?{_BIT}|多{_SAY}{_BIT}|{_SAY}?(?:一?下)?(?:全文|原文|整条|整段)){_ASKING}[?!。]*"
)
_FURTHER = re.compile(
    r"(?:那|然后|接着)*(?:还有(?:呢|吗|没|没有|别的(?:吗|呢)?)|别的呢|继续|接着[说讲]|往下说|然后呢)[?!。]*"
)


def asks_details(text: str) -> bool:
    """Tell whether a normalised turn says nothing but that more is to be told of what was answered."""
    return _DETAILS.fullmatch(text) is not None


def asks_further(text: str) -> bool:
    """Tell whether it says nothing but that there may be more besides."""
    return _FURTHER.fullmatch(text) is not None
