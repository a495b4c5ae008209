"""The names in a question: agencies, items, sections and domains of a document, found in one pass.

Of names that overlap the longer one counts; of two of the same length, what is more particular: an item, then an agency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from answer.addressing import read_all
from answer.models import Mention
from answer.ownership.agency_names import AgencyNames
from answer.ownership.task_names import TaskNames
from index.normalize import normalize
from index.tokenizer import PolicyTokenizer
from ingest.agency_aliases import AgencyAlias
from ingest.grammar.lines import LineKind
from ingest.models import Heading, PolicyDocument, Section
from ingest.numerals import NUMERAL_CHARS, to_int
from ingest.ownership import OwnershipTable

_NUMBER = rf"(?:\d{{1,2}}|[{NUMERAL_CHARS}]{{1,3}})"
_SECTIONS = re.compile(
    rf"第(?P<first>{_NUMBER})(?P<more>(?:(?:个|部分|章|板块)?(?:[、,和与跟及]|以及)第?{_NUMBER})*|(?:部分|章)?[到至~-]第?(?P<last>{_NUMBER}))"
    r"(?:个|大)?(?P<unit>部分|章节?|大类|板块|大块)"
)
"""第二部分, 第二到第五部分, 第一、三章."""
_LEAST_TITLE = 3
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
        titles = [(normalize(section.title), section) for section in document.sections]
        self._titles = [(title, section) for title, section in titles if len(title) >= _LEAST_TITLE]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Find the names in a normalised text, in its order and without overlap."""
        found: list[Mention] = []
        everything = [*self._items(text), *self._agencies_in(text), *self._sections(text), *self._tasks_in(text)]
        for mention in sorted(everything, key=lambda one: (one.start - one.end, _RANK[one.kind], one.start)):
            if all(mention.end <= other.start or other.end <= mention.start for other in found):
                found.append(mention)
        return tuple(sorted(found, key=lambda mention: mention.start))

    def section(self, mention_id: str) -> Section:
        """Return the section that an id (``S2``) stands for."""
        return self.document.sections[int(mention_id[1:])]

    def _agencies_in(self, text: str) -> Iterator[Mention]:
        for found in self._agencies.find(text):
            name = found.agencies[0] if found.agencies else found.written
            if found.agencies or found.is_department:
                yield Mention(
                    found.start, found.end, found.written, "agency", found.agencies, name, in_doubt=found.in_doubt
                )

    def _items(self, text: str) -> Iterator[Mention]:
        for address in read_all(text, self.document)[0]:
            written = text[address.start : address.end]
            yield Mention(address.start, address.end, written, "item", tuple(address.citation_ids), address.label)

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
                yield Mention(start, start + len(title), title, "section", ids, section.heading)

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
            if not found.group:
                ids = tuple(task.id for task in found.tasks)
                yield Mention(found.start, found.end, written, "item", ids, found.tasks[0].name)
            elif found.group in self._section_of:
                ids = (self._section_of[found.group],)
                yield Mention(found.start, found.end, written, "section", ids, found.group)
            elif found.tasks:
                yield Mention(found.start, found.end, written, "domain", (found.group,), found.group)


def _places(part: str, text: str) -> Iterator[int]:
    start = text.find(part)
    while start >= 0:
        yield start
        start = text.find(part, start + 1)
