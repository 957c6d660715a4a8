"""All that happened with a task, in one stream: what was done, said, asked, answered and urged, newest first,
in the words of the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from heapq import nlargest
from typing import Any

from django.db.models import Q, QuerySet

from sauro_web.accounts.queries.history import actor_of
from sauro_web.audit.models import Entry
from sauro_web.tasks.life import STEPS
from sauro_web.tasks.models import (
    NoteFile,
    NudgedPart,
    Obstacle,
    ProgressNote,
    Task,
    TaskState,
    UnitTask,
)
from sauro_web.tasks.standing import late_words

__all__ = ["Happened", "action_words", "stream_of"]

_WORDS = {f"task.{step.kind.value}": step.done for step in STEPS.values()} | {
    "task.give": "giao việc",
    "task.import": "giao việc từ tệp Excel",
    "task.import_progress": "cập nhật tiến độ từ tệp Excel",
    "task.cancel": "hủy việc",
    "task.read": "đã xem việc được gửi để biết",
    "task.recognise": "ghi nhận kết quả",
    "task.name_officer": "phân công người thụ lý",
    "task.ask_extension": "xin gia hạn",
    "task.grant_extension": "đồng ý gia hạn",
    "task.refuse_extension": "không đồng ý gia hạn",
    "task.close_obstacle": "đóng vướng mắc",
    "task.refuse_classified": "tệp kèm theo mang dấu chỉ độ mật, không nhận",
}
_TOLD_BY_ROWS = ("task.note", "task.raise_obstacle", "task.answer_obstacle")
_FIELDS = {
    "file": "tệp",
    "product": "kết quả",
    "officer": "người thụ lý",
    "until": "thời hạn",
    "due_on": "thời hạn",
    "due_text": "thời hạn",
    "to": "chuyển đến",
    "lead": "chủ trì",
    "parts": "số phần việc",
    "client": "qua hệ thống",
}
_STATES = dict(TaskState.choices)
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened."""

    at: datetime
    who: str
    what: str
    unit: str = ""
    """Whose part it is about; blank for the whole task."""
    words: str = ""
    changes: tuple[str, ...] = ()
    files: tuple[NoteFile, ...] = ()
    kind: str = "step"


def stream_of(
    task: Task, parts: Mapping[int, str], *, most: int, before: datetime | None = None
) -> list[Happened]:
    """The last things that happened with a task, or the last before a moment; `parts` names the unit of each
    of its parts, occurrences too. Five queries."""
    keys = list(parts)
    found = (
        *_entries(task, parts, _till(_about(task, keys), before, "at"), most),
        *_notes(parts, _till(ProgressNote.objects.filter(part__in=keys), before, "at"), most),
        *_obstacles(parts, keys, before, most),
        *_nudges(parts, _till(NudgedPart.objects.filter(part__in=keys), before, "nudge__at"), most),
    )
    return nlargest(most, found, key=lambda one: one.at)


def action_words(action: str) -> str:
    """What an entry of the trail says was done, in the words of the office."""
    return _WORDS.get(action, "thay đổi khác")


def _till(rows: QuerySet[Any], before: datetime | None, name: str) -> QuerySet[Any]:
    return rows.filter(**{f"{name}__lt": before}) if before else rows


def _about(task: Task, parts: Iterable[int]) -> QuerySet[Entry]:
    of_task = Q(object_type=Task._meta.label_lower, object_id=str(task.pk))
    of_parts = Q(object_type=UnitTask._meta.label_lower, object_id__in=[str(part) for part in parts])
    return Entry.objects.filter(of_task | of_parts).exclude(action__in=_TOLD_BY_ROWS)


def _entries(task: Task, parts: Mapping[int, str], entries: QuerySet[Entry], most: int) -> Iterator[Happened]:
    of_part = UnitTask._meta.label_lower
    for entry in entries.select_related("actor").order_by("-number")[:most]:
        unit = parts.get(int(entry.object_id), "") if entry.object_type == of_part else ""
        what = action_words(entry.action)
        changes = tuple(_changes(entry.changes))
        yield Happened(entry.at, actor_of(entry), _begun(what), unit, entry.reason, changes)


def _changes(changes: Mapping[str, Any]) -> Iterator[str]:
    for name, (before, after) in changes.items():
        if name not in _FIELDS:
            continue
        old, new = _value(before), _value(after)
        if old == new:
            continue
        yield f"{_FIELDS[name]}: {new}" if old == _NOTHING else f"{_FIELDS[name]}: {old} → {new}"


def _value(value: object) -> str:
    if value in (None, "", 0):
        return _NOTHING
    words = str(_STATES.get(str(value)) or value)
    if len(words) == len("2026-06-15") and words[4] == words[7] == "-":
        return f"{date.fromisoformat(words):%d/%m/%Y}"
    return words


def _notes(parts: Mapping[int, str], notes: QuerySet[ProgressNote], most: int) -> Iterator[Happened]:
    rows = notes.select_related("by").prefetch_related("files").order_by("-at", "-pk")[:most]
    for note in rows:
        what = "trả lời bước đầu" if note.interim else "cập nhật tiến độ"
        if note.percent is None and not note.interim:
            what = "ghi chú"
        percent = (f"mức độ: {note.percent} %",) if note.percent is not None else ()
        files = tuple(note.files.all())
        unit = parts.get(note.part_id, "")
        yield Happened(note.at, str(note.by), _begun(what), unit, note.text, percent, files, "note")


def _obstacles(
    parts: Mapping[int, str], keys: list[int], before: datetime | None, most: int
) -> Iterator[Happened]:
    rows = Obstacle.objects.filter(part__in=keys).select_related("to", "raised_by", "answered_by")
    for one in rows.order_by("-pk")[:most]:
        unit = parts.get(one.part_id, "")
        if before is None or one.raised_at < before:
            asked: tuple[str, ...] = (f"gửi {one.to.label}, cần trả lời trước ngày {one.answer_by:%d/%m/%Y}",)
            asked += (f"đề xuất: {one.proposal}",) if one.proposal else ()
            yield Happened(
                one.raised_at, str(one.raised_by), "Nêu vướng mắc", unit, one.text, asked, (), "obstacle"
            )
        if one.answered_at and (before is None or one.answered_at < before):
            what = f"{one.to.label} trả lời vướng mắc"
            who = str(one.answered_by)
            yield Happened(one.answered_at, who, what, unit, one.answer, (), (), "obstacle")


def _nudges(parts: Mapping[int, str], nudged: QuerySet[NudgedPart], most: int) -> Iterator[Happened]:
    for one in nudged.select_related("nudge__by").order_by("-nudge__at", "-pk")[:most]:
        nudge = one.nudge
        what = f"Đôn đốc số {nudge.number}/{nudge.year}: {nudge.get_kind_display()}"
        late = (late_words(one.days_late),) if one.days_late else ()
        unit = parts.get(one.part_id, "")
        yield Happened(nudge.at, str(nudge.by), what, unit, nudge.text, late, (), "nudge")


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
