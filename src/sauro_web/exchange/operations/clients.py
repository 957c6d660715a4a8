"""Connecting another system, agreeing to it, cutting it off; letting its requests in."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.exchange import rules
from sauro_web.exchange.models import Client, Scope
from sauro_web.notices.operations import tell_person

__all__ = ["LONGEST_LIFE", "MARK", "agree", "connect", "count_request", "digest_of", "revoke"]

MARK = "sauro_"
"""How every token begins, so that one that leaked is recognised."""
LONGEST_LIFE = 366
"""Days."""
_NOT_YOURS = "Chỉ quản trị của cơ quan mới kết nối hệ thống khác. Hãy đề nghị quản trị của cơ quan."


def digest_of(token: str) -> str:
    """What is kept of a token. It holds 256 random bits, so a quick digest cannot be searched through."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def connect(
    office: Unit,
    *,
    name: str,
    person: User,
    scope: Scope,
    a_minute: int,
    expires_on: date,
    by: User,
    now: datetime,
) -> tuple[Client, str]:
    """A new connection and its token, which nobody can be shown again. The person is told and asked to agree;
    whoever connects a system in his own name agrees by that.

    Raises NotAllowed; NotReady where the office has a connection of that name, the person does not work
    there, or the last day is not within a year.
    """
    on = localdate(now)
    if not rules.may_manage_clients(by, office, on=on):
        raise NotAllowed(_NOT_YOURS)
    if not rules.works_for(person, office, on=on):
        raise NotReady(f"{person} không công tác tại {office.label}; hãy chọn người của cơ quan.")
    if not on <= expires_on or (expires_on - on).days > LONGEST_LIFE:
        raise NotReady("Ngày hết hạn phải từ hôm nay và không quá một năm.")
    token = MARK + secrets.token_urlsafe(32)
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=office.pk)  # one after the other
        if Client.objects.filter(office=office, name=name, revoked_at=None).exists():
            raise NotReady("Cơ quan đã có kết nối tên này; hãy thu hồi kết nối cũ hoặc đặt tên khác.")
        client = Client.objects.create(
            office=office,
            name=name,
            person=person,
            scope=scope,
            digest=digest_of(token),
            ending=token[-4:],
            a_minute=a_minute,
            made_by=by,
            made_at=now,
            agreed_at=now if by.pk == person.pk else None,
            expires_on=expires_on,
        )
        _tell(client, now)
        changes: dict[str, tuple[object, object]] = {
            "person": ("", str(person)),
            "scope": ("", scope.value),
            "expires_on": ("", expires_on.isoformat()),
        }
        record("exchange.connect", client, by=by, changes=changes)
    return client, token


def agree(client: Client, *, by: User, now: datetime) -> Client:
    """The person agrees that the system acts in his name; twice is no error.

    Raises NotAllowed; NotReady where it was cut off.
    """
    if not rules.may_agree(by, client):
        raise NotAllowed("Chỉ người được làm thay mới đồng ý được.")
    with transaction.atomic():
        held = _held(client)
        if held.revoked_at is not None:
            raise NotReady("Kết nối này đã bị thu hồi.")
        if held.agreed_at is None:
            held.agreed_at = now
            held.save(update_fields=["agreed_at"])
            record("exchange.agree", held, by=by)
    return held


def revoke(client: Client, *, by: User, now: datetime) -> Client:
    """Cuts a connection off at once and for good; twice is no error.

    Raises NotAllowed.
    """
    if not rules.may_revoke(by, client, on=localdate(now)):
        raise NotAllowed(_NOT_YOURS)
    with transaction.atomic():
        held = _held(client)
        if held.revoked_at is None:
            held.revoked_at = now
            held.save(update_fields=["revoked_at"])
            record("exchange.revoke", held, by=by)
    return held


def count_request(client: Client, *, now: datetime) -> bool:
    """Counts a request in the minute it came in; False where the minute has had its number. One query, two
    for the first of a minute."""
    minute = now.replace(second=0, microsecond=0)
    same = Client.objects.filter(pk=client.pk, minute=minute, used__lt=client.a_minute)
    if same.update(used=F("used") + 1):
        return True
    first = Client.objects.filter(pk=client.pk).exclude(minute=minute)
    if first.update(minute=minute, used=1, last_used_at=now):
        return True
    # Somebody else was the first between the two.
    return bool(same.update(used=F("used") + 1))


def _held(client: Client) -> Client:
    rows = Client.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("office", "person").get(pk=client.pk)


def _tell(client: Client, now: datetime) -> None:
    if client.agreed_at is None:
        words = (
            f"{client.made_by} kết nối hệ thống “{client.name}” để làm thay ông (bà); "
            "hãy xem rồi đồng ý hoặc thu hồi."
        )
        key = f"client.{client.pk}.made"
        tell_person(client.person, words, link=reverse("exchange:clients"), key=key, now=now)
