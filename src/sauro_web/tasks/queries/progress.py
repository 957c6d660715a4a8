"""How far a plan is: by its sections and by the units, each figure with the rows that it counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from sauro_web.accounts.models import Unit
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.addresses import work_of_unit
from sauro_web.tasks.models import Task, UnitTask
from sauro_web.tasks.queries.by_plan import Edition, while_unchanged
from sauro_web.tasks.queries.days import Days
from sauro_web.tasks.queries.deciding import Figure
from sauro_web.tasks.standing import Counts

__all__ = ["PlanProgress", "Row", "Section", "figures_of", "plan_progress", "sections_of"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a plan with the tasks under it; `key` stands in addresses."""

    key: str
    label: str
    tasks: Sequence[int]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: its counts, and for each of the six the address of its rows."""

    label: str
    counts: Counts
    figures: Sequence[Figure]
    address: str = ""
    """Where the name of the line leads."""
    total_address: str = ""


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """All of a plan, then its sections, then its units."""

    whole: Row
    sections: Sequence[Row]
    units: Sequence[Row]
    by_unit: Mapping[int, Counts]


def sections_of(plan: ImportedPlan) -> list[Section]:
    """The sections of a plan in its order. One query: a plan has a few hundred tasks at most."""
    tasks = Task.objects.filter(plan=plan).order_by("position", "pk")
    named: dict[str, list[int]] = {}
    for number, read in tasks.values_list("pk", "suggestion__read"):
        named.setdefault(_heading(read or {}), []).append(number)
    return [Section(str(place), label, tasks) for place, (label, tasks) in enumerate(named.items(), start=1)]


def _heading(read: Mapping[str, object]) -> str:
    """The heading over a duty; where it has none, the first label of its place."""
    heading = str(read.get("heading") or "").strip()
    if heading:
        return heading
    first = str(read.get("path") or "").split(".")[0]
    if read.get("source") == "appendix":
        return f"Phụ lục{f', mục {first}' if first else ''}"
    return f"Phần {first}" if first else "Không thuộc mục nào"


def plan_progress(
    plan: ImportedPlan, parts: QuerySet[UnitTask], days: Days, *, edition: Edition | None = None
) -> PlanProgress:
    """Counts `parts` of the plan. Four queries; none where they are all of its parts, of which `edition` is
    given, and none of them changed since the last page."""
    if edition is None:
        return _counted(plan, parts, days)
    place, at = (plan.office_id, plan.pk), (days.today, edition)
    return while_unchanged("progress", place, lambda: _counted(plan, parts, days), at=at)


def _counted(plan: ImportedPlan, parts: QuerySet[UnitTask], days: Days) -> PlanProgress:
    page = f"{reverse('tasks:of_plan', args=(plan.pk,))}?xem=don-vi"
    sections = sections_of(plan)
    by_task = Counts.by(parts, days.today, "task")
    by_unit = Counts.by(parts, days.today, "unit")
    units = Unit.objects.filter(pk__in=by_unit).order_by("path").only("name", "short_name", "path")
    return PlanProgress(
        whole=_row("Cả kế hoạch", Counts.sum(by_task.values()), page),
        sections=[
            _row(section.label, counts, f"{page}&muc={section.key}")
            for section in sections
            if (counts := Counts.sum(by_task[task] for task in section.tasks if task in by_task)).total
        ],
        units=[
            _row(
                unit.label,
                by_unit[unit.pk],
                f"{page}&{urlencode({'don-vi': unit.pk})}",
                work_of_unit(unit.pk),
            )
            for unit in units
            if by_unit[unit.pk].total
        ],
        by_unit=by_unit,
    )


def figures_of(counts: Counts, page: str) -> list[Figure]:
    """The six with the addresses of their rows under `page`, which ends before "&han="."""
    return [
        Figure(bucket.label, number, f"{page}&han={bucket.key}", bucket.kind)
        for bucket, number in counts.columns
    ]


def _row(label: str, counts: Counts, page: str, address: str = "") -> Row:
    return Row(label, counts, figures_of(counts, page), address, f"{page}&han=tinh")
