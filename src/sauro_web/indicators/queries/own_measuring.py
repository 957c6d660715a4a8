"""What an office has reached in the indicators that its plans add: summed over the units that say their
figures, or counted from another register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count

from sauro.dates.periods import last_day
from sauro.indicators.model import Joining, Shape, Tally
from sauro.indicators.pace import YearEnd, YearSoFar, year_end
from sauro_web.accounts.queries.successions import numbers_followed
from sauro_web.common.between_pages import kept, once
from sauro_web.indicators.models import OwnIndicator
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.measuring import Measured, measured_one, working_days
from sauro_web.indicators.queries.other_registers import OTHERS
from sauro_web.indicators.queries.own import (
    Said,
    UnitLine,
    address_of,
    as_core_has_it,
    guides_on,
    left_out_of,
    lines_by_unit,
    months_of,
    newest,
    rolled_up_of,
    said_of,
)
from sauro_web.indicators.queries.trend import Trend, trend_of
from sauro_web.workdays.queries import calendar_of

__all__ = ["measured_own", "own_trend"]


def measured_own(rows: Sequence[OwnIndicator], asked: Asked) -> Sequence[Measured]:
    """The indicators of the office and year, in their order. As many queries for many as for one, as long as
    no unit changed since an earlier page, and those of each other register that one is counted from."""
    typed = [row for row in rows if not row.counted_from]
    if typed:
        both = asked.stretch.between(asked.stretch.year_earlier.first, asked.stretch.whole_months.last)
        said, guides, waiting = said_of(typed, both), guides_on(typed, asked.last), _waiting(typed, asked)
    registers = {
        name: OTHERS[name].register for name in dict.fromkeys(row.counted_from for row in rows) if name
    }
    return tuple(
        measured_one(as_core_has_it(row), asked, registers[row.counted_from])
        if row.counted_from
        else _typed(row, asked, said, guides.get(row.pk, ""), waiting[row.pk])
        for row in rows
    )


def _waiting(rows: Sequence[OwnIndicator], asked: Asked) -> Counter[int]:
    """How many figures of the year nobody has confirmed, by the number of the indicator. One query."""
    now = asked.stretch.whole_months
    found = newest(*rows).filter(month__range=(now.first, now.last), confirmation=None)
    return Counter(dict(found.order_by().values_list("indicator").annotate(many=Count("pk"))))


def _typed(row: OwnIndicator, asked: Asked, said: Said, guide: str, waiting: int) -> Measured:
    indicator = as_core_has_it(row)
    now, earlier = asked.stretch.whole_months, asked.stretch.year_earlier.whole_months
    lines = lines_by_unit(row, now, said)
    whole = rolled_up_of(lines, indicator.shape)
    # What a cut was held against a year ago does not matter: only how many there were.
    shape = Shape.COUNT if indicator.shape is Shape.CUT else indicator.shape
    out = _out_a_year_ago(row, lines)
    before = rolled_up_of(
        [one for one in lines_by_unit(row, earlier, said) if not out & {*one.of, one.unit.pk}], shape
    )
    months = months_of(row, now, said, without=left_out_of(row, lines))
    return Measured(
        indicator,
        whole.tally,
        guide,
        address_of(row, now.first, now.last),
        before=before.tally,
        end=_end(row, asked, months) if row.joining == Joining.SUM else None,
        base_source="; ".join(dict.fromkeys(one.base_source for one in lines if one.base_source))[:300],
        note=_note(waiting, silent=whole.tally is None),
        parts=whole,
        waiting=waiting,
    )


def _out_a_year_ago(row: OwnIndicator, lines: Sequence[UnitLine]) -> set[int]:
    """The units that are left out of the sum of this year, and those they followed: with them, the year
    before would be that of others."""
    if row.shape != Shape.CUT:
        return set()
    out = {one.unit.pk for one in lines if one.tally is not None and one.tally.against is None}
    out |= left_out_of(row, lines)
    return out | kept(("followed", frozenset(out)), lambda: numbers_followed(out)) if out else out


def _note(waiting: int, *, silent: bool) -> str:
    said = ["Chưa có số liệu đã xác nhận của năm."] if silent else []
    return " ".join([*said, f"{waiting} số liệu chờ xác nhận, chưa tính."] if waiting else said)


def _end(row: OwnIndicator, asked: Asked, months: Mapping[int, Tally]) -> YearEnd | None:
    """What the year will have come to, from the months that are over, and no less than what is confirmed of
    this one besides; a share has no such end."""
    if row.shape == Shape.SHARE or asked.is_over:
        return None
    over = [month for month in range(1, 13) if last_day(asked.year, month) < asked.on]
    if not over or any(month not in months for month in over):
        return None
    counts = [months[month].counted for month in over]
    work = once(("calendar", asked.office.pk), lambda: calendar_of(asked.office))
    ended = last_day(asked.year, over[-1])
    gone = working_days(work, asked.first, ended)
    left = working_days(work, asked.first, date(asked.year, 12, 31)) - gone
    found = year_end(YearSoFar(counts, sum(counts), gone, left))
    least = sum(one.counted for one in months.values())
    return found and replace(
        found, low=max(found.low, least), likely=max(found.likely, least), high=max(found.high, least)
    )


def own_trend(row: OwnIndicator, asked: Asked) -> Trend:
    """Month by month, of this year and of the year before."""
    if row.counted_from:
        return trend_of(OTHERS[row.counted_from].register, asked)
    stretch = asked.stretch.whole_months
    said = said_of([row], stretch.between(asked.whole_year_before.first, stretch.last))
    lines = lines_by_unit(row, stretch, said)
    now = months_of(row, stretch, said, without=left_out_of(row, lines))
    before = months_of(row, asked.whole_year_before, said, without=_out_a_year_ago(row, lines))
    nothing = Tally(0, 0 if row.shape == Shape.SHARE else None)
    return Trend(
        [now.get(month, nothing) for month in range(1, asked.last.month + 1)] if now else (),
        [before.get(month, nothing) for month in range(1, 13)] if before else (),
    )
