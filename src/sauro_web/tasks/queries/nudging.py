"""What may be urged about, what was, and the facts of a letter that urges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Min, QuerySet
from django.utils.timezone import localdate

from sauro.dates.workdays import WorkCalendar
from sauro.reporting.reminders import LateDuty, written_day
from sauro_web.accounts.models import Unit, User
from sauro_web.tasks import rules
from sauro_web.tasks.models import Nudge, NudgedPart, Reminder, UnitTask
from sauro_web.tasks.timing import Timing, Today, days_late, in_buckets

__all__ = ["LatePart", "duties_of", "late_parts", "late_units", "nudges_for"]

MOST = 200
"""Parts of one nudge, and units to choose from."""


@dataclass(frozen=True, slots=True)
class LatePart:
    """A part that a unit may be urged about: working days late, and when it was urged last."""

    part: UnitTask
    days: int
    nudged: int
    last: date | None


def nudges_for(user: User, *, on: date) -> QuerySet[Nudge]:
    """Those that the person may read, the last first, with how many parts each is about."""
    rows = Nudge.objects.filter(rules.nudges_open_to(user, on=on)).select_related("office", "unit", "by")
    return rows.annotate(part_count=Count("parts"))


def _late(office: Unit, today: Today) -> QuerySet[UnitTask]:
    late = in_buckets((Timing.LATE_STARTED, Timing.LATE_NOT_STARTED), today)
    return UnitTask.objects.filter(late, office=office)


def late_units(office: Unit, *, on: date) -> list[Unit]:
    """Units that owe the office something late, with `late` how much and `oldest` the day first due, the most
    first. Two queries."""
    rows = _late(office, Today(on, on)).values("unit").annotate(late=Count("pk"), oldest=Min("due_on"))
    found = list(rows.order_by("-late", "oldest", "unit")[:MOST])
    units = Unit.objects.in_bulk([row["unit"] for row in found])
    for row in found:
        unit = units[row["unit"]]
        unit.late, unit.oldest = row["late"], row["oldest"]
    return [units[row["unit"]] for row in found]


def late_parts(office: Unit, unit: Unit, *, on: date, calendar: WorkCalendar) -> list[LatePart]:
    """What the unit owes the office late, the latest first. One query."""
    today = Today(on, on)
    rows = _late(office, today).filter(unit=unit).select_related("task__plan", "officer")
    rows = rows.annotate(nudged_times=Count("nudged"), nudged_last=Max("nudged__nudge__at"))
    return [
        LatePart(
            part,
            days_late(part, today, calendar),
            part.nudged_times,
            localdate(part.nudged_last) if part.nudged_last else None,
        )
        for part in rows.order_by("ends_on", "pk")[:MOST]
    ]


def duties_of(nudge: Nudge) -> list[LateDuty]:
    """The facts of each part as they were on the day of the nudge, with what had reminded of it before.
    Three queries."""
    held = nudge.parts.select_related("part__task__plan__office", "part__task__office")
    rows: Sequence[NudgedPart] = list(held.order_by("-days_late", "pk"))
    parts = [row.part_id for row in rows]
    before, automatic = _earlier(nudge, parts), _reminders(nudge, parts)
    return [
        LateDuty(
            text=row.part.task.text,
            source=_source(row.part),
            due_on=row.part.due_on,
            days_late=row.days_late,
            urged=tuple(before.get(row.part_id, ())),
            reminded=automatic.get(row.part_id, 0),
        )
        for row in rows
    ]


def _source(part: UnitTask) -> str:
    plan = part.task.plan
    if plan is not None and plan.issued_on:
        return f"Kế hoạch số {plan.reference} ngày {written_day(plan.issued_on)}"
    return f"Kế hoạch số {plan.reference}" if plan is not None else part.task.source


def _earlier(nudge: Nudge, parts: Collection[int]) -> dict[int, list[tuple[int, date]]]:
    """Earlier nudges of the same office about these parts: number and day."""
    rows = NudgedPart.objects.filter(part__in=parts, nudge__office=nudge.office_id, nudge__at__lt=nudge.at)
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for part, number, at in rows.order_by("nudge__at").values_list("part", "nudge__number", "nudge__at"):
        found[part].append((number, localdate(at)))
    return found


def _reminders(nudge: Nudge, parts: Collection[int]) -> dict[int, int]:
    """On how many days the site had reminded of each, for its deadline as it stands."""
    rows = Reminder.objects.filter(part__in=parts, on__lte=localdate(nudge.at), ends_on=F("part__ends_on"))
    counted = rows.values("part").annotate(days=Count("on", distinct=True))
    return {row["part"]: row["days"] for row in counted}
