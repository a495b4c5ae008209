"""The order in which a page is read: columns one after the other, with what spans them above and below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf.lines import TextLine, lines_of
from ingest.grammar.lines import LineKind, classify

_STEP = 2.0
_STEPS = 400
_INNER = (0.3, 0.7)
"""The gutter is sought in this part of the width."""
_LEAST_LINES = 5
_WIDE_GUTTER = 0.8
_PROSE = 9
"""Characters in an ordinary line of a column; cells of tables have fewer."""
_FULL = 0.4


@dataclass(frozen=True, slots=True)
class Region:
    """Lines under each other that share their margins."""

    lines: tuple[TextLine, ...]
    left: float
    right: float


def regions_of(lines: Sequence[TextLine]) -> list[Region]:
    """Return the regions of a page in reading order.

    Args:
        lines: of the page, over its whole width.
    """
    if not lines:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    gutter = _gutter(lines, left, right)
    if gutter is None:
        return [Region(tuple(lines), left, right)]
    regions: list[Region] = []
    plain: list[TextLine] = []
    for crossing, run in _runs(lines, gutter):
        end = _end_of_columns(run, gutter)
        columns = None if crossing else _columns(run[:end], gutter)
        if columns:
            regions += [Region(tuple(plain), left, right)] * bool(plain) + [_region(columns[0]), _region(columns[1])]
            plain = run[end:]
        else:
            plain += run
    return [*regions, Region(tuple(plain), left, right)] if plain else regions


def _gutter(lines: Sequence[TextLine], left: float, right: float) -> float | None:
    """Return the place in the middle of the page that the fewest lines cover."""
    first, last = (left + share * (right - left) for share in _INNER)
    size = max((last - first) / _STEPS, _STEP)
    steps = max(int((last - first) / size), 1)
    covered = [0] * (steps + 1)
    for line in lines:
        for glyph in line.glyphs:
            for step in range(max(int((glyph.x0 - first) / size), 0), min(int((glyph.x1 - first) / size), steps) + 1):
                covered[step] += 1
    least = min(covered)
    if least > len(lines) / 2:
        return None
    # The middle of the longest stretch of the fewest.
    best, start = (0, 0), 0
    for step in range(steps + 2):
        if step > steps or covered[step] > least:
            if step - start > best[1] - best[0]:
                best = (start, step)
            start = step + 1
    return first + size * (best[0] + best[1]) / 2


def _runs(lines: Sequence[TextLine], gutter: float) -> list[tuple[bool, list[TextLine]]]:
    runs: list[tuple[bool, list[TextLine]]] = []
    for line in lines:
        crossing = _crosses(line, gutter)
        if runs and runs[-1][0] == crossing:
            runs[-1][1].append(line)
        else:
            runs.append((crossing, [line]))
    return runs


def _crosses(line: TextLine, gutter: float) -> bool:
    ends = [glyph.x1 for glyph in line.glyphs if glyph.x0 < gutter]
    begins = [glyph.x0 for glyph in line.glyphs if glyph.x0 >= gutter]
    if not ends or not begins:
        return bool(ends) and max(ends) > gutter
    return max(ends) > gutter or min(begins) - max(ends) < _WIDE_GUTTER * line.size


def _end_of_columns(lines: Sequence[TextLine], gutter: float) -> int:
    """Return where an annex begins under both columns, which looks like a line of the left one."""
    below = len(lines)
    while below and lines[below - 1].x1 <= gutter:
        below -= 1
    annexes = (i for i in range(below, len(lines)) if classify(lines[i].text) is LineKind.ANNEX)
    return next(annexes, len(lines))


def _columns(lines: Sequence[TextLine], gutter: float) -> tuple[list[TextLine], list[TextLine]] | None:
    sides = []
    for is_left in (True, False):
        # Lines of the other column may have drawn two of this one together.
        side = lines_of(glyph for line in lines for glyph in line.glyphs if (glyph.x0 < gutter) == is_left)
        if len(side) < _LEAST_LINES or not _is_prose(side):
            return None
        sides.append(side)
    return sides[0], sides[1]


def _is_prose(lines: Sequence[TextLine]) -> bool:
    right = max(line.x1 for line in lines)
    full = sum(line.x1 >= right - 1.5 * line.size for line in lines)
    usual = sorted(len(line.glyphs) for line in lines)[len(lines) // 2]
    return usual >= _PROSE and full >= _FULL * len(lines)


def _region(lines: Sequence[TextLine]) -> Region:
    return Region(tuple(lines), min(line.x0 for line in lines), max(line.x1 for line in lines))
