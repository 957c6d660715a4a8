"""Saying on which days an office works."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.workdays import followers, rules
from sauro_web.workdays.models import CalendarDay, DayKind

__all__ = ["remove_day", "set_day"]

_NOT_YOURS = "Chỉ quản trị của cơ quan mới được sửa lịch làm việc."
_YEARS = 5


def set_day(
    office: Unit, *, day: date, kind: DayKind, name: str, provisional: bool, by: User | None, on: date
) -> CalendarDay:
    """Sets the row of a day for an office and all below it, over what is said above it; deadlines that fall
    there are worked out anew.

    Raises NotAllowed; NotReady for a day years away, which is a slip of the keys.
    """
    _ask(office, by, on)
    if abs(day.year - on.year) > _YEARS:
        raise NotReady(f"Ngày {day:%d/%m/%Y} cách nay quá {_YEARS} năm; hãy kiểm tra lại năm.")
    with transaction.atomic():
        held = CalendarDay.objects.select_for_update(of=("self",), no_key=True)
        row = held.filter(office=office, day=day).first()
        before = str(row) if row else ""
        row = row or CalendarDay(office=office, day=day)
        row.kind, row.name, row.provisional = kind, name.strip(), provisional
        row.save()
        followers.tell(office.pk)
        record("workdays.set", row, by=by, changes={"ngày": (before, str(row))})
    return row


def remove_day(row: CalendarDay, *, by: User | None, on: date) -> None:
    """Takes an office's own row away: what is said above it holds again.

    Raises NotAllowed, also for the days of the whole country.
    """
    if row.office is None:
        raise NotAllowed(_NOT_YOURS)
    _ask(row.office, by, on)
    with transaction.atomic():
        held = CalendarDay.objects.select_for_update(of=("self",), no_key=True).filter(pk=row.pk).first()
        if held is None:
            return
        before = str(held)
        record("workdays.remove", held, by=by, changes={"ngày": (before, "")})
        held.delete()
        followers.tell(row.office.pk)


def _ask(office: Unit, by: User | None, on: date) -> None:
    if not rules.may_edit_calendar(by, office, on=on):
        raise NotAllowed(_NOT_YOURS)
