"""One task with all that is known of it, and the tasks of one plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Prefetch, QuerySet
from django.utils.timezone import localdate

from sauro_web.accounts.models import Membership
from sauro_web.accounts.queries.units import heads_of
from sauro_web.audit.models import Entry
from sauro_web.common.clarity import Clarity
from sauro_web.plans.models import ImportedPlan, Mention, MentionRole, PlanState
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask

__all__ = ["TaskSheet", "clear_of", "latest_wording", "names_in", "task_sheet", "tasks_of"]


@dataclass(frozen=True, slots=True)
class TaskSheet:
    """One task: who answers, who helps, the words of the plan."""

    task: Task
    leads: Sequence[UnitTask]
    cooperating: Sequence[UnitTask]
    heads: dict[int, Membership]
    quotations: Sequence[tuple[str, str]]
    """Where in the plan, and the words there; two where the duty stands twice."""
    parts: Sequence[UnitTask] = ()
    """Of all units, in the order of the units, without the occurrences of what comes back."""
    was_led_by: str = ""
    """Whom the plan named, once another replaced it: what its units still have of it went to the new one."""
    was_helped_by: str = ""
    taken_back: UnitTask | None = None
    """What was recalled from the unit that led, where nobody leads now."""
    taken_back_on: date | None = None
    continued: Task | None = None
    """The same duty in the plan that replaced its own."""

    @property
    def lead(self) -> UnitTask | None:
        """The one lead; None where a group leads."""
        return next((part for part in self.leads if part.answers_alone), None)

    @property
    def head(self) -> Membership | None:
        """Who heads the one lead today."""
        return self.heads.get(self.lead.unit_id) if self.lead else None

    @property
    def clear(self) -> set[Clarity]:
        """Which of the six are clear."""
        return clear_of(self.task, has_lead=bool(self.leads or self.was_led_by))

    @property
    def is_replaced(self) -> bool:
        """Whether its plan no longer holds."""
        return self.task.plan is not None and self.task.plan.state == PlanState.REPLACED


def tasks_of(plan: ImportedPlan) -> QuerySet[Task]:
    """The tasks of a plan with the names in them and `sharing`, how many units have a part. Two queries,
    however many units have parts."""
    tasks = Task.objects.filter(plan=plan).annotate(sharing=Count("parts"))
    return tasks.select_related("suggestion").prefetch_related(Prefetch("suggestion__mentions", _mentions()))


def task_sheet(task: Task, *, on: date) -> TaskSheet:
    """All that the page of a task shows; three queries, one more where nobody leads it any more."""
    rows = task.parts.filter(series=None).select_related("unit", "officer", "passed_to__unit")
    parts = list(rows.order_by("unit__position", "unit__path"))
    leads = [part for part in parts if part.part == Part.LEAD and part.state not in _LEFT]
    heads = heads_of([part.unit for part in leads if part.answers_alone], on)
    sheet = TaskSheet(
        task,
        leads,
        [part for part in parts if part.part == Part.COOPERATING],
        heads,
        list(_quotations(task)),
        parts,
    )
    if not sheet.is_replaced:
        return sheet if leads else _led_by_nobody(sheet)
    mentions = list(_mentions().filter(suggestion=task.suggestion_id))
    return replace(
        sheet,
        was_led_by=names_in(mentions, MentionRole.LEAD),
        was_helped_by=names_in(mentions, MentionRole.COOPERATING),
        continued=getattr(task, "continued_by", None),
    )


_LEFT = (TaskState.PASSED_ON, TaskState.RECALLED)
"""States in which a unit leads no longer."""


def _led_by_nobody(sheet: TaskSheet) -> TaskSheet:
    """With whose part was recalled, and when; one query, none where nothing was."""
    recalled = {
        str(part.pk): part
        for part in sheet.parts
        if part.part == Part.LEAD and part.state == TaskState.RECALLED
    }
    if not recalled:
        return sheet
    label = UnitTask._meta.label_lower
    told = Entry.objects.filter(object_type=label, object_id__in=list(recalled), action="task.recall")
    last = told.order_by("-number").first()
    part = recalled[last.object_id] if last else next(iter(recalled.values()))
    return replace(sheet, taken_back=part, taken_back_on=localdate(last.at) if last else None)


def latest_wording(task: Task) -> Task:
    """The duty as the last plan has it that amended its own; itself where none did."""
    while (later := Task.objects.select_related("plan", "office").filter(continues=task).first()) is not None:
        task = later
    return task


def names_in(mentions: Iterable[Mention], role: MentionRole) -> str:
    """Whom a plan names in one role, in its order."""
    named = (one for one in mentions if one.role == role)
    return "; ".join(one.unit.label if one.unit else one.text for one in named)


def _mentions() -> QuerySet[Mention]:
    return Mention.objects.select_related("unit").order_by("position", "id")


def _quotations(task: Task) -> Iterator[tuple[str, str]]:
    """The words that prove it, with where they stand; those that were typed for a task of no plan."""
    if task.suggestion is None:
        if task.quote:
            yield task.source_name, task.quote
        return
    for one in (task.suggestion, *task.suggestion.twins.order_by("id")):
        yield one.read["path"], one.read["evidence"]["text"]["quote"]


def clear_of(task: Task, *, has_lead: bool) -> set[Clarity]:
    """Which of the six a task says."""
    said = {
        Clarity.PERSON: has_lead,
        Clarity.WORK: bool(task.text),
        Clarity.TIME: bool(task.due),
        Clarity.RESPONSIBILITY: has_lead,
        Clarity.PRODUCT: bool(task.product),
        Clarity.AUTHORITY: bool(task.authority),
    }
    return {clarity for clarity, clear in said.items() if clear}
