"""What a person has not seen yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from sauro_web.accounts.models import Membership, Role, User
from sauro_web.accounts.queries.successions import followed
from sauro_web.accounts.rules import positions_of
from sauro_web.notices.models import Notice, NoticeSeen

__all__ = ["notices_for", "notices_unseen", "unseen"]


def notices_for(user: User, *, on: date) -> QuerySet[Notice]:
    """Notices to the units in which a person has a position and to the office whose plans he follows or which
    he leads, newest first; `is_seen` says whether he saw it. One query."""
    return _reaching(user, on).annotate(is_seen=_seen_by(user)).order_by("-told_at", "-id")


def notices_unseen(user: User, *, on: date) -> QuerySet[Notice]:
    """Those of them that the person has not seen."""
    return _reaching(user, on).filter(~_seen_by(user))


def unseen(user: User, on: date) -> int:
    """How many the person has not seen."""
    return notices_unseen(user, on=on).count()


def _reaching(user: User, on: date) -> QuerySet[Notice]:
    held = Membership.objects.filter(positions_of(user, on))
    watching = held.filter(role__in=(Role.COORDINATOR, Role.LEADER))
    return Notice.objects.filter(
        Q(unit__in=held.values("unit"))
        | Q(unit__in=followed(held.values("unit")))
        | Q(unit__in=watching.values("unit__commune"))
        | Q(unit__in=watching.filter(unit__commune=None).values("unit__province"))
    )


def _seen_by(user: User) -> Exists:
    return Exists(NoticeSeen.objects.filter(notice=OuterRef("pk"), by=user))
