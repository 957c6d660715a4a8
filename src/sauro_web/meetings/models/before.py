"""What is done before a meeting begins: its agenda, and what those who are called write about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.meetings.models.meetings import Attendee, Meeting
from sauro_web.meetings.models.sitting import MeetingPaper

__all__ = ["AgendaItem", "Objection", "Remark", "RemarkKind"]


class AgendaItem(models.Model):
    """An item of the agenda. One that is `unopposed` counts as agreed, and is not discussed, where nobody who
    is called objects by its term; who objects puts it back on the agenda (`queries.before`)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    text = models.CharField("nội dung", max_length=500)
    minutes = models.PositiveSmallIntegerField("số phút", null=True)
    reporter = models.ForeignKey(Attendee, models.SET_NULL, null=True, related_name="+")
    """Of those called who reports on it."""
    paper = models.ForeignKey(MeetingPaper, models.SET_NULL, null=True, related_name="+")
    unopposed = models.BooleanField("thông qua nếu không có ý kiến khác", default=False)
    objections_until = models.DateTimeField("nhận ý kiến khác đến", null=True)

    class Meta:
        verbose_name = "nội dung chương trình"
        ordering = ("meeting", "position", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(unopposed=False) | Q(objections_until__isnull=False),
                name="unopposed_item_has_a_term",
            ),
        )

    def __str__(self) -> str:
        return self.text[:100]


class Objection(models.Model):
    """That somebody who is called wants an item discussed; `unit` where he answers for one."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="objections")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("ý kiến khác", max_length=1_000)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "ý kiến khác về nội dung chương trình"
        ordering = ("item", "id")
        constraints = (models.UniqueConstraint(fields=("item", "by"), name="objects_once_to_an_item"),)

    def __str__(self) -> str:
        return self.reason[:100]


class RemarkKind(models.TextChoices):
    """What somebody writes before a meeting."""

    QUESTION = "question", "câu hỏi"
    OPINION = "opinion", "ý kiến"


class Remark(models.Model):
    """A question or an opinion on the agenda or a paper, written before the meeting by somebody who is
    called; `unit` where he answers for one. Chair and secretary answer it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="remarks")
    kind = models.CharField("loại", max_length=8, choices=RemarkKind)
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, related_name="+")
    paper = models.ForeignKey(MeetingPaper, models.SET_NULL, null=True, related_name="+")
    text = models.TextField("nội dung")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("gửi lúc")
    answer = models.TextField("trả lời", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "ý kiến trước cuộc họp"
        ordering = ("meeting", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_by=None, answered_at=None, answer="")
                | (Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="answer_to_a_remark_is_somebodys",
            ),
        )

    def __str__(self) -> str:
        return self.text[:100]
