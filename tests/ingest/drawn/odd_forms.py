"""Policies whose parts are not all of one form: levels and titles that differ, several lists in an item, conventions."""

from __future__ import annotations

from hypothesis import strategies as st

from ingest.models import Role
from tests.ingest.drawn import words
from tests.ingest.drawn.bodies import Body, Item, Style, write_measure
from tests.ingest.drawn.forms import ITEM, POINT, SECTION, TITLE_FORMS
from tests.ingest.drawn.lists import UNITS

_UNITS = st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True)
_GROUPS = st.permutations(words.GROUPS)


@st.composite
def levels_that_differ(draw: st.DrawFn) -> Body:
    """Draw a body with 1. under （一） in one section, and （一） as measures in the next."""
    body, groups = Body(), iter(draw(_GROUPS))
    deep = draw(st.lists(st.booleans(), min_size=2, max_size=3).filter(lambda found: len(set(found)) == 2))
    title = draw(st.sampled_from(("inline", "own line")))
    for number, is_deep in enumerate(deep, 1):
        section = _heading(body, SECTION.label(number), next(groups))
        sub = _heading(body, ITEM.label(1), next(groups)) if is_deep else ""
        style = Style((SECTION, POINT if is_deep else ITEM), title, owned=True, continuous=False, nested=False)
        for n in range(1, draw(st.integers(2, 3)) + 1):
            write_measure(draw, body, style, n, section, sub)
    return body


@st.composite
def titles_that_differ(draw: st.DrawFn) -> Body:
    """Draw a body whose sections give their titles in different ways."""
    body, groups = Body(), iter(draw(_GROUPS))
    forms = draw(st.permutations([name for name in TITLE_FORMS if name != "none"]))
    for number, title in enumerate(forms[: draw(st.integers(2, 3))], 1):
        section = _heading(body, SECTION.label(number), next(groups))
        style = Style((SECTION, ITEM), title, owned=True, continuous=False, nested=False)
        for n in range(1, draw(st.integers(2, 3)) + 1):
            write_measure(draw, body, style, n, section, "")
    return body


@st.composite
def several_lists(draw: st.DrawFn) -> Body:
    """Draw a body whose items name agencies behind each of their parts."""
    body = Body()
    section = _heading(body, SECTION.label(1), draw(st.sampled_from(words.GROUPS)))
    for number in range(1, draw(st.integers(2, 4)) + 1):
        title = draw(st.sampled_from(words.TITLES))
        parts = [(draw(st.sampled_from(words.SENTENCES)), tuple(draw(_UNITS))) for _ in range(draw(st.integers(2, 3)))]
        said = [f"{text}（责任单位：{'、'.join(names)}）" for text, names in parts]
        joined = draw(st.sampled_from(("", "\n"))).join(said)
        body.paragraphs.append(f"{ITEM.label(number)}{title}。{joined}")
        last = f"（责任单位：{'、'.join(parts[-1][1])}）"
        agencies = tuple(dict.fromkeys(name for _, names in parts for name in names))
        roles = tuple((Role.RESPONSIBLE, names) for _, names in parts)
        body.items.append(Item(ITEM.label(number), title, section, "", joined.removesuffix(last), roles, agencies))
    return body


@st.composite
def with_scope(draw: st.DrawFn) -> Body:
    """Draw a body with whom it applies to and what its words mean before its measures, under headings of their own."""
    body, groups = Body(), iter(draw(_GROUPS))
    number = 0
    for name, texts in (
        ("适用范围", ("本措施适用于在本市注册的企业和在本市就业的人才。",)),
        ("名词解释", ("本措施所称企业，是指具有独立法人资格的单位。", "本措施所称人才，是指在本市就业的人员。")),
    ):
        if draw(st.booleans()):
            number += 1
            _heading(body, SECTION.label(number), name)
            body.paragraphs += texts
            body.goals += texts
    title, continuous = draw(st.sampled_from(("inline", "own line"))), draw(st.booleans())
    style = Style((SECTION, ITEM), title, owned=True, continuous=continuous, nested=False)
    counted = 0
    for _ in range(2):
        number += 1
        section = _heading(body, SECTION.label(number), next(groups))
        counted = counted if style.continuous else 0
        for _ in range(draw(st.integers(2, 3))):
            counted += 1
            write_measure(draw, body, style, counted, section, "")
    return body


def _heading(body: Body, label: str, name: str) -> str:
    heading = f"{label}{name}"
    body.paragraphs.append(heading)
    body.sections.append(heading)
    return heading
