"""From source text to a `PolicyDocument`: walk the blocks once and hand each to what it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.agencies import begins_with_agencies, ends_with_agencies
from ingest.annex import find_columns, parse_annex
from ingest.blocks import STRAY, Block, find_levels, read_blocks
from ingest.errors import NoMeasuresError
from ingest.grammar import CLOSING, LABELS, REFERENCE, LineKind, cells
from ingest.labels import Number
from ingest.measures import TITLE_LENGTH, MeasureDraft, build_measure, find_style, written_number
from ingest.models import (
    Measure,
    Metadata,
    Noise,
    NoiseKind,
    ParseWarning,
    PolicyDocument,
    Repair,
    Section,
    WarningKind,
)
from ingest.notice import parse_notice
from ingest.telling_apart import tell_apart

PARSER_VERSION = "2"
"""Raise it whenever the same text parses differently: an index built before is then stale."""


def parse_policy(
    source: str, metadata: Metadata | None = None, warnings: Sequence[ParseWarning] = ()
) -> PolicyDocument:
    r"""Parse the text of a policy.

    Args:
        source: decoded text with ``\\n`` line ends, as `ingest.reader.read_source` gives it.
        metadata: what is known of the document beside its text.
        warnings: what was noticed while the source was read.

    Raises:
        NoMeasuresError: if no numbered measure is found.
    """
    blocks = read_blocks(source)
    levels = find_levels(blocks)
    if levels is None:
        raise NoMeasuresError(_no_measures(blocks))
    measure_kind, section_kinds = levels
    body_start = next(i for i, block in enumerate(blocks) if block.kind in (measure_kind, *section_kinds))
    annex_start = _annex_start(blocks, measure_kind)
    body = _Body(source, measure_kind, section_kinds, _titles_on_own_lines(blocks, measure_kind))
    for block in blocks[body_start:annex_start]:
        body.take(block)
    annex = parse_annex(blocks[annex_start:])
    title, notice = parse_notice(source, blocks[:body_start], body.stamps)
    measures = body.measures()
    metadata = metadata or Metadata(doc_id="", short_title=f"《{title}》" if title else "这份文件")
    notice = replace(notice, issuers=notice.issuers or metadata.issuers, date=notice.date or metadata.date)
    return PolicyDocument(
        title=title,
        notice=notice,
        sections=tuple(body.sections),
        measures=measures,
        annex_title=annex.title,
        scenarios=annex.scenarios,
        noise=tuple(sorted((*body.noise, *annex.noise), key=lambda noise: noise.span.start)),
        warnings=tuple(sorted((*warnings, *body.warnings, *annex.warnings), key=lambda warning: warning.line)),
        headings=annex.headings,
        source=source,
        metadata=metadata,
    )


def _no_measures(blocks: Sequence[Block]) -> str:
    last = blocks[-1].line if blocks else 0
    return f"没有找到编号的措施（如“（一）”“第一条”“一、”）：读到第 {last} 行为止。请确认这是政策正文。"


def _annex_start(blocks: Sequence[Block], measure_kind: LineKind) -> int:
    """Return the index of the first block of the annex, or the number of blocks if there is none."""
    first_measure = next(i for i, block in enumerate(blocks) if block.kind is measure_kind)
    for index, block in enumerate(blocks[first_measure:], first_measure):
        if block.kind is LineKind.ANNEX:
            return index
        if block.kind is LineKind.TABLE_ROW and find_columns(cells(block.text)):
            return index
    return len(blocks)


def _titles_on_own_lines(blocks: Sequence[Block], measure_kind: LineKind) -> bool:
    """Tell titles on lines of their own from lines that were broken: most measures then begin with one."""
    firsts = [block for block in blocks if block.kind is measure_kind]
    return 2 * sum(not block.finished for block in firsts) > len(firsts)


@dataclass
class _Body:
    """The part with sections and measures, while it is read."""

    source: str
    measure_kind: LineKind
    section_kinds: tuple[LineKind, ...]
    titles_on_own_lines: bool
    sections: list[Section] = field(default_factory=list)
    drafts: list[MeasureDraft] = field(default_factory=list)
    noise: list[Noise] = field(default_factory=list)
    warnings: list[ParseWarning] = field(default_factory=list)
    stamps: list[Block] = field(default_factory=list)
    open: bool = False

    def take(self, block: Block) -> None:
        """Hand one block to the section, measure or noise that it belongs to."""
        if block.kind in self.section_kinds:
            self._start_section(block)
        elif block.kind is self.measure_kind and self.open and self._refers(block):
            self._continue(replace(block, kind=LineKind.TEXT))
        elif block.kind is self.measure_kind:
            section = self.sections[-1].heading if self.sections else ""
            self.drafts.append(MeasureDraft(section, [block]))
            self.open = True
        elif block.kind in STRAY:
            self._stray(block)
        elif self.open:
            self._continue(block)
        else:
            self._set_aside(block, "section_text", "标题下的这一段不属于任何一条措施，未采用")

    def measures(self) -> tuple[Measure, ...]:
        """Build what was collected, numbered and checked."""
        style = find_style(self.source, self.drafts, self.measure_kind)
        measures = tuple(build_measure(self.source, draft, place, style) for place, draft in enumerate(self.drafts, 1))
        self._check_numbers()
        states_agencies = any(measure.agencies for measure in measures)
        for draft, measure in zip(self.drafts, measures, strict=True):
            if not measure.agencies and measure.agency_lists:
                message = f"措施{measure.label}的责任单位名单读不出单位，请检查括号和顿号"
                self._warn(draft.blocks[0], "no_agencies", message)
            elif not measure.agencies and states_agencies:
                self._warn(draft.blocks[0], "no_agencies", f"措施{measure.label}没有写明责任单位")
        return tell_apart(measures, self.sections)

    def _start_section(self, block: Block) -> None:
        match = LABELS[block.kind].match(block.text)
        if match is None:  # the block was classified by this very pattern
            raise AssertionError(block.text)
        heading = block.text[match.start("label") :].strip("* ")
        self.sections.append(Section(match["label"], match["rest"].strip("* "), heading, block.span))
        self.open = False

    def _stray(self, block: Block) -> None:
        kind = STRAY[block.kind]
        self.noise.append(Noise(kind, block.span, block.text))
        if kind == "stamp":
            self.stamps.append(block)
        else:
            self._warn(block, "stray_line", f"正文中夹有与内容无关的一行，未采用：{block.text[:40]}")
        if self.open:
            self.drafts[-1].skipped.append(block)

    def _continue(self, block: Block) -> None:
        """Add a paragraph to the open measure, unless it has ended or the paragraph is a closing one."""
        draft = self.drafts[-1]
        last = draft.blocks[-1]
        is_complete = block.kind is LineKind.TEXT and draft.is_complete(self.source)
        if block.kind is LineKind.TEXT and self._is_closing(block, is_complete):
            self.open = False
            self._set_aside(block, "closing", "措施之后的这一段不属于任何一条措施，未采用")
            return
        if not is_complete and self._is_broken(block):
            draft.repairs.append(Repair(last.end, block.start))
            message = f"第 {last.line} 行在句中断开（疑为分页），已与本行接上"
            self._warn(block, "page_break", message)
        elif draft.skipped:
            # The stray line between two paragraphs goes; the line break before it stays.
            draft.repairs.append(Repair(draft.skipped[0].start, block.start))
        draft.skipped.clear()
        draft.blocks.append(block)

    def _is_closing(self, block: Block, is_complete: bool) -> bool:
        """Tell a paragraph after the measure from one with agencies of its own and from a body under its title."""
        if CLOSING.match(block.text):
            return True
        return is_complete and not self.drafts[-1].is_only_title and not ends_with_agencies(block.text)

    def _is_broken(self, block: Block) -> bool:
        """Tell whether a line goes on in the middle of the sentence before it."""
        draft = self.drafts[-1]
        last = draft.blocks[-1]
        if block.kind is not LineKind.TEXT or last.kind is LineKind.TABLE_ROW or last.finished:
            return False
        is_title = self.titles_on_own_lines and draft.is_only_title and len(last.text) <= TITLE_LENGTH
        return not is_title and not begins_with_agencies(block.text)

    def _refers(self, block: Block) -> bool:
        """Tell whether a line only names an article, in mid-sentence: 依照⏎第五条和第七条之一……除外.

        Where nothing sets the labels off from their text such a line cannot be told from an article.
        """
        draft = self.drafts[-1]
        label = draft.label(self.measure_kind)
        is_set_off = label.start("label") > 0 or label.end("label") < label.start("rest")
        return is_set_off and not draft.blocks[-1].finished and REFERENCE.match(block.text) is not None

    def _set_aside(self, block: Block, kind: NoiseKind, message: str) -> None:
        self.noise.append(Noise(kind, block.span, block.text))
        self._warn(block, "unattached_text", f"{message}：{block.text[:20]}……")

    def _warn(self, block: Block, kind: WarningKind, message: str) -> None:
        self.warnings.append(ParseWarning(kind, block.line, message))

    def _check_numbers(self) -> None:
        """Warn of numbers that are repeated, go back, begin again, or leave some out; the labels stay as printed."""
        written = [written_number(draft, self.measure_kind) for draft in self.drafts]
        restart = next((i for i, (before, after) in enumerate(pairwise(written), 1) if after <= before), None)
        if restart is not None:
            before, after = written[restart - 1].whole, written[restart].whole
            message = f"措施编号从 {before} 到 {after}，有重复、倒退或重新开始，同一编号可能不止一条"
            self._warn(self.drafts[restart].blocks[0], "numbering", message)
            return
        for one, other, draft in zip([Number(0), *written], written, self.drafts, strict=False):
            if other.whole > one.whole + 1:
                message = f"措施编号从 {one.whole} 跳到 {other.whole}，中间可能有缺漏"
                self._warn(draft.blocks[0], "numbering", message)
