"""The names in a question: agencies, items, sections and domains of a document, found in one pass.

Of names that overlap the longer one counts; of two of the same length, what is more particular: an item, then an agency.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from answer.addressing import read_all
from answer.models import Mention
from answer.ownership.agency_names import AgencyNames
from answer.ownership.task_names import TaskNames
from answer.words import word_classes
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.agency_aliases import AgencyAlias
from ingest.grammar.lines import LineKind
from ingest.models import Heading, Measure, PolicyDocument, Section, sections_over
from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.ownership import OwnershipTable, Task

_NUMBER = rf"(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})"
_SECTIONS = re.compile(
    rf"第(?P<first>{_NUMBER})(?P<more>(?:(?:个|部分|章|板块)?(?:[、,和与跟及]|以及)第?{_NUMBER})*|(?:部分|章)?[到至~-]第?(?P<last>{_NUMBER}))"
    r"(?:[两三四五六七八]|\d)?(?:个|大)?(?P<unit>部[分份]|章节?|大类|板块|大块)"
)
"""第二部分, 第二到第五部分, 第一、三章."""
_LEAST_ENTRY = 2
_LEAST_TITLE = 3
_MORE_COUNTED = re.compile(rf"[,、][\d{NUMERAL_CHARS}]+$")
_ITEM_NOUN = re.compile(r"[”\"’」]?(?:那|这)(?:一|1)?(?:条|项|行|个场景)(?!例|目|件|业|为|动)")
_SECTION_TAIL = re.compile(r"[”\"’」]?(?:(?:那|这)?(?:一|1)?个?(?:部[分份]|章节?|板块|大?块)|领域)")
_MOST_DESCRIBED, _LEAST_DESCRIBED = 12, 3
_RANGE = re.compile(r"[”\"’」]?(?:到|至|—|~|-)[“\"‘「]?")
_FROM = ("从", "自")
_COUNTING = ("有", "的", "这", "那")
"""What else stands before a number that counts: 有3条, 这3条."""
_OF_ITEM = ("条", "项", "”", '"', "」", "的")
"""How the name of an item, or what says something of it, ends."""
_RANK = {"item": 0, "agency": 1, "section": 2, "domain": 3, "document": 4, "place": 5}


class Names:
    """Knows what one document and its parts are called."""

    def __init__(
        self,
        document: PolicyDocument,
        tokenizer: PolicyTokenizer,
        aliases: Iterable[AgencyAlias],
        occurrences: Callable[[str], int],
    ) -> None:
        """Prepare the names.

        Args:
            document: has them.
            tokenizer: of its words.
            aliases: what people call agencies besides.
            occurrences: counts the items of the document that contain a word.
        """
        self.document = document
        self.tokenizer = tokenizer
        self.occurrences = occurrences
        self.table = OwnershipTable(document)
        self._agencies = AgencyNames(document, aliases, tokenizer.knows)
        self._tasks = TaskNames(self.table, tokenizer.knows)
        self._section_of = {section.heading: f"S{place}" for place, section in enumerate(document.sections)}
        titles = [
            (title, section)
            for section in document.sections
            for title in _ways_to_write(normalize(section.title).rstrip("。;,"))
        ]
        self._titles = [(title, section) for title, section in titles if len(title) >= _LEAST_TITLE]
        lists = [listed.text for one in document.measures for listed in one.agency_lists]
        texts = [_without(one.text, [listed.text for listed in one.agency_lists]) for one in document.measures]
        texts += [one.text for one in document.goals]
        self._listed, self._unlisted = normalize("\n".join(lists)), normalize("\n".join(texts))
        last = Counter(
            words[-1] for words in (tokenizer.words(normalize(one.title)) for one in document.sections) if words
        )
        self._nouns_of_sections = {word for word, count in last.items() if count > 1 and len(word) > 1}
        self._items_titled: dict[str, list[Task]] = {}
        for task in self.table.tasks:
            for title in _ways_to_write(normalize(_title(task)).rstrip("。;,")):
                if len(title) >= _LEAST_TITLE:
                    self._items_titled.setdefault(title, []).append(task)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the names in a normalised text, in its order and without overlap."""
        found: list[Mention] = []
        everything = [
            *self._items(text),
            *self._titled_items(text),
            *self._described_items(text),
            *self._agencies_in(text),
            *self._sections(text),
            *self._tasks_in(text),
            *self._domains(text),
        ]
        for mention in sorted(everything, key=lambda one: (one.start - one.end, _RANK[one.kind], one.start)):
            if all(mention.end <= other.start or other.end <= mention.start for other in found):
                found.append(mention)
        return tuple(self._ranges(text, sorted(found, key=lambda mention: mention.start)))

    def _ranges(self, text: str, found: list[Mention]) -> Iterator[Mention]:
        """Make one of two items that a range is named by: 从“参加企业”到“成立联合采购办公室”."""
        skipped = None
        for one, two in zip_longest(found, found[1:]):
            between = _RANGE.fullmatch(text, one.end, two.start) if two else None
            before = text[: one.start].rstrip('“"‘「')
            ids = self._between(one, two) if two and between and before.endswith(_FROM) else ()
            if one is skipped:
                continue
            if two and ids:
                skipped = two
                yield Mention(one.start, two.end, text[one.start : two.end], "item", ids, f"{one.name}至{two.name}")
            else:
                yield one

    def _between(self, one: Mention, two: Mention) -> tuple[str, ...]:
        """Return the items of a range; none where the names are not those of two items of one kind in their order."""
        order = self.document.ids
        ids = (*one.ids, *two.ids)
        if (one.kind, two.kind) != ("item", "item") or len(ids) != 2 or ids[0][0] != ids[1][0]:
            return ()
        first, last = (order.index(item) for item in ids)
        return order[first : last + 1] if first < last else ()

    def is_only_listed(self, word: str) -> bool:
        """Tell whether a normalised word stands in lists of agencies and nowhere else in the texts of items; what is part of an
        agency's name does not count, 住房 in 住房城乡建设部.
        """
        is_part = any(word in name and word != name for name in map(normalize, self.document.agencies))
        return word in self._listed and word not in self._unlisted and not is_part

    def is_noun_of_sections(self, word: str) -> bool:
        """Tell whether a normalised word is what the document calls several of its sections: …工程, …行动."""
        return word in self._nouns_of_sections

    def sections_with(self, number: int) -> tuple[str, ...]:
        """Return the outermost sections that hold so many measures: 十条政策 in one of them."""
        paths = sections_over(self.document.sections, [one.span for one in self.document.measures])
        held = Counter(section.heading for path in paths for section in path)
        fitting = [one for one in self.document.sections if held[one.heading] == number]
        outer = min((one.level for one in fitting), default=0)
        return tuple(self._section_of[one.heading] for one in fitting if one.level == outer)

    def section(self, mention_id: str) -> Section:
        """Return the section that an id (``S2``) stands for."""
        return self.document.sections[int(mention_id[1:])]

    def _agencies_in(self, text: str) -> Iterator[Mention]:
        for found in self._agencies.find(text):
            if not found.agencies and _is_no_name(found.written):
                continue
            name = found.agencies[0] if found.agencies else found.written
            yield Mention(
                found.start,
                found.end,
                found.written,
                "agency",
                found.agencies,
                name,
                in_doubt=found.in_doubt,
                is_expanded=found.is_expanded,
            )

    def _items(self, text: str) -> Iterator[Mention]:
        for address in read_all(text, self.document)[0]:
            if (text[address.start].isdigit() or text[address.start] in NUMERAL_CHARS) and _counts(
                text[: address.start]
            ):
                continue  # 至少5条, 这3条
            if text[address.start] in "前后" and text[: address.start].endswith(_OF_ITEM):
                continue  # 第九条后面两条
            # 第八条与第九条,两边都管的: what follows the comma counts something else.
            written = _MORE_COUNTED.sub("", text[address.start : address.end])
            yield Mention(
                address.start, address.start + len(written), written, "item", tuple(address.citation_ids), address.label
            )

    def _sections(self, text: str) -> Iterator[Mention]:
        """Find sections by their numbers and titles, whatever stands under them."""
        for match in _SECTIONS.finditer(text):
            numbers = [to_int(written) for written in re.findall(_NUMBER, match.group().replace(match["unit"], ""))]
            if match["last"]:
                numbers = list(range(numbers[0], to_int(match["last"]) + 1))
            called = [self._numbered(number) for number in numbers]
            ids = tuple(one for several in called for one in several)
            # Where sections are numbered anew in each chapter the number alone names none of them.
            if all(len(several) <= 1 for several in called) and (self.document.sections or not ids):
                name = "、".join(self.section(one).heading for one in ids) or match.group()
                yield Mention(match.start(), match.end(), match.group(), "section", ids, name)
        for title, section in self._titles:
            for start in _places(title, text):
                ids = (self._section_of[section.heading],)
                end = _SECTION_TAIL.match(text, start + len(title))
                stop = end.end() if end else start + len(title)
                yield Mention(start, stop, text[start:stop], "section", ids, section.heading)

    def _domains(self, text: str) -> Iterator[Mention]:
        """Find domains by their bare names, where rows are spoken of: 智能制造下面有哪些场景."""
        classes = word_classes()
        if not any(
            noun in text
            for name in ("ROW_NOUN", "ANNEX_NOUN", "DOMAIN_NOUN")
            for noun in classes[name]
            if len(noun) > 1
        ):
            return
        for domain in self.table.domains:
            written = normalize(domain)
            for start in _places(written, text) if len(written) >= _LEAST_TITLE else ():
                yield Mention(start, start + len(written), written, "domain", (domain,), domain)

    def _titled_items(self, text: str) -> Iterator[Mention]:
        """Find items by their whole titles, and what says behind them that they are items: “加强资金保障”这一条."""
        for title, tasks in self._items_titled.items():
            for start in _places(title, text):
                end = _ITEM_NOUN.match(text, start + len(title))
                stop = end.end() if end else start + len(title)
                yield Mention(start, stop, text[start:stop], "item", tuple(task.id for task in tasks), tasks[0].name)

    def _described_items(self, text: str) -> Iterator[Mention]:
        """Find items by part of their titles: 研制发射那条, 资金保障这一项."""
        for match in _ITEM_NOUN.finditer(text):
            begin = max(0, match.start() - _MOST_DESCRIBED)
            for start in range(begin, match.start() - 1):
                written = text[start : match.start()]
                found = [task for task in self.table.tasks if _describes(written, normalize(_title(task)))]
                if len(found) == 1:
                    task = found[0]
                    yield Mention(start, match.end(), text[start : match.end()], "item", (task.id,), task.name)
                    break

    def _numbered(self, number: int) -> list[str]:
        """Return the sections that people would call by a number: 一、 and 第一章, and not what stands within one."""
        return [
            f"S{place}"
            for place, section in enumerate(self.document.sections)
            if any(section.is_called(Heading(kind, number)) for kind in (LineKind.CHAPTER, LineKind.SECTION))
        ]

    def _tasks_in(self, text: str) -> Iterator[Mention]:
        for found in self._tasks.find(text, {}):
            written = text[found.start : found.end]
            stem, of, noun = written.rpartition("的")
            if found.group and of and (stem in word_classes().by_entry or _is_cut_quote(stem)):
                continue  # 只有一条措施的部分, 写有“法律”的章
            if found.group and of and word_classes().by_entry.get(noun) == "ROW_NOUN":
                written = stem
            if not found.group:
                ids = tuple(task.id for task in found.tasks)
                yield Mention(found.start, found.end, written, "item", ids, found.tasks[0].name)
            elif found.group in self._section_of:
                ids = (self._section_of[found.group],)
                yield Mention(found.start, found.end, written, "section", ids, found.group)
            elif found.tasks:
                yield Mention(found.start, found.start + len(written), written, "domain", (found.group,), found.group)


def _counts(before: str) -> bool:
    """Tell whether a number behind some words counts things, and names none of them."""
    classes = word_classes()
    words = "AT_LEAST AT_MOST OVER UNDER EXACTLY ONLY WHICH INVOLVE OWN FIRST LAST FRONT END START TOTAL".split()
    return before.endswith((*(entry for word in words for entry in classes[word]), *_COUNTING))


def _ways_to_write(title: str) -> tuple[str, ...]:
    """Return a title, and without the quotation marks in it: 实施“人才汇聚”行动, 实施人才汇聚行动."""
    return tuple(dict.fromkeys((title, re.sub("[“”\"‘’'「」『』]", "", title))))


def _is_cut_quote(written: str) -> bool:
    """Tell whether a quotation ends in a text that does not begin in it."""
    return any(mark in written for mark in '”"’」》') and written[:1] not in '“"‘「《'


def _is_no_name(written: str) -> bool:
    """Tell whether what ends like the name of a body is none: 牵涉部门, 做部门, 我先去银行."""
    begins = any(written[:length] in word_classes().by_entry for length in range(_LEAST_ENTRY, len(written) - 1))
    rest = next((written.removesuffix(noun) for noun in word_classes()["AGENCY_NOUN"] if written.endswith(noun)), "")
    return begins or (len(rest) > 0 and (len(rest) == 1 or rest in word_classes().by_entry))


def _without(text: str, parts: Iterable[str]) -> str:
    for part in parts:
        text = text.replace(part, "\n", 1)
    return text


def _title(task: Task) -> str:
    return task.title if isinstance(task, Measure) else task.name


def _describes(written: str, title: str) -> bool:
    """Tell whether what is remembered of a title is part of it; words may be left out of a longer one."""
    if len(written) <= _LEAST_DESCRIBED:
        return written in title
    characters = iter(title)
    return all(character in characters for character in written)


def _places(part: str, text: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)
