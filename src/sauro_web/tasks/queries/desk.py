"""Work that was given and that nobody has taken up yet, for the first page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from sauro_web.accounts.models import Succession, SuccessionKind, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.accounts.queries.successions import followed
from sauro_web.common.desk import Waiting
from sauro_web.tasks import rules
from sauro_web.tasks.models import Part, TaskState, UnitTask

__all__ = ["waiting_work"]


def waiting_work(person: User, on: date) -> Iterator[Waiting]:
    """What was newly given, and what has lost its unit."""
    held = standings(person, on)
    yield from _new_work(rules.units_held(held))
    yield from _work_of_nobody(rules.watched_by(held), on)


def _new_work(units: Collection[int]) -> Iterator[Waiting]:
    """One line for each plan and unit: how many tasks it leads, how many it helps with, the next day due."""
    concerned = Q(unit__in=units) | Q(unit__in=followed(units))
    held = UnitTask.objects.filter(concerned, state=TaskState.ASSIGNED, ended_at=None)
    by_plan = defaultdict(list)
    for part in held.select_related("task__plan", "unit").order_by("task__plan", "unit", "id"):
        by_plan[part.task.plan, part.unit].append(part)
    for (plan, unit), parts in by_plan.items():
        leads = sum(part.part == Part.LEAD for part in parts)
        said = [f"chủ trì {leads}"] * bool(leads) + [f"phối hợp {len(parts) - leads}"] * (leads < len(parts))
        wanted = {"ke-hoach": plan.pk, "don-vi": unit.pk, "trang-thai": TaskState.ASSIGNED.value}
        yield Waiting(
            title=f"Việc mới giao: {plan.subject or plan}",
            address=f"{reverse('tasks:list')}?{urlencode(wanted)}",
            reason=f"{len(parts)} việc mới: {', '.join(said)}",
            state="waiting",
            due=min((part.due_on for part in parts if part.due_on), default=None),
            unit=unit.label,
            action="Xem",
        )


def _work_of_nobody(offices: Collection[int], on: date) -> Iterator[Waiting]:
    """For whoever follows the work of an office: parts of units that ended or were split, and that no one
    unit took over."""
    if not offices:
        return
    merged = Succession.objects.filter(predecessor=OuterRef("unit"), kind=SuccessionKind.MERGED)
    left = UnitTask.objects.filter(task__office__in=offices, ended_at=None, unit__valid_to__lt=on)
    counted = (
        left.filter(~Exists(merged)).values("unit__name").annotate(parts=Count("pk")).order_by("unit__name")
    )
    for row in counted:
        yield Waiting(
            title=f"Việc của đơn vị không còn hoạt động: {row['unit__name']}",
            address=f"{reverse('tasks:list')}?pham-vi=co-quan",
            reason=f"{row['parts']} phần việc chưa có đơn vị kế thừa duy nhất",
            state="doubt",
            unit=row["unit__name"],
            action="Xem",
        )
