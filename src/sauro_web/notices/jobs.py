"""What leaves the site, every minute."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from sauro_web.notices.operations import forget_deliveries
from sauro_web.notices.sending.mail import keep_notices, send_mail
from sauro_web.notices.sending.webhooks import send_webhooks

__all__ = ["forget", "post_webhooks", "send_letters"]


def send_letters() -> None:
    """E-mail that waits, and what those who want every notice were told."""
    now = timezone.now()
    keep_notices(now=now)
    send_mail(now=now)


def post_webhooks() -> None:
    """What waits for the channels of offices."""
    send_webhooks(now=timezone.now())


def forget() -> None:
    """Every day: what has left the site long ago goes."""
    forget_deliveries(now=timezone.now(), days=settings.KEPT_DAYS)
