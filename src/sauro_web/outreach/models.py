"""Training sessions with who attended them, and publicity items."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan

__all__ = ["Attendance", "Channel", "Mode", "PublicityItem", "Subject", "TrainingSession"]


class Subject(models.TextChoices):
    """What a session trains in."""

    DIGITAL = "digital", "kỹ năng số"
    REFORM = "reform", "cải cách hành chính"
    PAPERS = "papers", "soạn thảo văn bản, hội họp"
    PROFESSION = "profession", "chuyên môn, nghiệp vụ"
    LAW = "law", "pháp luật"
    OTHER = "other", "khác"


class Mode(models.TextChoices):
    """How people take part."""

    IN_PERSON = "in_person", "trực tiếp"
    ONLINE = "online", "trực tuyến"
    HYBRID = "hybrid", "kết hợp"


class Channel(models.TextChoices):
    """By what the public is reached."""

    LOUDSPEAKER = "loudspeaker", "loa truyền thanh"
    PORTAL = "portal", "cổng thông tin điện tử"
    ZALO = "zalo", "Zalo"
    FACEBOOK = "facebook", "Facebook"
    POSTER = "poster", "pano, áp phích"
    VILLAGE = "village", "họp thôn, tổ dân phố"
    PRESS = "press", "báo, đài"
    OTHER = "other", "kênh khác"


class Recorded(models.Model):
    """What both have: whose it is, after which plan, who saved it last, and why it was taken back."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey(ImportedPlan, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField("lý do hủy", max_length=500, blank=True)

    class Meta:
        abstract = True

    @property
    def counts(self) -> bool:
        """Whether it was not taken back."""
        return self.withdrawn_at is None


class TrainingSession(Recorded):
    """One course or session of it; its days as held."""

    title = models.CharField("nội dung", max_length=300)
    subject = models.CharField("lĩnh vực", max_length=10, choices=Subject)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    mode = models.CharField("hình thức", max_length=10, choices=Mode)
    trainer = models.CharField("người hướng dẫn", max_length=200, blank=True)
    documents = models.CharField("tài liệu, văn bản", max_length=500, blank=True)
    guests = models.PositiveIntegerField("người ngoài cơ quan", default=0)
    """Who attended and is nobody's staff here; counted apart."""

    class Meta:
        verbose_name = "lớp tập huấn"
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="training_ends_after_it_begins"
            ),
        )
        indexes = (
            models.Index(fields=("commune", "-starts_on", "-id"), name="training_of_commune"),
            models.Index(fields=("province", "-starts_on", "-id"), name="training_of_province"),
        )

    def __str__(self) -> str:
        return f"Tập huấn “{self.title}”, {self.starts_on:%d/%m/%Y}"


class Attendance(models.Model):
    """One of the staff who attended; `unit` is where he worked on that day."""

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "người dự tập huấn"
        constraints = (models.UniqueConstraint(fields=("session", "person"), name="training_attended_once"),)

    def __str__(self) -> str:
        return f"{self.person}, {self.session}"


class PublicityItem(Recorded):
    """One article, broadcast, poster or meeting of a village."""

    channel = models.CharField("kênh", max_length=12, choices=Channel)
    title = models.CharField("nội dung", max_length=300)
    on = models.DateField("ngày")
    link = models.URLField("địa chỉ", max_length=500, blank=True)

    class Meta:
        verbose_name = "tin, bài tuyên truyền"
        indexes = (
            models.Index(fields=("commune", "-on", "-id"), name="publicity_of_commune"),
            models.Index(fields=("province", "-on", "-id"), name="publicity_of_province"),
        )

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: “{self.title}”, {self.on:%d/%m/%Y}"
