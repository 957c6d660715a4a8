"""What signing in leaves behind, tidied up every night."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

__all__ = ["forget_sign_ins"]


def forget_sign_ins() -> None:
    """Failed sign-ins that count no longer, and what is known of browsers whose session has ended."""
    now = timezone.now()
    AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
    living = Session.objects.filter(expire_date__gt=now).values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()
