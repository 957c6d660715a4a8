"""What a confirmed duty gives: its task and one part for each unit, made and not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sauro_web.accounts.models import Unit
from sauro_web.plans.models import ImportedPlan, Mention, MentionRole, MentionState, Suggestion
from sauro_web.tasks.findable import words_of_task
from sauro_web.tasks.models import Part, Task, UnitTask
from sauro_web.tasks.queries.duties import meant
from sauro_web.tasks.schedule import due_of, goes_on

__all__ = ["parts_of", "task_of"]


def task_of(
    plan: ImportedPlan, duty: Suggestion, groups: Mapping[int, Sequence[Unit]], now: datetime
) -> Task:
    """The task of a duty as it is worded now; `groups` are the members of each group that day."""
    value = duty.value
    due = value["due"]
    together = _leading_together(duty)
    task = Task(
        office=plan.office,
        plan=plan,
        suggestion=duty,
        position=duty.position,
        text=value["text"],
        product=value["product"] or "",
        authority=value["authority"] or "",
        due_text=value["due_text"] or "",
        due=due,
        due_on=_day_of(due),
        group_name="; ".join(lead.text for lead in together)[:300],
        group_size=len({unit.pk for lead in together for unit in meant(lead, groups)}) or None,
        given_at=now,
    )
    task.words = words_of_task(task, plan.reference, _names(duty))
    return task


def _names(duty: Suggestion) -> Iterator[str]:
    """Who leads it, as the plan says and as the office has it."""
    for mention in duty.mentions.all():
        if mention.role == MentionRole.LEAD:
            yield mention.text
            if mention.unit is not None:
                yield from (mention.unit.name, mention.unit.short_name)


def parts_of(task: Task, duty: Suggestion, groups: Mapping[int, Sequence[Unit]]) -> Iterator[UnitTask]:
    """Leads first: a unit that leads and is in a group that cooperates has the one part, as lead."""
    seen: set[int] = set()
    rule = due_of(task)
    together = _leading_together(duty)
    for role, part in ((MentionRole.LEAD, Part.LEAD), (MentionRole.COOPERATING, Part.COOPERATING)):
        for mention in duty.mentions.all():
            if mention.role != role:
                continue
            for unit in meant(mention, groups):
                if unit.pk not in seen:
                    seen.add(unit.pk)
                    yield UnitTask(
                        task=task,
                        unit=unit,
                        part=part,
                        answers_alone=part is Part.LEAD and not together,
                        due_on=task.due_on if not goes_on(rule) else None,
                        province_id=unit.province_id,
                        commune_id=unit.commune_id,
                    )


def _leading_together(duty: Suggestion) -> list[Mention]:
    """Those that lead it where no one unit answers for all: a group, or several of which a person said that
    each does a part of its own."""
    leads = [
        one
        for one in duty.mentions.all()
        if one.role == MentionRole.LEAD and one.state in (MentionState.MATCHED, MentionState.CHOSEN)
    ]
    return leads if duty.value.get("each") or any(one.groups for one in leads) else []


def _day_of(due: Mapping[str, str] | None) -> date | None:
    """The last day of a due of one date; none is invented for the others."""
    return date.fromisoformat(due["date"]) if due and due["kind"] == "by" and due["date"] else None
