"""Files of a document, and what was read of the signatures in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro.reading.signature import Holder, Integrity, TimeSource, Trust
from sauro_web.documents.models.documents import Document

__all__ = ["CopyForm", "DocumentFile", "FileKind", "FileReading", "FileSignature"]


class FileKind(models.TextChoices):
    """What a file is of its document."""

    SIGNED = "signed", "bản gốc ký số"
    DIGITISED = "digitised", "bản số hóa từ bản giấy"
    ANNEX = "annex", "phụ lục, tài liệu kèm theo"


class CopyForm(models.TextChoices):
    """Hình thức sao (NĐ 30/2020, Điều 25)."""

    WHOLE = "sao_y", "SAO Y"
    ANEW = "sao_luc", "SAO LỤC"
    PART = "trich_sao", "TRÍCH SAO"


class FileReading(models.TextChoices):
    """How far the reading of a file in the background is."""

    WAITING = "waiting", "đang kiểm tra tệp"
    DONE = "done", "đã kiểm tra"
    FAILED = "failed", "không kiểm tra được"


class DocumentFile(models.Model):
    """A file of a document, kept under its digest. It is never replaced: one that was wrong is withdrawn and
    says why."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="files")
    file = models.FileField()
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField()
    """Bytes."""
    digest = models.CharField("mã SHA-256", max_length=64, db_index=True)
    kind = models.CharField("loại tệp", max_length=9, choices=FileKind)
    copy_form = models.CharField("hình thức sao", max_length=9, choices=CopyForm, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("thêm lúc")
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField("rút lúc", null=True)
    withdrawn_why = models.CharField("lý do rút", max_length=500, blank=True)

    reading = models.CharField("kiểm tra", max_length=7, choices=FileReading, default=FileReading.WAITING)
    fault = models.CharField("vì sao không kiểm tra được", max_length=300, blank=True)
    version_major = models.PositiveSmallIntegerField(null=True)
    version_minor = models.PositiveSmallIntegerField(null=True)
    """Of the format PDF."""
    pages = models.PositiveIntegerField("số trang", null=True)
    scanned_pages = models.PositiveIntegerField("số trang là ảnh", null=True)
    least_dpi = models.PositiveIntegerField("độ phân giải thấp nhất", null=True)
    is_colour = models.BooleanField("ảnh màu", null=True)
    is_true_size = models.BooleanField("tỷ lệ 1:1", null=True)

    class Meta:
        verbose_name = "tệp của văn bản"
        ordering = ("added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("document", "digest"),
                condition=Q(withdrawn_at=None),
                name="document_file_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="document_file_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(kind="digitised") & ~Q(copy_form="")) | (~Q(kind="digitised") & Q(copy_form="")),
                name="document_file_copy_has_its_form",
            ),
        )

    def __str__(self) -> str:
        return self.name


def _choices(kinds: type[Holder] | type[Integrity] | type[TimeSource] | type[Trust]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kinds]


class FileSignature(models.Model):
    """One digital signature in a file, as `sauro.reading.pdf_signatures` read it."""

    file = models.ForeignKey(DocumentFile, models.CASCADE, related_name="signatures")
    position = models.PositiveSmallIntegerField()
    signer = models.CharField("người ký", max_length=200, blank=True)
    organisation = models.CharField("cơ quan trong chứng thư", max_length=200, blank=True)
    issuer = models.CharField("nơi cấp chứng thư", max_length=200, blank=True)
    holder = models.CharField(max_length=7, choices=_choices(Holder))
    signed_at = models.DateTimeField("ký lúc", null=True)
    time_source = models.CharField(max_length=13, choices=_choices(TimeSource))
    integrity = models.CharField(max_length=10, choices=_choices(Integrity))
    trust = models.CharField(max_length=11, choices=_choices(Trust))

    class Meta:
        verbose_name = "chữ ký số trong tệp"
        ordering = ("file", "position")
        constraints = (models.UniqueConstraint(fields=("file", "position"), name="file_signature_once"),)

    def __str__(self) -> str:
        return self.signer
