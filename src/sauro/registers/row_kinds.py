"""Which row of a register is no document: headings of sections, sums, the heading repeated on a new page,
what stands below the last row (place and day, who kept the register)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sauro.registers.heading_rows import is_row_of_numbers
from sauro.registers.model import Field, Layout, Reason
from sauro.text.compare import plain
from sauro.text.normalise import normalise

__all__ = ["RowKinds"]

_TOTAL = re.compile(r"(?:tong|cong)(?:\s+(?:cong|so|van|danh|trong|thang|quy|nam|:|\d)|\s*[:.(]|$)")
_ORDINAL_OF_SECTION = re.compile(r"(?:[IVXLC]{1,7}|[A-ZĐ]|[a-zđ])[.)]?")
_ANCHORS = (Field.SUBJECT, Field.KIND_AND_SUBJECT, Field.REFERENCE, Field.DATED, Field.ISSUER, Field.NOTE)
_NUMBERED = (
    Field.NUMBER, Field.REFERENCE, Field.REFERENCE_AND_DATE, Field.ARRIVAL_NUMBER,
    Field.ARRIVAL_NUMBER_AND_DATE,
)  # fmt: skip
_DATED = (Field.DATED, Field.ARRIVED)
_MATTER = (Field.SUBJECT, Field.KIND_AND_SUBJECT)
_LOOSE = 6
"""Blanks and line ends that a repeated heading may have more than the first."""
_LONGEST_NUMBER = 4
_BEGINS_NUMBER = re.compile(r"\s*(?:số\s*:?\s*)?[#]?\d", re.IGNORECASE)


class RowKinds:
    """For the rows of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._numbered = _indexes(layout, _NUMBERED)
        self._dated = _indexes(layout, _DATED)
        self._matter = _indexes(layout, _MATTER)
        self._ordinal = _indexes(layout, (Field.ORDINAL,))
        anchors = [column for column in layout.columns if column.field in _ANCHORS]
        self._anchors = [(one.index, one.heading.rpartition(" / ")[2].casefold()) for one in anchors]

    def reason(self, cells: Sequence[object]) -> Reason | None:
        """Why the row is no document; None where it may be one."""
        numbered = _any_filled(cells, self._numbered)
        matter = _any_filled(cells, self._matter)
        repeated = self._repeats_heading(cells)
        if numbered and matter and not repeated and not self._is_brief(cells):
            return None
        filled = [cell for cell in cells if cell != ""]
        if repeated or is_row_of_numbers(cells):
            return Reason.HEADING
        if numbered and matter:
            return None
        first = next((cell for cell in filled if isinstance(cell, str)), "")
        if _TOTAL.match(" ".join(plain(normalise(first[:40]).text).split())):
            return Reason.TOTAL
        if numbered and any(self._is_number(cells, index) for index in self._numbered):
            return None
        if len(filled) == 1 or not (matter or numbered):
            return Reason.SECTION
        return Reason.SECTION if self._is_section(cells) else None

    def _repeats_heading(self, cells: Sequence[object]) -> bool:
        same = 0
        for index, heading in self._anchors:
            cell = cells[index] if index < len(cells) else ""
            if isinstance(cell, str) and cell and len(cell) <= len(heading) + _LOOSE:
                same += " ".join(cell.split()).casefold() == heading
        return same >= 2

    def _is_brief(self, cells: Sequence[object]) -> bool:
        """Whether the subject is no longer than the number of a column."""
        return any(index < len(cells) and len(str(cells[index])) <= _LONGEST_NUMBER for index in self._matter)

    def _is_number(self, cells: Sequence[object], index: int) -> bool:
        cell = cells[index] if index < len(cells) else ""
        return cell != "" and (not isinstance(cell, str) or _BEGINS_NUMBER.match(cell) is not None)

    def _is_section(self, cells: Sequence[object]) -> bool:
        """A subject without number, day and running number, or with one of letters ("II", "A")."""
        if _any_filled(cells, self._dated):
            return False
        for index in self._ordinal:
            cell = cells[index] if index < len(cells) else ""
            if cell != "":
                return isinstance(cell, str) and _ORDINAL_OF_SECTION.fullmatch(cell.strip()) is not None
        return True


def _indexes(layout: Layout, fields: Sequence[Field]) -> tuple[int, ...]:
    return tuple(column.index for column in layout.columns if column.field in fields)


def _any_filled(cells: Sequence[object], indexes: Sequence[int]) -> bool:
    return any(index < len(cells) and cells[index] != "" for index in indexes)
