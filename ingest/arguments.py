"""Command lines whose mistakes are said in one line: argparse puts its usage before it, and knows English only."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

_BAD_USE = 2
_IN_CHINESE = (
    (re.compile(r"the following arguments are required: (.+)"), "缺少参数：{}"),
    (re.compile(r"unrecognized arguments: (.+)"), "没有这样的参数：{}"),
    (re.compile(r"argument (.+?): expected .*arguments?"), "参数 {} 后面要写一个值"),
    (re.compile(r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)"), "{} 不能是 {}，只能是 {}"),
    (re.compile(r"argument (.+?): invalid int value: (.+)"), "参数 {} 应当是整数，不能是 {}"),
    (re.compile(r"argument (.+?): invalid \S+ value: (.+)"), "参数 {} 不能是 {}"),
    (re.compile(r"argument (.+?): not allowed with argument (.+)"), "参数 {} 与 {} 不能同时用"),
    (re.compile(r"argument (.+?): (.+)"), "参数 {}：{}"),
)
"""What argparse says, and what it means; what is in Chinese already stays."""


class OneLineParser(argparse.ArgumentParser):
    """A parser that ends bad use with one line on the standard error, and status 2."""

    hint = "{message} (see {prog} --help)"

    def error(self, message: str) -> NoReturn:
        """End the program: the arguments are wrong."""
        line = self.hint.format(message=" ".join(self._translated(message).split()), prog=self.prog)
        print(line, file=sys.stderr)
        sys.exit(_BAD_USE)

    def _translated(self, message: str) -> str:
        return message


class ChineseParser(OneLineParser):
    """The same in Chinese, for the commands of users."""

    hint = "{message}。用法见 {prog} --help。"

    def _translated(self, message: str) -> str:
        for form, said in _IN_CHINESE:
            found = form.fullmatch(message)
            if found:
                return said.format(*found.groups())
        return message
