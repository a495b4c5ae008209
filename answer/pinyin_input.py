"""Chinese typed in Latin letters: full pinyin (suanli pingtai) and initials (zrdw)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, cached_property

from answer.ownership.sound import syllables

Change = tuple[str, str]
"""What was written, and what was meant."""

_CHINESE = re.compile(r"[㐀-鿿]")
# Letters in addresses, file names and version numbers are no words.
_RUN = re.compile(r"(?<![a-z0-9@._/:#'-])[a-z]+(?:[ ']+[a-z]+)*(?![a-z0-9@_/:#-]|\.[a-z0-9])")
_ALONE = re.compile(r"(?<=[㐀-鿿])[a-z]+(?=[㐀-鿿])")
_LEAST_LETTERS, _LEAST_INITIALS = 5, 4
_MOST_LETTERS = 80
_BODY = re.compile(r"s[a-z]*[jwb]|[a-z]{4,}[jwb]")
"""What may be the initials of some 局, 委 or 办 (of a 市); they are for `answer.ownership`."""
_PARTICLES = {
    "ai": "ai", "de": "的", "shi": "是", "you": "有", "zai": "在", "he": "和", "gen": "跟", "yu": "与", "dui": "对",
    "ma": "吗", "ne": "呢", "le": "了", "dou": "都", "gui": "归", "guan": "管", "shui": "谁", "shei": "谁", "ju": "局", "na": "哪", "ge": "个", "di": "第", "tiao": "条",
    "yi": "一", "er": "二", "san": "三", "si": "四", "wu": "五", "liu": "六", "qi": "七", "ba": "八", "jiu": "九",
}  # fmt: skip
"""Single syllables that may stand between words of the vocabulary; alone they are as often English."""
_ENGLISH = frozenset(
    """
    can she long you men fan hang pan bang sang tang dong ban women change range shine manage engine orange genie
    gender danger china chinese guide single machine judge chance sense singe binge
    """.split()
)
"""English words that are also spelt like Chinese ones."""


@cache
def readings(word: str) -> frozenset[tuple[str, ...]]:
    """Return the toneless syllables of a word, read as a word and read character by character."""
    from pypinyin import lazy_pinyin

    return frozenset({tuple(lazy_pinyin(word)), syllables(word)})


@cache
def near_sound(syllable: str) -> str:
    """Fold what many speakers do not tell apart: zh and z, n and l, ing and in, and so on."""
    folded = re.sub(r"^([zcs])h", r"\1", re.sub(r"^n(?=.)", "l", syllable))
    return re.sub(r"(?<=[aei]n)g$", "", folded)


class PinyinInput:
    """Reads runs of Latin letters as words of a vocabulary."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """Take Chinese words, normalised; of those that sound the same the first is meant."""
        self._vocabulary = tuple(vocabulary)

    # How thousands of words sound takes a tenth of a second to find out, and most questions have no letters in them.
    @cached_property
    def _words(self) -> dict[str, list[tuple[str, frozenset[int]]]]:
        """Words by their letters, with where syllables end within each."""
        words: dict[str, list[tuple[str, frozenset[int]]]] = {}
        for word in self._vocabulary:
            for reading in sorted(readings(word)):
                ends = frozenset(len("".join(reading[:count])) for count in range(1, len(reading)))
                words.setdefault("".join(reading), []).append((word, ends))
        return words

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._words), default=0)

    @cached_property
    def _by_initials(self) -> dict[str, str]:
        """The words that alone have some initials."""
        by_initials: dict[str, set[str]] = {}
        for word in self._vocabulary:
            for reading in readings(word):
                by_initials.setdefault("".join(syllable[0] for syllable in reading), set()).add(word)
        return {
            letters: next(iter(words))
            for letters, words in by_initials.items()
            if len(letters) >= _LEAST_INITIALS and len(words) == 1 and not _BODY.fullmatch(letters)
        }

    def convert(self, text: str) -> tuple[str, tuple[Change, ...]]:
        """Replace the runs of a normalised text that are certainly pinyin; return the text and what was replaced."""
        runs = _RUN.findall(text)
        if not runs:
            return text, ()
        chinese = _CHINESE.search(text) is not None
        meant = {run: self._parse(run) or (self._expand(run) if chinese else "") for run in runs}
        # Without a Chinese character the text is English unless all of it is pinyin.
        if not chinese and not all(meant.values()):
            return text, ()
        if chinese:
            # Beside Chinese characters a syllable alone is no English word.
            meant |= {run: _PARTICLES[run] for run in _ALONE.findall(text) if run in _PARTICLES and run != "ai"}
        converted = _RUN.sub(lambda match: meant[match.group()] or match.group(), text)
        return converted, tuple((run, word) for run, word in meant.items() if word and word != run)

    def _expand(self, run: str) -> str:
        """Read initials in a run; empty if there are none."""
        words = [self._by_initials.get(token) or _PARTICLES.get(token, "") for token in run.split()]
        return "".join(words) if all(words) and any(token in self._by_initials for token in run.split()) else ""

    def _parse(self, run: str) -> str:
        """Read a whole run as the fewest words; empty if it is not pinyin, or has no word of two syllables."""
        tokens = re.split("[ ']+", run)
        letters = "".join(tokens)
        if not _LEAST_LETTERS <= len(letters) <= _MOST_LETTERS or _ENGLISH.issuperset(tokens):
            return ""
        spaces = frozenset(len("".join(tokens[:count])) for count in range(1, len(tokens)))
        best = {0: (0, False, "")}
        for start in range(len(letters)):
            if start not in best:
                continue
            cost, has_word, so_far = best[start]
            for end in range(start + 2, min(len(letters), start + self._longest) + 1):
                within = frozenset(space - start for space in spaces if start < space < end)
                word = self._read(letters[start:end], within)
                if word and (end not in best or cost + 1 < best[end][0]):
                    best[end] = cost + 1, has_word or (len(word) > 1 and word != "ai"), so_far + word
        _, has_word, text = best.get(len(letters), (0, False, ""))
        return text if has_word else ""

    def _read(self, letters: str, spaces: frozenset[int]) -> str:
        """Read letters as one word, spaces standing only between its syllables; empty if they are none."""
        for word, ends in self._words.get(letters, ()):
            if spaces <= ends:
                return word
        return "" if spaces else _PARTICLES.get(letters, "")
