"""E-mail: what waits is sent by the office's server, a part at a time."""

from __future__ import annotations

import logging
import smtplib
import time
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.timezone import localdate

from sauro_web.notices.models import Channel, Delivery, MailChoice, MailKind
from sauro_web.notices.queries import notices_for
from sauro_web.notices.sending import taking
from sauro_web.notices.sending.letters import letter

__all__ = ["keep_notices", "send_mail"]

_LOG = logging.getLogger(__name__)
_SECONDS = 45
"""Of one pass; the next begins a minute later."""
_BACK = timedelta(days=7)
_REFUSED = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
)
"""The server has said no to this message, and takes the next."""
_BROKEN = (OSError, smtplib.SMTPException)


def send_mail(*, now: datetime) -> int:
    """Sends what waits; how many went. A server that does not answer costs one timeout, and everything waits
    for the next pass."""
    with taking.alone(Channel.MAIL) as first:
        return _send(taking.waiting(Channel.MAIL, now), now) if first else 0


def _send(rows: list[Delivery], now: datetime) -> int:
    if not rows:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except _BROKEN as error:
        _LOG.warning("mail server: %s", error)
        Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(fault=_in_words(error))
        return 0
    gone, until = 0, time.monotonic() + _SECONDS
    try:
        for row in rows:
            if time.monotonic() > until:
                break
            went = _send_one(row, connection, now)
            if went is None:
                break
            gone += went
    finally:
        _close(connection)
    return gone


def _send_one(row: Delivery, connection: BaseEmailBackend, now: datetime) -> bool | None:
    """Whether it went; None where the server is gone."""
    if not taking.take(row, now):
        return False
    if not (row.person.is_active and row.person.email):
        taking.give_up(row, "Người nhận không còn địa chỉ thư hoặc tài khoản đã khóa.")
        return False
    try:
        connection.send_messages([letter(row, connection)])
    except _REFUSED as error:
        taking.later(row, _in_words(error), now)
        return False
    except _BROKEN as error:
        _LOG.warning("mail server: %s", error)
        maybe = bool(getattr(connection, "in_doubt", False))
        taking.leave_in_doubt(row, maybe=maybe, sentence=_in_words(error), now=now)
        return None
    taking.sent(row, timezone.now())
    return True


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except _BROKEN as error:
        _LOG.info("mail server at the end: %s", error)


def _in_words(error: BaseException) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next((answer[0] for answer in error.recipients.values()), "")
        return f"Máy chủ thư không nhận địa chỉ này ({code})."
    if isinstance(error, smtplib.SMTPResponseException):
        return f"Máy chủ thư từ chối ({error.smtp_code})."
    if isinstance(error, TimeoutError) or "timed out" in str(error):
        return "Máy chủ thư không trả lời trong thời gian chờ."
    return "Không nối được với máy chủ thư."


def keep_notices(*, now: datetime) -> int:
    """For those who want every notice by e-mail: keeps a message for each that they were told lately; how
    many. Done twice it keeps none."""
    kept = 0
    choices = MailChoice.objects.filter(kind=MailKind.ALL, person__is_active=True).exclude(person__email="")
    for choice in choices.select_related("person").iterator():
        since = max(choice.since, now - _BACK)
        told = notices_for(choice.person, on=localdate(now)).filter(told_at__gte=since)
        fresh = [one for one in told[:200] if not one.key.startswith("digest.")]
        known = set(
            Delivery.objects.filter(
                person=choice.person, channel=Channel.MAIL, key__in=[f"notice.{one.pk}" for one in fresh]
            ).values_list("key", flat=True)
        )
        rows = [
            Delivery(
                channel=Channel.MAIL,
                person=choice.person,
                key=f"notice.{one.pk}",
                content={"subject": one.text[:120], "lead": one.text, "link": one.link, "groups": []},
                made_at=now,
                next_at=now,
            )
            for one in fresh
            if f"notice.{one.pk}" not in known
        ]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        kept += len(rows)
    return kept
