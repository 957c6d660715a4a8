"""Asking about figures that may need an explanation, and answering. It asks, it accuses nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.indicators import rules
from sauro_web.indicators.models import Answered, ArrangedAnswer, ArrangedQuestion
from sauro_web.indicators.queries.arranging import Found, offices_to_ask, questions_to_ask
from sauro_web.notices.operations import tell_units

__all__ = ["answer", "ask_office", "ask_offices"]

_LEADING = (Role.LEADER, Role.COORDINATOR)
_MOST = 50
"""Questions to one office in a night: more would be read by nobody."""


def ask_offices(*, now: datetime) -> int:
    """Asks every office in whose registers something is new; how many questions there were. Each office in a
    transaction of its own."""
    on = localdate(now)
    return sum(len(ask_office(one, on=on, now=now)) for one in offices_to_ask(on))


def ask_office(office: Unit, *, on: date, now: datetime) -> Sequence[ArrangedQuestion]:
    """What was not asked before; the office is told once that there is something to look at."""
    found = {one.key: one for one in questions_to_ask(office, on)}
    if not found:
        return ()
    with transaction.atomic():
        held = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        known = ArrangedQuestion.objects.filter(office=held, key__in=found).values_list("key", flat=True)
        new = [one for key, one in found.items() if key not in set(known)][:_MOST]
        rows = ArrangedQuestion.objects.bulk_create(_row(held, one, on, now) for one in new)
        if rows:
            text = (
                f"Có {len(rows)} nội dung về số liệu cần ông (bà) xem và cho biết lý do. Đây là câu hỏi để "
                "số liệu rõ ràng, không phải kết luận có sai phạm."
            )
            link = f"{reverse('indicators:questions')}?co-quan={held.pk}"
            tell_units([(held, text)], link=link, key=f"indicators.asked.{on:%Y-%m-%d}", now=now)
    return rows


def _row(office: Unit, one: Found, on: date, now: datetime) -> ArrangedQuestion:
    return ArrangedQuestion(
        office=office, code=one.question.code, key=one.key, message=one.question.message,
        about=[list(record) for record in one.about], asked_on=on, asked_at=now,
    )  # fmt: skip


def answer(question: ArrangedQuestion, kind: str, text: str, *, by: User, now: datetime) -> ArrangedAnswer:
    """Says why things are as they are, that figures were corrected, or why the question is put aside; the
    records stay as they are.

    Raises NotAllowed; NotReady without words; Conflict where somebody else has answered meanwhile.
    """
    on = localdate(now)
    if not rules.may_answer(rules.reach_of(by, on=on), question.office):
        raise NotAllowed("Chỉ lãnh đạo và đầu mối theo dõi của cơ quan mới trả lời nội dung này.")
    if kind not in Answered.values:
        raise NotReady("Hãy chọn cách trả lời.")
    if not text.strip():
        raise NotReady("Hãy ghi lý do hoặc nội dung giải trình.")
    behalf = on_behalf(by, _LEADING, question.office, on, in_house=True)
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = ArrangedAnswer.objects.create(
                    question=question, kind=kind, text=text.strip()[:1_000], by=by, at=now
                )
        except IntegrityError as error:
            raise Conflict("Nội dung này vừa được người khác trả lời; hãy tải lại trang.") from error
        changes: dict[str, tuple[object, object]] = {"answer": ("", row.get_kind_display())}
        record("indicators.answer", question, by=by, changes=changes, reason=row.text[:500],
               on_behalf_of=behalf)  # fmt: skip
    return row
