"""Telling units and people, and marking what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sauro_web.accounts.models import Unit, User
from sauro_web.notices.models import (
    Channel,
    Delivery,
    FollowUp,
    MailChoice,
    MailKind,
    Notice,
    NoticeSeen,
)

__all__ = ["Message", "mark_seen", "tell_of_account", "tell_people", "tell_units"]

_BATCH = 500
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
