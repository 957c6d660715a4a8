"""What the pictures of an indicator show, as tables: the months, the days, the units by rank. The page
and the sheet that is exported have the same rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sauro.indicators.model import Shape, Tally
from sauro_web.common.lists import Column, Kind, Value
from sauro_web.indicators.queries.own import Ranked
from sauro_web.indicators.queries.standing import Line
from sauro_web.indicators.queries.trend import Trend, days_of, month_rows
from sauro_web.indicators.shown import percent

__all__ = ["DAYS", "MONTHS", "UNITS", "Table", "tables_of"]

MONTHS, DAYS, UNITS = "thang", "ngay", "don-vi"
"""Their names in addresses."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its title, its columns, its rows in order."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Any]


def tables_of(line: Line, trend: Trend, ranked: Sequence[Ranked], year: int) -> Mapping[str, Table]:
    """By name those that have something in them."""
    found = {
        MONTHS: _months(line, trend, year),
        DAYS: _days(line, trend, year),
        UNITS: _units(line, ranked, year),
    }
    return {name: table for name, table in found.items() if table.rows}


def _months(line: Line, trend: Trend, year: int) -> Table:
    columns = [Column("thang", "Tháng", lambda row: f"{row.number}/{year}", kind=Kind.SHORT, width=12)]
    columns += _figures(line, "now", f"năm {year}", lambda row: row.now)
    columns += _figures(line, "cong-don", f"cộng dồn năm {year}", lambda row: row.up_to_now)
    columns += _figures(line, "truoc", f"năm {year - 1}", lambda row: row.before)
    columns += _figures(line, "cong-don-truoc", f"cộng dồn năm {year - 1}", lambda row: row.up_to_before)
    rows = month_rows(trend, adds_up=line.adds_up)
    return Table(f"{line.measured.indicator.name}: từng tháng năm {year}", tuple(columns), rows)


def _figures(line: Line, key: str, words: str, of: Callable[[Any], Tally | None]) -> tuple[Column, ...]:
    """A number; of a share the part, the whole and the percent."""
    unit = line.measured.indicator.unit

    def counted(row: Any) -> Value:
        tally = of(row)
        return None if tally is None else tally.counted

    if line.is_number:
        return (Column(key, f"Số {unit} {words}", counted, kind=Kind.FIGURE),)

    def against(row: Any) -> Value:
        tally = of(row)
        return None if tally is None else tally.against

    def share(row: Any) -> Value:
        tally = of(row)
        return None if tally is None else percent(tally.value(Shape.SHARE))

    return (
        Column(f"{key}-dat", f"Số {unit} đạt {words}", counted, kind=Kind.FIGURE),
        Column(f"{key}-tong", f"Tổng số {unit} {words}", against, kind=Kind.FIGURE),
        Column(f"{key}-ty-le", f"Tỷ lệ {words} (%)", share, kind=Kind.FIGURE),
    )


def _days(line: Line, trend: Trend, year: int) -> Table:
    unit = line.measured.indicator.unit
    columns = (
        Column("ngay", "Ngày", lambda row: row[0], kind=Kind.DATE),
        Column("so", f"Số {unit}", lambda row: row[1], kind=Kind.FIGURE),
    )
    return Table(f"{line.measured.indicator.name}: từng ngày năm {year}", columns, days_of(trend))


def _units(line: Line, ranked: Sequence[Ranked], year: int) -> Table:
    def tally(row: Ranked) -> Tally | None:
        return row.line.tally

    def base(row: Ranked) -> Value:
        found = tally(row)
        return None if found is None else found.against

    def value(row: Ranked) -> Value:
        found = tally(row)
        return None if found is None else percent(found.value(line.shape))

    columns = [
        Column("hang", "Hạng", lambda row: row.place, kind=Kind.SHORT, width=8),
        Column("don-vi", "Đơn vị", lambda row: row.line.unit.label, kind=Kind.MAIN),
        *_figures(line, "den-nay", "đến nay", tally),
    ]
    if line.is_cut:
        columns += [
            Column("goc", f"Số gốc năm {year - 1}", base, kind=Kind.FIGURE),
            Column("giam", "Giảm (%)", value, kind=Kind.FIGURE),
        ]
    columns.append(Column("so-thang", "Số tháng có số liệu", lambda row: row.line.months, kind=Kind.FIGURE))
    return Table(f"{line.measured.indicator.name}: từng đơn vị năm {year}", tuple(columns), ranked)
