"""Whether what is numbered under a label are measures of their own or belongs to it: rules, the first that knows decides.

Each rule looks at one node with something under it and says which way, and why, or nothing. The first ones rest on
what the text states (agencies, numbers, colons, semicolons), the last ones weigh titles, bodies and lengths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.grammar.agencies import begins_with_agencies, find_annotations
from ingest.grammar.blocks import Block
from ingest.grammar.outline import Node
from ingest.grammar.words import ENUMERATION

SENTENCE_END = re.compile("[。！？；]")
PROVISION_LENGTH = 36
"""Characters from which on a numbered line says enough to be a provision."""
NEAR = 4
"""Siblings looked at on either side for one with something under it."""
_PHRASE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Vote:
    """Which way it goes for what stands under a label.

    Attributes:
        down: whether the measures are below it, so that it only groups.
        strong: whether the text itself says so; a weak vote gives way to the siblings'.
        why: a Chinese clause for people.
        doubtful: whether a person should look at it.
    """

    down: bool
    strong: bool
    why: str
    doubtful: bool = False


@dataclass(frozen=True)
class _Case:
    """One node with something under it, and what the rules look at."""

    siblings: Sequence[Node]
    place: int
    outermost: bool

    @property
    def node(self) -> Node:
        return self.siblings[self.place]

    @property
    def kids(self) -> list[Node]:
        return self.node.children

    @cached_property
    def lines(self) -> list[list[Block]]:
        return [kid.every_block() for kid in self.kids]

    @cached_property
    def lead(self) -> list[str]:
        return [self.node.head.rest, *(block.text for block in self.node.lead)]

    @cached_property
    def owned(self) -> list[bool]:
        return [any(find_annotations(block.text) for block in lines) for lines in self.lines]

    @cached_property
    def owned_in_lead(self) -> bool:
        return any(find_annotations(text) for text in self.lead)

    @cached_property
    def titled(self) -> int:
        return sum(map(_is_titled, self.kids))

    @cached_property
    def usual_length(self) -> int:
        lengths = sorted(sum(len(block.text) for block in lines) for lines in self.lines)
        return lengths[len(lengths) // 2]

    @property
    def are_mostly_titled(self) -> bool:
        return 2 * self.titled >= len(self.kids)

    @property
    def only_last_is_owned(self) -> bool:
        return len(self.kids) > 1 and self.owned[-1] and sum(self.owned) == 1

    @property
    def last_list_stands_alone(self) -> bool:
        last = self.lines[-1]
        return len(last) > 1 and begins_with_agencies(last[-1].text)


def vote(siblings: Sequence[Node], place: int, *, outermost: bool) -> Vote:
    """Say for one of some siblings whether what is numbered under it are measures.

    Args:
        siblings: nodes beside one another.
        place: of the one that is meant; it has children.
        outermost: whether they are the outermost level that is not a mere heading.
    """
    case = _Case(siblings, place, outermost)
    return next(found for rule in _RULES if (found := rule(case)))


def stands_alone(node: Node) -> bool:
    """Tell a heading on a line of its own."""
    return SENTENCE_END.search(node.head.rest.rstrip("。")) is None


def _each_has_agencies(case: _Case) -> Vote | None:
    enough = sum(case.owned) >= min(2, len(case.kids)) and not case.only_last_is_owned
    return Vote(down=True, strong=True, why="各条写明了责任单位") if enough else None


def _numbers_go_on(case: _Case) -> Vote | None:
    first, last = case.kids[0], case.kids[-1]
    earlier = (case.siblings[i] for i in range(case.place - 1, max(case.place - NEAR, 0) - 1, -1))
    before = next((one.children[-1] for one in earlier if one.children), None)
    later = case.siblings[case.place + 1 : case.place + 1 + NEAR]
    behind = next((one.children[0] for one in later if one.children), None)
    goes_on = _follows(first, before) or _follows(behind, last)
    return Vote(down=True, strong=True, why="编号在各部分之间连续") if goes_on else None


def _colon_introduces(case: _Case) -> Vote | None:
    # Items with titles and long bodies are measures even behind 重点做好以下工作：.
    whole = case.titled == len(case.kids) and case.usual_length >= 2 * PROVISION_LENGTH
    is_list = ENUMERATION.search(case.lead[-1]) and not (case.outermost and whole)
    return Vote(down=False, strong=True, why="前面有引出列举的冒号") if is_list else None


def _list_below_a_heading(case: _Case) -> Vote | None:
    is_for_all = case.owned_in_lead and case.outermost and stands_alone(case.node) and case.are_mostly_titled
    return Vote(down=True, strong=False, why="标题下的责任单位是对其下各条说的") if is_for_all else None


def _list_behind_the_last(case: _Case) -> Vote | None:
    if not case.only_last_is_owned or not case.last_list_stands_alone:
        return None
    others = (one for one in case.siblings if not one.children)
    alike = any(find_annotations(block.text) for one in others for block in one.every_block())
    if case.outermost and not alike:
        return Vote(down=True, strong=False, why="责任单位只在最后写了一次，可能是对整个部分说的", doubtful=True)
    return Vote(down=False, strong=True, why="责任单位只写了一次，是对整条说的")


def _list_in_lead(case: _Case) -> Vote | None:
    return Vote(down=False, strong=True, why="责任单位写在编号之前，是对整条说的") if case.owned_in_lead else None


def _semicolons(case: _Case) -> Vote | None:
    joined = 2 * sum(lines[-1].text.endswith(("；", ";")) for lines in case.lines) >= len(case.kids)
    return Vote(down=False, strong=True, why="各项以分号相连，是一句话的列举") if joined else None


def _phrases(case: _Case) -> Vote | None:
    whole = all(lines[-1].finished for lines in case.lines)
    short = case.usual_length < _PHRASE_LENGTH and not case.are_mostly_titled
    return Vote(down=False, strong=False, why="其下只是短语") if short and not (case.outermost and whole) else None


def _body_of_its_own(case: _Case) -> Vote | None:
    inline = len([piece for piece in re.split("[。！？]", case.lead[0]) if piece.strip()]) > 1
    slight = not case.are_mostly_titled or case.usual_length < 2 * PROVISION_LENGTH
    speaks = inline or (len(case.lead) > 1 and not case.outermost and slight)
    return Vote(down=False, strong=False, why="它自己有正文") if speaks else None


def _titles(case: _Case) -> Vote | None:
    return Vote(down=True, strong=False, why="其下各条有标题和正文") if case.are_mostly_titled else None


def _provisions(case: _Case) -> Vote:
    if case.usual_length >= PROVISION_LENGTH or case.outermost:
        return Vote(down=True, strong=False, why="其下各条自成规定")
    return Vote(down=False, strong=False, why="其下各条没有标题")


_RULES: tuple[Callable[[_Case], Vote | None], ...] = (
    _each_has_agencies,
    _numbers_go_on,
    _colon_introduces,
    _list_below_a_heading,
    _list_behind_the_last,
    _list_in_lead,
    _semicolons,
    _phrases,
    _body_of_its_own,
    _titles,
    _provisions,
)


def _is_titled(node: Node) -> bool:
    rest = node.head.rest
    if node.lead and not SENTENCE_END.search(rest[:-1]):
        return True
    title, end, body = rest.partition("。")
    if not end:
        title, end, body = rest.partition("：")
    return bool(end and body.strip()) and len(title) <= PROVISION_LENGTH


def _follows(one: Node | None, before: Node | None) -> bool:
    if one is None or before is None or one.number is None or before.number is None:
        return False
    return one.kind is before.kind and one.number.whole > 1 and one.number.follows(before.number)
