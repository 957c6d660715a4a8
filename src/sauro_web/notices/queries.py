"""What a person has not seen yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import standings
from sauro_web.notices.models import Notice, NoticeSeen

__all__ = ["notices_for"]


def notices_for(user: User, *, on: date) -> QuerySet[Notice]:
    """Notices to the units in which a person has a position, newest first; `is_seen` says whether he saw
    it."""
    units = {standing.unit.pk for standing in standings(user, on)}
    seen = NoticeSeen.objects.filter(notice=OuterRef("pk"), by=user)
    return Notice.objects.filter(unit__in=units).annotate(is_seen=Exists(seen)).order_by("-told_at", "-id")
