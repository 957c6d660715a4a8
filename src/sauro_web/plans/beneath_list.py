"""The offices beneath a plan as a list: which of them are shown, in which order, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sauro_web.common.lists import Column, Kind
from sauro_web.common.templatetags.look import day
from sauro_web.plans.queries.beneath import Below, Carried, Issued

__all__ = ["COLUMNS", "Shown", "notes_of", "shown_of", "state_of"]

_WAYS: dict[str, tuple[str, Callable[[Carried], bool]]] = {
    "": ("Tất cả", lambda row: True),
    "chua": ("Chưa ban hành", lambda row: not row.has_issued),
    "roi": ("Đã ban hành", lambda row: row.has_issued),
    "cham": ("Sau hạn, quá hạn", lambda row: row.is_late),
    "can-sua": ("Có nội dung phải sửa", lambda row: row.lacks > 0),
}
"""Which rows are shown, by what stands in the address."""


def _day(row: Carried) -> date:
    """What has no day stands behind."""
    return (row.current and row.current.day) or date.max


_ORDERS: dict[str, Callable[[Carried], Any]] = {
    "phai-sua": lambda row: -row.lacks,
    "ngay": _day,
}
"""By what they are sorted; else they stand in the order of the offices."""


@dataclass(frozen=True, slots=True)
class Way:
    """One of the ways to look at the list: its word in the address, its name, how many rows it has."""

    key: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Shown:
    """The list as it was asked for: `way` and `order` are "" for all rows in the order of the offices."""

    rows: Sequence[Carried]
    others: Sequence[Carried]
    ways: Sequence[Way]
    way: str
    order: str

    @property
    def lines(self) -> list[tuple[Carried, list[str]]]:
        """The rows with what else is to be known of each."""
        return [(row, notes_of(row)) for row in self.rows]

    @property
    def other_lines(self) -> list[tuple[Carried, list[str]]]:
        """The same of those that were not asked."""
        return [(row, notes_of(row)) for row in self.others]

    @property
    def way_name(self) -> str:
        """What is shown, for the head of a spreadsheet."""
        return _WAYS[self.way][0]


def shown_of(below: Below, way: str, order: str) -> Shown:
    """The rows that were asked for; what is not known counts as not asked."""
    way, order = (way if way in _WAYS else ""), (order if order in _ORDERS else "")
    ways = [Way(key, name, sum(map(fits, below.rows))) for key, (name, fits) in _WAYS.items()]
    rows = list(filter(_WAYS[way][1], below.rows))
    if order:
        rows.sort(key=_ORDERS[order])
    others = below.others if way in ("", "roi") else ()
    return Shown(rows, others, [one for one in ways if one.count or one.key in ("", way)], way, order)


def state_of(row: Carried) -> str:
    """Where an office stands, in words."""
    if row.has_issued:
        return "đã ban hành, sau hạn" if row.is_late else "đã ban hành"
    if row.plans:
        return "mới có dự thảo, quá hạn" if row.is_late else "mới có dự thảo"
    return "chưa ban hành, quá hạn" if row.is_late else "chưa ban hành"


def notes_of(row: Carried) -> list[str]:
    """What else is to be known of an office: its other plans, and those that held before."""
    notes = [f"còn {_named(one)}" for one in row.further if not one.is_replaced]
    if row.current and row.current.is_replaced:
        notes.append("kế hoạch này đã được thay thế; bản thay thế chưa chọn kế hoạch cấp trên")
    if row.current and row.current.figures and not row.current.figures.cites:
        notes.append("không dẫn số của kế hoạch cấp trên")
    for one in row.former:
        about = " của cơ quan trước sắp xếp" if one.is_inherited else " thực hiện kế hoạch trước"
        notes.append(f"có {_named(one)}{about}")
    return notes


def _named(one: Issued) -> str:
    words = f"Kế hoạch số {one.reference}" if one.reference else "một dự thảo"
    return f"{words} ngày {day(one.day)}" if one.day else words


def _figure(name: str) -> Callable[[Carried], int | None]:
    def value(row: Carried) -> int | None:
        figures = row.current.figures if row.current else None
        return getattr(figures, name) if figures else None

    return value


def _number(key: str, heading: str, name: str) -> Column:
    return Column(key, heading, _figure(name), kind=Kind.FIGURE, width=12)


COLUMNS = (
    Column("co-quan", "Cơ quan", lambda row: row.name, kind=Kind.MAIN),
    Column("tinh-trang", "Tình trạng", state_of, width=24),
    Column("han", "Hạn ban hành", lambda row: row.due, kind=Kind.DATE),
    Column("so", "Số, ký hiệu", lambda row: row.current.reference if row.current else "", width=18),
    Column("ngay", "Ngày ban hành", lambda row: row.current.day if row.current else None, kind=Kind.DATE),
    _number("duoc-giao", "Được giao", "owed"),
    _number("dap-ung", "Đáp ứng", "met"),
    _number("thieu", "Còn thiếu", "missing"),
    _number("chua-du", "Chưa đủ", "weakened"),
    _number("sai-cap", "Sai cấp", "wrong_level"),
    _number("phai-sua", "Phát hiện phải sửa", "grave"),
    _number("can-xem", "Phát hiện cần xem", "doubtful"),
    Column("ghi-chu", "Ghi chú", lambda row: "; ".join(notes_of(row)), width=48),
)
"""Of the spreadsheet; figures are those of the last comparison."""
