"""Figures that do not add up: the parts of a whole in a sentence, and the rows under a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sauro.checks.model import Examined, Fault
from sauro.folio.model import Cell, Row, Table
from sauro.folio.span import Span
from sauro.text.numbers import figure_value

__all__ = ["parts", "tables"]

_FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?![\d.,]*\d)|\d+(?:,\d+)?(?![\d.,/]*\d)"
_SCALES = {"nghìn": 1e3, "ngàn": 1e3, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
_NOUN = r"(?:\s+(?!gồm\b|bao\b|trong\b)[^\W\d_][\w-]*){1,8}"
_WHOLE = re.compile(
    rf"(?<![\w.,/-])(?P<total>{_FIGURE})(?P<noun>{_NOUN})\s*[,:(]?\s*"
    r"(?P<joint>(?:bao )?gồm(?: có)?|trong đó(?: có)?)\s*:?\s*(?P<parts>\d[^.;()\n]*(?:;[^.;()\n]*)*)"
)
_BETWEEN_PARTS = re.compile(r"\s*(?:[,;]\s*(?:và\s+)?|\s+và\s+|\s*-\s+)(?=\d)")
_PART = re.compile(rf"(?P<figure>{_FIGURE})(?P<noun>{_NOUN})")
_CUT_CLAUSE = re.compile(r";\s*(?!\d)|,\s+(?:trong đó|còn lại|bảo đảm|đạt|tăng|giảm|chiếm)\b")
_NOT_COUNTED = re.compile(r"^\s+(?:tháng|năm|ngày|giờ|lần|phút|điều|khoản|điểm)\b")
_FEWEST_PARTS = 2
_CLOSE = 0.005
"""Share of the whole by which rounding may part it from its parts."""
_TOTAL = re.compile(
    r"(?:tổng(?: cộng| số)?|cộng|cộng chung|toàn tỉnh|toàn xã)\s*(?:\([^)]*\))?\s*:?", re.IGNORECASE
)
_CELL_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_RATE = re.compile(
    r"%|tỷ lệ|tỉ lệ|bình quân|trung bình|đơn giá|mức|so với|tốc độ|hạng|TT\b|năm(?! (?:19|20)\d\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}\.?")
_FEWEST_ROWS = 2


def parts(examined: Examined) -> Iterator[Fault]:
    """ "12 hồ sơ, gồm 7 hồ sơ đất đai và 4 hồ sơ hộ tịch": what a whole consists of makes it up; what is
    singled out of it ("trong đó") does not exceed it."""
    for found in _WHOLE.finditer(examined.folio.text):
        cut = _CUT_CLAUSE.search(found["parts"])
        listed = found["parts"][: cut.start()] if cut else found["parts"]
        pieces = [_PART.match(piece) for piece in _BETWEEN_PARTS.split(listed)]
        counted = [piece for piece in pieces if piece is not None]
        if len(counted) < len(pieces) or not _are_counted(found, counted):
            continue
        total = _amount(found["total"], found["noun"])
        made = sum(_amount(piece["figure"], piece["noun"]) for piece in counted)
        whole = found["joint"].endswith(("gồm", "gồm có")) and not cut
        if (whole and abs(made - total) > _CLOSE * total) or made > total * (1 + _CLOSE):
            yield Fault(
                f"Các phần cộng lại được {_said(made)}, không khớp tổng số {_said(total)} đã ghi.",
                Span(found.start("total"), found.start("parts") + len(listed.rstrip())),
            )


def _are_counted(found: re.Match[str], counted: Sequence[re.Match[str]]) -> bool:
    if len(counted) < _FEWEST_PARTS or _NOT_COUNTED.match(found["noun"]):
        return False
    return not any(_NOT_COUNTED.match(piece["noun"]) for piece in counted)


def _amount(figure: str, noun: str) -> float:
    return figure_value(figure) * _SCALES.get(noun.split()[0], 1.0)


def _said(value: float) -> str:
    whole = f"{value:,.2f}".rstrip("0").rstrip(".")
    return whole.translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of figures: the cells above (or below) the total, and the total's own."""

    index: int
    figures: tuple[float, ...]
    total: float
    cell: Cell


def tables(examined: Examined) -> Iterator[Fault]:
    """The totals of tables: the row of totals of a flat table, whose rows are counted 1, 2, 3, and the last
    column "Cộng"."""
    for table in examined.folio.tables:
        for place, row in enumerate(table.rows):
            if _is_total(row):
                yield from _on_total(table, place, row)
                break
        yield from _across(table)


def _across(table: Table) -> Iterator[Fault]:
    """The last column "Cộng" against the columns of figures before it, where most rows show that it is their
    sum."""
    rows = [row for row in table.rows if _has_number(row)]
    if len(rows) < _FEWEST_ROWS or not _ends_in_total(table, rows[0]):
        return
    summed = [line for row in rows if (line := _line(row)) is not None]
    wrong = [line for line in summed if abs(line.made - line.total) > _CLOSE * abs(line.total)]
    if len(summed) > 2 * len(wrong):
        for line in wrong:
            yield Fault(
                f"Các cột cộng lại được {_said(line.made)}, không khớp cột tổng ghi {_said(line.total)}.",
                line.cell.span,
            )


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of figures: what they make, and what its last cell says."""

    made: float
    total: float
    cell: Cell


def _line(row: Row) -> _Line | None:
    """The figures right before the last cell, and that; None where there are fewer than two."""
    *before, last = row.cells
    figures: list[float] = []
    for cell in reversed(before[1:]):
        if not _CELL_FIGURE.fullmatch(cell.text.strip()):
            break
        figures.append(figure_value(cell.text.strip()))
    if len(figures) < _FEWEST_PARTS or not _CELL_FIGURE.fullmatch(last.text.strip()):
        return None
    return _Line(sum(figures), figure_value(last.text.strip()), last)


def _ends_in_total(table: Table, first: Row) -> bool:
    heads = table.rows[: table.rows.index(first)]
    names = [row.cell_at(table.column_count - 1) for row in heads]
    return any(name is not None and _TOTAL.fullmatch(" ".join(name.text.split())) for name in names)


def _is_total(row: Row) -> bool:
    return any(_TOTAL.fullmatch(" ".join(cell.text.split())) for cell in row.cells[:2])


def _on_total(table: Table, place: int, row: Row) -> Iterator[Fault]:
    counted = _counted_rows(table, place)
    if len(counted) < _FEWEST_ROWS:
        return
    for column in _columns(table, counted, row):
        made = sum(column.figures)
        if abs(made - column.total) > max(_CLOSE * abs(column.total), 0.1 if made % 1 else 0):
            yield Fault(
                f"Các dòng cộng lại được {_said(made)}, không khớp dòng tổng ghi {_said(column.total)}.",
                column.cell.span,
            )


def _counted_rows(table: Table, place: int) -> Sequence[Row]:
    """The rows that the total sums up: those above it, or those below where it stands on top; none where some
    are numbered otherwise than 1, 2, 3, and so may be sums themselves."""
    above = [row for row in table.rows[:place] if _has_number(row)]
    below = [row for row in table.rows[place + 1 :] if _has_number(row)]
    rows, others = (above, table.rows[place + 1 :]) if above else (below, ())
    numbers = [int(row.cells[0].text.strip().rstrip(".")) for row in rows]
    flat = numbers == list(range(1, len(numbers) + 1))
    first = table.rows.index(rows[0]) if rows else 0
    between = table.rows[first : first + len(rows)]
    return rows if flat and list(between) == rows and not others else ()


def _has_number(row: Row) -> bool:
    return bool(row.cells) and _NUMBER.fullmatch(row.cells[0].text.strip()) is not None


def _columns(table: Table, rows: Sequence[Row], total: Row) -> Iterator[_Column]:
    for cell in total.cells:
        told = cell.text.strip()
        if not _CELL_FIGURE.fullmatch(told) or cell.column_span > 1 or _is_rate(table, rows, cell.column):
            continue
        others = [one.cell_at(cell.column) for one in rows]
        figures = [
            other.text.strip() for other in others if other is not None and other.column == cell.column
        ]
        if len(figures) == len(rows) and all(map(_CELL_FIGURE.fullmatch, figures)):
            yield _Column(cell.column, tuple(map(figure_value, figures)), figure_value(told), cell)


def _is_rate(table: Table, rows: Sequence[Row], column: int) -> bool:
    """Whether the names above a column tell of shares, rates or years, which do not add up."""
    if column == 0:
        return True
    heads = table.rows[: table.rows.index(rows[0])]
    names = [row.cell_at(column) for row in heads]
    return any(name is not None and _RATE.search(name.text) for name in names)
