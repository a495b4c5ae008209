"""No regular expression of the tree says something else than it seems to: ``{1, 6}`` in an f-string is a tuple."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from tests.test_imports import MAY_IMPORT, source_files

ROOT = Path(__file__).parents[1]
FILES = [path for package in (*MAY_IMPORT, "tests") for path in source_files(package)]
COMPILING = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in FILES
    if "re.compile(" in path.read_text("utf-8") and path.relative_to(ROOT).parts[0] != "tests"
]
"""Modules with patterns; the others may bring torch with them."""
_PAIR = re.compile(r"\(\d+, \d*\)|\{\d+, \d*\}|\{\d*,\s+\d+\}")
_NO_OPERATORS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]")
_EMPTY = re.compile(r"(?:^|\||\((?:\?(?:[:=!]|<[=!]|P<\w+>))?)(?=\|)|\|(?=\)|$)")
"""In a pattern without its escapes and sets."""


def constants_put_in(source: str) -> Iterator[int]:
    """Yield the lines of the f-strings that put in a number or a tuple of them: a repetition whose braces are single."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FormattedValue):
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            if all(isinstance(value, ast.Constant) and isinstance(value.value, int) for value in values):
                yield node.lineno


def spaced_repetitions(source: str) -> Iterator[int]:
    """Yield the lines of the strings with a repetition that ``re`` takes for text, since there is a space in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"\{\d*, +\d*\}", node.value):
            yield node.lineno


def patterns_of(value: object, seen: set[int]) -> Iterator[re.Pattern[str]]:
    """Yield the compiled patterns in a value, however deep."""
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, dict):
        for part in (*value, *value.values()):
            yield from patterns_of(part, seen)
    elif isinstance(value, tuple | list | set | frozenset):
        for part in value:
            yield from patterns_of(part, seen)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from patterns_of(getattr(value, one.name), seen)


def faults_of(pattern: str) -> Iterator[str]:
    """Say what a pattern does that nobody meant: a pair of numbers as text, an alternative that is empty."""
    yield from (f"{found.group()} is text" for found in _PAIR.finditer(pattern))
    plain = _NO_OPERATORS.sub("x", pattern)
    yield from (f"an empty alternative in {plain[found.start() :][:20]}" for found in _EMPTY.finditer(plain))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_f_string_puts_in_a_repetition(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not list(constants_put_in(source))
    if path != Path(__file__):
        assert not list(spaced_repetitions(source))


@pytest.mark.parametrize("name", COMPILING)
def test_every_pattern_says_what_it_seems_to(name: str) -> None:
    module = importlib.import_module(name)
    seen: set[int] = set()
    found = [pattern for value in vars(module).values() for pattern in patterns_of(value, seen)]
    assert [fault for pattern in found for fault in faults_of(pattern.pattern)] == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('import re\nre.compile(rf"条(?![^措]{1, 6}$)")\n', [2]),
        ('A = rf"a{3}"\n', [1]),
        ('A = f"{x}"\n', []),
        ('A = rf"a{{1,6}}{B}"\n', []),
    ],
)
def test_the_check_sees_them(source: str, lines: list[int]) -> None:
    assert list(constants_put_in(source)) == lines


@pytest.mark.parametrize("source", ['A = r"a{1, 6}"\n', 'A = r"a{, 6}"\n', 'A = "a{2, }"\n'])
def test_the_check_sees_spaces(source: str) -> None:
    assert list(spaced_repetitions(source)) == [1]


@pytest.mark.parametrize(
    ("pattern", "count"),
    [("a(1, 6)", 1), ("a|", 1), ("(?:a||b)", 1), ("(?=x(?:|a))", 1), ("a(?:b|c)?|d{1,6}", 0), (r"\(1\)|a", 0)],
)
def test_the_check_sees_what_is_compiled(pattern: str, count: int) -> None:
    assert len(list(faults_of(pattern))) == count
