"""What a person has not seen yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from sauro_web.accounts.models import Membership, User
from sauro_web.accounts.rules import positions_of
from sauro_web.notices.models import Notice, NoticeSeen

__all__ = ["notices_for", "unseen"]


def notices_for(user: User, *, on: date) -> QuerySet[Notice]:
    """Notices to the units in which a person has a position, newest first; `is_seen` says whether he saw
    it. One query."""
    units = Membership.objects.filter(positions_of(user, on)).values("unit")
    seen = NoticeSeen.objects.filter(notice=OuterRef("pk"), by=user)
    return Notice.objects.filter(unit__in=units).annotate(is_seen=Exists(seen)).order_by("-told_at", "-id")


def unseen(user: User, on: date) -> int:
    """How many the person has not seen."""
    return notices_for(user, on=on).filter(is_seen=False).count()
