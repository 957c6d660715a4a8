"""How many sessions and items there were, by month and channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.reach import Reach, of_house
from sauro_web.outreach.models import Attendance, Channel, PublicityItem, TrainingSession

__all__ = ["ChannelLine", "Held", "by_channel", "by_commune", "held", "within"]

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """One channel in a year: its twelve months, their sum, and the sum of the year before."""

    label: str
    channel: str
    months: Sequence[int]
    total: int
    before: int


@dataclass(frozen=True, slots=True)
class Held:
    """Sessions of a year: how many, how many of them online or in part, places taken by staff, guests; and
    how many there were the year before."""

    sessions: int
    online: int
    attended: int
    guests: int
    before: int


def within(office: Unit, reach: Reach) -> Q:
    """The condition on rows of an office that the person counts: all of its house for whoever may read its
    sums, else those of his own units."""
    return of_house(office) if reach.may_read_sums(office) else of_house(office) & Q(unit__in=reach.own)


def by_channel(office: Unit, reach: Reach, year: int) -> Sequence[ChannelLine]:
    """A line for each channel, used or not, and the sum of all. One query."""
    rows = PublicityItem.objects.filter(
        within(office, reach), withdrawn_at=None, on__year__in=(year, year - 1)
    )
    found = rows.order_by().values_list("channel", "on__year", "on__month").annotate(n=Count("pk"))
    counted = {(channel, of_year, month): count for channel, of_year, month, count in found}
    lines = [
        _line(
            label,
            channel,
            [counted.get((channel, year, month), 0) for month in MONTHS],
            sum(counted.get((channel, year - 1, month), 0) for month in MONTHS),
        )
        for channel, label in Channel.choices
    ]
    months = [sum(column) for column in zip(*(line.months for line in lines), strict=True)]
    return [*lines, _line("Tổng số", "", months, sum(line.before for line in lines))]


def _line(label: str, channel: str, months: Sequence[int], before: int) -> ChannelLine:
    return ChannelLine(label, channel, months, sum(months), before)


def held(office: Unit, reach: Reach, year: int) -> Held:
    """The sessions of an office in a year. Three queries."""
    rows = TrainingSession.objects.filter(within(office, reach), withdrawn_at=None)
    this = rows.filter(starts_on__year=year)
    said = this.aggregate(
        n=Count("pk"), online=Count("pk", filter=~Q(mode="in_person")), guests=Sum("guests")
    )
    attended = Attendance.objects.filter(session__in=this).count()
    before = rows.filter(starts_on__year=year - 1).count()
    return Held(said["n"], said["online"], attended, said["guests"] or 0, before)


def by_commune(office: Unit, reach: Reach, year: int) -> Sequence[tuple[Unit, int, int]]:
    """For whoever reads a province whole: each commune with how many sessions and items it has. Three
    queries."""
    if office.kind != UnitKind.PROVINCE or not reach.may_read_whole(office):
        return ()
    sessions = _counted(TrainingSession.objects.filter(starts_on__year=year), office)
    items = _counted(PublicityItem.objects.filter(on__year=year), office)
    communes = Unit.objects.filter(province=office, kind=UnitKind.COMMUNE, valid_to=None)
    return [
        (unit, sessions.get(unit.pk, 0), items.get(unit.pk, 0))
        for unit in communes.order_by("position", "path")
    ]


def _counted(rows: QuerySet, province: Unit) -> dict[int, int]:
    there = rows.filter(province=province, withdrawn_at=None).exclude(commune=None).order_by()
    return dict(there.values_list("commune").annotate(n=Count("pk")))
