"""Chinese numerals: which characters they are written in, and what they say."""

from __future__ import annotations

_WRITTEN = "零一二三四五六七八九"
_DIGITS = {char: value for value, char in enumerate(_WRITTEN)} | {"〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3}
_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_LARGEST = 10**8

DIGIT_CHARS = f"〇○{_WRITTEN}"
"""What years and other numbers are written in that are read digit by digit."""
NUMERAL_CHARS = "".join(_DIGITS) + "".join(_UNITS)
"""What numbers below ten thousand are written in, those of items and the small ones that people count with."""
NUMBER_CHARS = NUMERAL_CHARS + "".join(_MYRIADS)
"""What any number is written in; 万 and 亿 are in many other words."""


def to_int(numeral: str) -> int:
    """Read a Chinese or Arabic numeral.

    Args:
        numeral: such as ``十八``, ``一百零三``, ``两千三百``, ``三亿五千万``, ``二〇二三``, ``廿五``, ``12`` or ``１２``.

    Raises:
        ValueError: if a character is not part of a numeral, or nothing is given.
    """
    if numeral.isdigit():
        return int(numeral)
    if not numeral:
        raise ValueError("empty numeral")
    if len(numeral) > 1 and all(char in _DIGITS for char in numeral):
        # 一〇三 and 二〇二三 are written digit by digit.
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, below, digit = 0, 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _MYRIADS:
            # 三亿 are three of them, 万亿 ten thousand of what follows, and 亿 alone is one.
            total, below, digit = _counted(total, below + digit, _MYRIADS[char]), 0, 0
        elif char in _UNITS:
            # 十八 is 18: a unit without a digit before it counts once.
            below, digit = below + (digit or 1) * _UNITS[char], 0
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    return total + below + digit


def _counted(total: int, below: int, size: int) -> int:
    """Take what stands before 万 or 亿 as so many of it: of all that is smaller, 二万三千亿."""
    if total and total < size:
        return (total + below) * size
    return total + (below or 1) * size


def to_chinese(number: int) -> str:
    """Write a number below a hundred million as Chinese numerals (18 becomes ``十八``).

    Raises:
        ValueError: if the number is out of that range.
    """
    if not 0 <= number < _LARGEST:
        raise ValueError(f"out of range: {number}")
    if number < len(_WRITTEN):
        return _WRITTEN[number]
    text, rest, gap = "", number, False
    for unit, size in (("万", 10_000), ("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            written = _WRITTEN[digit] if digit < len(_WRITTEN) else to_chinese(digit)
            text += ("零" if gap and text else "") + written + unit
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text
