"""How the pages of a document are set: the edges of their text, measured on each page or on all pages of its
size. The same for pages with text and for scans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sauro.reading.page_paragraphs import Line, Setting, edges_of, setting_of

__all__ = ["PageFace", "settings_of"]

_FULL_PAGE = 12  # a page with so many lines shows its own edges
_MIRRORED = 40.0  # edges of a page may differ from those of the others by mirrored margins, in points
_ALIKE = 40.0  # pages whose sides round to the same multiple of this are of one size, in points
_CENTRAL = 0.1  # part of a page's width that the middle of its text may lie beside its own
_FLUSH = 3  # so many lines that begin together show an edge
_EVEN = 2.0  # middles of centred lines differ by no more than this, in points


@dataclass(frozen=True, slots=True)
class PageFace:
    """What of a page shows how it is set: its size, its lines outside tables, and left and right edge of each
    of its tables."""

    number: int
    width: float
    height: float
    lines: Sequence[Line]
    tables: Sequence[tuple[float, float]] = ()

    @property
    def size(self) -> tuple[int, int]:
        """The same for sheets of one size, also where a scanner has cut them a little differently."""
        return round(self.width / _ALIKE), round(self.height / _ALIKE)


def settings_of(pages: Sequence[PageFace]) -> dict[int, Setting]:
    """The setting of each page by its number."""
    by_size: dict[tuple[int, int], list[Line]] = {}
    for page in pages:
        by_size.setdefault(page.size, []).extend(page.lines)
    common = {size: setting_of(lines) for size, lines in by_size.items() if len(lines) >= _FULL_PAGE}
    return {page.number: _setting(page, common.get(page.size)) for page in pages}


def _setting(page: PageFace, usual: Setting | None) -> Setting:
    if usual is None:
        return _sparse(page)
    if len(page.lines) < _FULL_PAGE:
        return usual
    left, right = edges_of(page.lines)
    near = abs(left - usual.left) < _MIRRORED and abs(right - usual.right) < _MIRRORED
    return Setting(left, right, usual.indent, usual.pitch) if near else usual


def _sparse(page: PageFace) -> Setting:
    """The setting of a page that has little text beside its tables. Two lines of different width with one
    middle, near that of the page, are a title and show where the middle is; else the tables' edges do, or the
    left edge where lines begin together, or equal margins."""
    edges = [*((line.left, line.right) for line in page.lines), *page.tables]
    if not edges:
        return Setting(0.0, page.width)
    left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    if not page.tables and _stand_flush(page.lines, left):
        right = max(right, page.width - left)  # Decree 30/2020: the right margin is the smaller one
    elif not page.tables:
        left = max(min(left, page.width - right), 0.0)
        right = page.width - left
    for above, below in pairwise(page.lines):
        middle = (above.left + above.right) / 2
        even = abs(middle - (below.left + below.right) / 2) < _EVEN < abs(above.left - below.left)
        if even and abs(middle - page.width / 2) < _CENTRAL * page.width:
            half = max(middle - left, right - middle)
            return Setting(middle - half, middle + half)
    return Setting(left, right)


def _stand_flush(lines: Sequence[Line], left: float) -> bool:
    """Whether at least half of the lines begin at the left edge, and enough of them that it is no chance."""
    flush = sum(line.left - left < _EVEN for line in lines)
    return flush >= _FLUSH and 2 * flush >= len(lines)
