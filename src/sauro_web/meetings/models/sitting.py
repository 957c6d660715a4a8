"""What comes of a meeting, or of opinions asked for in writing: papers before it, minutes and conclusions
after it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit
from sauro_web.meetings.models.meetings import Meeting
from sauro_web.meetings.models.opinions import OpinionRound
from sauro_web.tasks.models import Task

__all__ = ["Addendum", "Conclusion", "MeetingPaper", "Minutes", "PaperRead"]


class MeetingPaper(models.Model):
    """A paper of a meeting, for whoever is called to it, or of a round of opinions, for whoever is asked;
    kept under its digest."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="papers")
    opinion_round = models.ForeignKey(OpinionRound, models.CASCADE, null=True, related_name="papers")
    file = models.FileField()
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField()
    """Bytes."""
    digest = models.CharField("mã SHA-256", max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("gửi lúc")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Who took it back; nobody can open it from then on."""
    withdrawn_at = models.DateTimeField("rút lúc", null=True)
    withdrawn_reason = models.CharField("lý do rút", max_length=500, blank=True)

    class Meta:
        verbose_name = "tài liệu họp"
        ordering = ("meeting", "added_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_reason="")
                | (Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="paper_withdrawn_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(meeting=None, opinion_round__isnull=False)
                | Q(meeting__isnull=False, opinion_round=None),
                name="paper_of_a_meeting_or_a_round",
            ),
        )

    def __str__(self) -> str:
        return self.name


class PaperRead(models.Model):
    """That somebody has opened a paper."""

    paper = models.ForeignKey(MeetingPaper, models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("đọc lúc")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("paper", "person"), name="paper_read_once"),)

    def __str__(self) -> str:
        return f"{self.person}: {self.paper}"


class Minutes(models.Model):
    """The minutes of a meeting. Two different people confirm them; after the second they never change, which
    the database sees to, and what has to be said then is an addendum."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    text = models.TextField("diễn biến, ý kiến")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField("ghi lúc")
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "biên bản họp"
        constraints = (
            models.CheckConstraint(
                condition=Q(second_by=None) | (Q(first_by__isnull=False) & ~Q(second_by=F("first_by"))),
                name="minutes_confirmed_by_two",
            ),
        )

    def __str__(self) -> str:
        return f"Biên bản: {self.meeting}"


class Addendum(models.Model):
    """What was added to minutes that are fixed; never changed."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="addenda")
    text = models.TextField("bổ sung")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "bổ sung biên bản"
        ordering = ("minutes", "id")

    def __str__(self) -> str:
        return self.text[:100]


class Conclusion(models.Model):
    """What a meeting, or a round of opinions, concluded; where a unit carries it out, the task that was given
    in the same step."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="conclusions")
    opinion_round = models.ForeignKey(OpinionRound, models.PROTECT, null=True, related_name="conclusions")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField("kết luận")
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    due_text = models.CharField("thời hạn", max_length=300, blank=True)
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "kết luận cuộc họp"
        ordering = ("meeting", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(lead=None, task=None) | Q(lead__isnull=False, task__isnull=False),
                name="conclusion_with_a_lead_is_a_task",
            ),
            models.CheckConstraint(
                condition=Q(meeting=None, opinion_round__isnull=False)
                | Q(meeting__isnull=False, opinion_round=None),
                name="conclusion_of_a_meeting_or_a_round",
            ),
        )

    def __str__(self) -> str:
        return self.text[:100]
