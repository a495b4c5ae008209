"""English questions in the policy's words, from an editable file beside the policy.

The embedding model, the patterns and the policy know Chinese only; so an English question is put into Chinese, phrase
by phrase. The result need not be good Chinese: it must hold the policy's terms, and ask in words that are recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, pairwise, product, takewhile
from pathlib import Path

from index.normalize import normalize
from ingest.errors import MetadataError
from ingest.numerals import NUMERAL_CHARS
from ingest.settings import CORPUS_DIR

GLOSSARY_FILE = CORPUS_DIR / "glossary_en.tsv"
OMITTED = "（略）"
"""Stands in the file for the term of words that are left out."""
TO_END = "…"
"""Begins a term in the file that goes to the end of its clause."""
_OF = "的"
"""The terms beside it change places: size of the fund, 基金规模."""
_KEPT = re.compile(r"ai|\d+")
"""What is at home in Chinese: words beside it need not be part of a name."""

_JOINS = frozenset({"and", "so", "but", "or", "then", "also"})
_RELATIVE = frozenset({"when", "where", "who", "which"})
"""Ask at the beginning or the end of a clause, and join its parts within."""
_WORD = re.compile(r"[a-z0-9]+(?:(?:[.#_&'’]|-(?=\d))[a-z0-9]+)*")
_GAP = " -+&/'’"
"""What may stand between the words of a phrase."""
_RUN = re.compile(rf"{_WORD.pattern}(?:[ -]+{_WORD.pattern})*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_AND_ASKS = re.compile(r",? and (?=(?:who|what|when|where|which|how|is|are|does|do|can|will)\b)")
_TO = re.compile(r"(?<=\d) ?(?:to|through) ?(?=\d)")
_CLAUSE_END = re.compile(r"([?!;:。]|(?<!\bno)[,.](?![a-z0-9]))")
_ENDINGS = (
    *(("", ""), ("'s", ""), ("’s", ""), ("s", ""), ("es", ""), ("ies", "y")),
    *(("d", ""), ("ed", ""), ("ied", "y"), ("ing", ""), ("ing", "e"), ("ly", "")),
)
_LEAST_MENDED = 6
"""Letters of a word in which a slip is put right."""
_NUMBER = rf"(\d+|[{NUMERAL_CHARS}]+)"
_NO = rf"(?:no|数量)?[ .#(]*{_NUMBER}\)?(?!百|千|万|亿)"
_WORDING = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<![a-z0-9])(\d+)(?:st|nd|rd|th)(?![a-z0-9])", r"第\1"),
        (r"(?<![\d.])(\d+)十亿", r"\g<1>0亿"),
        (r"(?<![\d.])(\d+)百万", r"\g<1>00万"),
        (rf"第{_NUMBER}措施|(?:措施|第?条){_NO}", r"第\1\2条"),
        (rf"(?:附件)?(?:第{_NUMBER}(?:序号|场景)|(?:序号|场景|附件项){_NO})(?:附件)?", r"附件第\1\2项"),
        (r"每月第(\d+)|第(\d+)每月", r"每月\1\2日"),
        (r"年底(20\d\d)", r"\1年底"),
        (r"(多少.*)有没有", r"\1"),
        (r"什么(是什么意思)", r"\1"),
        (r"负责是什么", "负责什么"),
        (r"(?:谁|哪个单位)负责(.+)", r"\1由哪个单位负责"),
    )
)
"""How Chinese puts what was translated word by word."""


class Glossary:
    """Puts English into Chinese, the longest known phrase first; keeps the words that it does not know."""

    def __init__(self, terms_by_phrase: Mapping[tuple[str, ...], str]) -> None:
        """Take terms, marked as in the file, by the words of a normalised phrase."""
        self._terms = dict(terms_by_phrase)
        self._vocabulary = frozenset(chain.from_iterable(self._terms))
        self._longest = max(map(len, self._terms), default=1)

    @classmethod
    def load(cls, path: Path = GLOSSARY_FILE) -> Glossary:
        """Read a file of lines ``Chinese<TAB>phrase、phrase``; a missing file has no terms.

        Raises:
            MetadataError: if a line has another form.
        """
        if not path.is_file():
            return cls({})
        return cls.parse(path.read_text(encoding="utf-8").splitlines(), str(path))

    @classmethod
    def parse(cls, lines: Iterable[str], name: str = "glossary") -> Glossary:
        """Read the lines of such a file; of several terms for a phrase the first counts.

        Raises:
            MetadataError: as `load` does.
        """
        terms: dict[tuple[str, ...], str] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            term, tab, phrases = line.partition("\t")
            if not tab or not term.strip():
                raise MetadataError(f"{name} 第 {number} 行不合格式，应为“中文<制表符>英文、英文”：{line[:40]}")
            for phrase in re.split("[、,，]", phrases):
                terms.setdefault(tuple(_WORD.findall(normalize(phrase))), term.strip())
        terms.pop((), None)
        return cls(terms)

    @property
    def terms(self) -> frozenset[str]:
        """All terms that phrases stand for."""
        return frozenset(self._terms.values())

    def known(self, text: str) -> str:
        """Put a text into Chinese of which all words are known; empty for any other."""
        pieces = list(self.pieces(text))
        is_known = all(term or _KEPT.fullmatch(source) for source, term in pieces)
        return self._clause(text) if is_known and any(_says(*piece) for piece in pieces) else ""

    def translate(self, text: str) -> str:
        """Put the English of a normalised text into Chinese; a text without any known word is returned as it is.

        In a Chinese text, English is translated only where all words of a run are known: else it is a name.
        """
        pieces = list(self.pieces(text))
        if not any(_says(source, term) for source, term in pieces):
            return text
        chinese, english = _CHINESE.findall(text), _WORD.findall(text)
        asks_in_english = any(term == OMITTED or term.startswith(TO_END) for _, term in pieces)
        if chinese and not (asks_in_english and len(chinese) <= 2 * len(english)):
            return normalize(_RUN.sub(lambda run: self.known(run.group()) or run.group(), text))
        clauses = _CLAUSE_END.split(_AND_ASKS.sub(", ", _TO.sub("至", text)))
        return normalize(
            "".join(clause if index % 2 else self._clause(clause, mends=True) for index, clause in enumerate(clauses))
        )

    def _clause(self, text: str, *, mends: bool = False) -> str:
        pieces = [(source, term) for source, term in self.pieces(text, mends=mends) if term != OMITTED]
        # A question may begin with a word that only joins it to the one before.
        pieces = pieces[1:] if len(pieces) > 1 and pieces[0][0] in _JOINS else pieces
        for index in range(1, len(pieces) - 1):
            (_, before), (_, term), (_, after) = pieces[index - 1 : index + 2]
            if term == _OF and before and after:
                pieces[index - 1 : index + 2] = [("", after), ("", ""), ("", before)]
        last = len(pieces) - 1
        pieces = [piece for index, piece in enumerate(pieces) if piece[0] not in _RELATIVE or index in (0, last)]
        said = [term or source for source, term in pieces if term != _OF and not term.startswith(TO_END)]
        at_end = dict.fromkeys(term.removeprefix(TO_END) for _, term in pieces if term.startswith(TO_END))
        chinese = normalize(" ".join(filter(None, [*said, *at_end])))
        for pattern, wording in _WORDING:
            chinese = pattern.sub(wording, chinese)
        return chinese

    def pieces(self, text: str, *, mends: bool = False) -> Iterator[tuple[str, str]]:
        """Cut a text into known phrases with their terms and the rest, with none.

        Args:
            text: normalised.
            mends: whether slips are put right: in English, not in names within a Chinese text.
        """
        words = list(_WORD.finditer(text))
        at = index = 0
        while index < len(words):
            count, term = self._longest_at(words[index : index + self._longest], mends=mends)
            start, end = words[index].start(), words[index + count - 1].end()
            between = text[at:start].strip()
            if between not in ("", "-"):
                yield between, ""
            yield text[start:end], term
            at, index = end, index + count
        if text[at:].strip():
            yield text[at:].strip(), ""

    def _longest_at(self, words: list[re.Match[str]], *, mends: bool) -> tuple[int, str]:
        """Return how many words the longest phrase at the first of them has, and its term; else one word without."""
        text = words[0].string
        near = takewhile(lambda pair: not text[pair[0].end() : pair[1].start()].strip(_GAP), pairwise(words))
        forms = [self._forms(word.group(), mends=mends) for word in (words[0], *(word for _, word in near))]
        for count in range(len(forms), 0, -1):
            for phrase in product(*forms[:count]):
                if phrase in self._terms:
                    return count, self._terms[phrase]
        return 1, ""

    def _forms(self, word: str, *, mends: bool) -> list[str]:
        """Return the words of the glossary that a word may be a form of, itself first; else those that it may be a slip of."""
        stems = list(_stems(word))
        found = [stem for stem in stems if stem in self._vocabulary]
        if found or not mends:
            return found
        return list(dict.fromkeys(near for stem in stems for near in self._near(stem)))

    def _near(self, word: str) -> list[str]:
        """Return the words of which a word is a slip of one letter: left out, doubled, mistaken or out of place."""
        if len(word) < _LEAST_MENDED:
            return []
        found = {near for key in _without_a_letter(word) for near in self._slips.get(key, ())}
        return sorted(near for near in found if near[0] == word[0])

    @cached_property
    def _slips(self) -> Mapping[str, tuple[str, ...]]:
        """The longer words of the glossary by themselves with any letter left out."""
        found: dict[str, tuple[str, ...]] = {}
        for word in sorted(self._vocabulary):
            for key in _without_a_letter(word) if len(word) >= _LEAST_MENDED else ():
                found[key] = (*found.get(key, ()), word)
        return found


def _stems(word: str) -> Iterator[str]:
    """Yield what a word may be a form of, itself first."""
    for ending, rest in _ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word.removesuffix(ending) + rest
        yield stem
        if ending in ("ed", "ing") and stem[-2:-1] == stem[-1:]:
            yield stem[:-1]


def _without_a_letter(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _says(source: str, term: str) -> bool:
    return len(source) > 1 and term not in ("", OMITTED, _OF)
