"""White space of a web page, which is mostly its source's and not the text's."""

from __future__ import annotations

import re

_CJK = "\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·"
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_CJK}])\n(?=\S)|(?<=\S)\n(?=[{_CJK}])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SPACES = re.compile(r"[\s\u3000\xa0]+")
_SPACED = re.compile(r"(?<!\S)([\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?:[\s：:]|$))")
_SPACED_TITLE = re.compile(r"(?<=通) (?=知$)|(?<=[意]) (?=见$)|(?<=办) (?=法$)|(?<=方) (?=案$)|(?<=[规决]) (?=定$)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def collapse(text: str) -> str:
    """Make runs of white space one space, as browsers do; a break in the source next to a Chinese character is none."""
    parted = _BLANKS.sub(lambda blanks: "\n" if "\n" in blanks[0] else " ", text)
    return _BREAK_IN_CHINESE.sub("", parted).replace("\n", " ")


def tidy(text: str) -> str:
    """Return the text of a whole line, with single spaces and none between characters that were only set apart."""
    return _SPACED_TITLE.sub("", _SPACED.sub(r"\1", _SPACES.sub(" ", text).strip()))


def raised(text: str) -> str:
    """Write digits above the line as such: the square in m² is no 2."""
    return text.translate(_RAISED) if text.strip().isdigit() else text
