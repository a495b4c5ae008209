"""What happens to the lists of agencies: brackets, separators, role words."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from tests.ingest.spoilings.page import Page, exchanged, some

_BRACKETS = "（）()[]【】〔〕"


def _edit(page: Page, random: Random, share: float, edit: object) -> str:
    assert callable(edit)
    return exchanged(
        page.text, [(span.start, span.end, edit(span.of(page.text))) for span in some(random, page.lists, share)]
    )


def closing_lost(page: Page, random: Random) -> str:
    return _edit(page, random, 0.3, lambda text: text.rstrip("）)】〕]"))


def opening_lost(page: Page, random: Random) -> str:
    return _edit(page, random, 0.3, lambda text: text.lstrip("（([【〔"))


def both_lost(page: Page, random: Random) -> str:
    return _edit(page, random, 0.3, lambda text: text.strip(_BRACKETS))


def brackets_of_others(page: Page, random: Random) -> str:
    """Brackets turned round, or misread as letters."""
    return _edit(
        page,
        random,
        0.4,
        lambda text: (
            random.choice(["）", "C", "〈", "{", "("]) + text[1:-1] + random.choice(["（", ")", "〉", "J", "}"])
        ),
    )


def colons_lost(page: Page, random: Random) -> str:
    return _edit(page, random, 0.4, lambda text: re.sub("[：:]", "", text, count=1))


def colons_misread(page: Page, random: Random) -> str:
    return _edit(
        page,
        random,
        0.4,
        lambda text: re.sub("[：:]", random.choice(["；", ".", "，", "、", "﹕", "∶"]), text, count=1),
    )


def separators_lost(page: Page, random: Random) -> str:
    """Two names run together."""

    def edit(text: str) -> str:
        places = [i for i, char in enumerate(text) if char == "、"]
        at = random.choice(places) if places else None
        return text if at is None else text[:at] + text[at + 1 :]

    return _edit(page, random, 0.4, edit)


def all_separators_lost(page: Page, random: Random) -> str:
    return _edit(page, random, 0.3, lambda text: text.replace("、", ""))


def separators_inside(page: Page, random: Random) -> str:
    """A mark within a name."""
    names = some(random, [one for one in page.names if one.end - one.start > 3], 0.15)
    cuts = dict.fromkeys(random.randrange(name.start + 1, name.end - 1) for name in names)
    return exchanged(page.text, [(cut, cut, "、") for cut in cuts])


def separators_misread(page: Page, random: Random) -> str:
    """、 read as another mark."""
    return _edit(
        page,
        random,
        0.5,
        lambda text: re.sub("、", lambda _: random.choice([",", ".", "·", " ", "丶", "｀", "/", ";"]), text),
    )


def role_words_misread(page: Page, random: Random) -> str:
    misread = {"责任": "贵任", "牵头": "牵买", "负责": "负贵", "单位": "单住"}

    def edit(text: str) -> str:
        for right, wrong in misread.items():
            text = text.replace(right, wrong) if random.random() < 0.7 else text
        return text

    return _edit(page, random, 0.4, edit)


def role_words_lost(page: Page, random: Random) -> str:
    return _edit(page, random, 0.4, lambda text: re.sub(r"(?:责任|牵头|负责|配合)(?:单位|部门)?[：:]?", "", text))


def moved_to_next_line(page: Page, random: Random) -> str:
    return _edit(page, random, 0.5, lambda text: "\n" + text)


def moved_behind_next_label(page: Page, random: Random) -> str:
    """A list stands on a line of its own that came behind the beginning of the next item."""
    edits: list[tuple[int, int, str]] = []
    measures = page.document.measures
    for one, other in some(random, list(pairwise(measures)), 0.15):
        if (
            one.agency_lists
            and "\n" in page.text[one.span.end - 1 : other.span.start]
            and one.agency_lists[-1].end >= one.span.end - 1
        ):
            last = one.agency_lists[-1]
            cut = min(other.span.start + 24, other.span.end)
            edits += [(last.start, last.end, ""), (cut, cut, f"\n{last.text}\n")]
    return exchanged(page.text, edits)


def ends_lost(page: Page, random: Random) -> str:
    """Lists cut off in the middle of a name."""
    return _edit(page, random, 0.3, lambda text: text[: random.randint(len(text) // 2, len(text) - 2)])


def names_swallowed(page: Page, random: Random) -> str:
    """Characters within names are missing."""
    names = some(random, [one for one in page.names if one.end - one.start > 3], 0.1)
    cuts = dict.fromkeys(random.randrange(name.start, name.end) for name in names)
    return exchanged(page.text, [(cut, cut + 1, "") for cut in cuts])


def sentence_behind(page: Page, random: Random) -> str:
    """The next sentence stands within the brackets."""
    return _edit(page, random, 0.3, lambda text: text.rstrip("）)】") + "。支持符合条件的企业申报项目）")
