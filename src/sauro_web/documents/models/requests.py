"""Asking for a number: what a drafting unit puts before the clerk, and before the leader where the year's
allowance is used up."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.documents.models.documents import Document
from sauro_web.documents.models.series import Series

__all__ = ["NumberRequest", "RequestState"]


class RequestState(models.TextChoices):
    """Where a request stands."""

    ASKED = "asked", "chờ văn thư cấp số"
    ABOVE = "above", "chờ lãnh đạo quyết định"
    APPROVED = "approved", "được cấp vượt mức"
    REFUSED = "refused", "không đồng ý"
    WITHDRAWN = "withdrawn", "đã rút"
    DRAWN = "drawn", "đã cấp số"


class NumberRequest(models.Model):
    """A document that wants a number. Beyond the allowance only who may decide it lets it have one."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    kind = models.CharField("tên loại", max_length=100)
    subject = models.CharField("trích yếu", max_length=1_000)
    drafting_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    is_procedure_result = models.BooleanField(default=False)
    why_needed = models.CharField("vì sao cần ban hành", max_length=1_000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("đề nghị lúc")
    state = models.CharField("trạng thái", max_length=9, choices=RequestState, default=RequestState.ASKED)
    counted = models.PositiveIntegerField("đã ban hành", null=True)
    allowed = models.PositiveIntegerField("được ban hành", null=True)
    """How the allowance stood when it went to the leader."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField("ý kiến", max_length=1_000, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="request")

    class Meta:
        verbose_name = "đề nghị cấp số"
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="drawn", document__isnull=False)
                | (~Q(state="drawn") & Q(document__isnull=True)),
                name="request_drawn_has_its_document",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "refused")) | Q(decided_by__isnull=False),
                name="request_decided_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("office", "state", "asked_at"), name="requests_of_an_office"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}"
