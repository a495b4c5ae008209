"""What happens to labels: lost, misread, repeated."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from tests.ingest.spoilings.page import Page, exchanged, labelled_lines, some

_MISREAD = dict(zip("一二三四五六七八九十0123456789", "－＝彡皿玉大匕人丸+〇lZзАSbTBg", strict=True))


def _edited(page: Page, random: Random, share: float, new: str | None = None) -> str:
    chosen = some(random, labelled_lines(page), share)
    return exchanged(page.text, [(start, end, new or "") for start, end in chosen])


def some_lost(page: Page, random: Random) -> str:
    return _edited(page, random, 0.25)


def last_lost(page: Page, random: Random) -> str:
    start, end = labelled_lines(page)[-1]
    return exchanged(page.text, [(start, end, "")])


def first_lost(page: Page, random: Random) -> str:
    start, end = labelled_lines(page)[0]
    return exchanged(page.text, [(start, end, "")])


def all_lost(page: Page, random: Random) -> str:
    return _edited(page, random, 1.0)


def tail_lost(page: Page, random: Random) -> str:
    """From some item on, none has a label."""
    labels = labelled_lines(page)
    return exchanged(page.text, [(start, end, "") for start, end in labels[len(labels) // 2 :]])


def headings_lost(page: Page, random: Random) -> str:
    """The labels of the headings over the items are missing."""
    edits = []
    for section in page.document.sections:
        start = page.text.find(section.label, section.span.start) if section.label else -1
        edits += [(start, start + len(section.label), "")] if start >= 0 else []
    return exchanged(page.text, some(random, edits, 0.5)) if edits else some_lost(page, random)


def misread(page: Page, random: Random) -> str:
    """（－） for （一）, l. for 1., 〇 for 0."""
    edits = []
    for start, end in some(random, labelled_lines(page), 0.5):
        label = page.text[start:end]
        other = "".join(_MISREAD.get(char, char) for char in label)
        edits.append((start, end, other))
    return exchanged(page.text, edits)


def dots_misread(page: Page, random: Random) -> str:
    """1， and 1: for 1.; （一〕 for （一）."""
    edits = []
    for start, end in some(random, labelled_lines(page), 0.5):
        label = page.text[start:end]
        other = label.replace(".", random.choice("，,·:")).replace("）", random.choice("〕>j"))
        edits.append((start, end, other.replace("条", "奈")))
    return exchanged(page.text, edits)


def half_brackets(page: Page, random: Random) -> str:
    """Labels that lost one of their brackets, or have two that differ."""
    edits = []
    for start, end in some(random, labelled_lines(page), 0.5):
        label = page.text[start:end]
        edits.append(
            (
                start,
                end,
                random.choice(
                    [label.strip("（"), label.strip("）"), label.replace("）", ")"), label.replace("（", "(")]
                ),
            )
        )
    return exchanged(page.text, edits)


def repeated(page: Page, random: Random) -> str:
    """Some items bear the number of the one before."""
    labels = labelled_lines(page)
    pairs = some(random, list(pairwise(labels)), 0.2)
    return exchanged(page.text, [(two[0], two[1], page.text[one[0] : one[1]]) for one, two in pairs])


def spaced(page: Page, random: Random) -> str:
    """Spaces of all kinds within labels and behind them."""
    edits = []
    for start, end in labelled_lines(page):
        blank = random.choice([" ", "　", "\u00a0", "\u2003"])
        edits.append((start, end, blank.join(page.text[start:end]) + blank))
    return exchanged(page.text, edits)


def other_forms(page: Page, random: Random) -> str:
    """Some items got a label of another form, as lists made by a program have."""
    edits = []
    for place, (start, end) in enumerate(labelled_lines(page), 1):
        if random.random() < 0.3:
            edits.append(
                (start, end, random.choice([f"{place}.", f"({place})", "①②③④⑤⑥⑦⑧⑨⑩"[place % 10], f"{place}、"]))
            )
    return exchanged(page.text, edits) if edits else some_lost(page, random)


def numbers_of_lists(page: Page, random: Random) -> str:
    """Labels became the marks of a list that has no numbers."""
    return exchanged(
        page.text, [(start, end, random.choice(["• ", "- ", "* "])) for start, end in labelled_lines(page)]
    )


def on_own_line(page: Page, random: Random) -> str:
    """A line break behind labels."""
    return exchanged(page.text, [(end, end, "\n") for _, end in some(random, labelled_lines(page), 0.5)])


def numbers_only(page: Page, random: Random) -> str:
    """Labels without their marks: 四建设平台."""
    edits = [
        (start, end, re.sub(r"[（）.、]", "", page.text[start:end]))
        for start, end in some(random, labelled_lines(page), 0.4)
    ]
    return exchanged(page.text, edits)
