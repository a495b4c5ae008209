"""A sentence in English as a row of classes, in which patterns of classes are found.

What is Chinese or quoted in it is a term, and so is what the glossary knows the Chinese for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from answer.english import Glossary
from ingest.numerals import NUMERAL_CHARS, to_int

_CHINESE = r"(?:\d+|(?<![a-z])(?:ai|opc))?[\u3400-\u9fff](?:[\u3400-\u9fff\d·〔〕《》]|(?:ai|opc)(?![a-z]))*(?:\([\u3400-\u9fff]+\))?"
"""Normalised text has no space between Chinese and what stands beside it."""
_PIECE = re.compile(
    r"[“\"「『](?P<quoted>[^“”\"「」『』]{1,40})[”\"」』]"
    r"|(?P<title>《[^《》]+》)"
    rf"|\((?P<label>[{NUMERAL_CHARS}]+)\)"
    rf"|(?P<chinese>{_CHINESE})"
    r"|(?P<ordinal>\d+)(?:st|nd|rd|th)\b"
    r"|(?P<number>\d+)(?![\w.%])"
    r"|(?P<mark>[,.;:?!()])(?![a-z0-9])|(?P<dash>[—–/]+)"
)
_BRACKETED = re.compile(r" ?\((?P<inner>(?:\([^()]*\)|[^()])+)\)")
_LABEL = re.compile(rf"^\([{NUMERAL_CHARS}]+\)|^[{NUMERAL_CHARS}]+、")
_HAS_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DROPPED = frozenset({"FILLER", "BE"})
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen twenty".split()
_PLACES = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_NAME = re.compile(r"(?<!\?)[A-Z_]{2,}")
_OTHERS = ("TERM", "NUMBER", "ORDINAL", "COMMA", "MARK", "UNKNOWN", "LABEL")


@dataclass(frozen=True, slots=True)
class Piece:
    """A phrase of a sentence.

    Attributes:
        word: its class.
        text: as it goes into Chinese: a term in Chinese, a number in digits; else as written.
        source: what was written, of a term in English.
    """

    word: str
    text: str
    source: str = ""


@cache
def phrases(name: str = "english") -> Glossary:
    """Read the phrases that questions of a kind are made of; what each stands for is its class."""
    file = files("answer.words") / "lists" / f"{name}.tsv"
    return Glossary.parse(file.read_text(encoding="utf-8").splitlines(), file.name)


@cache
def _letters() -> dict[str, str]:
    return {name: chr(0xE000 + place) for place, name in enumerate(sorted({*phrases().terms, *_OTHERS}))}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of classes, with names for groups in lower case, as one of the letters that stand for them.

    Raises:
        KeyError: if it names a class that there is not.
    """
    return re.compile(_NAME.sub(lambda match: _letters()[match.group()], pattern).replace(" ", ""))


class Row:
    """The phrases of a sentence, without what only holds it together."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        """Take the phrases in their order."""
        self.pieces = tuple(piece for piece in pieces if piece.word not in _DROPPED)
        self.row = "".join(_letters()[piece.word] for piece in self.pieces)

    def match(self, pattern: str, place: int = 0) -> re.Match[str] | None:
        """Match a pattern that begins at a place."""
        return compiled(pattern).match(self.row, place)

    def text(self, match: re.Match[str], group: str) -> str:
        """Return what the last phrase of a named group says; empty if it matched none."""
        return self.pieces[match.end(group) - 1].text if match[group] else ""

    def word(self, match: re.Match[str], group: str) -> str:
        """Return the class of the last phrase of a named group; empty if it matched none."""
        return self.pieces[match.end(group) - 1].word if match[group] else ""

    def terms(self, match: re.Match[str], group: str) -> tuple[str, ...]:
        """Return the terms within a named group."""
        start, end = match.span(group)
        return tuple(piece.text for piece in self.pieces[start:end] if piece.word == "TERM")

    def numbers(self, match: re.Match[str], group: str) -> tuple[int, ...]:
        """Return the numbers within a named group."""
        start, end = match.span(group)
        return tuple(int(piece.text) for piece in self.pieces[start:end] if piece.word in ("NUMBER", "ORDINAL"))


def cut(sentence: str, to_chinese: Callable[[str], str], known: Glossary) -> list[Piece]:
    """Cut a normalised sentence into phrases.

    Args:
        sentence: to cut.
        to_chinese: gives the Chinese of words that all are known; empty for others.
        known: the phrases that have classes.
    """
    found: list[Piece] = []
    place = 0
    sentence = _BRACKETED.sub(_in_brackets, sentence)
    for match in _PIECE.finditer(sentence):
        found += _english(sentence[place : match.start()], to_chinese, known)
        found += _fixed(match, to_chinese)
        place = match.end()
    found += _english(sentence[place:], to_chinese, known)
    return _joined(found, to_chinese)


def _joined(pieces: Sequence[Piece], to_chinese: Callable[[str], str]) -> list[Piece]:
    """Make one of two terms that are one name with what joins them: operation and management."""
    found: list[Piece] = []
    for piece in pieces:
        found.append(piece)
        written = " ".join(one.source or one.text for one in found[-3:])
        if [one.word for one in found[-3:]] == ["TERM", "AND", "TERM"] and all(one.source for one in found[-3::2]):
            chinese = to_chinese(written)
            if chinese and chinese != f"{found[-3].text}和{found[-1].text}":
                found[-3:] = [Piece("TERM", chinese, written)]
    return found


def _in_brackets(match: re.Match[str]) -> str:
    """Keep a Chinese name in brackets, without its label; what is English in them only explains."""
    if _PIECE.fullmatch(match.group().strip()):
        return match.group()  # the label of an item
    name = _LABEL.sub("", match["inner"])
    return f"“{name}”" if _HAS_CHINESE.search(name) else ""


def _fixed(match: re.Match[str], to_chinese: Callable[[str], str]) -> Iterator[Piece]:
    kind, text = match.lastgroup or "", match[match.lastgroup or 0]
    if kind == "quoted":
        yield Piece("TERM", text if _HAS_CHINESE.search(text) else to_chinese(text) or text)
    elif kind in ("title", "chinese"):
        yield Piece("TERM", text)
    elif kind == "label":
        yield Piece("LABEL", str(to_int(text)))
    elif kind in ("ordinal", "number"):
        yield Piece(kind.upper(), text)
    elif kind == "mark":
        yield Piece("COMMA" if text in ",:" else "MARK", text)
    else:
        yield Piece("MARK", text)


def _english(text: str, to_chinese: Callable[[str], str], known: Glossary) -> Iterator[Piece]:
    unknown: list[str] = []
    for source, name in [*known.pieces(text), ("", "END")]:
        word = name or ("NUMBER" if source in _NUMBERS else "ORDINAL" if source in _PLACES else "")
        if not word:
            unknown.append(source)
            continue
        if unknown:
            written = " ".join(unknown)
            chinese = to_chinese(written)
            yield Piece("TERM" if chinese else "UNKNOWN", chinese or written, written)
            unknown.clear()
        if word != "END":
            yield Piece(word, _value(source) if word in ("NUMBER", "ORDINAL") else source)


def _value(source: str) -> str:
    values = (_NUMBERS if source in _NUMBERS else _PLACES).index(source) + 1
    return "20" if source == "twenty" else str(values)
