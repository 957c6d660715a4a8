"""The paths of a PDF page that may be rules of tables, and the other objects that lie on it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as raw

from sauro.reading.pdf_calls import (
    bounds_of,
    draw_mode_of,
    fill_colour_of,
    form_object,
    kind_of_object,
    page_object,
    stroke_colour_of,
)
from sauro.reading.pdf_page import Frame
from sauro.reading.ruled_grid import Rule

__all__ = ["DRAWING", "Stroke", "Survey", "rules_in", "survey"]

Matrix = tuple[float, float, float, float, float, float]
Stroke = tuple[float, float, float, float]
"""Left, bottom, right and top of a thin path, in the page's own space."""

DRAWING = 4000
"""A page of more paths than this is a drawing (or text drawn as outlines); its shapes are no rules."""

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_THIN = 3.0  # a path thinner than this is a rule, in points
_SHORT = 4.0  # a stroke shorter than this rules nothing
_DEPTH = 4  # forms within forms


@dataclass(slots=True)
class Survey:
    """What lies on a page: `strokes` are the paths that may be rules; `image_share` is the part of the
    page under images (0 to 1), `images` are their bounds; `texts` are the text objects."""

    strokes: list[Stroke] = field(default_factory=list)
    paths: int = 0
    image_share: float = 0.0
    images: list[Stroke] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)


def survey(page: Any, area: float) -> Survey:
    """What lies on a page of that area (in square points), in one walk over its objects."""
    found = Survey()
    count = raw.FPDFPage_CountObjects(page)
    _walk(page, count, page_object, _IDENTITY, _Edges(), found, 0)
    found.image_share = min(found.image_share / max(area, 1.0), 1.0)
    return found


def _walk(
    holder: Any,
    count: int,
    get: Callable[[Any, int], Any],
    matrix: Matrix,
    edges: _Edges,
    found: Survey,
    depth: int,
) -> None:
    """Goes over the objects of a page or of a form; images are added up in `image_share` as an area."""
    kind, text, texts = kind_of_object, raw.FPDF_PAGEOBJ_TEXT, found.texts
    for index in range(count):
        item = get(holder, index)
        sort = kind(item)
        if sort == text:
            texts.append(item)
        elif sort == raw.FPDF_PAGEOBJ_PATH:
            found.paths += 1
            if found.paths < DRAWING:
                found.strokes.extend(_strokes(item, matrix, edges))
        elif sort == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _moved(edges.of(item), matrix)
            found.image_share += (right - left) * (top - bottom)
            found.images.append((left, bottom, right, top))
        elif sort == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = _after(_matrix_of(item), matrix)
            parts = raw.FPDFFormObj_CountObjects(item)
            _walk(item, parts, form_object, inner, edges, found, depth + 1)


class _Edges:
    """Four floats that PDFium writes to, made once."""

    def __init__(self) -> None:
        self._values = [ctypes.c_float() for _ in range(4)]
        self._pointers = [ctypes.byref(value) for value in self._values]

    def of(self, item: Any) -> Stroke:
        """Bounds of an object in the space of what holds it."""
        bounds_of(item, *self._pointers)
        left, bottom, right, top = self._values
        return left.value, bottom.value, right.value, top.value


def _moved(stroke: Stroke, matrix: Matrix) -> Stroke:
    if matrix == _IDENTITY:
        return stroke
    one = _applied(matrix, stroke[0], stroke[1])
    other = _applied(matrix, stroke[2], stroke[3])
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _after(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does first `inner`, then `outer`."""
    if outer == _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    x_of_x, y_of_x, x_of_y, y_of_y, _, _ = outer
    moved = _applied(outer, e, f)
    return (
        a * x_of_x + b * x_of_y,
        a * y_of_x + b * y_of_y,
        c * x_of_x + d * x_of_y,
        c * y_of_x + d * y_of_y,
        *moved,
    )


def _matrix_of(item: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _strokes(item: Any, matrix: Matrix, edges: _Edges) -> list[Stroke]:
    """The strokes of a path that may be rules."""
    stroke = _moved(edges.of(item), matrix)
    wide, high = stroke[2] - stroke[0], stroke[3] - stroke[1]
    if max(wide, high) <= _SHORT or _is_white(item):
        return []
    if min(wide, high) < _THIN:
        return [stroke]
    return _pieces(item, _after(_matrix_of(item), matrix), _is_stroked(item))


def _is_stroked(item: Any) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    draw_mode_of(item, ctypes.byref(filled), ctypes.byref(stroked))
    return bool(stroked.value)


def _is_white(item: Any) -> bool:
    """Whether the path leaves no trace on paper (rules that hold a layout together are often white)."""
    colour = [ctypes.c_uint() for _ in range(4)]
    ask = stroke_colour_of if _is_stroked(item) else fill_colour_of
    if not ask(item, *map(ctypes.byref, colour)):
        return False
    return colour[3].value == 0 or all(part.value > 245 for part in colour[:3])


def _pieces(item: Any, matrix: Matrix, stroked: bool) -> list[Stroke]:
    """The straight strokes of a path of many segments; of a path that is only filled, its thin parts."""
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item), DRAWING)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        sort = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _applied(matrix, x.value, y.value)
        if sort == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        if sort == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([point])
        else:
            parts[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    pairs = [pair for part in parts for pair in pairwise(part)] if stroked else map(_corners, parts)
    strokes = [(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in pairs]
    return [
        (left, bottom, right, top)
        for left, bottom, right, top in strokes
        if min(right - left, top - bottom) < _THIN and max(right - left, top - bottom) > _SHORT
    ]


def _corners(part: list[tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = [point[0] for point in part], [point[1] for point in part]
    return (min(xs), min(ys)), (max(xs), max(ys))


def rules_in(strokes: list[Stroke], frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """Horizontal and vertical rules of the page as it is read."""
    lying: list[Rule] = []
    standing: list[Rule] = []
    for stroke in strokes:
        left, top, right, bottom = frame.box(*stroke)
        if bottom - top < right - left:
            lying.append(Rule((top + bottom) / 2, left, right))
        else:
            standing.append(Rule((left + right) / 2, top, bottom))
    return lying, standing
