"""The body of a policy: its tree of labelled lines, walked once, each line handed to what it belongs to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.body_tail import cut_tail
from ingest.grammar.agencies import begins_with_agencies, ends_with_agencies, find_annotations
from ingest.grammar.blocks import STRAY, Block
from ingest.grammar.labels import match_label
from ingest.grammar.levels import Levels, Part
from ingest.grammar.lines import REFERENCE, LineKind, plain
from ingest.grammar.outline import Node
from ingest.grammar.repair import RepairedText
from ingest.grammar.titles import OWN_LINE_LENGTH, breaks_off
from ingest.grammar.words import CLOSING
from ingest.items import Draft
from ingest.models import Noise, NoiseKind, ParseWarning, Repair, RoleList, Section, Span, WarningKind

_BROKEN_LENGTH = 14
_KEY = re.compile(r"[^，。；：:、]{2,12}[：:]|[—\-·•●▪◆]{1,2}\s*\S")
_TAIL_BLOCKS = 8
_SAYS_MORE = re.compile("[。！？；，：]|是指")
_NOTE = re.compile(r"(?:备注|附注|注|说明)\d*\s*[:：]")
_SENTENCE_END = re.compile("[。！？；]")


@dataclass(slots=True)
class Body:
    """What was read of the body.

    Attributes:
        source: the source text.
        trees: the roots of the texts in it, each with what its nodes are.
        headings: where the titles of further texts stand.
        sections: the headings, in order.
        measures, goals, closing: drafts of the items, each in order.
        rows: the lines of tables, in order, each with the heading that it stands under.
        titled_apart: the forms of label whose measures mostly have their title on a line of its own.
        noise, warnings: what was set aside, and what a reader should know.
    """

    source: str
    trees: list[tuple[Node, Levels]] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    measures: list[Draft] = field(default_factory=list)
    goals: list[Draft] = field(default_factory=list)
    closing: list[Draft] = field(default_factory=list)
    rows: list[tuple[Block, str]] = field(default_factory=list)
    titled_apart: set[LineKind] = field(default_factory=set)
    noise: list[Noise] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)

    @property
    def levels(self) -> Levels:
        """What the nodes of the text are that is being read."""
        return self.trees[-1][1]

    @property
    def reasons(self) -> list[str]:
        """Why the measures are what they are, in all texts."""
        return [reason for _, levels in self.trees for reason in levels.reasons]

    @property
    def doubts(self) -> list[str]:
        """Which decisions were close, in all texts."""
        return [doubt for _, levels in self.trees for doubt in levels.doubts]

    def add(self, other: Body) -> None:
        """Put what was read of a further text behind."""
        for name in ("trees", "sections", "measures", "goals", "closing", "rows", "headings", "noise", "warnings"):
            getattr(self, name).extend(getattr(other, name))


def read_body(source: str, root: Node, levels: Levels) -> Body:
    """Walk the tree and collect the drafts of all items."""
    body = Body(source, [(root, levels)], titled_apart=_titled_apart(root, levels))
    _paragraphs(body, root.blocks, body.goals, ())
    for node in root.children:
        _walk(body, node, ())
    if body.measures:
        words, closing = cut_tail(body.measures)
        last = body.measures[-1]
        _paragraphs(body, words, body.goals, last.path)
        _paragraphs(body, closing, body.closing, last.path)
    return body


def _titled_apart(root: Node, levels: Levels) -> set[LineKind]:
    """Return the forms of label whose lines are mostly titles, with the body below."""
    apart: Counter[LineKind] = Counter()
    whole: Counter[LineKind] = Counter()
    for node in root.walk():
        if levels.parts.get(node) is Part.MEASURE:
            whole[node.kind] += 1
            rest = node.head.rest.rstrip("。")
            apart[node.kind] += bool(node.blocks) and not _SENTENCE_END.search(rest) and not breaks_off(rest)
    return {kind for kind, count in apart.items() if 2 * count > whole[kind]}


def _walk(body: Body, node: Node, path: tuple[Section, ...]) -> None:
    part = body.levels.parts[node]
    if part is Part.MEASURE:
        _collect(body, node, path, body.measures)
        return
    kept = body.goals if part in (Part.GROUP, Part.AIM) else body.closing
    block = node.head
    if _is_heading(node, part):
        path = _open_section(body, node, path, kept)
        _paragraphs(body, node.blocks, kept, path)
    elif node.children and part is Part.CLOSING:
        # What is numbered in a sentence of its own belongs to it: 3.咨询电话：（1）……（2）…….
        _collect(body, node, path, kept)
        return
    else:
        _paragraphs(body, [block, *node.blocks], kept, path)
    for child in node.children:
        _walk(body, child, path)


def _is_heading(node: Node, part: Part) -> bool:
    """Tell a line that only names what is below from one that says it: （一）指导思想。 from （一）指导思想。以……."""
    if part is Part.GROUP:
        return True
    if part is Part.CLOSING and node.children and node.head.rest.endswith(("：", ":")):
        return False
    name = node.head.rest.rstrip("。：:；")
    return bool(node.blocks or node.children) and len(name) <= OWN_LINE_LENGTH and not _SAYS_MORE.search(name)


def _open_section(body: Body, node: Node, path: tuple[Section, ...], kept: list[Draft]) -> tuple[Section, ...]:
    block = node.head
    match = match_label(block.kind, block.text) if block.is_labelled else None
    start = match.start("label") if match else 0
    text = block.text[start:]
    title = plain(match["rest"]) if match else plain(text)
    end, behind = len(block.text), ""
    inline = re.match(r"[^。！？]{2,40}。(?=.{8})", text) if node.children and match else None
    if inline:
        end = start + inline.end()
        title = plain(text[match.end("label") - start : inline.end()]).rstrip("。") if match else title
        behind = block.text[end:]
    heading = plain(block.text[start:end])
    roles = tuple(role for line in node.lead for role in _roles_of_line(line))
    level = path[-1].level + 1 if path else 0
    section = Section(
        match["label"] if match else "", title, heading, Span(block.start, block.start + end), level, roles
    )
    body.sections.append(section)
    path = (*path, section)
    if behind.strip():
        offset = end + len(behind) - len(behind.lstrip())
        inner = Block(
            block.line, LineKind.TEXT, behind.strip(), block.start + offset, block.start + offset + len(behind.strip())
        )
        _paragraphs(body, [inner], kept, path)
    return path


def _roles_of_line(block: Block) -> Sequence[RoleList]:
    """Return the lists of agencies of a line that says nothing else."""
    found = find_annotations(block.text)
    if (
        block.kind is LineKind.TEXT
        and len(found) == 1
        and not (block.text[: found[0].start] + block.text[found[0].end :]).strip("。 ")
    ):
        return found[0].roles
    return ()


def _collect(body: Body, node: Node, path: tuple[Section, ...], kept: list[Draft]) -> None:
    """Make one draft of a label with all that stands under it; what is none of it goes its own way."""
    blocks = node.every_block()
    draft = Draft(path, [_from_label(body, blocks[0])])
    kept.append(draft)
    skipped: list[Block] = []
    behind: list[Block] = []
    for block in blocks[1:]:
        if block.kind is LineKind.TABLE_ROW or block.kind in STRAY:
            _set_aside(body, block, path)
            skipped.append(block)
        elif behind or _stands_apart(body, draft, block):
            behind.append(block)
        else:
            _continue(body, draft, block, skipped)
    cut = next((i for i, block in enumerate(behind) if CLOSING.search(block.text)), len(behind))
    _paragraphs(body, behind[:cut], body.goals, path)
    _paragraphs(body, behind[cut:], body.closing, path)


def _from_label(body: Body, block: Block) -> Block:
    """Leave the marks of a Markdown heading before a label out of the item."""
    start = match_label(block.kind, block.text).start("label")
    if start:
        marks = Span(block.start, block.start + start)
        body.noise.append(Noise("markup", marks, marks.of(body.source)))
    return replace(block, text=block.text[start:], start=block.start + start)


def _stands_apart(body: Body, draft: Draft, block: Block) -> bool:
    """Tell a paragraph behind a measure that is complete: its agencies are named, and these are not of the paragraph."""
    if block.kind is not LineKind.TEXT or _is_only_title(draft):
        return False
    if _KEY.match(block.text) and not _NOTE.match(block.text):
        return False
    if begins_with_agencies(block.text) or ends_with_agencies(block.text):
        return False
    return _is_complete(body.source, draft)


def _is_only_title(draft: Draft) -> bool:
    """Tell whether nothing but a title was read so far, be it with agencies right behind it."""
    text = draft.blocks[0].text
    found = find_annotations(text)
    return len(draft.blocks) == 1 and not _SENTENCE_END.search(text[: found[0].start] if found else text)


def _is_complete(source: str, draft: Draft) -> bool:
    """Tell whether a draft closes with its list of agencies: on its last line, or broken over its last few."""
    last = draft.blocks[-1]
    if len(draft.blocks) > 1 and begins_with_agencies(last.text):
        return not _has_open_bracket(last.text)
    if ends_with_agencies(last.text):
        return True
    if not draft.repairs or draft.repairs[-1].end != last.start:
        return False
    # No more than a few lines, since a draft may have as many lines as the source.
    span = Span(draft.blocks[-_TAIL_BLOCKS:][0].start, draft.span.end)
    repairs = [repair for repair in draft.repairs[-_TAIL_BLOCKS:] if repair.start >= span.start]
    return ends_with_agencies(RepairedText(source, span, repairs).text)


def _continue(body: Body, draft: Draft, block: Block, skipped: list[Block]) -> None:
    last = draft.blocks[-1]
    if _is_broken(body, draft, block):
        draft.repairs.append(Repair(last.end, block.start))
        message = f"第 {last.line} 行在句中断开（疑为分页），已与本行接上"
        body.warnings.append(ParseWarning("page_break", block.line, message))
    elif skipped:
        # The stray line between two paragraphs goes; the line break before it stays.
        draft.repairs.append(Repair(skipped[0].start, block.start))
    skipped.clear()
    draft.blocks.append(block)


def _is_broken(body: Body, draft: Draft, block: Block) -> bool:
    """Tell whether a line goes on in the middle of the sentence before it."""
    last = draft.blocks[-1]
    if block.kind is not LineKind.TEXT or last.finished or _KEY.match(block.text):
        return False
    if begins_with_agencies(block.text) or (begins_with_agencies(last.text) and last.text.endswith(("）", ")", "】"))):
        return False
    if _has_open_bracket(last.text):
        return True
    is_label = last.is_labelled and len(draft.blocks) == 1
    longest = OWN_LINE_LENGTH if last.kind in body.titled_apart or last.text.startswith("#") else _BROKEN_LENGTH
    is_name = 0 < len(last.rest) <= longest and not re.search("[，；：。！？]", last.rest)
    is_title = is_label and (is_name or last.kind in body.titled_apart) and not REFERENCE.match(block.text)
    is_title = is_title and 0 < len(last.rest) <= OWN_LINE_LENGTH
    is_long = len(last.text) >= _BROKEN_LENGTH or is_label
    return is_long and not is_title and not _is_complete(body.source, draft)


def _has_open_bracket(text: str) -> bool:
    return any(text.count(opened) > text.count(closed) for opened, closed in ("（）", "【】", "〔〕", "“”"))


def _paragraphs(body: Body, blocks: Sequence[Block], kept: list[Draft], path: tuple[Section, ...]) -> None:
    """Make a draft of every paragraph, broken lines joined."""
    draft: Draft | None = None
    skipped: list[Block] = []
    for place, block in enumerate(blocks):
        if block.kind is LineKind.TABLE_ROW or block.kind in STRAY:
            _set_aside(body, block, path)
            skipped.append(block)
        elif draft is not None and _is_broken(body, draft, block) and not block.is_labelled:
            _continue(body, draft, block, skipped)
        elif _is_caption(blocks, place):
            body.headings.append(block.span)
        else:
            draft = Draft(path, [block])
            skipped.clear()
            kept.append(draft)


def _is_caption(blocks: Sequence[Block], place: int) -> bool:
    """Tell the line right above a table that names it."""
    block = blocks[place]
    follows = place + 1 < len(blocks) and blocks[place + 1].kind is LineKind.TABLE_ROW
    return follows and block.kind is LineKind.TEXT and not block.finished and len(block.text) <= OWN_LINE_LENGTH


def _set_aside(body: Body, block: Block, path: tuple[Section, ...]) -> None:
    if block.kind is LineKind.TABLE_ROW:
        body.rows.append((block, path[-1].heading if path else ""))
        return
    kind: NoiseKind = STRAY[block.kind]
    body.noise.append(Noise(kind, block.span, block.text))
    if kind in ("link", "page_number"):
        _warn(body, block, "stray_line", f"正文中夹有与内容无关的一行，未采用：{block.text[:40]}")


def _warn(body: Body, block: Block, kind: WarningKind, message: str) -> None:
    body.warnings.append(ParseWarning(kind, block.line, message))
