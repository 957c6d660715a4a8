"""What a person has not seen yet."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from sauro_web.accounts.models import User
from sauro_web.notices import rules
from sauro_web.notices.models import Notice, NoticeSeen

__all__ = ["notices_for", "notices_unseen", "unseen"]


def notices_for(user: User, *, on: date) -> QuerySet[Notice]:
    """Notices that reach the person, newest first; `is_seen` says whether he saw it. One query."""
    return _reaching(user, on).annotate(is_seen=_seen_by(user)).order_by("-told_at", "-id")


def notices_unseen(user: User, *, on: date) -> QuerySet[Notice]:
    """Those of them that the person has not seen."""
    return _reaching(user, on).filter(~_seen_by(user))


def unseen(user: User, on: date) -> int:
    """How many the person has not seen."""
    return notices_unseen(user, on=on).count()


def _reaching(user: User, on: date) -> QuerySet[Notice]:
    return Notice.objects.filter(rules.reaching(user, on=on))


def _seen_by(user: User) -> Exists:
    return Exists(NoticeSeen.objects.filter(notice=OuterRef("pk"), by=user))
