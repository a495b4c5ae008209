"""From the lines of one item to a `Measure`, a `Goal` or a part of the `Closing`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.grammar.agencies import BEHIND_A_LIST, Annotation, find_annotations, merge
from ingest.grammar.blocks import Block
from ingest.grammar.labels import match_label
from ingest.grammar.repair import RepairedText
from ingest.grammar.titles import AFTER_LABEL, TitleStyle, find_title
from ingest.models import Goal, Measure, Repair, Section, Sentence, Span


@dataclass(slots=True)
class Draft:
    """An item while its lines are being collected.

    Attributes:
        path: the headings that it stands under, from the outermost inwards.
        blocks: its lines, in order.
        repairs: what is taken out between them: broken lines, stray lines, rows of tables.
    """

    path: tuple[Section, ...]
    blocks: list[Block]
    repairs: list[Repair] = field(default_factory=list)

    @property
    def section(self) -> str:
        """The outermost heading over it, empty where there is none."""
        return self.path[0].heading if self.path else ""

    @property
    def subsection(self) -> str:
        """The innermost heading over it, empty where there is no other than its section."""
        return self.path[-1].heading if len(self.path) > 1 else ""

    @property
    def span(self) -> Span:
        """What the draft covers."""
        return Span(self.blocks[0].start, self.blocks[-1].end)

    def text(self, source: str) -> RepairedText:
        """The text, repairs applied."""
        return RepairedText(source, self.span, self.repairs)

    def rest(self, source: str) -> str:
        """What it says behind its label, without its lists of agencies."""
        text = self.text(source).text
        start = match_label(self.blocks[0].kind, self.blocks[0].text).end("label")
        return _without(text, find_annotations(text))[start:].lstrip(AFTER_LABEL)


def build_measure(source: str, draft: Draft, place: int, style: TitleStyle) -> Measure:
    """Take a collected measure apart."""
    text = draft.text(source)
    # The label is read off the line: in the repaired text ``1.`` and ``5 万元`` would be none any more.
    label = match_label(draft.blocks[0].kind, draft.blocks[0].text)
    annotations = find_annotations(text.text)
    blanked = _without(text.text, annotations)
    title = find_title(blanked, label.end("label"), style)
    body_end = _body_end(text.text, annotations)
    agencies = merge([annotation.agencies for annotation in annotations])
    return Measure(
        number=place,
        label=label["label"],
        title=blanked[title.start : title.end].strip("*　 "),
        section=draft.section,
        subsection=draft.subsection,
        text=text.text,
        body=text.text[title.body : max(body_end, title.body)].strip(),
        sentences=_sentences(text, title.body, annotations),
        agencies=agencies.names,
        agencies_open=agencies.open,
        span=draft.span,
        repairs=tuple(draft.repairs),
        agency_lists=tuple(text.piece(annotation.start, annotation.end) for annotation in annotations),
        roles=tuple(role for annotation in annotations for role in annotation.roles),
    )


def build_goal(source: str, draft: Draft, place: int, *, in_annex: bool) -> Goal:
    """Make a goal of a collected paragraph."""
    text = draft.text(source)
    sentences = text.sentences(0, len(text.text))
    section = draft.subsection or draft.section
    return Goal(place, section, text.text, sentences, draft.span, tuple(draft.repairs), in_annex)


def _without(text: str, annotations: Sequence[Annotation]) -> str:
    """Blank the lists of agencies out, so that places stay what they are."""
    for annotation in annotations:
        blank = "".join("\n" if char == "\n" else " " for char in text[annotation.start : annotation.end])
        text = text[: annotation.start] + blank + text[annotation.end :]
    return text


def _body_end(text: str, annotations: Sequence[Annotation]) -> int:
    """Return where the lists of agencies begin that the text closes with."""
    end = len(text)
    for annotation in reversed(annotations):
        if text[annotation.end : end].strip(BEHIND_A_LIST):
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
