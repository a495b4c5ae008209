"""No pattern of the parser takes for ever: a repetition inside a repetition tries every way to divide a text."""

from __future__ import annotations

import importlib
import re

import pytest

from tests.test_patterns import COMPILING, patterns_of

_WORD = re.compile(r"[一-龥]{1,4}")
_COMMON = ("一", "1", "。", "、", "（", "）", "：", " ", "　", "\t", "|", "-", "市", "局", "等", "年", "2024年1月1日")
_TIMES = 24
MODULES = [name for name in COMPILING if name.startswith("ingest.")]


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_ends(name: str) -> None:
    # No clock: a pattern that tries every division of these takes years.
    for pattern in patterns_of(vars(importlib.import_module(name)), set()):
        words = dict.fromkeys((*_COMMON, *_WORD.findall(pattern.pattern)))
        for word in words:
            for text in (word * _TIMES, word * _TIMES + "甲乙", "（" + word * _TIMES + "甲"):
                pattern.search(text)
                pattern.fullmatch(text)
