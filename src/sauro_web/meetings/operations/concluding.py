"""What a meeting, or a round of opinions, concluded: each conclusion that a unit carries out becomes a task
in the same step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from sauro.dates.due import Due
from sauro.dates.explain import day_words
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import STANDING, Conclusion, Meeting, Minutes, OpinionRound
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.asking import day_of, held_meeting
from sauro_web.meetings.operations.marks import refuse_marks
from sauro_web.tasks.models import Origin, Task
from sauro_web.tasks.operations.giving import NewTask, give_task

__all__ = ["NewConclusion", "ask_to_run", "conclude", "conclude_round", "record_notice", "refuse_fixed"]

_NOT_YOURS = "Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới ghi kết quả cuộc họp."


@dataclass(frozen=True, slots=True)
class NewConclusion:
    """A conclusion; with `lead` it becomes a task, with the time limit as it is written and read."""

    text: str
    lead: Unit | None = None
    due_text: str = ""
    due: Due | None = None
    product: str = ""


def ask_to_run(held: Meeting, by: User, now: datetime) -> None:
    """Raises NotAllowed for who does not run the meeting; NotReady unless it is in the calendar or was
    held."""
    if not rules.may_run(by, held, on=day_of(now)):
        raise NotAllowed(_NOT_YOURS)
    if held.state not in STANDING:
        raise NotReady(f"Cuộc họp {held.get_state_display()} nên chưa ghi kết quả được.")


def refuse_fixed(held: Meeting, what: str) -> None:
    """Raises NotReady where two people have confirmed the minutes: what they say does not change behind them.
    One query."""
    if Minutes.objects.filter(meeting=held, second_by__isnull=False).exists():
        raise NotReady(f"Biên bản đã được hai người xác nhận nên {what}; hãy ghi bổ sung biên bản.")


def conclude(
    meeting: Meeting, concluded: Sequence[NewConclusion], *, by: User, now: datetime
) -> list[Conclusion]:
    """Writes conclusions down; each with a unit that leads becomes a task of the office in the same step.

    Raises NotAllowed, also where the person may give nobody work; NotReady before the meeting begins, once
    its minutes are fixed, and as `give_task` does: then nothing is written.
    """
    with transaction.atomic():
        held = held_meeting(meeting)
        ask_to_run(held, by, now)
        if now < held.starts:
            raise NotReady("Cuộc họp chưa diễn ra nên chưa có kết luận.")
        refuse_fixed(held, "không thêm kết luận được")
        day = day_words(local(held.starts).date())
        source = f"Kết luận cuộc họp ngày {day}: {held.subject}"
        rows, changes = _written(held, concluded, source, by, now)
        record("meeting.conclude", held, by=by, changes=changes)
    return rows


def conclude_round(
    row: OpinionRound, concluded: Sequence[NewConclusion], *, by: User, now: datetime
) -> list[Conclusion]:
    """As `conclude`, from the result of a round of opinions. Raises NotAllowed; NotReady before it is
    closed."""
    with transaction.atomic():
        rows = OpinionRound.objects.select_for_update(of=("self",), no_key=True).select_related("office")
        held = rows.get(pk=row.pk)
        if not rules.may_run_round(by, held, on=day_of(now)):
            raise NotAllowed("Chỉ người gửi phiếu hoặc người xếp lịch của cơ quan mới ghi kết luận.")
        if held.closed_at is None:
            raise NotReady("Chưa kết thúc lấy ý kiến nên chưa có kết luận.")
        day = day_words(local(held.closed_at).date())
        source = f"Kết quả lấy ý kiến ngày {day}: {held.subject}"
        found, changes = _written(held, concluded, source, by, now)
        record("opinions.conclude", held, by=by, changes=changes)
    return found


def _written(
    held: Meeting | OpinionRound, concluded: Sequence[NewConclusion], source: str, by: User, now: datetime
) -> tuple[list[Conclusion], dict[str, tuple[object, object]]]:
    """The rows, and what changed for the trail."""
    if not concluded or not all(one.text.strip() for one in concluded):
        raise NotReady("Hãy ghi nội dung kết luận.")
    refuse_marks(text for one in concluded for text in (one.text, one.product, one.due_text))
    last = held.conclusions.aggregate(last=Max("position"))["last"] or 0
    rows = []
    for place, one in enumerate(concluded, last + 1):
        if one.lead is None and (one.due_text.strip() or one.product.strip()):
            raise NotReady("Kết luận có thời hạn hoặc sản phẩm thì hãy chọn đơn vị chủ trì thực hiện.")
        row = Conclusion(position=place, text=one.text.strip(), lead=one.lead, by=by, at=now)
        row.due_text = one.due_text.strip()
        if isinstance(held, Meeting):
            row.meeting = held
        else:
            row.opinion_round = held
        row.task = _task(held.office, one, source, by, now)
        row.save()
        rows.append(row)
    given = sum(row.task_id is not None for row in rows)
    return rows, {"conclusions": (last, last + len(rows)), "tasks": (0, given)}


def _task(office: Unit, one: NewConclusion, source: str, by: User, now: datetime) -> Task | None:
    if one.lead is None:
        return None
    new = NewTask(
        text=one.text,
        lead=one.lead,
        due_text=one.due_text,
        due=one.due,
        product=one.product,
        origin=Origin.MEETING,
        source=source[:300],
        quote=one.text,
    )
    task = give_task(office, new, by=by, now=now)
    if Conclusion.objects.filter(task=task).exists():
        raise NotReady("Kết luận này vừa được ghi và giao việc rồi.")
    return task


def record_notice(meeting: Meeting, *, number: str, issued_on: date, by: User, now: datetime) -> Meeting:
    """Writes down under which number and on which day the conclusions were made known.

    Raises NotAllowed; NotReady without a conclusion, for a day before the meeting or one to come.
    """
    with transaction.atomic():
        held = held_meeting(meeting)
        ask_to_run(held, by, now)
        if not held.conclusions.exists():
            raise NotReady("Cuộc họp chưa có kết luận nào để thông báo.")
        if not number.strip():
            raise NotReady("Hãy ghi số, ký hiệu của thông báo.")
        if not local(held.starts).date() <= issued_on <= day_of(now):
            raise NotReady("Ngày thông báo phải từ ngày họp đến hôm nay.")
        before = held.notice_number
        held.notice_number, held.notice_on = number.strip()[:60], issued_on
        held.version += 1
        held.save()
        changes = {"notice": (before, f"{held.notice_number}, {day_words(issued_on)}")}
        record("meeting.record_notice", held, by=by, changes=changes)
    return held
