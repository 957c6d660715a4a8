"""Telling units and people, and marking what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed
from sauro_web.notices import rules
from sauro_web.notices.models import (
    Channel,
    Delivery,
    DeliveryState,
    FollowUp,
    MailChoice,
    MailKind,
    Notice,
    NoticeSeen,
)

__all__ = [
    "Message",
    "choose_mail",
    "forget_deliveries",
    "mark_seen",
    "send_again",
    "set_follow_up",
    "tell_each",
    "tell_of_account",
    "tell_people",
    "tell_person",
    "tell_units",
]

_BATCH = 500
_AT_ONCE = 5_000
_ELSE = "Nếu không phải ông (bà), hãy đổi mật khẩu, kết thúc các phiên khác và báo quản trị."
_OF_ACCOUNT = {
    "user.sign_in": "Tài khoản của ông (bà) được đăng nhập lần đầu trên một trình duyệt: {device}, "
    "địa chỉ mạng {address}, lúc {moment}. " + _ELSE,
    "user.change_password": "Mật khẩu của ông (bà) đã được đổi lúc {moment}. " + _ELSE,
    "user.reset_access": "Quản trị đã cấp lại quyền đăng nhập của ông (bà) lúc {moment}.",
    "user.turn_on_second_step": "Xác thực hai bước của ông (bà) được bật lúc {moment}. " + _ELSE,
    "user.turn_off_second_step": "Xác thực hai bước của ông (bà) bị tắt lúc {moment}. " + _ELSE,
    "user.renew_recovery_codes": "Mã dự phòng của ông (bà) được tạo lại lúc {moment}. " + _ELSE,
    "user.lock_out": "Có người nhập sai mật khẩu của ông (bà) quá nhiều lần, lúc {moment}. " + _ELSE,
}


def tell_units(told: Iterable[tuple[Unit, str]], *, link: str, key: str, now: datetime) -> int:
    """Tells each unit its sentence, inside the caller's transaction; what was told under `key` before is not
    told again. How many units there were."""
    notices = [Notice(unit=unit, text=text, link=link, told_at=now, key=key) for unit, text in told]
    Notice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)
    return len(notices)


def tell_person(person: User, text: str, *, link: str, key: str, now: datetime) -> None:
    """Tells one person a sentence about his own affairs, inside the caller's transaction; once for a key."""
    tell_each([(person, text)], link=link, key=key, now=now)


def tell_each(told: Iterable[tuple[User, str]], *, link: str, key: str, now: datetime) -> int:
    """Tells each person his own sentence, as `tell_units` tells units; how many there were."""
    notices = [Notice(person=person, text=text, link=link, told_at=now, key=key) for person, text in told]
    Notice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)
    return len(notices)


@dataclass(frozen=True, slots=True)
class Message:
    """What one person is told: the sentence and its link here, the content (`models.Delivery`) elsewhere, by
    the ways of an office."""

    person: int
    text: str
    link: str
    content: Mapping[str, Any]
    follow_up: FollowUp


def tell_people(messages: Sequence[Message], *, key: str, now: datetime) -> int:
    """Tells each person his message, here and by the ways that his office and he himself have chosen, inside
    the caller's transaction; who was told under `key` before is not told again. How many there were."""
    notices = [
        Notice(person_id=one.person, text=one.text[:400], link=one.link, told_at=now, key=key)
        for one in messages
    ]
    Notice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)
    people = [one.person for one in messages]
    reached = set(User.objects.filter(pk__in=people).exclude(email="").values_list("pk", flat=True))
    reached -= set(
        MailChoice.objects.filter(person__in=people, kind=MailKind.NONE).values_list("person_id", flat=True)
    )
    leaving = [
        Delivery(
            channel=channel,
            person_id=one.person,
            office_id=one.follow_up.office_id,
            key=key,
            content=one.content,
            made_at=now,
            next_at=now,
        )
        for one in messages
        for channel, wanted in (
            (Channel.MAIL, one.follow_up.by_mail and one.person in reached),
            (Channel.WEBHOOK, bool(one.follow_up.webhook_url)),
        )
        if wanted
    ]
    Delivery.objects.bulk_create(leaving, batch_size=_BATCH, ignore_conflicts=True)
    return len(messages)


def tell_of_account(person: User, action: str, changes: Mapping[str, Any], number: int) -> None:
    """Tells a person what was done to his own account, inside the caller's transaction; `number` is that of
    the entry in the trail. What is nothing new to him is not told."""
    if action == "user.sign_in" and "new_browser" not in changes:
        return
    sentence = _OF_ACCOUNT.get(action)
    if sentence is None:
        return
    now = timezone.now()
    said = {name: pair[1] for name, pair in changes.items()}
    moment = f"{timezone.localtime(now):%H:%M ngày %d/%m/%Y}"
    text = sentence.format(moment=moment, device=said.get("device", ""), address=said.get("address", ""))
    Notice.objects.bulk_create(
        [Notice(person=person, text=text, link=reverse("mfa_index"), told_at=now, key=f"{action}.{number}")],
        ignore_conflicts=True,
    )


def mark_seen(notices: Iterable[Notice], *, by: User, now: datetime) -> None:
    """Marks notices as seen by a person; twice is no error."""
    NoticeSeen.objects.bulk_create(
        (NoticeSeen(notice=notice, by=by, at=now) for notice in notices), ignore_conflicts=True
    )


def set_follow_up(
    office: Unit, *, changes: Mapping[str, Any], version: int, by: User | None, now: datetime
) -> FollowUp:
    """Says how an office follows up; the secret is not written into the trail.

    Raises NotAllowed; Conflict where somebody changed it since `version`.
    """
    if not rules.may_set_follow_up(by, office, on=timezone.localdate(now)):
        raise NotAllowed("Chỉ quản trị hoặc đầu mối theo dõi của cơ quan mới đổi cách nhắc việc.")
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        held = FollowUp.objects.filter(office=office).first() or FollowUp(office=office)
        if held.version != version:
            raise Conflict("Người khác vừa đổi cách nhắc việc; hãy xem lại rồi lưu, nội dung đã gõ vẫn còn.")
        trail = {}
        for name, value in changes.items():
            before = getattr(held, name)
            if before != value:
                secret = name == "webhook_secret"
                trail[name] = ("", "đã đổi") if secret else (before, value)
            setattr(held, name, value)
        held.version += 1
        held.save()
        record("notices.set_follow_up", held, by=by, changes=trail)
    return held


def choose_mail(person: User, kind: MailKind, *, now: datetime) -> MailChoice:
    """What a person wants by e-mail, from now on."""
    with transaction.atomic():
        choice, _ = MailChoice.objects.update_or_create(
            person=person, defaults={"kind": kind}, create_defaults={"kind": kind, "since": now}
        )
        if kind == MailKind.ALL:
            choice.since = now
            choice.save(update_fields=["since"])
        record("notices.choose_mail", choice, by=person, changes={"kind": ("", kind.value)})
    return choice


def send_again(office: Unit, *, by: User | None, now: datetime) -> int:
    """What an office's people did not get, or not for certain, waits once more; how many messages.

    Raises NotAllowed.
    """
    if not rules.may_set_follow_up(by, office, on=timezone.localdate(now)):
        raise NotAllowed("Chỉ quản trị hoặc đầu mối theo dõi của cơ quan mới cho gửi lại.")
    with transaction.atomic():
        failed = Delivery.objects.filter(state__in=(DeliveryState.IN_DOUBT, DeliveryState.GIVEN_UP))
        stuck = failed.filter(rules.left_for(office, on=timezone.localdate(now)))
        count = stuck.update(state=DeliveryState.WAITING, tries=0, next_at=now)
        if count:
            record("notices.send_again", office, by=by, changes={"deliveries": (0, count)})
    return count


def forget_deliveries(*, now: datetime, days: int) -> int:
    """Removes what left the site, or was given up, more than so many days ago; how many messages. What still
    waits stays, and so does what is so young that it might be kept a second time."""
    ended = (DeliveryState.SENT, DeliveryState.IN_DOUBT, DeliveryState.GIVEN_UP)
    old = Delivery.objects.filter(state__in=ended, made_at__lt=now - timedelta(days=days))
    gone = 0
    while numbers := list(old.order_by().values_list("pk", flat=True)[:_AT_ONCE]):
        gone += Delivery.objects.filter(pk__in=numbers).delete()[0]
    return gone
