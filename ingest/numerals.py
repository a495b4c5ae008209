"""Chinese numerals, as policies number their items."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

NUMERAL_CHARS = "".join(_DIGITS) + "".join(_UNITS)


def to_int(numeral: str) -> int:
    """Read a Chinese or Arabic numeral below ten thousand.

    Args:
        numeral: such as ``十八``, ``二十一``, ``一百零三``, ``二〇二三``, ``12`` or ``１２``.

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
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            # 十八 is 18: a unit without a digit before it counts once.
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    return total + digit


def to_chinese(number: int) -> str:
    """Write a number from 0 to 9999 as Chinese numerals (18 becomes ``十八``).

    Raises:
        ValueError: if the number is out of that range.
    """
    if not 0 <= number <= 9999:
        raise ValueError(f"out of range: {number}")
    if number < 10:
        return "零一二三四五六七八九"[number]
    text, rest, gap = "", number, False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, rest = divmod(rest, size)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + unit
            gap = False
        else:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text
