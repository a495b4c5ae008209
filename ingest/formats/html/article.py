"""Which of the lines of a page are its article: those between the navigation, what stands beside it and the footer.

No names of classes or elements of any portal are used. Every line is weighed: sentences and numbered lines count for an
article, links and the words of buttons against one. The run of lines that weighs most is the article; what the elements
around it hold is looked at for its short lines at both ends (number, signature, date).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.formats.html.dom import Node
from ingest.formats.html.furniture import is_attachment, is_furniture, is_inserted, is_statement, parts_articles
from ingest.formats.html.line import Line
from ingest.formats.html.weight import is_field, weight

LEAST = 60
"""Weight of the shortest article, some three sentences."""
_SHARE_OF_FIRST = 0.25
"""Of what stands in two parts, each with sentences (a text and its explanation), the first is meant if it is this long."""
_SHARE_OF_CORE = 0.9
_SHARE_OF_COPY = 0.45
_LONG_LINE = 20
_BESIDE = 3
_HEAD = 12


@dataclass(frozen=True, slots=True)
class Article:
    """Where the article of a page stands among its lines: from ``start`` to ``end``, without the lines ``left_out``."""

    start: int
    end: int
    left_out: frozenset[int]

    def of(self, lines: Sequence[Line]) -> list[Line]:
        """Return its lines."""
        return [line for i, line in enumerate(lines) if self.start <= i < self.end and i not in self.left_out]


def find_article(lines: Sequence[Line], first: int = 0) -> Article | None:
    """Find the article among the lines of a page.

    Args:
        lines: all that the page shows.
        first: where its title stands; the article begins there or after it.

    Returns:
        The lines that are the article; None if the page has none.
    """
    weights = [weight(line) for line in lines]
    run = _best_run(lines, weights, first)
    if run is None:
        return None
    weighed, start, end = _heaviest(weights, run[0], _copy_begins(lines, weights, *run))
    if not weighed:
        start, end = run
    core = _core(lines, weights, start, end)
    start, end = _extend(lines, core, first, start, end)
    said = [i for i in range(start, end) if "。" in lines[i].text and not is_field(lines[i])]
    head = said[0] if said else start
    tail = next((i for i in range(end - 1, start - 1, -1) if weights[i] > 0), start)
    left_out = frozenset(i for i in range(start, end) if _is_left_out(lines[i], inside=head < i < tail, head=i < head))
    return Article(start, end, left_out)


def _is_left_out(line: Line, *, inside: bool, head: bool) -> bool:
    """Tell what the portal put into the article, at its head, at its end, or anywhere."""
    if line.kind != "text":
        return line.kind == "metadata"
    if inside:
        return is_inserted(line.text, line.linked)
    return _is_around(line) or (head and is_field(line))


def _best_run(lines: Sequence[Line], weights: Sequence[float], first: int) -> tuple[int, int] | None:
    """Return the run of lines of the greatest weight; where several parts of the page qualify, the first of them."""
    bounds = [first, *(i for i in range(first, len(lines)) if _parts(lines, i)), len(lines)]
    parts = [_heaviest(weights, start, end) for start, end in pairwise(bounds)]
    most = max((total for total, _, _ in parts), default=0)
    if most < LEAST:
        return None
    return next((start, end) for total, start, end in parts if total >= max(LEAST, _SHARE_OF_FIRST * most))


def _parts(lines: Sequence[Line], place: int) -> bool:
    """Tell a heading that parts the article from what is beside it; one among the paragraphs of a text is its own."""
    line = lines[place]
    if not parts_articles(line.text):
        return False
    beside = [
        [each.node is line.node or each.node.parent is line.node.parent for each in some if each.kind != "picture"]
        for some in (lines[max(place - _BESIDE, 0) : place], lines[place + 1 : place + 1 + _BESIDE])
    ]
    return not all(map(any, beside))


def _heaviest(weights: Sequence[float], start: int, end: int) -> tuple[float, int, int]:
    best, total, begin = (0.0, start, start), 0.0, start
    for i in range(start, end):
        if total <= 0:
            total, begin = 0.0, i
        total += weights[i]
        if total > best[0]:
            best = (total, begin, i + 1)
    return best


def _copy_begins(lines: Sequence[Line], weights: Sequence[float], start: int, end: int) -> int:
    """Return where the second copy of the article begins that some pages hold for telephones; else the end."""
    long = [i for i in range(start, end) if weights[i] > 0 and len(lines[i].text) >= _LONG_LINE]
    seen: set[str] = set()
    copied = []
    for i in long:
        copied.append(lines[i].text in seen)
        seen.add(lines[i].text)
    if sum(copied) < _SHARE_OF_COPY * len(long):
        return end
    # One line may well be said twice in a text, but not two in a row.
    return next((i for i, (one, other) in zip(long, pairwise(copied), strict=False) if one and other), end)


def _core(lines: Sequence[Line], weights: Sequence[float], start: int, end: int) -> Node:
    """Return the element that the portal puts an article in: it holds nearly all of the weight, and no links around it."""
    held: dict[int, float] = {}
    nodes: dict[int, Node] = {}
    total = 0.0
    for i in range(start, end):
        if weights[i] > 0:
            total += weights[i]
            for node in lines[i].node.ancestors():
                held[id(node)] = held.get(id(node), 0.0) + weights[i]
                nodes[id(node)] = node
    inner = [nodes[key] for key, weighed in held.items() if weighed >= _SHARE_OF_CORE * total]
    core = max(inner, key=lambda node: node.depth)
    while core.parent is not None and core.parent.tag not in ("html", "body"):
        first, last = _reach(lines, core.parent, start, end)
        if any(_is_around(line) for line in (*lines[first:start], *lines[end:last])):
            break
        core, start, end = core.parent, min(first, start), max(last, end)
    return core


def _reach(lines: Sequence[Line], node: Node, start: int, end: int) -> tuple[int, int]:
    """Widen a run of lines to all beside it that stand in an element."""
    while start and _is_in(lines[start - 1], node):
        start -= 1
    while end < len(lines) and _is_in(lines[end], node):
        end += 1
    return start, end


def _is_in(line: Line, node: Node) -> bool:
    return any(each is node for each in line.node.ancestors())


def _is_around(line: Line) -> bool:
    """Tell a line of the page around an article."""
    linked = line.linked * 2 > len(line.text) and not is_attachment(line.text)
    return linked or is_furniture(line.text, line.linked) or parts_articles(line.text)


def _extend(lines: Sequence[Line], core: Node, first: int, start: int, end: int) -> tuple[int, int]:
    """Take in the short lines at both ends: all that the core holds, outside of it what a document says there."""
    if 0 < first < start <= first + _HEAD:
        # Under the title there is nothing but the article and what is said of it.
        start = first
    while start > first and _belongs(lines[start - 1], core, before=True):
        start -= 1
    while end < len(lines) and _belongs(lines[end], core, before=False):
        end += 1
    # What belongs to no text at either end is not the article's.
    while end > start and _is_around(lines[end - 1]):
        end -= 1
    return start, end


def _belongs(line: Line, core: Node, *, before: bool) -> bool:
    if core.tag not in ("html", "body") and _is_in(line, core):
        return not parts_articles(line.text) and (line.linked * 2 <= len(line.text) or is_attachment(line.text))
    if line.kind == "text":
        return is_statement(line.text, line.linked, before=before)
    return line.kind == "table" and not before and line.linked * 2 < len(line.text)
