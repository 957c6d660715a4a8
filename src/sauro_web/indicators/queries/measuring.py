"""What an office has reached in a year, counted from its registers (`queries.windows`): each indicator from
the very rows that its page lists, by the counting rule that the register itself goes by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sauro.dates.periods import last_day
from sauro.dates.workdays import WorkCalendar
from sauro.indicators.arithmetic import RolledUp
from sauro.indicators.model import THE_SEVEN, Indicator, Tally
from sauro.indicators.pace import YearEnd, YearSoFar, year_end
from sauro_web.indicators.queries.asking import Asked, Stretch, a_year_before
from sauro_web.indicators.queries.windows import REGISTERS, Register, YearBefore
from sauro_web.workdays.queries import calendar_of

__all__ = ["Measured", "measured", "measured_one", "working_days"]


@dataclass(frozen=True, slots=True)
class Measured:
    """An indicator of an office and year. `before` is the same of the same days of the year before, None
    where nothing of that is here; `address` leads to the records that
    were counted, `of_arrivals` to those of them that arrived, where such are. `end` is what the year will
    have come to; `note` says what is not known."""

    indicator: Indicator
    tally: Tally | None
    wording: str
    address: str
    before: Tally | None = None
    end: YearEnd | None = None
    base_source: str = ""
    note: str = ""
    of_arrivals: str = ""
    parts: RolledUp | None = None
    """Of a sum over units, whom it leaves out."""
    waiting: int = 0
    """Figures that nobody has confirmed yet."""


def measured(asked: Asked) -> Sequence[Measured]:
    """The seven, in their order."""
    return tuple(measured_one(one, asked, REGISTERS[one.code]) for one in THE_SEVEN)


def measured_one(indicator: Indicator, asked: Asked, register: Register) -> Measured:
    """One indicator from its register."""
    if register.before is not None and register.days is not None:
        return _cut(indicator, asked, register, register.before(asked.whole_year_before))
    now = asked.stretch.whole_months if register.by_month else asked.stretch
    earlier = asked.stretch.year_earlier
    found = register.held(now)
    before = register.held(earlier.whole_months if register.by_month else earlier)
    main, *arrivals = register.addresses(asked.stretch)
    return Measured(
        indicator,
        found.tally,
        register.wording(now),
        main,
        before=None if before.nothing_here else before.tally,
        note=_missing(indicator, found.unknown, silent=found.tally is None),
        of_arrivals=arrivals[0] if arrivals else "",
    )


def _missing(indicator: Indicator, unknown: int, *, silent: bool) -> str:
    if silent:
        return "Chưa có số liệu của năm."
    return f"Chưa có tệp để kiểm tra: {unknown} {indicator.unit}." if unknown else ""


def _cut_days(asked: Asked, base: YearBefore) -> Stretch:
    """The days of the year so far that are held against the year before: those of its months that are
    known."""
    first, last = _span(asked.year, base)
    return asked.stretch.between(first, min(last, asked.last))


def _span(year: int, base: YearBefore) -> tuple[date, date]:
    return date(year, base.first_month, 1), last_day(year, base.last_month)


def _cut(indicator: Indicator, asked: Asked, register: Register, base: YearBefore) -> Measured:
    span, now = _span(asked.year, base), _cut_days(asked, base)
    days = register.days(now) if register.days else {}
    same, rest = _of_year_before(register, asked, base, span)
    of_base = _of_base(base, indicator.unit, asked.year - 1, begun=asked.last >= span[0])
    joined = register.joined(now) if register.joined else ""
    shape = (same, rest) if same is not None and span[0] <= asked.on < span[1] else None
    return Measured(
        indicator,
        Tally(sum(days.values()), base.count),
        register.wording(now),
        register.addresses(now)[0],
        before=None if same is None else Tally(same),
        end=_end(days, asked, span, shape),
        base_source=base.source,
        note=" ".join(one for one in (of_base, joined) if one),
    )


def _of_year_before(
    register: Register, asked: Asked, base: YearBefore, span: tuple[date, date]
) -> tuple[int | None, int]:
    """How many there were in the same days of the year before, None where it is not here day by day or none
    of these days has come, and in the rest of them."""
    if not base.day_by_day or register.days is None or asked.last < span[0]:
        return None, 0
    last = a_year_before(min(asked.last, span[1]))
    earlier = register.days(asked.stretch.between(a_year_before(span[0]), a_year_before(span[1])))
    same = sum(many for day, many in earlier.items() if day <= last)
    return same, sum(earlier.values()) - same


def _of_base(base: YearBefore, unit: str, year: int, *, begun: bool) -> str:
    if base.count is None and base.lacking:
        return f"Thiếu số gốc năm {year} của {', '.join(base.lacking)} nên chưa tính được mức giảm."
    if base.count is None:
        return f"Chưa có số {unit} năm {year} để so sánh."
    if not base.months:
        return ""
    coming = "" if begun else f" Những tháng này của năm {year + 1} chưa đến."
    return f"So với năm {year} {base.months}, là những tháng có số.{coming}"


def _end(
    days: Mapping[date, int], asked: Asked, span: tuple[date, date], shape: tuple[int, int] | None
) -> YearEnd | None:
    """What the days from the first to the last of `span` will have come to, from the whole weeks so far;
    `shape` is what the year before had in the same days and in the rest of them."""
    first, last = span
    if asked.on > last or asked.on < first:
        return None
    work = calendar_of(asked.office)
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = []
    while monday + timedelta(days=6) <= asked.on:
        weeks.append(sum(days.get(monday + timedelta(days=number), 0) for number in range(7)))
        monday += timedelta(days=7)
    gone = working_days(work, first, asked.on)
    return year_end(YearSoFar(weeks, sum(days.values()), gone, working_days(work, first, last) - gone, shape))


def working_days(work: WorkCalendar, first: date, last: date) -> int:
    """How many there are from the first to the last."""
    return sum(work.is_working(first + timedelta(days=one)) for one in range((last - first).days + 1))
