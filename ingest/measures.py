"""From the blocks of one measure to a `Measure`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.agencies import Annotation, ends_with_agencies, find_annotations, merge
from ingest.blocks import Block
from ingest.grammar import LABELS, LineKind
from ingest.labels import Number, number_of
from ingest.models import Measure, Repair, Sentence, Span
from ingest.repair import RepairedText

TITLE_LENGTH = 60
_BRACKETED_TITLE = re.compile(r"[\s　]*[【\[](?P<title>[^】\]\n]{1,40})[】\]]")
_INLINE_TITLE = re.compile(rf"(?P<title>[^。！？；\n]{{2,{TITLE_LENGTH}}})。")
_LINE_TITLE = re.compile(rf"(?P<title>[^。！？；\n]{{2,{TITLE_LENGTH}}})\n")
_SENTENCE_END = re.compile("[。！？；]")
_TAIL_BLOCKS = 8
_AFTER_LABEL = " 　\t:：、"
_NOT_IN_BRACKETS = re.compile(r"[（(“《][^）)”》]*[）)”》]")


@dataclass(slots=True)
class MeasureDraft:
    """A measure while its blocks are being collected."""

    section: str
    blocks: list[Block]
    repairs: list[Repair] = field(default_factory=list)
    skipped: list[Block] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """What the draft covers by now."""
        return Span(self.blocks[0].start, self.blocks[-1].end)

    def text(self, source: str) -> str:
        """The text by now, repairs applied."""
        return RepairedText(source, self.span, self.repairs).text

    def label(self, kind: LineKind) -> re.Match[str]:
        """Return the label in the first line; in the repaired text ``1.`` and ``5 万元`` would be no label any more."""
        match = LABELS[kind].match(self.blocks[0].text)
        if match is None:  # the block was classified by this very pattern
            raise AssertionError(f"not a label: {self.blocks[0].text[:20]!r}")
        return match

    @property
    def is_only_title(self) -> bool:
        """Whether nothing that ends as a sentence does was read so far."""
        return len(self.blocks) == 1 and not _SENTENCE_END.search(self.blocks[0].text)

    def is_complete(self, source: str) -> bool:
        """Tell whether the draft closes with its list of agencies: on its last line, or broken over its last few."""
        last = self.blocks[-1]
        if ends_with_agencies(last.text):
            return True
        if not self.repairs or self.repairs[-1].end != last.start:
            return False
        # No more than a few lines, since a draft may have as many lines as the source.
        span = Span(self.blocks[-_TAIL_BLOCKS:][0].start, self.span.end)
        repairs = [repair for repair in self.repairs[-_TAIL_BLOCKS:] if repair.start >= span.start]
        return ends_with_agencies(RepairedText(source, span, repairs).text)


@dataclass(frozen=True, slots=True)
class MeasureStyle:
    """How the measures of one document are written.

    Attributes:
        kind: the level of the measures.
        title: the pattern of their titles after the label, or None if most have no title.
    """

    kind: LineKind
    title: re.Pattern[str] | None


def find_style(source: str, drafts: Sequence[MeasureDraft], kind: LineKind) -> MeasureStyle:
    """See how most measures of the document give their titles; one document keeps to one way."""
    rests = [draft.text(source)[draft.label(kind).end("label") :].lstrip(_AFTER_LABEL) for draft in drafts]
    for pattern in (_BRACKETED_TITLE, _LINE_TITLE, _INLINE_TITLE):
        if 2 * sum(_looks_like_title(pattern, rest) for rest in rests) > len(rests):
            return MeasureStyle(kind, pattern)
    return MeasureStyle(kind, None)


def build_measure(source: str, draft: MeasureDraft, place: int, style: MeasureStyle) -> Measure:
    """Take a collected measure apart."""
    text = RepairedText(source, draft.span, draft.repairs)
    label = draft.label(style.kind)
    title, body_start = _title(text.text, label.end("label"), style)
    annotations = find_annotations(text.text)
    body_end = _body_end(text.text, annotations)
    agencies = merge([annotation.agencies for annotation in annotations])
    return Measure(
        number=place,
        label=label["label"],
        title=title,
        section=draft.section,
        text=text.text,
        body=text.text[body_start:body_end].strip(),
        sentences=_sentences(text, body_start, annotations),
        agencies=agencies.names,
        agencies_open=agencies.open,
        span=draft.span,
        repairs=tuple(draft.repairs),
        agency_lists=tuple(text.piece(annotation.start, annotation.end) for annotation in annotations),
    )


def written_number(draft: MeasureDraft, kind: LineKind) -> Number:
    """Return the number in the measure's label."""
    return number_of(draft.label(kind))


def _looks_like_title(pattern: re.Pattern[str], rest: str) -> bool:
    match = pattern.match(rest)
    if not match or not _without_agencies(rest[match.end() :]).strip():
        return False
    # A first sentence with a comma of its own is a sentence, not a title.
    return "，" not in _NOT_IN_BRACKETS.sub("", match["title"])


def _without_agencies(text: str) -> str:
    annotations = find_annotations(text)
    return text[: annotations[0].start] if annotations else text


def _title(text: str, start: int, style: MeasureStyle) -> tuple[str, int]:
    while start < len(text) and text[start] in _AFTER_LABEL:
        start += 1
    match = style.title.match(text, start) if style.title else None
    if not match or not _without_agencies(text[match.end() :]).strip():
        return "", start
    return _without_agencies(match["title"]).strip("*　 "), match.end()


def _body_end(text: str, annotations: Sequence[Annotation]) -> int:
    """Return where the lists of agencies begin that the text closes with."""
    end = len(text)
    for annotation in reversed(annotations):
        if text[annotation.end : end].strip("。 \n"):
            break
        end = annotation.start
    return end


def _sentences(text: RepairedText, start: int, annotations: Sequence[Annotation]) -> tuple[Sentence, ...]:
    """Split the body, leaving out the lists of agencies wherever they stand in it."""
    found: list[Sentence] = []
    for annotation in annotations:
        found += text.sentences(start, annotation.start)
        start = max(start, annotation.end)
    return (*found, *text.sentences(start, len(text.text)))
