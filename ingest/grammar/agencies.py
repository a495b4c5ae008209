"""Lists of agencies: where a text says who is responsible, who leads, who takes part, and how such a list is split."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.grammar.lines import CLOSE_BRACKETS, LABELS, OPEN_BRACKETS
from ingest.grammar.roles import ROLE, ROLE_WORD, VERB, VERB_WORDS, Named, read_roles
from ingest.grammar.unit_lists import is_organisation, is_unit, split_units
from ingest.models import Role, RoleList

_BRACKET = re.compile(f"[{re.escape(OPEN_BRACKETS + CLOSE_BRACKETS)}]")
_OTHER_KEYS = r"(?:(?:责任|牵头|分管|包保|挂钩|包抓|负责)(?:领导|人)|完成(?:时限|时间)|时限|序号)\s*[:：][^\n；;，,]{1,40}[；;，,\s]\s*"
"""What may stand before a list on its line: 责任领导：某某；."""
_OPENING = re.compile(rf"[*>\s—\-●•➤▪◆·]*[{re.escape(OPEN_BRACKETS)}]?\s*(?:{_OTHER_KEYS}){{0,3}}(?:{ROLE.pattern})")
_NO_COLON = re.compile(rf"\s*({ROLE_WORD})(?=[一-龥])")
_ROLE_INSIDE = re.compile(rf"(?:^|[；;，,。])\s*[【\[]?(?:{ROLE.pattern})")
_LINE_START = re.compile(
    rf"(?:^|(?<=\n)|(?<=。))[*>\s　—\-●•➤▪◆·]*[【\[〔]?(?:{_OTHER_KEYS}){{0,3}}(?:{ROLE.pattern})[^\n]*"
)
_SENTENCE = re.compile(rf"(?:^|(?<=[。；\n]))(?P<units>由?[^。；：:\n]{{2,160}}?{VERB_WORDS})(?=。|$|\n)")
BEHIND_A_LIST = "。；; \n\t　\u00a0"
"""What may stand behind a list that closes a text."""
_LONGEST_BRACKET = 400
_LONGEST_LIST = 4000
_LONGEST_IN_A_SENTENCE = 24


@dataclass(frozen=True, slots=True)
class AgencyList:
    """Agencies as written, in order, each once; ``open`` where the list ends in 等."""

    names: tuple[str, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """A list of agencies in a text: ``text[start:end]``, brackets included; ``closed`` if it has them both or none.

    Attributes:
        roles: who is named in which role, in order.
        remarks: what else stands in it: scopes, deadlines, conventions for all lists.
    """

    start: int
    end: int
    roles: tuple[RoleList, ...]
    remarks: tuple[str, ...] = ()
    closed: bool = True

    @property
    def agencies(self) -> AgencyList:
        """All that are named but those that are only to be asked."""
        named = [found for found in self.roles if found.role is not Role.CONSULTED]
        return merge([AgencyList(found.agencies, found.open) for found in named])


def find_annotations(text: str) -> list[Annotation]:
    """Find every list of agencies in the text of an item, in order and without overlap."""
    return list(_disjoint(sorted((*_bracketed(text), *_on_lines(text), *_sentences(text)), key=_start)))


def begins_with_agencies(text: str) -> bool:
    """Tell whether a line opens a list of agencies, in brackets or not."""
    return _OPENING.match(text) is not None


def ends_with_agencies(text: str) -> bool:
    """Tell whether a text closes with its list of agencies."""
    annotations = find_annotations(text)
    return bool(annotations) and annotations[-1].closed and not text[annotations[-1].end :].strip(BEHIND_A_LIST)


def merge(lists: list[AgencyList]) -> AgencyList:
    """Join several lists of one item, each agency once, in order."""
    names = tuple(dict.fromkeys(name for found in lists for name in found.names))
    return AgencyList(names, any(found.open for found in lists))


def _start(annotation: Annotation) -> tuple[int, int]:
    return annotation.start, -annotation.end


def _disjoint(annotations: list[Annotation]) -> Iterator[Annotation]:
    end = 0
    for annotation in annotations:
        if annotation.start >= end:
            yield annotation
            end = annotation.end


def _bracketed(text: str) -> Iterator[Annotation]:
    closing, covered = _closing_brackets(text), 0
    for start in sorted(closing):
        if start < covered:
            continue
        inner = text[start + 1 : closing[start]]
        is_last = not text[closing[start] + 1 :].partition("\n")[0].strip("。；; ")
        opens = ROLE.match(inner.lstrip()) is not None
        found = (
            _read_bracket(inner, is_last=is_last)
            if len(inner) <= (_LONGEST_LIST if opens else _LONGEST_BRACKET)
            else None
        )
        if found is None and opens:
            # A list that cannot be read is one all the same: somebody has to look at it.
            found = ((), ())
        if found:
            covered = closing[start] + 1
            yield Annotation(start, covered, *found)
    yield from _unclosed(text, closing)


def _read_bracket(inner: str, *, is_last: bool) -> tuple[tuple[RoleList, ...], tuple[str, ...]] | None:
    """Read what stands in brackets, if it says who is responsible; ``is_last`` if nothing follows in the paragraph."""
    bare = _NO_COLON.match(inner)
    if bare and is_unit(re.split("[、，,；;]", inner[bare.end() :])[0]):
        # （责任单位市科技局、市财政局）: the colon was lost.
        inner = f"{bare[1]}：{inner[bare.end() :]}"
    has_role = _ROLE_INSIDE.search(inner) is not None
    said = any(VERB.search(clause) for clause in re.split("[。；;，,]", inner))
    if not has_role and not said and not (is_last and _is_bare_list(inner)):
        return None
    named = read_roles(inner, trusted=has_role)
    names = [name for found in named.lists for name in found.agencies]
    if not names or not (has_role or all(map(is_unit, names))):
        return None
    return named.lists, named.remarks


def _is_bare_list(inner: str) -> bool:
    """Tell （各有关单位） and （市科技局、市财政局）: nothing but units, and not places alone."""
    names, _ = split_units(inner)
    is_class = re.fullmatch(r"各?(?:有关|相关|责任|成员)+(?:部门|单位)", inner.strip()) is not None
    return is_class or (len(names) > 1 and any(map(is_organisation, names)) and all(map(is_unit, names)))


def _unclosed(text: str, closing: dict[int, int]) -> Iterator[Annotation]:
    """Yield lists whose bracket is never closed; they end with their line."""
    covered = 0
    for role in ROLE.finditer(text):
        if role.start() < covered:
            continue
        start = role.start() - 1
        while start >= 0 and text[start].isspace():
            start -= 1
        if start < 0 or text[start] not in OPEN_BRACKETS or start in closing:
            continue
        end = text.find("\n", role.end())
        end = covered = len(text) if end < 0 else end
        named = read_roles(text[start + 1 : end][:_LONGEST_BRACKET], trusted=True)
        yield Annotation(start, end, named.lists, named.remarks, closed=False)


def _on_lines(text: str) -> Iterator[Annotation]:
    for match in _LINE_START.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip("*> \t\n　—-●•➤▪◆·"))
        line = text[start : match.end()]
        named = read_roles(line.rstrip("*"), trusted=True)
        if named.lists:
            yield Annotation(start, start + len(line.rstrip()), named.lists, named.remarks)


def _sentences(text: str) -> Iterator[Annotation]:
    """Yield sentences that say nothing but who is responsible: 由市科技局牵头，市财政局配合。"""
    for match in _SENTENCE.finditer(text):
        units = match["units"]
        named: Named = read_roles(units, trusted=False)
        names = [name for found in named.lists for name in found.agencies]
        if any(pattern.match(units) for pattern in LABELS.values()) or any(
            len(name) > _LONGEST_IN_A_SENTENCE for name in names
        ):
            continue
        plain_enough = units.startswith("由") or len(names) > 1 or "牵头" in units
        if plain_enough and names and not named.remarks and all(map(is_unit, names)):
            end = match.end() + (1 if text[match.end() : match.end() + 1] == "。" else 0)
            yield Annotation(match.start(), end, named.lists)


def _closing_brackets(text: str) -> dict[int, int]:
    """Pair the brackets of a text: the offset of each opening one with that of the one that closes it."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() in OPEN_BRACKETS:
            opened.append(match.start())
        elif opened:
            pairs[opened.pop()] = match.start()
    return pairs
