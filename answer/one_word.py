"""Questions about one word and nothing else: whether the policy mentions it, and where."""

from __future__ import annotations

import re

ABOUT_TEXT = (
    r"(?:请问|[这该]个?|这份|深圳市?|行动方案|方案|文件|政策|通知|计划|[全原]文|通篇|正文里?|里[面头]?|当?中|上|,)*"
)
_SAID = r"(?:被?(?:提|写|讲|说|涉及|包含|出现))(?:到|及|过|了|进去|有)*"
_WORD = r"(?P<word>(?!时间|日期|期限|金额|数[量字]|资金|地[点址]|电话|内容|单位|部门|责任)(?:(?!有没|有无|有冇|是否|是不|提没|有提|有写|有讲|有说|文件|方案|政策|[全原]文|[的我你他她它这那谁哪几多怎什啥])[\u3400-\u9fffa-z0-9]){2,8}?)"
_ASKS_WHETHER = tuple(
    re.compile(rf"^{form}[?]?$")
    for form in (
        rf"{ABOUT_TEXT}(?:有没有|有[无冇]|是否|是不是有?|提没)(?:有)?{_SAID}{_WORD}(?:这?个?词|方面|的?内容)?[吗么呢]?",
        rf"{ABOUT_TEXT}有?没?有?{_SAID}{_WORD}了?(?:没有?|[吗么])",
        rf"{_WORD}{ABOUT_TEXT}(?:(?:有没有|有[无冇]|是否|是不是|提没){_SAID}|有?{_SAID}(?:没有?|[吗么]))",
    )
)
"""Asks whether one word is mentioned at all, and nothing else."""
_ASKS_WHERE = re.compile(
    rf"^{ABOUT_TEXT}{_WORD}(?:[是在]|出自|见于|写在)+第?[哪几](?:一|几)?(?:条|处|项措施)(?:措施|条款)?(?:里|中|当中)?(?:{_SAID})?的?[?]?$"
)
"""Asks for the one place of a word that may have several."""


def asked_whether(text: str) -> str:
    """Return the one word of which a normalised text asks whether it is mentioned; empty for any other text."""
    found = next(filter(None, (form.search(text) for form in _ASKS_WHETHER)), None)
    return found["word"] if found else ""


def asked_where(text: str) -> str:
    """Return the one word of whose one place a normalised text asks; empty for any other text."""
    found = _ASKS_WHERE.search(text)
    return found["word"] if found else ""
