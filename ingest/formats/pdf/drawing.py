"""The straight lines and the pictures that are drawn on a page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

MAX_OBJECTS = 50_000
MAX_RULES = 20_000
"""A page with more of them is a map or a drawing, and has no tables that could be told."""
_DEEPEST = 6
"""Of drawings in drawings."""
_THICK = 3.5
"""Points. What is thicker is an area, not a line."""
_SHORTEST = 4.0
_SLANT = 1.0
_MOST_POINTS = 400
_FAR = 1e5
"""Points beyond which nothing is on a page."""

Place = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, across or down a page, in points from its top left corner; ``x0 <= x1`` and ``y0 <= y1``."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 > self.y1 - self.y0


def read_drawing(page: pdfium.PdfPage, place: Place) -> tuple[tuple[Rule, ...], float]:
    """Return the straight lines of a page, none if they are too many, and the area of its largest picture."""
    drawing = _Drawing(place)
    count = raw.FPDFPage_CountObjects(page.raw)
    drawing.read((raw.FPDFPage_GetObject(page.raw, i) for i in range(min(count, MAX_OBJECTS))), _PLAIN, 0)
    rules = tuple(drawing.rules) if len(drawing.rules) <= MAX_RULES else ()
    return rules, drawing.pictured


@dataclass(slots=True)
class _Drawing:
    place: Place
    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    objects: int = 0

    def read(self, objects: Iterator[object], outer: Matrix, depth: int) -> None:
        for item in objects:
            self.objects += 1
            if self.objects > MAX_OBJECTS or len(self.rules) > MAX_RULES:
                return
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, _within(_matrix(item), outer))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                a, b, c, d, _, _ = _within(_matrix(item), outer)
                self.pictured = max(self.pictured, abs(a * d - b * c))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                count = min(raw.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
                inner = (raw.FPDFFormObj_GetObject(item, i) for i in range(count))
                self.read(inner, _within(_matrix(item), outer), depth + 1)

    def _path(self, path: object, matrix: Matrix) -> None:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(path, filled, stroked)
        if not (filled.value or stroked.value):
            return
        for points in _outlines(path):
            seen = [self.place(*_moved(point, matrix)) for point in points]
            if not all(abs(x) < _FAR and abs(y) < _FAR for x, y in seen):
                continue
            if stroked.value:
                self.rules.extend(_edges(seen))
            elif len(seen) > 1:
                self.rules.extend(_bar(seen))


def _matrix(item: object) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * point[0] + c * point[1] + e, b * point[0] + d * point[1] + f


def _outlines(path: object) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of each part of a path that consists of straight lines."""
    count = raw.FPDFPath_CountSegments(path)
    if not 1 < count <= _MOST_POINTS:
        return
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _edges(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (ax, ay), (bx, by) in pairwise(points):
        wide, high = abs(ax - bx), abs(ay - by)
        if min(wide, high) <= _SLANT and max(wide, high) >= _SHORTEST:
            yield Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _bar(points: list[tuple[float, float]]) -> Iterator[Rule]:
    """A line that is drawn as a filled area; an area that is no line only colours what is on it."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if min(wide, high) <= _THICK and max(wide, high) >= _SHORTEST:
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        yield Rule(min(xs), y, max(xs), y) if wide > high else Rule(x, min(ys), x, max(ys))
