"""Questions as typed: slips in the policy's words, put right where a dictionary does not know what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from answer.lexicon import FUNCTION_WORDS
from answer.ownership.sound import syllables
from answer.pinyin_input import Change, PinyinInput, near_sound, readings
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer, domain_words
from ingest.chunks import make_chunks
from ingest.errors import MetadataError
from ingest.models import PolicyDocument
from ingest.numerals import NUMBER_CHARS
from ingest.settings import CORPUS_DIR

CONFUSED_FILE = CORPUS_DIR / "confused_characters.tsv"

_Slips = Mapping[int, Sequence[tuple[int, str, int]]]
"""By start: where slips end, what is meant, and what reading it so costs."""

_CHINESE = re.compile(r"[㐀-鿿]+")
_NUMERALS = frozenset(NUMBER_CHARS)
_BODIES = frozenset("局委办厅署")
"""What names of bodies end in; a slip in one may be the name of another, and is for `answer.ownership`."""
_BEFORE_NAMES = frozenset("市省区年月日")
"""What may stand before a word that begins with it: 市市场监管局, 2023年年底."""
_GLUE = frozenset("的了之等和与及在是以为落级")
"""Characters around which a cutter guesses words that are none (训等)."""
_BEGINNINGS, _ENDINGS = frozenset("大"), frozenset("区群日云集型")
"""Characters that make one word with the word behind or before them: 大模型, 大湾区."""
_SINGLES = (
    frozenset(word for word in FUNCTION_WORDS if len(word) == 1)
    | _NUMERALS
    | frozenset("管建抓谁哪来去出说看找查叫又归该条项款家局委部办市省区年月日号个位名次种类份套点学放见件轮扣拿")
    | frozenset("嘅系喺嘢啲咩边佢唔冇㗎咗俾畀同间噶咪")
)
"""Characters that are words by themselves; others that stand alone are a sign of a slip."""
_QUESTION_WORDS = tuple(
    """
    哪个单位 哪些单位 哪个部门 哪些部门 哪几家单位 责任单位 责任部门 主管部门 负责单位 牵头单位 谁负责 由谁负责 单位 部门 负责
    牵头 主管 哪个 哪些 哪条 哪几条 哪一条 什么 什么时候 多少 多少钱 多大 多久 怎么 怎么样 如何 为什么 有哪些 是什么 有什么
    措施 哪些措施 附件 场景 应用场景 清单 场景清单 应用场景清单 政策 文件 方案 行动方案 条款 任务 内容 要求 规定 目标 时间
    谁管 归谁 是谁 哪家 哪里 几号 哪年 介绍 什么意思 规模 资金 补贴 申请 企业 中小企业 公司 机构 深圳 深圳市 支持 扶持 建设
    规划 启动 成立 发布 出台 第几条 几条 分别 区别
    """.split()
)
"""What questions about any policy are made of."""

_LONG, _LONGEST = 5, 8
"""Characters of a word in which any one may be wrong, and of the longest that are put right; of others the parts are."""
_WORD, _LOOSE = 10, 20
"""What a word costs, or a character of `_SINGLES`, and any other character that stands alone."""
_LISTED, _SOUND, _DOUBLED, _SHAPE, _ORDER, _NEAR, _ANY = 5, 15, 15, 19, 19, 21, 24
"""What a word with a slip costs, by kind; the cheapest reading of a text is taken."""
_SHORT, _EACH_MORE = 6, 2
"""What it costs more with two characters only, and for each wrong character after the first."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A normalised text with its slips put right; the changes say what was written and what is meant."""

    text: str
    changes: tuple[Change, ...] = ()


class Spelling:
    """Puts slips in a question right.

    A text is read as the cheapest sequence of known words, single characters and words of the vocabulary with a
    slip in them. So a correction must explain more than the text as typed, and longer explanations win.
    """

    def __init__(
        self, vocabulary: Iterable[str], knows: Callable[[str], bool], begins: Callable[[str], bool] = bool
    ) -> None:
        """Prepare the words.

        Args:
            vocabulary: normalised, the commonest first: it is meant where pinyin leaves a choice.
            knows: tells whether a general dictionary has a word; what is made of such words stays as it is.
            begins: tells whether a word of that dictionary may begin so, and spares looking for longer ones.
        """
        words = tuple(dict.fromkeys(word for word in vocabulary if len(word) > 1 and _CHINESE.fullmatch(word)))
        self._alike, self._listed, self._suspects = read_confusions()
        self._listed_from = frozenset(wrong[0] for wrong in self._listed)
        self._words = words
        self._pinyin = PinyinInput(words)
        self._vocabulary = frozenset(words)
        self._letters = frozenset("".join(sorted(word)) for word in words)
        self._beginnings = frozenset(word[:end] for word in words for end in range(2, len(word) + 1))
        self._knows, self._begins = knows, begins

    @cached_property
    def _by_key(self) -> dict[tuple[str, ...], list[str]]:
        """Words by what a slip leaves of them. How they sound takes a while to find out, and most questions have no slip."""
        by_key: dict[tuple[str, ...], list[str]] = {}
        for word in self._words:
            if len(word) <= _LONGEST:
                for key in {key for sound in readings(word) for key, _ in _keys(word, sound)}:
                    by_key.setdefault(key, []).append(word)
        return by_key

    def correct(self, text: str) -> Correction:
        """Correct a normalised text."""
        text, replaced = self._pinyin.convert(text)
        changes = list(replaced)

        def corrected(run: re.Match[str]) -> str:
            parts = self._read(run.group())
            changes.extend(part for part in parts if part[0] != part[1])
            return "".join(meant for _, meant in parts)

        return Correction(_CHINESE.sub(corrected, text), tuple(changes))

    def _read(self, run: str) -> list[Change]:
        """Cut Chinese characters into parts as written, each with what is meant."""
        as_written = self._cheapest(run, {})
        doubtful = [len(part) == 1 and part not in _SINGLES for part, _ in as_written for _ in part]
        strange = [first == second or first + second in self._suspects for first, second in pairwise(run)]
        odd_from = _odd_from(doubtful, strange)
        slips: dict[int, list[tuple[int, str, int]]] = {}
        for start in range(len(run) - 1):
            last = min(len(run), start + _LONGEST + 1)
            # Nothing odd begins here, nor anything listed: so it is with most characters of most questions.
            if odd_from[start] > last and run[start] not in self._listed_from:
                continue
            for end in range(start + 2, last + 1):
                written = run[start:end]
                in_body = len(written) == 2 and run[end : end + 1] in _BODIES
                if written in self._listed:
                    slips.setdefault(start, []).append((end, self._listed[written], _LISTED))
                elif end >= odd_from[start] and not in_body:
                    found = self._meant(written, syllables(written))
                    slips.setdefault(start, []).extend((end, *meant) for meant in found)
        return self._cheapest(run, slips) if any(slips.values()) else as_written

    def _cheapest(self, run: str, slips: _Slips) -> list[Change]:
        """Find the cheapest sequence of parts; of equally cheap ones the one that changes less."""
        best = [(0, 0, ""), *[(_LOOSE * len(run) + 1, 0, "")] * len(run)]
        for start, char in enumerate(run):
            options = [(start + 1, char, _WORD if char in _SINGLES else _LOOSE)]
            for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
                text = run[start:end]
                if text not in self._beginnings and not self._begins(text):
                    break
                if self._is_word(text):
                    options.append((end, text, _WORD))
            for end, meant, price in (*options, *slips.get(start, ())):
                if best[start][0] + price < best[end][0]:
                    best[end] = best[start][0] + price, start, meant
        parts: list[Change] = []
        end = len(run)
        while end:
            _, start, meant = best[end]
            parts.append((run[start:end], meant))
            end = start
        return parts[::-1]

    def _is_word(self, text: str) -> bool:
        return text in self._vocabulary or (text not in self._suspects and self._knows(text))

    def _is_words(self, text: str) -> bool:
        """Tell whether a text is nothing but words of two characters and more."""
        ends = range(2, len(text) + 1)
        return not text or any(self._is_word(text[:end]) and self._is_words(text[end:]) for end in ends)

    def _meant(self, written: str, sound: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        """Yield the word that a text is a slip of, with its price; nothing if of none, or equally of several."""
        if self._is_word(written):
            return
        prices = dict(self._doubled(written))
        for word, price in self._misspelt(written, sound):
            prices[word] = min(price, prices.get(word, price))
        lowest = min(prices.values(), default=0)
        cheapest = [word for word, price in prices.items() if price == lowest]
        if len(cheapest) == 1:
            yield cheapest[0], lowest + (_SHORT if len(cheapest[0]) == 2 else 0)

    def _doubled(self, written: str) -> Iterator[tuple[str, int]]:
        """Find words with one character doubled; that may make words of what is none (大大模型)."""
        for place, (char, following) in enumerate(pairwise(written)):
            word = written[:place] + written[place + 1 :]
            if char == following and char not in _BEFORE_NAMES and word in self._vocabulary:
                yield word, _DOUBLED

    def _misspelt(self, written: str, sound: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        """Find words with other characters, or the same in another order."""
        keys = _keys(written, sound) if len(written) <= _LONGEST else ()
        found = [(word, kind) for key, kind in keys for word in self._by_key.get(key, ())]
        if "".join(sorted(written)) in self._letters:
            swaps = (written[:at] + written[at + 1] + written[at] + written[at + 2 :] for at in range(len(written) - 1))
            found += [(word, _ORDER) for word in swaps if word in self._vocabulary]
        if found and not self._is_words(written):
            for word, kind in found:
                wrong = [pair for pair in zip(written, word, strict=True) if pair[0] != pair[1]]
                price = _SHAPE if kind == _ANY and self._alike.issuperset(wrong) else kind
                if wrong and _may_be(word, wrong, price):
                    yield word, price + (_EACH_MORE * (len(wrong) - 1) if kind != _ORDER else 0)


def _odd_from(doubtful: Sequence[bool], strange: Sequence[bool]) -> list[int]:
    """Return for each start the first end up to which a text holds something odd; beyond the text if nothing is.

    Args:
        doubtful: of each character, whether it stands alone and is no word.
        strange: of each character and the next, whether they do not belong together.
    """
    nowhere = len(doubtful) + 1
    found = [nowhere] * (len(doubtful) + 1)
    for place in reversed(range(len(doubtful))):
        is_strange = place < len(strange) and strange[place]
        found[place] = place + 1 if doubtful[place] else min(found[place + 1], place + 2 if is_strange else nowhere)
    return found


def _may_be(word: str, wrong: Sequence[tuple[str, str]], price: int) -> bool:
    """Tell whether a slip is likely: in no numeral and no name of a body, and with enough of the word right."""
    typed, meant = zip(*wrong, strict=True)
    if not _NUMERALS.isdisjoint(typed + meant) or (word[-1] == meant[-1] and word[-1] in _BODIES):
        return False
    if price == _ORDER and set(typed) == set(meant):
        return _BEFORE_NAMES.isdisjoint(typed)
    if price == _ANY:
        return len(word) >= _LONG and word[-1] not in _BODIES and typed[0] not in _SINGLES
    if len(word) == 2:
        # A little word beside a strange character (五险有) is no broken word.
        return price < _NEAR and len(wrong) == 1 and _SINGLES.isdisjoint({*typed, *word} - {*meant})
    return len(wrong) < len(word) or len(word) > 3


def _keys(word: str, sound: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield under what a word is found although it is misspelt, with the price: its sound, and all but one character."""
    yield sound, _SOUND
    yield ("", *map(near_sound, sound)), _NEAR
    for place in range(len(word)):
        yield (word[:place], "?", word[place + 1 :]), _ANY


def read_confusions(path: Path = CONFUSED_FILE) -> tuple[frozenset[tuple[str, str]], dict[str, str], frozenset[str]]:
    """Read a file of lines ``right<TAB>wrong、wrong``.

    Returns:
        Pairs of characters that look alike, both ways round; what is meant, by the word written in its place;
        and words of two characters, marked “？”, that are wrong only within longer words.

    Raises:
        MetadataError: if a line has another form.
    """
    alike: set[tuple[str, str]] = set()
    listed: dict[str, str] = {}
    suspects: set[str] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        right, tab, wrongs = line.partition("\t")
        if not tab or not right.strip():
            raise MetadataError(f"{path} 第 {number} 行不合格式，应为“正<制表符>误、误”：{line[:40]}")
        for wrong in filter(None, map(normalize, re.split("[、,，]", wrongs))):
            if wrong.endswith("?"):
                suspects.add(wrong[:-1])
            elif len(right) == 1:
                alike |= {(right, wrong), (wrong, right)}
            else:
                listed[wrong] = normalize(right)
    return frozenset(alike), listed, frozenset(suspects)


def policy_vocabulary(document: PolicyDocument, tokenizer: PolicyTokenizer) -> tuple[str, ...]:
    """List the Chinese words of a policy and of questions about one, the commonest first.

    They are the words of its text, what stands side by side there, its names, and the words within those.
    """
    counts: Counter[str] = Counter()
    for chunk in make_chunks(document):
        for run in _CHINESE.findall(normalize(chunk.embedded_text) if chunk.kind != "sentence" else ""):
            words = tokenizer.words(run)
            # A name is one word to the tokenizer, and has words in it.
            inner = [part for word in words if len(word) > 4 for part in _inner_words(word, tokenizer)]
            inner += [half for word in words if len(word) == 4 for half in (word[:2], word[2:])]
            counts.update(word for word in (*words, *inner) if _is_fit(word, tokenizer))
            counts.update(_phrases(words, tokenizer))
    counts.update(word for word in domain_words(document) if _CHINESE.fullmatch(word))
    counts.update(_QUESTION_WORDS)
    return tuple(word for word, _ in counts.most_common())


def _inner_words(name: str, tokenizer: PolicyTokenizer) -> list[str]:
    """Cut a name (市政务服务数据管理局) into words, longer ones first."""
    found, start = [], 0
    while start < len(name):
        length = next((length for length in (4, 3, 2) if tokenizer.knows(name[start : start + length])), 1)
        if length > 1:
            found.append(name[start : start + length])
        start += length
    return found


def _phrases(words: Sequence[str], tokenizer: PolicyTokenizer) -> Iterator[str]:
    """Yield what stands side by side: two words, or a word with an affix, or two around one character."""
    fit = [_is_fit(word, tokenizer) for word in words]
    for place in range(len(words) - 1):
        first, second, *rest = words[place : place + 3]
        if (fit[place] and (fit[place + 1] or second in _ENDINGS)) or (first in _BEGINNINGS and fit[place + 1]):
            yield first + second
        elif rest and fit[place] and fit[place + 2] and len(second) == 1 and second not in FUNCTION_WORDS | _GLUE:
            yield first + second + rest[0]


def _is_fit(word: str, tokenizer: PolicyTokenizer) -> bool:
    """Tell whether a word is one to correct to; what a cutter guessed around little words is not."""
    return len(word) > 1 and _NUMERALS.isdisjoint(word) and (tokenizer.knows(word) or _GLUE.isdisjoint(word))
