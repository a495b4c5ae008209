"""What pages, columns and programs do to lines."""

from __future__ import annotations

import re
from random import Random

from tests.ingest.spoilings.page import LABEL, Page, exchanged, labelled_lines, some

_FOREIGN = "支持企业开展绿色建筑改造，对获得三星级标识的项目给予奖励。"
_FOREIGN_LIST = "（责任单位：市园林绿化局、市水务集团）"


def _wrap_line(line: str, random: Random, shortest: int, longest: int) -> list[str]:
    width = random.randint(shortest, longest)
    return [line[i : i + width] for i in range(0, len(line), width)] or [""]


def _wrapped(page: Page, random: Random, shortest: int = 20, longest: int = 45) -> list[str]:
    width = random.randint(shortest, longest)
    return [
        piece
        for line in page.text.split("\n")
        for piece in ([line] if "\t" in line or line.startswith("|") else _wrap_line(line, random, width, width))
    ]


def wrap(page: Page, random: Random) -> str:
    """Every line ends at one width, as in mails and in text taken from a pdf."""
    return "\n".join(_wrapped(page, random))


def wrap_unevenly(page: Page, random: Random) -> str:
    return "\n".join(piece for line in page.text.split("\n") for piece in _wrap_line(line, random, 20, 45))


def wrap_with_blank_lines(page: Page, random: Random) -> str:
    return "\n\n".join(line for line in _wrapped(page, random) if line.strip())


def break_lists(page: Page, random: Random) -> str:
    """A line break somewhere in every list of agencies."""
    cuts = [random.randrange(span.start + 2, span.end - 1) for span in page.lists]
    return exchanged(page.text, [(cut, cut, "\n") for cut in cuts])


def break_names(page: Page, random: Random) -> str:
    names = some(random, [name for name in page.names if name.end - name.start > 2], 0.4)
    cuts = [random.randrange(name.start + 1, name.end) for name in names]
    return exchanged(page.text, [(cut, cut, "\n") for cut in dict.fromkeys(cuts)])


def break_before_numbers(page: Page, random: Random) -> str:
    """Lines that begin with what could be a label, in mid-sentence."""
    places = [
        match.start()
        for match in re.finditer(
            r"(?<=[一-龥，])(?:第[一二三四五六七八九十]+条|[一二三四五六七八九十]+[、个项大]|\d+[个万%]|（)", page.text
        )
    ]
    return (
        exchanged(page.text, [(place, place, "\n") for place in some(random, places, 0.5)])
        if places
        else wrap(page, random)
    )


def page_numbers(page: Page, random: Random) -> str:
    """Page numbers between the lines, wherever pages end."""
    lines, out = _wrapped(page, random, 30, 45), []
    for place, line in enumerate(lines, 1):
        out.append(line)
        if place % 9 == 0:
            out += ["", f"— {place // 9} —", ""]
    return "\n".join(out)


def page_numbers_in_lists(page: Page, random: Random) -> str:
    """A page ends within a list of agencies."""
    lists = some(random, page.lists, 0.4)
    cuts = [random.randrange(span.start + 2, span.end - 1) for span in lists]
    return exchanged(page.text, [(cut, cut, f"\n— {n} —\n") for n, cut in enumerate(cuts, 1)])


def page_breaks_in_names(page: Page, random: Random) -> str:
    names = some(random, [name for name in page.names if name.end - name.start > 2], 0.25)
    cuts = dict.fromkeys(random.randrange(name.start + 1, name.end) for name in names)
    return exchanged(page.text, [(cut, cut, f"\n\n{n}\n\n") for n, cut in enumerate(cuts, 1)])


def running_heads(page: Page, random: Random) -> str:
    lines, out = _wrapped(page, random, 30, 45), []
    head = page.document.title[:30] or "某市人民政府公报"
    for place, line in enumerate(lines, 1):
        out.append(line)
        if place % 11 == 0:
            out += [head]
    return "\n".join(out)


def running_heads_in_lists(page: Page, random: Random) -> str:
    """The head of the next page between two names, or within one."""
    cuts = [random.randrange(span.start + 2, span.end - 1) for span in some(random, page.lists, 0.4)]
    return exchanged(page.text, [(cut, cut, "\n某市人民政府公报 2024年第3期\n") for cut in cuts])


def footers_of_units(page: Page, random: Random) -> str:
    """Feet that name an agency and stand within lists."""
    cuts = [random.randrange(span.start + 2, span.end - 1) for span in some(random, page.lists, 0.4)]
    return exchanged(page.text, [(cut, cut, "\n某市人民政府办公室\n") for cut in cuts])


def _columns(page: Page, random: Random) -> tuple[list[str], list[str]]:
    lines = [line for line in _wrapped(page, random, 20, 24) if line.strip()]
    half = (len(lines) + 1) // 2
    return lines[:half], lines[half:] + [""] * (2 * half - len(lines))


def columns_by_line(page: Page, random: Random) -> str:
    """Two columns read as one: a line of the left, a line of the right."""
    left, right = _columns(page, random)
    return "\n".join(line for pair in zip(left, right, strict=True) for line in pair if line)


def columns_on_one_line(page: Page, random: Random) -> str:
    left, right = _columns(page, random)
    return "\n".join(f"{one.ljust(26, '　')}{other}".rstrip() for one, other in zip(left, right, strict=True))


def columns_of_a_page(page: Page, random: Random) -> str:
    """Only one page of several was set in two columns."""
    lines = [line for line in page.text.split("\n") if line.strip()]
    start = len(lines) // 3
    part = [piece for line in lines[start : start + 4] for piece in _wrap_line(line, random, 24, 24)]
    half = (len(part) + 1) // 2
    mixed = [line for pair in zip(part[:half], [*part[half:], ""], strict=False) for line in pair if line]
    return "\n".join([*lines[:start], *mixed, *lines[start + 4 :]])


def lines_swapped(page: Page, random: Random) -> str:
    lines = [line for line in _wrapped(page, random, 30, 45) if line.strip()]
    for place in some(random, range(0, len(lines) - 1, 2), 0.2):
        lines[place], lines[place + 1] = lines[place + 1], lines[place]
    return "\n".join(lines)


def paragraphs_swapped(page: Page, random: Random) -> str:
    lines = page.text.split("\n")
    places = [i for i in range(len(lines)) if LABEL.match(lines[i])]
    pairs = some(random, list(zip(places[::2], places[1::2], strict=False)), 0.2)
    for one, other in pairs:
        lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def paragraphs_doubled(page: Page, random: Random) -> str:
    lines = page.text.split("\n")
    again = set(some(random, [i for i in range(len(lines)) if LABEL.match(lines[i])], 0.15))
    return "\n".join(piece for i, line in enumerate(lines) for piece in ([line, line] if i in again else [line]))


def paragraphs_lost(page: Page, random: Random) -> str:
    lines = page.text.split("\n")
    lost = set(some(random, [i for i in range(len(lines)) if LABEL.match(lines[i])], 0.15))
    return "\n".join(line for i, line in enumerate(lines) if i not in lost)


def ends_lost(page: Page, random: Random) -> str:
    """The second half of some items is missing, their lists too."""
    edits = []
    for measure in some(random, page.document.measures, 0.2):
        middle = (measure.span.start + measure.span.end) // 2
        edits.append((middle, measure.span.end, ""))
    return exchanged(page.text, edits)


def beginnings_lost(page: Page, random: Random) -> str:
    """The first half of some items is missing, with the end of the one before."""
    edits = []
    for measure in some(random, page.document.measures[1:], 0.15):
        before = max(one.span.end for one in page.document.measures if one.span.end <= measure.span.start)
        edits.append((before - 9, (measure.span.start + measure.span.end) // 2, ""))
    return exchanged(page.text, edits)


def line_ends_lost(page: Page, random: Random) -> str:
    """Some items begin on the line on which the one before ends."""
    edits = []
    for start, _ in some(random, labelled_lines(page)[1:], 0.3):
        gap = len(page.text[:start]) - len(page.text[:start].rstrip())
        edits.append((start - gap, start, ""))
    return exchanged(page.text, edits)


def all_line_ends_lost(page: Page, random: Random) -> str:
    return re.sub(r"\s*\n\s*", " ", page.text)


def foreign_sentences(page: Page, random: Random) -> str:
    """Sentences of another document, one of them with a list."""
    places = [
        m.end() for one in page.document.measures for m in re.finditer("。", page.text[one.span.start : one.span.end])
    ]
    bodies = [page.text.index("。", one.span.start) + 1 for one in page.document.measures if "。" in one.text[:-1]]
    chosen = some(random, bodies or places, 0.3)
    return exchanged(page.text, [(at, at, _FOREIGN + (_FOREIGN_LIST if n % 2 else "")) for n, at in enumerate(chosen)])


def foreign_paragraphs(page: Page, random: Random) -> str:
    starts = [one.span.end for one in page.document.measures[:-1]]
    return exchanged(page.text, [(at, at, f"\n{_FOREIGN}{_FOREIGN_LIST}") for at in some(random, starts, 0.2)])


def front_block(page: Page, random: Random) -> str:
    fields = (
        "- **发布日期**：2024-01-05\n- **原文链接**：https://www.example.gov.cn/a.html\n- **发布机构**：某市人民政府"
    )
    return f"# 抓取的文档\n\n{fields}\n- **责任单位**：市信息中心\n\n## 正文\n\n{page.text}\n\n相关链接\n\nhttps://www.example.gov.cn/b.html\n"


def markdown(page: Page, random: Random) -> str:
    """Marks of headings, bold type, quotations and lists."""
    out = []
    for line in page.text.split("\n"):
        label = LABEL.match(line)
        mark = random.choice(["### {}", "**{}**", "> {}", "- {}", "* {}"])
        out.append(mark.format(line.lstrip("# ")) if label else line)
    return "\n".join(out)


def bold_labels(page: Page, random: Random) -> str:
    return exchanged(page.text, [(start, end, f"**{page.text[start:end]}**") for start, end in labelled_lines(page)])
