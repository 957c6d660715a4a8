"""Counting classified documents: the number of a month and nothing else. A correction is a version more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.documents.models import ClassifiedCount, Direction
from sauro_web.documents.operations.asking import ask_to_keep, day_of

__all__ = ["count_classified"]

_FIRST_YEAR = 2000


def count_classified(
    office: Unit, year: int, month: int, direction: Direction, count: int, *, by: User, now: datetime
) -> ClassifiedCount:
    """Writes down how many classified documents left or arrived in a month; what was written before stays.
    The same number again is no new version.

    Raises NotAllowed; NotReady for a month to come, or a book that there is not.
    """
    on = day_of(now)
    behalf = ask_to_keep(None, office, by, on)
    if direction not in (Direction.OUTGOING, Direction.INCOMING):
        raise NotReady("Chỉ đếm văn bản mật đi và văn bản mật đến.")
    if not 1 <= month <= 12 or year < _FIRST_YEAR or (year, month) > (on.year, on.month):
        raise NotReady("Chỉ ghi số lượng của tháng này và các tháng đã qua.")
    about = {"office": office, "year": year, "month": month, "direction": direction}
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)  # one after the other
        before = ClassifiedCount.objects.filter(**about).order_by("-version").first()
        if before is not None and before.count == count:
            return before
        row = ClassifiedCount.objects.create(
            **about, count=count, version=before.version + 1 if before else 1, counted_by=by, counted_at=now
        )
        changes = {"count": (before.count if before else "", count)}
        record("documents.count_classified", row, by=by, changes=changes, on_behalf_of=behalf)
    return row
