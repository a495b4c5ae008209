"""How a counted number is written, by the names that Office Open XML gives the formats (ECMA-376-1, 17.18.59).

Where Word departs from the standard, Word is followed ([MS-OI29500], 2.1.540).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.numerals import to_chinese

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 9999
"""Above it numbers are written with digits; no list is that long."""


def write_number(number: int, number_format: str) -> str:
    """Write a number as Word shows it; formats that are not known, and numbers that a format lacks, with digits.

    Args:
        number: as counted.
        number_format: the value of ``w:numFmt``, such as ``chineseCounting``, or for ``custom`` its ``w:format``, such as
            ``001, 002, 003, ...``.
    """
    if number_format == "none":
        return ""
    write = _WRITERS.get(number_format)
    if write is None:
        width = len(number_format.partition(",")[0])
        return str(number).zfill(width) if number_format.startswith("0") else str(number)
    return (write(number) if 0 < number <= _MOST else "") or str(number)


def _counting_to_99(number: int) -> str:
    """Write 一○五 for 105, as chineseCounting does."""
    return to_chinese(number) if number < 100 else _digits(number, "○一二三四五六七八九")


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _japanese(number: int) -> str:
    """Write 百五 for 105: no 零, and no 一 before a unit."""
    return re.sub("零|一(?=[十百千])", "", to_chinese(number))


def _legal(digits: str) -> Callable[[int], str]:
    table = str.maketrans("零一二三四五六七八九十百千", f"{digits}拾佰仟")
    return lambda number: re.sub("^十", "一十", to_chinese(number)).translate(table)


def _letters(number: int) -> str:
    """Write a to z, then aa, bb and so on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number <= 780 else ""


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text, number = text + letters * (number // value), number % value
    return text if len(text) <= 30 else ""


def _one_of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else ""


def _range(first: str, count: int) -> Callable[[int], str]:
    return _one_of("".join(chr(ord(first) + step) for step in range(count)))


_WRITERS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalEnclosedCircle": _range("①", 20),
    "decimalEnclosedCircleChinese": _range("①", 20),
    "decimalEnclosedFullstop": _range("⒈", 20),
    "decimalEnclosedParen": _range("⑴", 20),
    "numberInDash": lambda number: f"- {number} -",
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _counting_to_99,
    "taiwaneseCounting": _counting_to_99,
    "chineseCountingThousand": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "koreanDigital2": lambda number: _digits(number, "零一二三四五六七八九"),
    "japaneseCounting": _japanese,
    "ideographDigital": lambda number: _digits(number, "〇一二三四五六七八九"),
    "taiwaneseDigital": lambda number: _digits(number, "○一二三四五六七八九"),
    "japaneseDigitalTenThousand": lambda number: _digits(number, "〇一二三四五六七八九"),
    "chineseLegalSimplified": _legal("零壹贰叁肆伍陆柒捌玖"),
    "ideographLegalTraditional": _legal("零壹貳參肆伍陸柒捌玖"),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": lambda number: (
        _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number <= 60 else ""
    ),
    "ideographEnclosedCircle": _range("㈠", 10),
}
