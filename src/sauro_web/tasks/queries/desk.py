"""What waits for a person in the tasks of his units and in the work that his office gave, for the first
page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Succession, SuccessionKind, Unit, User
from sauro_web.common.between_pages import kept
from sauro_web.common.desk import Waiting
from sauro_web.common.prepared import records_of
from sauro_web.common.words import excerpt
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.tasks import rules
from sauro_web.tasks.addresses import page_of_task, work_listed
from sauro_web.tasks.models import Part, TaskState, UnitTask
from sauro_web.tasks.queries.alerts import (
    nudges_not_seen,
    units_gone,
    work_of_units_gone,
    work_without_officer,
)
from sauro_web.tasks.queries.days import Days, days_for
from sauro_web.tasks.queries.deciding import SHOWN, obstacles_put_to, to_decide
from sauro_web.tasks.queries.holding import drawn_in_lists, parts_held
from sauro_web.tasks.queries.tallies import Tally, tallies_of
from sauro_web.tasks.standing import counted_so

__all__ = ["given_work", "taken_up", "work", "work_of_nobody"]

_MOST = 30
_NEXT_FIRST = F("ends_on").asc(nulls_last=True)
_FOLLOWED = timedelta(days=30)
"""How long after its issue a plan is watched until every unit has taken up its parts."""
_TOLD = timedelta(days=3)
"""How long after that it is said that all have."""
_WITH_THE_GIVER = (TaskState.SUBMITTED, TaskState.RETURNED)


def work(person: User, on: date) -> Iterator[Waiting]:
    """What others wait for, then what the person's own units owe. Queries of where he stands, one for the
    calendars, and seven or eight."""
    units = rules.units_held(person, on=on)
    if not units:
        return
    days = days_for(units, on=on)
    watched = rules.offices_watched(person, on=on)
    yield from nudges_not_seen(units, on)
    yield from obstacles_put_to(watched, units, days)
    yield from to_decide(person, watched, units, days)
    yield from work_of_units_gone(watched, on)
    yield from work_without_officer(person, on)
    yield from _own_work(units, days, most=SHOWN if watched else _MOST)


def _own_work(units: Sequence[Unit], days: Days, *, most: int) -> Iterator[Waiting]:
    """Parts of these units that nobody has taken up yet or that were sent back, and those in hand that are
    late or due soon; the unit of the position in which the person acts first of the same day."""

    def parts() -> QuerySet[UnitTask]:
        near = counted_so("qua-han", days.today) | counted_so("sap-den-han", days.today)
        waiting = Q(state__in=(TaskState.ASSIGNED, TaskState.REDO)) | near & ~Q(state__in=_WITH_THE_GIVER)
        return drawn_in_lists(parts_held(units)).filter(waiting).order_by(_NEXT_FIRST, "id")[: most + 1]

    places = {unit.pk: place for place, unit in enumerate(units)}
    shown = records_of(("own work", frozenset(places), days.today, most), parts)
    shown[:most] = sorted(shown[:most], key=lambda part: (part.ends_on or date.max, places[part.unit_id]))
    for part in shown[:most]:
        yield _row(part, days)
    if len(shown) > most:
        yield Waiting(
            title="Các việc khác của đơn vị",
            address=reverse("tasks:list"),
            reason=f"trang này chỉ hiện {most} việc gần hạn nhất",
            action="Xem danh sách",
        )


def taken_up(part: UnitTask, on: date) -> Waiting:
    """The row of a part that was taken up on it just now."""
    row = _row(part, days_for([part.unit], on=on))
    return Waiting(
        row.title, row.address, "đã nhận việc", state="done", due=row.due, unit=row.unit, done=True
    )


def _row(part: UnitTask, days: Days) -> Waiting:
    new = part.state == TaskState.ASSIGNED and part.part != Part.INFORMED
    reason, state = _reason(part, days)
    return Waiting(
        title=excerpt(part.task.text, "", longest=160),
        address=page_of_task(part.task_id),
        reason=reason,
        state=state,
        due=part.ends_on,
        unit=f"{part.unit.label}, {part.task.source_name}",
        action="Xem",
        act="Nhận việc" if new else "",
        act_address=reverse("tasks:take_up", args=[part.pk]) if new else "",
    )


def _reason(part: UnitTask, days: Days) -> tuple[str, str]:
    what = "đang làm"
    if part.state == TaskState.ASSIGNED:
        what = f"mới giao, {part.get_part_display()}"
    elif part.state == TaskState.REDO:
        what = "phải làm lại"
    chip = days.chip(part)
    if chip is not None:
        return f"{chip[1]}, {what}", chip[0]
    return what, "refused" if part.state == TaskState.REDO else "waiting"


def given_work(person: User, on: date) -> Iterator[Waiting]:
    """Plans that an office gave work from lately and whose plans the person follows or which he leads: how
    much of it is taken up, until all of it is and for some days after."""
    watched = rules.offices_watched(person, on=on)
    if not watched:
        return
    places = frozenset(office.pk for office in watched)
    plans = kept(("given of late", places, on), lambda: list(_given_of_late(watched, on)))
    if not plans:
        return
    tallies = tallies_of(watched, days_for(watched, on=on))
    for plan in plans:
        tally = tallies.get((plan.office_id, plan.pk)) or Tally()
        left, told = tally.not_taken_up, plan.units_told_at
        if left or (told is not None and localdate(told) >= on - _TOLD):
            wanted = {"pham-vi": "co-quan", "ke-hoach": plan.pk}
            wanted |= {"trang-thai": TaskState.ASSIGNED.value} if left else {}
            yield Waiting(
                title=f"Kế hoạch đã giao việc: {plan.subject or plan}",
                address=work_listed(wanted),
                reason=f"các đơn vị đã nhận {tally.parts - left}/{tally.parts} phần việc",
                state="waiting" if left else "done",
                unit=f"{plan.office.label}, số {plan.reference}",
                due=tally.next_due if left else None,
                action="Xem",
            )


def _given_of_late(watched: Sequence[Unit], on: date) -> QuerySet[ImportedPlan]:
    recent = ImportedPlan.objects.filter(
        office__in=watched, state=PlanState.ISSUED, units_told_at__date__gte=on - _FOLLOWED
    )
    return recent.select_related("office").order_by("-units_told_at", "-id")[:_MOST]


def work_of_nobody(person: User, on: date) -> Iterator[Waiting]:
    """For whoever follows the work of an office: parts of units that ended or were split, and that no one
    unit took over."""
    offices = rules.offices_watched(person, on=on)
    if not offices:
        return
    gone = units_gone(on)
    if not gone:
        return
    merged = Succession.objects.filter(predecessor=OuterRef("unit"), kind=SuccessionKind.MERGED)
    left = UnitTask.objects.filter(office__in=offices, ended_at=None, unit__in=gone)
    counted = (
        left.filter(~Exists(merged)).values("unit__name").annotate(parts=Count("pk")).order_by("unit__name")
    )
    for row in counted:
        yield Waiting(
            title=f"Việc của đơn vị không còn hoạt động: {row['unit__name']}",
            address=work_listed({"pham-vi": "co-quan"}),
            reason=f"{row['parts']} phần việc chưa có đơn vị kế thừa duy nhất",
            state="doubt",
            unit=row["unit__name"],
            action="Xem",
        )
