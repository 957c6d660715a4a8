"""Work whose person has left: nobody is named for it any more, so that its unit is told to name another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sauro_web.accounts.models import Membership, User
from sauro_web.accounts.rules import in_force
from sauro_web.audit.operations import record_each
from sauro_web.tasks.models import OPEN, UnitTask

__all__ = ["release_parts", "release_people"]

_BATCH = 500
_LEFT = "Người thụ lý không còn công tác tại đơn vị."
_LOCKED = "Tài khoản của người thụ lý đã khóa."


def release_people(people: Collection[int], day: date) -> None:
    """The same at once, as of that day, of what these people have."""
    release_parts(on=day, people=people)


def release_parts(*, on: date, people: Collection[int] | None = None) -> int:
    """Takes the name off what is still owed where the person works no longer in the unit or in one that
    followed it, or where the account is closed; how many parts. Done twice it does nothing more. `people`
    where it is only about these."""
    released = 0
    left = _left(on) if people is None else _left(on).filter(officer__in=people)
    while numbers := list(left.order_by().values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            rows = UnitTask.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=numbers)
            parts = list(rows.select_related("officer").order_by("pk"))
            rows.update(officer=None, version=F("version") + 1)
            changes = [(part, {"officer": (str(part.officer or ""), "")}) for part in parts]
            for reason, works in ((_LEFT, True), (_LOCKED, False)):
                here = [(part, said) for part, said in changes if _works(part.officer) is works]
                if here:
                    record_each("task.name_officer", here, by=None, reason=reason)
            released += len(parts)
    return released


def _works(person: User | None) -> bool:
    return person is not None and person.is_active


def _left(on: date) -> QuerySet[UnitTask]:
    here = Membership.objects.filter(in_force(on), user=OuterRef("officer"), user__is_active=True)
    inside = here.filter(unit__path__startswith=OuterRef("unit__path"))
    links = Q(unit__follows__predecessor=OuterRef("unit"))
    later = here.filter(links | Q(unit__follows__predecessor__follows__predecessor=OuterRef("unit")))
    owed = UnitTask.objects.filter(state__in=OPEN, ended_at=None, officer__isnull=False)
    return owed.filter(~Exists(inside), ~Exists(later))
