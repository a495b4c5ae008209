"""Does the evidence that a sentence cites say what the sentence says? Strict where a falsehood would do harm.

Each clause of a sentence must rest on one quote: what mixes the facts of two is not shown. In that quote must stand
every number, date, agency, place and name of the clause; words that turn a statement round or make it stronger may
neither come nor go; and of its other words most. Nothing here knows what a sentence means: what is dropped may be true,
what is shown has no fact that the policy's sentence does not have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from answer.phrasing.models import Fault, KeyedQuote
from answer.phrasing.vocabulary import (
    ADDED,
    ADVERBS,
    AGENCY,
    COINED,
    GOVERNING,
    HEDGE,
    HEDGED,
    HERE,
    LEADING,
    LITERAL,
    MANNER,
    NEGATIVE,
    NEUTRAL,
    NOT_NEGATIVE,
    REPORTED,
    SCOPE,
    TENTATIVE,
    THEN,
)
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.quantities import Date, Number, read

_CHINESE = re.compile(r"[㐀-鿿]")
_LEAST_CHINESE = 0.4
_CLAUSE = re.compile(r"(?:(?<!\d),|,(?!\d)|[;:。!?])+")
"""Where clauses end; a comma within a number is none."""
_ADDING = re.compile(r",(?=以及|和|及(?!时))")
_QUOTED = re.compile(r"[“\"‘「『《]([^”\"’」』》]{1,40})[”\"’」』》]")
_LATIN = re.compile(r"[a-z][a-z0-9+.\-]*")

_NAMING = ("n", "a", "eng", "j", "b", "t", "s", "x", "vn", "i", "l")
"""Parts of speech that name things and qualities; of these none may be another than the policy's."""
_EMPTY = ("u", "c", "p", "d", "r", "f", "y", "e", "o", "q", "m")
"""Parts of speech without a meaning of their own here; numbers are looked after apart."""
_MANNER_FLAGS = frozenset({"d", "ad", "vd", "z"})
_NEXT_VERB = frozenset({"v", "p"})
_JOINING = frozenset("与和及同")
_TIME = re.compile(r"\d*(?:年|月|日|年底|年初|月底|季度|上半年|下半年)")
"""Dates are looked after apart."""
_PAIR = 2
_FUNCTION = frozenset("会要将可能应都也就还上中里内的在于并和与等被把让使")
_MOST_STRANGE = 0.2
"""Share of the characters of a sentence's own words that may be in other words than the policy's."""
_NAME_GOES_ON = 4
_COUNTED = 14
"""Characters behind a number in which stands what is counted."""
_BREAKS = frozenset("是 有 为 目的 对象 共建 建设 打造 搭建 组建 实施 推出 设立 成立 出台 举办 建立 制定".split())
_LONGEST_NAME = 4
"""Words before the last one of a name that are compared."""
_SPREAD = 0.7
"""Share of a clause with a number whose words stand in the same clause of the policy."""
_GOVERNED = 0.6
"""Share of what stands behind a verb that stands behind it in one clause of the policy, too."""
_COVERED = 0.6
"""Share of a clause of the policy that a sentence repeats; then its tone must be repeated, too."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in the form in which it is compared."""

    text: str
    plain: str
    dates: tuple[Date, ...]
    numbers: tuple[Number, ...]
    counted: tuple[tuple[Number, str], ...]


@lru_cache(maxsize=512)
def _read(text: str) -> _Text:
    folded = normalize(" ".join(text.split()))
    found = [(one.value, folded[one.end :].lstrip("的")) for one in read(folded) if not one.is_vague]
    dates = tuple(value for value, _ in found if isinstance(value, Date))
    counted = tuple((value, behind) for value, behind in found if isinstance(value, Number))
    return _Text(folded, re.sub(r"\W", "", folded), dates, tuple(number for number, _ in counted), counted)


class Verifier:
    """Verifies sentences against the quotes that they cite."""

    def __init__(
        self,
        tokenizer: PolicyTokenizer,
        agencies: Iterable[str],
        terms_for: Callable[[str], Iterable[str]] = lambda _: (),
    ) -> None:
        """Take what reads the language.

        Args:
            tokenizer: cuts a text into words with their parts of speech.
            agencies: as the policy writes them.
            terms_for: returns the policy's terms for an everyday word.
        """
        self._tagged = lru_cache(maxsize=512)(tokenizer.tagged)
        self._is_word = tokenizer.knows
        self._agencies = tuple(sorted({normalize(agency) for agency in agencies}, key=len, reverse=True))
        self._terms_for = terms_for

    def fault(self, sentence: str, cited: Sequence[KeyedQuote], question: str = "") -> Fault | None:
        """Return why a sentence must not be shown; None if the quotes bear it out.

        Args:
            sentence: as written, without its keys.
            cited: the quotes whose keys it has.
            question: what was asked; its words may be used, its claims may not.
        """
        if not cited:
            return "no_key"
        read = _read(sentence)
        if len(_CHINESE.findall(read.text)) < _LEAST_CHINESE * len(read.plain):
            return "language"
        said = REPORTED.sub("", read.text) or read.text
        clauses = [clause for clause in map(str.strip, _CLAUSE.split(said)) if re.search(r"\w", clause)]
        strange = total = 0
        before: KeyedQuote | None = None
        for clause in clauses:
            quote = max(cited, key=lambda quote: self._shared(clause, quote))
            if before not in {None, quote} and not ADDED.search(clause) and ";" not in read.text:
                return "mixed"
            before = quote
            if len(clause) > _PAIR and re.sub(r"\W", "", clause) in _read(quote.text).plain:
                continue  # the policy's own words
            others = [other for other in cited if other is not quote]
            fault = self._clause_fault(clause, quote, question) or self._mixes(clause, quote, others)
            if fault:
                return fault
            lost, length = self._strange(clause, quote, question)
            strange, total = strange + lost, total + length
        if total and strange > _MOST_STRANGE * total:
            return "content"
        return self._tone_fault(read, cited)

    def _mixes(self, clause: str, quote: KeyedQuote, others: Sequence[KeyedQuote]) -> Fault | None:
        """Look for a word of a clause that only another one of the quotes has."""
        known = _read(quote.text).text
        elsewhere = " ".join(_read(other.text).text for other in others)
        # A clause may call what it is about by its title.
        untitled = clause.replace(normalize(quote.title) or "\n", "，")
        own = (word for word in self._own_words(untitled) if len(word) > 1)
        return "mixed" if any(word in elsewhere and word not in known for word in own) else None

    def _clause_fault(self, clause: str, quote: KeyedQuote, question: str) -> Fault | None:
        """Look for a fact in a clause that its quote has not."""
        return next(self._clause_faults(clause, quote, question), None)

    def _clause_faults(self, clause: str, quote: KeyedQuote, question: str) -> Iterator[Fault]:
        mine, its = _read(clause), _read(quote.text)
        known = f"{its.text} {normalize(quote.title)}"
        yield from self._figure_faults(mine, its)
        yield from self._name_faults(clause, its, known)
        for pattern, fault in LITERAL:
            if any(word not in known for word in pattern.findall(_masked(clause))):
                yield fault
        if any(not self._is_known(word, known, question) for word in self._names(clause)):
            yield "content"
        if any(word not in known for word in self._manners(clause)):
            yield "strength"
        if not self._governs(clause, its):
            yield "mixed"
        yield from self._binding_faults(clause, mine, its)

    def _figure_faults(self, mine: _Text, its: _Text) -> Iterator[Fault]:
        if any(not any(_states(number, other) for other in its.numbers) for number in mine.numbers):
            yield "number"
        if any(not any(date.within(other) for other in its.dates) for date in mine.dates):
            yield "date"
        for number, rest in mine.counted:
            things = [word for word, flag in self._tagged(rest[:_COUNTED]) if flag.startswith("n")][:1]
            followed = [behind[:_COUNTED] for other, behind in its.counted if _states(number, other)]
            is_named = things and rest.startswith(things[0])
            if is_named and followed and not any(things[0] in behind for behind in followed):
                yield "mixed"

    def _name_faults(self, clause: str, its: _Text, known: str) -> Iterator[Fault]:
        plain = re.sub(r"\W", "", known)
        if any(re.sub(r"\W", "", name) not in plain for name in _QUOTED.findall(clause)):
            yield "name"
        if any(agency not in known for agency in self._agencies_in(clause)):
            yield "agency"
        if any(word not in known.replace("人工智能", "ai") for word in _LATIN.findall(clause)):
            yield "name"
        if any(self._is_elsewhere(match, clause, its.text) for match in HERE.finditer(clause)):
            yield "place"
        if any(not self._holds_coined(chain, plain) for chain in self._coined(clause)):
            yield "name"

    def _coined(self, clause: str) -> Iterator[list[tuple[str, str]]]:
        """Yield the names of programmes, laws and bodies with their parts of speech, as far back as words hang together."""
        tagged = self._tagged(clause)
        for place, (word, flag) in enumerate(tagged):
            if not COINED.fullmatch(word) or f"{word}在" in clause or f"{word}于" in clause:
                continue
            chain = [(word, flag)]
            for before in tagged[max(0, place - _LONGEST_NAME) : place][::-1]:
                if (
                    before[0] in _BREAKS
                    or self._is_misread(before[0])
                    or not before[1].startswith((*_NAMING, "v"))
                    or before[0] + chain[0][0] not in clause
                ):
                    break
                chain.insert(0, before)
            yield chain

    @staticmethod
    def _holds_coined(chain: Sequence[tuple[str, str]], known: str) -> bool:
        """Tell whether a name is the policy's; what is done with it may stand before it."""
        for start, (_, flag) in enumerate(chain):
            if "".join(word for word, _ in chain[start:]) in known or start == len(chain) - 1:
                return True
            if flag != "v":
                return False
        return True

    def _binding_faults(self, clause: str, mine: _Text, its: _Text) -> Iterator[Fault]:
        """A number belongs to what stands beside it in the policy."""
        own = [word for word in self._own_words(clause) if word in its.text]
        windows = _windows(its.text)
        # Within a name of the policy such a word says nothing of its own.
        marks = [
            one.group()
            for one in SCOPE.finditer(clause)
            if clause[one.start() : one.end() + _NAME_GOES_ON] not in its.text
        ]
        marks += MANNER.findall(clause)
        has_figures = bool(mine.numbers or mine.dates)
        reaches_back = bool(mine.numbers or any(date.year or date.month or date.day for date in mine.dates))
        holding = [
            # What a figure belongs to may stand in the clause before it.
            " ".join(windows[max(0, place - reaches_back) : place + 1])
            for place, window in enumerate(windows)
            if _holds_figures(mine, _read(window)) and all(mark in window or has_figures for mark in marks)
        ]
        if not own or (has_figures and not holding) or not (has_figures or marks):
            return
        best = max((sum(len(word) for word in own if word in window) for window in holding), default=0)
        if best < _SPREAD * sum(map(len, own)):
            yield "mixed"

    def _tone_fault(self, read: _Text, cited: Sequence[KeyedQuote]) -> Fault | None:
        """No may neither come nor go; what is encouraged or explored is not yet so."""
        quotes = [_read(quote.text) for quote in cited]
        said = set(NEGATIVE.findall(_masked(read.text)))
        if any(not any(word in _masked(quote.text) for quote in quotes) for word in said):
            return "polarity"
        for quote in quotes:
            for clause in _windows(quote.text):
                if not clause or self._pair_share(clause, read.plain) < _COVERED:
                    continue
                if any(word not in read.text for word in NEGATIVE.findall(_masked(clause))):
                    return "polarity"
                if any(not _says(date, read) for date in _read(clause).dates):
                    return "date"  # 年底前出台 without its date sounds as if it were out
                if HEDGE.search(clause) and not HEDGED.search(read.text):
                    return "strength"
            if not HEDGED.search(read.text) and self._is_tentative(read.text, quote.text):
                return "strength"
        return None

    def _names(self, clause: str) -> list[str]:
        """Return the words of a clause that name something: things, places, people, qualities."""
        tagged = self._tagged(clause)
        return [
            word
            for word, flag in tagged
            if _is_own(word, flag) and flag.startswith(_NAMING) and len(word) > 1 and not self._is_misread(word)
        ]

    @staticmethod
    def _is_elsewhere(match: re.Match[str], clause: str, text: str) -> bool:
        """Tell whether what a clause says is Shenzhen's is another place's in the policy."""
        following = clause[match.end() : match.end() + _PAIR]
        return len(following) == _PAIR and re.search(rf"(?<!深圳)[省市区国]{re.escape(following)}", text) is not None

    def _manners(self, clause: str) -> list[str]:
        """Return the adverbs of a clause that say more than that something is added."""
        tagged = self._tagged(clause)
        return [word for word, flag in tagged if flag in _MANNER_FLAGS and len(word) > 1 and word not in ADVERBS]

    def _governs(self, clause: str, its: _Text) -> bool:
        """Tell whether each verb of a clause has the object that it has in the policy, where the policy has the verb."""
        windows = _windows(its.text)
        own = [word for word in self._own_words(clause) if word in its.text]
        for match in [*GOVERNING.finditer(clause), *LEADING.finditer(clause)]:
            verb = match.group()
            holding = [window for window in windows if verb in window]
            behind = THEN.split(clause[match.end() :])[0]
            objects = [word for word in own if word in behind]
            if not holding or not objects:
                continue
            first = min(objects, key=behind.index)
            zones = [zone for window in holding for zone in self._zones(verb, window) if self._own_words(zone)]
            if verb == "给" and not zones:
                return False  # to whom it is given, the policy says with a pronoun
            if LEADING.fullmatch(verb) and zones and not any(first in zone for zone in zones):
                return False
            if len(verb) == 1:
                continue
            governed = [rest for rest in (window.partition(verb)[2] for window in holding) if first in rest]
            best = max((sum(len(word) for word in objects if word in rest) for rest in governed), default=0)
            if best < _GOVERNED * sum(map(len, objects)):
                return False
        return True

    def _zones(self, verb: str, window: str) -> Iterator[str]:
        """Yield what stands next to a verb or preposition in a clause, up to the next one; empty stretches are left out."""
        around = window if verb == "与" else ""
        for match in re.finditer(re.escape(verb), window):
            rest = window[match.end() :]
            length = 0
            for word, flag in self._tagged(rest):
                at = rest.index(word, length)
                if flag in _NEXT_VERB and at and word not in _JOINING:
                    break
                length = at + len(word)
                if flag in _NEXT_VERB:
                    length = 0
                    break
            if length:
                yield around or rest[:length]

    def _is_misread(self, word: str) -> bool:
        """Tell whether characters of several words were taken for one: 上要 of 调度上要."""
        return _PAIR <= len(word) <= _PAIR + 1 and not self._is_word(word) and bool(set(word) & _FUNCTION)

    def _is_known(self, word: str, known: str, question: str) -> bool:
        """Tell whether a word, or all that it is made of, is the policy's or the question's."""
        held = known + normalize(question)
        if word in held or any(normalize(term) in known for term in self._terms_for(word)):
            return True
        # 国有企业 is no 中小企业, though half of it is there.
        parts = [(start, end) for start in range(len(word)) for end in range(start + 2, len(word) + 1)]
        covered = {place for start, end in parts if word[start:end] in held for place in range(start, end)}
        return len(covered) == len(word) and len(word) > 3

    def _is_tentative(self, sentence: str, text: str) -> bool:
        """Tell whether what a sentence says stands in a clause about something that is only tried or planned."""
        own = [word for word in self._own_words(sentence) if word in text]
        if not own:
            return False
        best = max(_windows(text), key=lambda window: sum(len(word) for word in own if word in window))
        return TENTATIVE.search(best) is not None

    def _strange(self, clause: str, quote: KeyedQuote, question: str) -> tuple[int, int]:
        """Count the characters of a clause's own words that its quote has not, and of all its own words."""
        known = _read(f"{quote.title} {quote.text}").plain
        asked = _read(question).plain
        lost = total = 0
        for word in self._own_words(clause):
            total += len(word)
            if word in known or word in asked or any(normalize(term) in known for term in self._terms_for(word)):
                continue
            pairs = ["".join(pair) for pair in pairwise(word)]
            missing = sum(pair not in known for pair in pairs)
            lost += len(word) if not pairs or missing == len(pairs) else missing
        return lost, total

    def _own_words(self, text: str) -> list[str]:
        return [word for word, flag in self._tagged(text) if _is_own(word, flag)]

    def _shared(self, clause: str, quote: KeyedQuote) -> float:
        mine, its = _read(clause), _read(quote.text)
        figures = sum(any(_states(number, other) for other in its.numbers) for number in mine.numbers)
        figures += sum(any(date.within(other) for other in its.dates) for date in mine.dates)
        return self._pair_share(mine.text, _read(f"{quote.title} {quote.text}").plain) + figures / 10

    @staticmethod
    def _pair_share(text: str, held: str) -> float:
        plain = re.sub(r"\W", "", text)
        pairs = ["".join(pair) for pair in pairwise(plain)]
        return sum(pair in held for pair in pairs) / len(pairs) if pairs else 0.0

    def _agencies_in(self, clause: str) -> list[str]:
        found = [agency for agency in self._agencies if agency in clause]
        named = (word for word, _ in self._tagged(clause) if AGENCY.search(word) and word not in NEUTRAL)
        return found + [word for word in named if len(word) > 1]


def _states(number: Number, other: Number) -> bool:
    return number._replace(unit="") == other._replace(unit="") and number.unit in ("", other.unit)


def _windows(text: str) -> list[str]:
    """Return the clauses of the policy's text; one that only adds to the one before belongs to it."""
    return _CLAUSE.split(_ADDING.sub("、", text))


def _says(date: Date, read: _Text) -> bool:
    return any(other.within(date) for other in read.dates)


def _holds_figures(mine: _Text, its: _Text) -> bool:
    numbers = all(any(_states(number, other) for other in its.numbers) for number in mine.numbers)
    return numbers and all(any(date.within(other) for other in its.dates) for date in mine.dates)


def _is_own(word: str, flag: str) -> bool:
    if SCOPE.fullmatch(word) or MANNER.fullmatch(word):
        return True
    return word not in NEUTRAL and not word.isdigit() and not flag.startswith(_EMPTY) and not _TIME.fullmatch(word)


def _masked(text: str) -> str:
    return NOT_NEGATIVE.sub("＿", text)
