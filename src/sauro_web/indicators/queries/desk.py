"""What waits for a person in indicators: figures of the last month to be said, or to be confirmed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from sauro.dates.periods import last_day
from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.queries.reach import Reach, reach_of
from sauro_web.common.between_pages import kept
from sauro_web.common.desk import Waiting
from sauro_web.indicators.models import FilledBy, OwnFigure, OwnIndicator
from sauro_web.indicators.queries.own import newest, units_saying
from sauro_web.procedures.months import ended_before, slug_of

__all__ = ["figures_waiting"]


def figures_waiting(person: User, on: date) -> Iterator[Waiting]:
    """For the people of a unit what it has not said of the last month that is over; for whoever follows the
    office what units have said and nobody has confirmed. A month that was closed waits for nobody. One query,
    and one for each indicator that misses something; none where there is no indicator beyond the seven, as
    long as nothing changes."""
    found = reach_of(person, on=on)
    rows, month = _concerning(found), ended_before(on)
    last = last_day(month.year, month.month)
    if not rows:
        return
    said: defaultdict[int, list[OwnFigure]] = defaultdict(list)
    for one in newest(*rows).filter(month=month).select_related("confirmation"):
        said[one.indicator_id].append(one)
    for row in rows:
        there = {one.unit_id for one in said[row.pk]}
        missing = [one for one in units_saying(row, last) if one.pk not in there and _says(found, row, one)]
        if missing and not row.closed.filter(month=month).exists():
            yield _waiting(row, month, f"chưa nhập: {', '.join(one.label for one in missing)}"[:200])
        elif found.may_follow(row.office):
            open_ = [one for one in said[row.pk] if not hasattr(one, "confirmation")]
            if open_:
                yield _waiting(row, month, f"{len(open_)} số liệu chờ xác nhận", "waiting")


def _concerning(found: Reach) -> Sequence[OwnIndicator]:
    offices = {one.house.pk for one in found.own} | {one.pk for one in found.follows}
    offices |= {one.province_id for one in found.follows if one.province_id}
    # A commune says figures of its province by the people of the committee itself, too.
    offices |= {one.province_id for one in found.own if one.kind == UnitKind.COMMUNE}
    if not offices:
        return ()

    def rows() -> Sequence[OwnIndicator]:
        every = OwnIndicator.objects.filter(office__in=offices, counted_from="").select_related("office")
        return tuple(every.order_by("pk"))

    return kept(("own indicators", frozenset(offices)), rows)


def _says(found: Reach, row: OwnIndicator, unit: Unit) -> bool:
    """Whether it is this person's to say: of his own unit, and of an office that he follows as a whole."""
    whole = row.filled_by != FilledBy.UNITS
    return unit in found.own or (whole and found.may_follow(unit))


def _waiting(row: OwnIndicator, month: date, reason: str, state: str = "near") -> Waiting:
    address = reverse("indicators:month", args=[row.code, slug_of(month)])
    return Waiting(
        f"Số liệu “{row.name}” tháng {month:%m/%Y}", f"{address}?co-quan={row.office_id}", reason, state
    )
