"""The agencies that a question names, in whatever way people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from answer.lexicon import FUNCTION_WORDS
from answer.ownership.departments import DEPARTMENTS
from answer.ownership.fuzzy_names import FuzzyNames
from answer.ownership.governments import Government, department, like
from answer.ownership.sound import initials, syllables
from index.normalize import normalize
from index.remembered import remembered
from ingest.agency_aliases import AgencyAlias, department_names
from ingest.models import PolicyDocument
from ingest.numerals import NUMERAL_CHARS

_BODY = re.compile(
    r"(?:局|委员会|委(?![员托派])|办公室|办(?![理法公事学])|厅|署|支队|总队|大队|法院|检察院|海关|工会|协会|学会|联合会|商会|"
    r"大学|学院|医院|研究院|研究所|集团|公司|银行|街道|部门|(?<![全内外总])部(?![分署])|中心)"
)
"""What the name of a body ends in."""
_DOUBTFUL, _OFFICIAL = re.compile(r"(?:(?<!党)办|部|中心|公司|集团)$"), re.compile(r"市|省|国家|中央|[^区]{1,3}区")
"""What also ends other words (一起办) ends a name only behind the name of a place."""
_ABBREVIATED = re.compile(r"(?:局|委|办|部|协|队)$")
_GENERIC = re.compile(
    rf"(?:[{NUMERAL_CHARS}多跨\d]+个?|个|哪|边|什么|啥|几|某|各|每|有关|相关|主管|责任|负责|职能|政府|多个|两个|三个|其他|别的|这|那|同一|一|委办|牵头|参与|配合|主责|所有|全部|"
    r"涉及|本|该|对应|具体|行政|市直|机关|单位|它们|他们|第|多少|市委|省委|区委|党委|上级|下属|同样|公共|任何|单独|最)"
)
"""Words in front of 部门 and the like that name none in particular."""
_BEFORE = re.compile(r"(?:^|[,。?!、:;\s“\"「]|归|由|是|和|跟|与|同|及|让|给|找|市|除了|问|下|看|查|把|对)$")
_BEHIND = re.compile(
    r"^(?:$|[,。?!、:;\s”\"」]|有|要|管|负责|做|的|在|干|承|参|和|跟|与|同|需|该|都|共|名下|牵|这|那|到底|得|会|是|能|一共|归|tasks?)"
)
"""What may stand around a short name that could also be part of another word."""
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")
_AREA = re.compile(r"(?:区|街道|街道办|区政府)$")
_ALL_DISTRICTS = "各区"
_LEAST_TYPED, _LONG_NAME = 3, 5
_MOST_BEFORE = 10
_REMEMBERED = 256
_ASCII_WORD, _MOST_LETTERED = re.compile(r"[a-z]+"), 3


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency as a question names it.

    Attributes:
        start: where the name stands in the normalised question.
        end: behind its last character.
        written: the name as written there.
        agencies: as the policy writes them: one; several if the name is ambiguous; none if the policy names no such.
        in_doubt: whether the name may well mean something else, so that the answer asks back.
        is_expanded: whether the policy writes it in another way, so that the reader should be told.
        is_department: whether it is the name of a department that governments have.
    """

    start: int
    end: int
    written: str
    agencies: tuple[str, ...]
    in_doubt: bool = False
    is_expanded: bool = False
    is_department: bool = False


class AgencyNames:
    """Knows the agencies of one policy by their names, short names, mistyped names, sounds and initials."""

    def __init__(
        self, document: PolicyDocument, aliases: Iterable[AgencyAlias], is_word: Callable[[str], bool]
    ) -> None:
        """Prepare the names.

        Args:
            document: names the agencies; what else its text speaks of is not taken for one.
            aliases: further names of departments, beside those that all governments have; of what level is no matter.
            is_word: tells whether a dictionary has a word: a short name that differs from an agency's by a word
                of its own (民政, 财政) is another agency.
        """
        agencies = self.agencies = document.agencies
        self._government = Government.of(document)
        self._source = normalize(document.source)
        self._is_word = is_word
        self._known: dict[str, dict[str, bool]] = {}
        for agency in agencies:
            for form in self._government.forms(normalize(agency)):
                self._known.setdefault(form, {})[agency] = False
        general = department_names()
        for alias, agency in _meant((*aliases, *general), agencies):
            # A department of another level ends otherwise: 人社局, 人社厅.
            ends_otherwise = agency != alias.agency or alias in general
            further = [like(normalize(alias.name), normalize(agency))] if ends_otherwise else []
            for name in dict.fromkeys([normalize(alias.name), *further]):
                for form in self._government.called(name):
                    self._known.setdefault(form, {}).setdefault(agency, alias.in_doubt)
        departments = (form for name in DEPARTMENTS for form in self._government.called(name))
        self._pattern = _alternation({*self._known, *departments})
        # 各部门 sounds like 个部门, which asks for one.
        chinese = [
            name
            for name, agencies in self._known.items()
            if len(name) >= _LEAST_TYPED and not name.startswith((*_LETTERS, "各")) and not any(agencies.values())
        ]
        self._fuzzy = FuzzyNames(chinese, long_name=_LONG_NAME)
        # A question is read for agencies at several places on its way.
        self._find = remembered(self._search, _REMEMBERED)
        self._by_letters: dict[str, list[str]] = {}
        for name in chinese:
            for letters in (initials(name), "".join(syllables(name))):
                self._by_letters.setdefault(letters, []).append(name)

    def find(self, text: str) -> list[Mention]:
        """Find the agencies in a normalised question, in its order and without overlap."""
        return list(self._find(text))

    def _search(self, text: str) -> tuple[Mention, ...]:
        found: list[Mention] = []
        for search in (self._written, self._sounding, self._mistyped, self._lettered, self._bodies):
            for mention in search(text):
                if all(mention.end <= other.start or other.end <= mention.start for other in found):
                    found.append(mention)
        told = (
            replace(
                mention,
                is_expanded=mention.agencies != ()
                and mention.written not in self._government.plain_forms(normalize(mention.agencies[0])),
                is_department=self._government.without(mention.written) in DEPARTMENTS,
            )
            for mention in found
        )
        return tuple(sorted(told, key=lambda mention: mention.start))

    def closest(self, name: str, count: int = 3) -> list[str]:
        """Return the agencies whose names are most like one that the policy does not have."""
        if _AREA.search(name) and _ALL_DISTRICTS in self.agencies:
            return [_ALL_DISTRICTS]
        stem = self._government.stem(name)
        return sorted(
            self.agencies,
            key=lambda agency: -SequenceMatcher(None, stem, self._government.stem(agency)).ratio(),
        )[:count]

    def _written(self, text: str) -> Iterator[Mention]:
        for match in self._pattern.finditer(text):
            known = self._known.get(match.group(), {})
            in_doubt = any(known.values())
            if not in_doubt or (_BEFORE.search(text[: match.start()]) and _BEHIND.match(text[match.end() :])):
                # 工信部 is a department that cities call so, and short for an agency of this document.
                agencies = tuple(known) or tuple(self._abbreviated(match.group()))
                yield Mention(match.start(), match.end(), match.group(), agencies, in_doubt)

    def _sounding(self, text: str) -> Iterator[Mention]:
        for start, end, names in self._fuzzy.sounding(text):
            if self._cuts_words(text, start, end):
                continue
            yield self._mention(text, start, end, names)

    def _mistyped(self, text: str) -> Iterator[Mention]:
        """Find names with one wrong character; a short one only if what was typed is nothing else."""
        for start, end, names in self._fuzzy.mistyped(text):
            typed = text[start:end]
            if self._cuts_words(text, start, end) or any(name in typed for name in DEPARTMENTS):
                continue
            if not names[0].endswith(typed[-1]) and (typed[-1] in FUNCTION_WORDS or self._ends_in_word(text, end)):
                continue
            is_long = len(typed) >= _LONG_NAME
            if is_long or not (self._is_word(typed[:-1]) or any(char in FUNCTION_WORDS for char in typed)):
                yield self._mention(text, start, end, names, in_doubt=True)

    def _cuts_words(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word reaches over an end: 施工安(全) sounds like 市公安 by accident. Long names do not."""
        begins_in_word = start > 0 and self._is_word(text[start - 1 : start + 1])
        return end - start < _LONG_NAME and (begins_in_word or self._ends_in_word(text, end))

    def _ends_in_word(self, text: str, end: int) -> bool:
        return end < len(text) and self._is_word(text[end - 1 : end + 1])

    def _mention(self, text: str, start: int, end: int, names: Sequence[str], *, in_doubt: bool = False) -> Mention:
        agencies = dict.fromkeys(agency for name in names for agency in self._known[name])
        return Mention(start, end, text[start:end], tuple(agencies), in_doubt)

    def _lettered(self, text: str) -> Iterator[Mention]:
        if len(_ASCII_WORD.findall(text)) > _MOST_LETTERED:
            return  # code or English, in which any letters occur
        for match in re.finditer(r"(?<![a-z0-9])[a-z]{3,}(?![a-z0-9])", text):
            names = self._by_letters.get(match.group(), ())
            agencies = dict.fromkeys(agency for name in names for agency in self._known[name])
            if agencies:
                yield Mention(match.start(), match.end(), match.group(), tuple(agencies))

    def _bodies(self, text: str) -> Iterator[Mention]:
        """Find what ends as the name of a body does: an abbreviation, or a body that the policy never names."""
        for match in _BODY.finditer(text):
            start = _name_start(text, match.start())
            written = text[start : match.end()]
            if len(written) < _LEAST_TYPED or _GENERIC.match(written) or self._is_matter(written):
                continue
            agencies = tuple(self._abbreviated(written))
            is_official = _OFFICIAL.match(written) or self._government.without(written) != written
            is_doubtful = _DOUBTFUL.search(written) and not is_official and written not in DEPARTMENTS
            # 住建部 is short for one agency; 俱乐部 for none.
            if not is_doubtful or len(agencies) == 1:
                yield Mention(start, match.end(), written, agencies)

    def _is_matter(self, written: str) -> bool:
        """Tell whether the policy speaks of it: of a centre to be built, of the bay area."""
        return any(written[start:] in self._source for start in range(len(written) - _LEAST_TYPED + 1))

    def _abbreviated(self, written: str) -> list[str]:
        """Return the agencies that a short name may stand for: its characters, in order, are among theirs."""
        written = self._government.without(written) if len(written) > _LEAST_TYPED else written
        stem = written.removesuffix("部门")
        if stem == written and not _ABBREVIATED.search(written):
            return []
        return [agency for agency in self.agencies if _is_subsequence(stem, normalize(agency))]


def _meant(aliases: Iterable[AgencyAlias], agencies: Sequence[str]) -> Iterator[tuple[AgencyAlias, str]]:
    """Yield each further name with each agency that is the department it means."""
    by_department: dict[str, list[str]] = {}
    for agency in agencies:
        by_department.setdefault(department(normalize(agency)), []).append(agency)
    for alias in aliases:
        of_department = by_department.get(department(normalize(alias.agency)), [])
        if alias.agency in agencies:
            yield alias, alias.agency
        elif not alias.in_doubt:
            yield from ((alias, agency) for agency in of_department)


def _alternation(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        "|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in longest_first)
    )


def _name_start(text: str, end: int) -> int:
    """Go back from the ending of a name to where it begins: behind a function word, a verb or punctuation."""
    start = end
    while start > 0 and end - start < _MOST_BEFORE and _is_part_of_name(text, start):
        start -= 1
    return start


_NO_PART = re.compile(r"[^一-鿿]|[归由是找让问请管的了在和与跟及把对给按说查看]")


def _is_part_of_name(text: str, position: int) -> bool:
    two = text[max(0, position - 2) : position]
    return not _NO_PART.match(text[position - 1]) and not (len(two) == 2 and two in FUNCTION_WORDS)


def _is_subsequence(short: str, name: str) -> bool:
    characters = iter(name)
    return all(character in characters for character in short)
