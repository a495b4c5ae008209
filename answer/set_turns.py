"""Turns about what was listed, told or named by answers before, made whole: 剩下那项讲什么, 刚说的这两样在哪一条, 最后那家还管什么, 不做会怎么罚."""

from __future__ import annotations

import re
from collections.abc import Callable

from answer import messages
from answer.addressing import find_address, name_items
from answer.agency_turns import AgencyTurns
from answer.models.told import AmongTold
from answer.spoken_of import SpokenOf
from answer.understand.dialogue.among_told import Meant, among_told
from answer.understand.dialogue.consequence import Consequences
from answer.understand.dialogue.nth_agency import nth_agency
from answer.understand.dialogue.one_of_set import left_of_set, one_of_set
from answer.understand.dialogue.several import several_spoken_of
from ingest.models import Measure, PolicyDocument, Scenario

_QUOTES = re.compile(r"^(?:那么?)?[这那]个?[“\"「『](?P<word>[^”\"」』]{1,12})[”\"」』]")
_BELONGS = re.compile(
    r"^[这那它][^,。?在于]{0,6}(?:归|属|列|放|写|是|都)*(?:在|于)(?P<section>[^,。?]{2,20}?)(?:[这那]一?(?:块|部分|章|节))?(?:里[面头]?|中|下面|底下)?的?(?:吧|对吧|是吧),"
)
"""Says where that stands which was spoken of."""
_MOST_CARRIED = 6


class SetTurns:
    """Makes turns whole that point to something among what was said."""

    def __init__(
        self,
        document: PolicyDocument,
        agency_turns: AgencyTurns,
        consequences: Consequences,
        names_task: Callable[[str], bool],
    ) -> None:
        """Take the document, what tells whether agencies were asked for, what knows which item says what follows from breaking
        another one, and what tells whether a text names a task, a section or a domain.
        """
        self._document = document
        self._agency_turns = agency_turns
        self._consequences = consequences
        self._names_task = names_task

    def told(self, asked: str, before: SpokenOf) -> tuple[Meant, str] | None:
        """Read what a normalised turn asks of what answers told, and write it in plain words: 这三种里额度最大的是哪个."""
        meant = among_told(asked, before.told, self._document)
        if not meant:
            return None
        if isinstance(meant.asked, AmongTold):
            values = "、".join(dict.fromkeys(one.fact.text for one in meant.asked.told))
            return meant, messages.TOLD_ASKED.format(values=values, asked=asked)
        item = meant.asked.item if meant.asked else meant.item
        return meant, name_items([item], self._document) + (asked if meant.asked else meant.rest)

    def whole(self, asked: str, before: SpokenOf, framed: Callable[[str], str]) -> str:
        """Return the question that a normalised turn means after what was spoken of; empty if it is no such turn.

        Args:
            asked: the turn.
            before: what was spoken of.
            framed: completes what is asked of an item, where nothing is.
        """
        return (
            self._of_section(asked)
            or self._of_set(asked, before, framed)
            or self._of_several(asked, before)
            or self._nth_agency(asked, before)
            or self._consequence(asked, before)
        )

    @staticmethod
    def takes_up(asked: str, before: SpokenOf) -> bool:
        """Tell whether a turn takes up a word of the answer: 这个“限期”一般给几天."""
        quoted = _QUOTES.match(asked)
        return bool(before.cited) and quoted is not None and quoted["word"] in before.answer

    def _of_section(self, asked: str) -> str:
        """这些都归在实施步骤里吧，一共列了几项: the section that is named first, and what is asked of it."""
        told = _BELONGS.match(asked)
        return told["section"] + asked[told.end() :] if told and self._names_task(told["section"]) else ""

    def _of_set(self, asked: str, before: SpokenOf, framed: Callable[[str], str]) -> str:
        """这里面排在最后的是哪个, 剩下那项主要让干什么: of a list that was answered."""
        left, rest = left_of_set(asked, before.exchanges)
        if not left:
            one, rest = one_of_set(asked, before.exchanges[0] if before.exchanges else ())
            left = (one,) if one else ()
        return name_items(left[:_MOST_CARRIED], self._document) + framed(rest) if left else ""

    def _of_several(self, asked: str, before: SpokenOf) -> str:
        """刚说的这两样分别在哪一条里: things that were spoken of one after the other."""
        items, rest = several_spoken_of(asked, before.exchanges)
        return name_items(items[-_MOST_CARRIED:], self._document) + rest if items else ""

    def _nth_agency(self, asked: str, before: SpokenOf) -> str:
        """最后那家还管什么: one of the agencies that were just listed."""
        item = self._document.item(before.cited[0]) if len(before.cited) == 1 else None
        if not isinstance(item, Measure | Scenario) or not self._agency_turns.asked_owners(before):
            return ""
        return nth_agency(asked, item.agencies)

    def _consequence(self, asked: str, before: SpokenOf) -> str:
        """不做会怎么罚: what follows from not doing what was spoken of."""
        if find_address(asked, self._document):
            return ""
        item = self._consequences.of(asked, before.cited, before.question)
        return name_items([item], self._document) + asked if item else ""
