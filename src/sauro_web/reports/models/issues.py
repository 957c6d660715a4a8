"""A report as it is issued: its frozen figures, its wording, and the document that it became. Rows are only
ever added: a report frozen anew, or worded anew, is a further row."""

from __future__ import annotations

from django.db import models

from sauro_web.accounts.models import Unit, User
from sauro_web.documents.models import Document, NumberRequest
from sauro_web.reports.models.reports import Report

__all__ = ["AskedNumber", "CameWorded", "FrozenReport", "IssuedReport", "ReportTemplate", "ReportWording"]


class ReportTemplate(models.Model):
    """The form in Word that an office gives its reports; the last holds. Without a file it is that of the
    software again."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField("lần")
    file = models.FileField(blank=True)
    name = models.CharField("tên tệp", max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("tải lên lúc")

    class Meta:
        verbose_name = "mẫu báo cáo"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("office", "number"), name="template_number_once"),)

    def __str__(self) -> str:
        return f"Mẫu báo cáo của {self.office.label}, lần {self.number}"


class FrozenReport(models.Model):
    """What a report said at a moment. `facts` are `sauro.reporting.frozen.facts_json`, `digest` is over all
    of them; addresses in them have no host."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="frozen")
    number = models.PositiveIntegerField("lần")
    digest = models.CharField("mã SHA-256", max_length=64)
    facts = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "bản phát hành báo cáo"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="report_frozen_once"),)

    def __str__(self) -> str:
        return f"{self.report}, bản phát hành lần {self.number}"


class CameWorded(models.TextChoices):
    """Where a wording came from."""

    REPORT = "report", "theo báo cáo"
    TYPED = "typed", "sửa trên trang"
    WORD = "word", "sửa bằng Word"


class ReportWording(models.Model):
    """How a frozen report is worded; the last holds. `passages` are `sauro.reporting.wording.Passage` as
    lists; the rest stands around them."""

    frozen = models.ForeignKey(FrozenReport, models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    came = models.CharField(max_length=6, choices=CameWorded)
    passages = models.JSONField()
    superior = models.CharField("kính gửi", max_length=300, blank=True)
    recipients = models.JSONField("nơi nhận", default=list)
    authority = models.JSONField("thẩm quyền ký", default=list)
    """Lines over the signature, from the top."""
    signer = models.CharField("người ký", max_length=120, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lời văn bản phát hành"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("frozen", "number"), name="wording_number_once"),)

    def __str__(self) -> str:
        return f"{self.frozen}, lời văn lần {self.number}"


class AskedNumber(models.Model):
    """The request for a number of a frozen report: of this report and these very figures, whatever others
    have the same trích yếu."""

    frozen = models.ForeignKey(FrozenReport, models.PROTECT, related_name="asked")
    request = models.OneToOneField(NumberRequest, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đề nghị cấp số cho báo cáo"

    def __str__(self) -> str:
        return f"{self.request}, {self.frozen}"


class IssuedReport(models.Model):
    """A frozen report that has its number: the document of the register, and the file as it was issued."""

    frozen = models.OneToOneField(FrozenReport, models.PROTECT, related_name="issued")
    wording = models.ForeignKey(ReportWording, models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    file = models.FileField()
    file_digest = models.CharField("mã SHA-256 của tệp", max_length=64)
    figure_digest = models.CharField(max_length=64)
    """`sauro.writing.runs.figure_digest` of the figures in the file."""
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("phát hành lúc")

    class Meta:
        verbose_name = "báo cáo đã phát hành"

    def __str__(self) -> str:
        return f"{self.document}, {self.frozen.report}"
