"""What the site tells units and people, how an office follows up, and what leaves the site."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit

__all__ = [
    "AsWritten",
    "Channel",
    "Delivery",
    "DeliveryState",
    "FollowUp",
    "MailChoice",
    "MailKind",
    "Notice",
    "NoticeSeen",
]


class Notice(models.Model):
    """A sentence for a unit (`rules.reaching` says whom that is), or for one person about his own account,
    with where it leads. The same `key` is told once."""

    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    text = models.CharField(max_length=400)
    link = models.CharField(max_length=200)
    """A path of this site."""
    told_at = models.DateTimeField()
    key = models.CharField(max_length=100)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "key"), name="notice_told_once"),
            models.UniqueConstraint(fields=("person", "key"), name="notice_told_a_person_once"),
            models.CheckConstraint(
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None),
                name="notice_to_a_unit_or_a_person",
            ),
        )
        indexes = (models.Index(fields=("unit", "-told_at"), name="notices_of_a_unit"),)

    def __str__(self) -> str:
        return self.text


class NoticeSeen(models.Model):
    """That a person has seen a notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="seen")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("notice", "by"), name="notice_seen_once"),)

    def __str__(self) -> str:
        return f"{self.by}: {self.notice}"


class FollowUp(models.Model):
    """How an office follows its work up: when it reminds, from when on heads of units and the chairperson
    hear of what is late, and by which ways. Units below it without a row of their own follow it; without any
    row the defaults hold."""

    office = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    before = models.CharField("nhắc trước hạn", max_length=40, default="15, 7, 3")
    """Working days before the last day, with commas."""
    on_the_day = models.BooleanField("nhắc vào ngày đến hạn", default=True)
    head_after = models.PositiveSmallIntegerField(
        "báo thủ trưởng đơn vị khi quá hạn", default=2, validators=[MinValueValidator(1)]
    )
    """Working days late."""
    chair_after = models.PositiveSmallIntegerField(
        "báo lãnh đạo cơ quan giao việc khi quá hạn", default=5, validators=[MinValueValidator(1)]
    )
    again_after = models.PositiveSmallIntegerField(
        "sau đó nhắc lại sau mỗi", default=5, validators=[MinValueValidator(1)]
    )
    hour = models.PositiveSmallIntegerField("giờ gửi", default=7, validators=[MaxValueValidator(23)])
    by_mail = models.BooleanField("gửi cả bằng thư điện tử", default=True)
    webhook_url = models.CharField("địa chỉ nhận (webhook)", max_length=300, blank=True)
    webhook_secret = models.CharField("khóa ký", max_length=200, blank=True)
    """Both sides know it; it is never shown again."""
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "cách nhắc việc"
        constraints = (
            models.CheckConstraint(condition=Q(hour__lte=23), name="follow_up_hour_of_the_day"),
            models.CheckConstraint(
                condition=Q(head_after__gte=1, chair_after__gte=1, again_after__gte=1),
                name="follow_up_after_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"Cách nhắc việc của {self.office.label}"

    @property
    def days_before(self) -> tuple[int, ...]:
        """From the smallest on."""
        return tuple(sorted({int(part) for part in self.before.split(",") if part.strip().isdigit()}))


class MailKind(models.TextChoices):
    """What a person wants by e-mail."""

    NONE = "none", "không nhận thư"
    DIGEST = "digest", "mỗi ngày một thư nhắc việc"
    ALL = "all", "thư nhắc việc và mọi thông báo"


class MailChoice(models.Model):
    """What a person has chosen; who has not gets the digest."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField("nhận thư", max_length=6, choices=MailKind, default=MailKind.DIGEST)
    since = models.DateTimeField()
    """When it was chosen: older notices are not mailed afterwards."""

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"


class Channel(models.TextChoices):
    """A way by which something leaves the site."""

    MAIL = "mail", "thư điện tử"
    WEBHOOK = "webhook", "kênh khác"


class DeliveryState(models.TextChoices):
    """Where it is."""

    WAITING = "waiting", "chờ gửi"
    SENDING = "sending", "đang gửi"
    SENT = "sent", "đã gửi"
    IN_DOUBT = "in_doubt", "không rõ đã đến chưa"
    GIVEN_UP = "given_up", "không gửi được"


class AsWritten(json.JSONEncoder):
    """JSON with Vietnamese letters as they are: half as long as with their numbers."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"ensure_ascii": False})


class Delivery(models.Model):
    """One message to one person by one channel, kept before anything is sent. It is taken (`SENDING`) before
    the other side may have it: where nobody can say afterwards whether it arrived it is in doubt, and is not
    sent a second time by itself."""

    channel = models.CharField("cách gửi", max_length=7, choices=Channel)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="người nhận"
    )
    office = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+", db_index=False)
    """The office whose settings it goes by."""
    key = models.CharField(max_length=100)
    content = models.JSONField(encoder=AsWritten)
    """`subject`, `lead`, `link`, `groups` (`title`, `rows` of words and path, `more`)."""
    state = models.CharField("tình trạng", max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField("số lần thử", default=0)
    made_at = models.DateTimeField("lúc")
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField("lý do", max_length=200, blank=True)

    class Meta:
        verbose_name = "thông báo gửi đi"
        constraints = (models.UniqueConstraint(fields=("person", "key", "channel"), name="delivered_once"),)
        indexes = (
            models.Index(
                fields=("channel", "next_at", "id"),
                condition=Q(state__in=("waiting", "sending")),
                name="deliveries_waiting",
            ),
            models.Index(fields=("office", "-made_at", "-id"), name="deliveries_of_an_office"),
        )

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.person}"
