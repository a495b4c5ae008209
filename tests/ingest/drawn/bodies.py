"""The body of a drawn policy: sections, measures of many forms, aims and closing provisions, with what stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.ingest.drawn import words
from tests.ingest.drawn.forms import (
    ARTICLE,
    CHAPTER,
    NARROW_SUBPOINT,
    SECTION,
    SHAPES,
    SUBPOINT,
    TITLE_FORMS,
    Level,
)
from tests.ingest.drawn.lists import Listed, RoleNames, listed, marked


@dataclass(frozen=True)
class Item:
    """A measure as it was put in."""

    label: str
    title: str
    section: str
    subsection: str
    body: str
    roles: tuple[RoleNames, ...] = ()
    agencies: tuple[str, ...] = ()
    open: bool = False


@dataclass
class Body:
    """Paragraphs, and what was put into them."""

    paragraphs: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Style:
    """What all measures of a document have in common.

    Attributes:
        levels: from the outermost inwards.
        title: how titles are written.
        owned: whether the measures name agencies.
        continuous: whether their numbers go on from section to section.
        nested: whether some hold a list of numbered points.
    """

    levels: tuple[Level, ...]
    title: str
    owned: bool
    continuous: bool
    nested: bool


@st.composite
def styles(draw: st.DrawFn) -> Style:
    """Draw a style that leaves no reader in doubt which lines are the measures."""
    levels = draw(st.sampled_from(SHAPES))
    owned = draw(st.booleans())
    titles = [name for name in sorted(TITLE_FORMS) if name != "none" or owned or levels[-1] is ARTICLE]
    title = draw(st.sampled_from(titles))
    return Style(levels, title, owned, draw(st.booleans()), owned and draw(st.booleans()))


@st.composite
def bodies(draw: st.DrawFn, style: Style | None = None) -> Body:
    """Draw a body, of any style if none is given."""
    chosen, body = draw(styles()) if style is None else style, Body()
    outer = chosen.levels[0]
    number = 0
    if outer is SECTION and draw(st.booleans()):
        number += 1
        _aims(draw, body, outer.label(number), inner=chosen.levels[1:2])
    counted = 0
    if len(chosen.levels) == 1:
        for _ in range(draw(st.integers(2, 5))):
            number += 1
            write_measure(draw, body, chosen, number, "", "")
    for _ in range(draw(st.integers(2, 3)) if len(chosen.levels) > 1 else 0):
        number += 1
        counted = _section(draw, body, chosen, number, counted)
    closing = [draw(st.sampled_from(words.CLOSINGS))] if draw(st.booleans()) and outer not in (ARTICLE, CHAPTER) else []
    if closing and outer is SECTION and draw(st.booleans()):
        heading = f"{outer.label(number + 1)}附则"
        body.paragraphs.append(heading)
        body.sections.append(heading)
    body.paragraphs += closing
    body.closing += closing
    return body


def _aims(draw: st.DrawFn, body: Body, label: str, inner: tuple[Level, ...]) -> None:
    heading = f"{label}{draw(st.sampled_from(words.AIM_HEADINGS))}"
    body.paragraphs.append(heading)
    body.sections.append(heading)
    texts = draw(st.lists(st.sampled_from(words.AIMS), min_size=1, max_size=2, unique=True))
    if inner and len(texts) > 1 and inner[0] is not ARTICLE and draw(st.booleans()):
        names = ("指导思想", "工作目标")
        texts = [
            f"{inner[0].label(n)}{name}。{text}" for n, (name, text) in enumerate(zip(names, texts, strict=True), 1)
        ]
    body.paragraphs += texts
    body.goals += texts


def _section(draw: st.DrawFn, body: Body, style: Style, number: int, counted: int) -> int:
    """Write a section with its measures; return the number of the last one."""
    outer, *middle, _ = style.levels
    heading = _heading(draw, body, outer, number)
    groups = [""] if not middle else [middle[0].label(n) for n in range(1, draw(st.integers(1, 3)) + 1)]
    for group in groups:
        sub = _heading(draw, body, middle[0], 0, group) if group else ""
        counted = counted if style.continuous or style.levels[-1] is ARTICLE else 0
        for _ in range(draw(st.integers(2, 4))):
            counted += 1
            write_measure(draw, body, style, counted, heading, sub)
    return counted


def _heading(draw: st.DrawFn, body: Body, level: Level, number: int, label: str = "") -> str:
    left = [name for name in words.GROUPS if not any(one.endswith(name) for one in body.sections)] or words.GROUPS
    heading = f"{label or level.label(number)}{level.gap}{draw(st.sampled_from(left))}"
    body.paragraphs.append(heading)
    body.sections.append(heading)
    return heading


def write_measure(draw: st.DrawFn, body: Body, style: Style, number: int, section: str, subsection: str) -> None:
    level = style.levels[-1]
    title = "" if style.title == "none" else draw(st.sampled_from(words.TITLES))
    sentences = words.PROVISIONS if style.title == "none" else words.SENTENCES
    said = "".join(draw(st.lists(st.sampled_from(sentences), min_size=2, max_size=3, unique=True)))
    if style.nested and draw(st.booleans()):
        said = "\n".join((said, *_points(level)))
    found = draw(st.one_of(listed(), marked())) if style.owned else Listed("", ())
    text = f"{level.label(number)}{level.gap}{TITLE_FORMS[style.title].format(title)}{said}"
    text += ("\n" if found.own_lines else "") + found.text
    body.paragraphs.append(text)
    body.items.append(
        Item(level.label(number), title, section, subsection, said, found.roles, found.agencies, found.open)
    )


def _points(level: Level) -> list[str]:
    """Write a list of points within a measure, in a form of label that stands further in."""
    form = "（{}）" if level.digits else "{}."
    phrases = ("国家级项目，最高300万元；", "省级项目，最高200万元；", "市级项目，最高100万元。")
    labels = "①②③" if level in (SUBPOINT, NARROW_SUBPOINT) else [form.format(number) for number in (1, 2, 3)]
    return ["按以下标准给予支持：", *(label + phrase for label, phrase in zip(labels, phrases, strict=True))]
