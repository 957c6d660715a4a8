"""What has changed since a place in the trail: for systems that keep a copy of what their person may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.history import actor_of
from sauro_web.accounts.queries.standings import standings
from sauro_web.audit.models import Entry
from sauro_web.plans import rules as plan_rules
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks import rules
from sauro_web.tasks.models import Task, UnitTask
from sauro_web.tasks.queries.stream import action_words

__all__ = ["Change", "Changes", "changes_since"]

_SCANNED = 500
"""Entries looked through at once: whatever offices they are of."""
_KINDS = {
    UnitTask._meta.label_lower: "part",
    Task._meta.label_lower: "task",
    ImportedPlan._meta.label_lower: "plan",
    Unit._meta.label_lower: "office",
}
_OF_OFFICES = ("task.import", "task.import_progress")
_WORDS = {
    "plan.issue": "ban hành kế hoạch và giao việc",
    "plan.replace": "kế hoạch được thay thế",
    "task.import": "giao việc từ tệp",
    "task.import_progress": "cập nhật tiến độ từ tệp",
    "task.note": "cập nhật tiến độ, ghi chú",
    "task.raise_obstacle": "nêu vướng mắc",
    "task.answer_obstacle": "trả lời vướng mắc",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the trail about something that the person may read."""

    number: int
    at: datetime
    action: str
    what: str
    who: str
    kind: str
    id: int
    task_id: int | None


@dataclass(frozen=True, slots=True)
class Changes:
    """`next` is where to go on; `more` that there is more at once."""

    items: Sequence[Change]
    next: int
    more: bool


def changes_since(person: User, number: int | None, *, on: date) -> Changes:
    """What followed the entry of that number; without a number nothing, but where the trail ends now. The
    numbers rise in the order of the commits, so nothing is passed over. As many queries however much there
    is."""
    if number is None:
        return Changes(
            (), Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0, False
        )
    rows = Entry.objects.filter(number__gt=number).select_related("actor").order_by("number")
    entries = list(rows[: _SCANNED + 1])
    more, entries = len(entries) > _SCANNED, entries[:_SCANNED]
    about = [entry for entry in entries if _is_about(entry)]
    found = _read(about, person, on) if about else ()
    return Changes(found, entries[-1].number if entries else number, more)


def _is_about(entry: Entry) -> bool:
    kind = _KINDS.get(entry.object_type)
    if kind == "plan":
        return entry.action in ("plan.issue", "plan.replace")
    if kind == "office":
        return entry.action in _OF_OFFICES
    return kind is not None


def _read(entries: Sequence[Entry], person: User, on: date) -> Sequence[Change]:
    """Those of them that the person may read."""
    readable = Task.objects.filter(rules.readable(person, on=on))
    by_part = dict(UnitTask.objects.filter(pk__in=_ids(entries, "part")).values_list("pk", "task_id"))
    wanted = {*_ids(entries, "task"), *by_part.values()}
    tasks = set(readable.filter(pk__in=wanted).values_list("pk", flat=True))
    plans_asked = ImportedPlan.objects.filter(pk__in=_ids(entries, "plan"))
    plans = set(plans_asked.filter(plan_rules.readable(person, on=on)).values_list("pk", flat=True))
    offices = dict(Unit.objects.filter(pk__in=_ids(entries, "office")).values_list("pk", "path"))
    own = [standing.unit.path for standing in standings(person, on)]
    near = {pk for pk, path in offices.items() if any(one.startswith(path) for one in own)}
    seen: Mapping[str, set[int]] = {
        "part": {part for part, task in by_part.items() if task in tasks},
        "task": tasks,
        "plan": plans,
        "office": near,
    }
    drawn = (_change(entry, by_part) for entry in entries)
    return [change for change in drawn if change.id in seen[change.kind]]


def _ids(entries: Iterable[Entry], kind: str) -> list[int]:
    return list({int(entry.object_id) for entry in entries if _KINDS[entry.object_type] == kind})


def _change(entry: Entry, by_part: Mapping[int, int]) -> Change:
    kind, number = _KINDS[entry.object_type], int(entry.object_id)
    what = _WORDS.get(entry.action) or action_words(entry.action)
    task = by_part.get(number) if kind == "part" else number if kind == "task" else None
    return Change(entry.number, entry.at, entry.action, what, actor_of(entry), kind, number, task)
