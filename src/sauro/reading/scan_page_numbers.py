"""Page numbers of scans that were misread: a lone figure is what recognition reads worst, and a "5" that was
read as "b)" parts the table that goes on below it. The numbers of the other pages tell where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.reading.page_numbers import is_page_number
from sauro.reading.page_paragraphs import Line
from sauro.reading.scan_layout import ScannedSheet

__all__ = ["drop_misread_numbers"]

_LONGEST = 3  # signs that a number of a page is read as, at most
_MARGIN = 0.12  # part of a page's height in which page numbers stand
_MIDDLE = 0.04  # part of a page's width that they stand off its middle, at most
_ALIKE = 8.0  # points by which their distance from the edge differs from page to page


def drop_misread_numbers(sheets: Sequence[ScannedSheet]) -> None:
    """Takes out of the pages what stands where the numbers of other pages stand, alone in the middle of the
    upper or the lower edge, and is no number as it was read."""
    known: list[float] = []
    doubtful: list[tuple[ScannedSheet, Line, float]] = []
    for sheet in sheets:
        for line in (*sheet.lines[:2], *sheet.lines[-2:]):
            if not _stands_as_number(sheet, line):
                continue
            distance = line.bottom if line.bottom < sheet.height / 2 else line.bottom - sheet.height
            if is_page_number(line.text):
                known.append(distance)
            else:
                doubtful.append((sheet, line, distance))
    for sheet, line, distance in doubtful:
        if any(abs(distance - other) < _ALIKE for other in known) and line in sheet.lines:
            sheet.lines.remove(line)


def _stands_as_number(sheet: ScannedSheet, line: Line) -> bool:
    """Whether a line is one short word in the middle of the upper or lower edge."""
    text = line.text.strip()
    margin = _MARGIN * sheet.height
    return (
        0 < len(text) <= _LONGEST
        and " " not in text
        and (line.bottom < margin or line.top > sheet.height - margin)
        and abs((line.left + line.right) / 2 - sheet.width / 2) < _MIDDLE * sheet.width
    )
