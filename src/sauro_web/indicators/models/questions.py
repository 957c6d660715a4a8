"""What is asked about figures that may have been arranged, and what was answered. Nobody is accused: each
question has an innocent answer, and the answer stands with it."""

from __future__ import annotations

from django.db import models

from sauro_web.accounts.models import Unit, User

__all__ = ["ArrangedAnswer", "ArrangedQuestion", "Answered"]


class Answered(models.TextChoices):
    """How a question was answered."""

    EXPLAINED = "explained", "đã giải trình"
    CORRECTED = "corrected", "đã đính chính số liệu"
    ASIDE = "aside", "bỏ qua"


class ArrangedQuestion(models.Model):
    """One question to whoever leads or follows an office, with the records that it is about. Asked once,
    never changed."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.CharField("loại", max_length=30)
    """As `sauro.indicators.arranged` has it."""
    key = models.CharField(max_length=64)
    """Tells the same question of the same records again."""
    message = models.TextField("câu hỏi")
    about = models.JSONField("bản ghi", default=list)
    """[[kind ("document", "meeting"), number of the record, how it is called]]."""
    asked_on = models.DateField("hỏi ngày")
    asked_at = models.DateTimeField("hỏi lúc")

    class Meta:
        verbose_name = "nội dung cần xem lại"
        constraints = (models.UniqueConstraint(fields=("office", "key"), name="arranged_asked_once"),)
        indexes = (models.Index(fields=("office", "-asked_on", "-id"), name="arranged_of_office"),)

    def __str__(self) -> str:
        return self.message


class ArrangedAnswer(models.Model):
    """What was said to a question, by whom; it ends it."""

    question = models.OneToOneField(ArrangedQuestion, models.PROTECT, related_name="answer")
    kind = models.CharField("trả lời", max_length=9, choices=Answered)
    text = models.CharField("nội dung", max_length=1_000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("trả lời lúc")

    class Meta:
        verbose_name = "trả lời nội dung cần xem lại"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"
