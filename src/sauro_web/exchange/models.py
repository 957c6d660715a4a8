"""Other systems that use the interface, and what was answered to requests that they may repeat."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit

__all__ = ["Answer", "Client", "Scope"]


class Scope(models.TextChoices):
    """How much a system may do in the name of its person, who may always do more."""

    READ = "read", "chỉ đọc"
    REPORT = "report", "đọc và cập nhật phần việc của đơn vị"
    DECIDE = "decide", "đọc, cập nhật, giao việc và duyệt"

    @property
    def rank(self) -> int:
        """The higher one includes the lower."""
        return list(Scope).index(self)


class Client(models.Model):
    """Another system that acts in the name of a person of the office, and never sees or does more than that
    person. Its token is shown once; only the digest of it is kept. It works once the person has agreed."""

    name = models.CharField("hệ thống", max_length=100)
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="làm thay"
    )
    scope = models.CharField("phạm vi", max_length=6, choices=Scope, default=Scope.READ)
    digest = models.CharField("mã SHA-256 của mã truy cập", max_length=64, unique=True)
    ending = models.CharField("bốn chữ cuối của mã", max_length=4)
    a_minute = models.PositiveSmallIntegerField("số yêu cầu mỗi phút", default=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("cấp lúc")
    agreed_at = models.DateTimeField("người được làm thay đồng ý lúc", null=True)
    expires_on = models.DateField("dùng đến hết ngày")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    last_used_at = models.DateTimeField("dùng lần cuối", null=True)
    """To the minute."""
    minute = models.DateTimeField(null=True)
    """The minute in which `used` requests came."""
    used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "kết nối hệ thống"
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "name"), condition=Q(revoked_at=None), name="one_living_client_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """As the trail names it."""
        return f"{self.name} (kết nối số {self.pk})"


class Answer(models.Model):
    """What a request under a key was answered: said again when the request comes again, so that nothing is
    done twice."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    """Of the address and the body: the same key for something else is a mistake."""
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "kết quả đã trả"
        constraints = (models.UniqueConstraint(fields=("client", "key"), name="answered_once_a_key"),)

    def __str__(self) -> str:
        return self.key
