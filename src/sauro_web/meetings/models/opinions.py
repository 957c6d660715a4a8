"""Opinions that are asked for in writing, in the place of a meeting."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit

__all__ = ["Opinion", "OpinionChoice", "OpinionRound"]


class OpinionRound(models.Model):
    """A question put to people and units, to be answered by a term. Once it is closed it is fixed, with its
    result and every opinion, which the database sees to."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    subject = models.CharField("về việc", max_length=300)
    question = models.TextField("nội dung xin ý kiến")
    limited = models.BooleanField("chỉ người được hỏi được biết", default=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gửi lúc")
    due_at = models.DateTimeField("trả lời trước")
    tally = models.JSONField("kết quả", default=dict)
    """Once it is closed: how many were asked, answered so or so, and late (`queries.opinions.Tally`)."""
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField("kết thúc lúc", null=True)

    class Meta:
        verbose_name = "phiếu lấy ý kiến"
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="opinions_due_after_they_are_asked"
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None)
                | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="opinion_round_closed_by_somebody",
            ),
        )
        indexes = (models.Index(fields=("due_at",), condition=Q(closed_by=None), name="opinion_rounds_open"),)

    def __str__(self) -> str:
        return self.subject[:100]


class OpinionChoice(models.TextChoices):
    """What may be answered."""

    AGREE = "agree", "đồng ý"
    DISAGREE = "disagree", "không đồng ý"
    OTHER = "other", "ý kiến khác"


class Opinion(models.Model):
    """The slip of one person or unit that was asked: blank until it is answered, fixed once the round is
    closed."""

    opinion_round = models.ForeignKey(OpinionRound, models.PROTECT, related_name="opinions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    choice = models.CharField("ý kiến", max_length=8, choices=OpinionChoice, blank=True)
    reason = models.TextField("lý do, nội dung cụ thể", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("trả lời lúc", null=True)
    late = models.BooleanField("quá hạn", default=False)
    fixed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "ý kiến bằng phiếu"
        ordering = ("opinion_round", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("opinion_round", "person"),
                condition=Q(person__isnull=False),
                name="person_asked_once",
            ),
            models.UniqueConstraint(
                fields=("opinion_round", "unit"), condition=Q(unit__isnull=False), name="unit_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
                name="opinion_of_a_person_or_a_unit",
            ),
            models.CheckConstraint(
                condition=Q(choice="", by=None, at=None)
                | (~Q(choice="") & Q(by__isnull=False, at__isnull=False)),
                name="opinion_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(choice__in=("", "agree")) | ~Q(reason=""), name="who_does_not_agree_says_why"
            ),
        )

    def __str__(self) -> str:
        return str(self.person or self.unit)
