"""How a part goes: notes, more time asked for, obstacles, nudges."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit
from sauro_web.tasks.models.tasks import UnitTask

__all__ = ["Extension", "NoteFile", "Nudge", "NudgeKind", "NudgedPart", "Obstacle", "ProgressNote"]


class ProgressNote(models.Model):
    """What a unit says of its part, and what is asked and answered about it: one stream, never edited."""

    part = models.ForeignKey(UnitTask, models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    percent = models.PositiveSmallIntegerField(null=True)
    """How far it says to be; None for a remark."""
    text = models.TextField("nội dung")
    interim = models.BooleanField("trả lời bước đầu", default=False)
    """An answer before the final one, of which the document goes on."""

    class Meta:
        verbose_name = "ghi chú tiến độ"
        ordering = ("at", "id")
        indexes = (models.Index(fields=("part", "at"), name="notes_of_a_part"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100), name="noted_percent_of_a_hundred"
            ),
        )

    def __str__(self) -> str:
        return self.text[:100]


class NoteFile(models.Model):
    """A file that came with a note, kept under its digest."""

    note = models.ForeignKey(ProgressNote, models.CASCADE, related_name="files")
    file = models.FileField()
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField()
    """Bytes."""
    digest = models.CharField("mã SHA-256", max_length=64)

    def __str__(self) -> str:
        return self.name


class Extension(models.Model):
    """More time asked for by a unit, and what was decided. The first deadline stays where it is."""

    part = models.ForeignKey(UnitTask, models.PROTECT, related_name="extensions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until = models.DateField("xin đến ngày")
    reason = models.TextField("lý do")
    granted = models.BooleanField(null=True)
    """None until it is decided."""
    granted_until = models.DateField("gia hạn đến", null=True)
    """May be another day than the one asked for."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField("ý kiến", blank=True)
    before = models.DateField(null=True)
    """The deadline that it moved."""

    class Meta:
        verbose_name = "đề nghị gia hạn"
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("part",), condition=Q(granted=None), name="one_open_extension_a_part"
            ),
            models.CheckConstraint(
                condition=Q(granted=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="extension_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="extension_not_decided_by_who_asked",
            ),
        )

    def __str__(self) -> str:
        return f"gia hạn đến {self.until:%d/%m/%Y}"


class Obstacle(models.Model):
    """What a unit cannot clear away itself, put to the unit that can, with a term. The time until the answer
    is charged to the one waited for."""

    part = models.ForeignKey(UnitTask, models.PROTECT, related_name="obstacles")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    text = models.TextField("vướng mắc")
    proposal = models.TextField("đề xuất", blank=True)
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    answer_by = models.DateField("trả lời trước ngày")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField("trả lời", blank=True)
    closed_at = models.DateTimeField(null=True)
    """When the unit that raised it said that it is cleared away."""

    class Meta:
        verbose_name = "vướng mắc"
        ordering = ("raised_at", "id")
        indexes = (
            models.Index(fields=("to", "answer_by"), condition=Q(answered_at=None), name="obstacles_open"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""), name="obstacle_answered_in_words"
            ),
        )

    def __str__(self) -> str:
        return self.text[:100]


class NudgeKind(models.TextChoices):
    """How serious a nudge is, in rising order."""

    REMINDER = "reminder", "nhắc nhở"
    CRITICISM = "criticism", "phê bình"
    REVIEW = "review", "yêu cầu kiểm điểm"


class Nudge(models.Model):
    """A unit is urged by a person about what it owes; numbered per office and year, for the report counts
    them."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField("hình thức", max_length=9, choices=NudgeKind)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField("lần")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField("nội dung")
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "đôn đốc"
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=("unit", "-at"), name="nudges_of_a_unit"),)
        constraints = (models.UniqueConstraint(fields=("office", "year", "number"), name="nudges_numbered"),)

    def __str__(self) -> str:
        return f"Đôn đốc số {self.number}/{self.year}: {self.unit}"


class NudgedPart(models.Model):
    """One part that a nudge is about, and how late it was that day."""

    nudge = models.ForeignKey(Nudge, models.CASCADE, related_name="parts")
    part = models.ForeignKey(UnitTask, models.PROTECT, related_name="nudged")
    days_late = models.PositiveIntegerField()
    """Working days."""

    class Meta:
        constraints = (models.UniqueConstraint(fields=("nudge", "part"), name="part_once_a_nudge"),)

    def __str__(self) -> str:
        return str(self.part)
